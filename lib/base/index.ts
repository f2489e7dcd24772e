export { assert, assertDefined, assertUnreachable } from './assert';
export { createRng, hashString, mix, uniformAt } from './rng';
