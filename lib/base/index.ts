export { assert, assertDefined, assertUnreachable } from './assert';
export { createChannel, followAbort } from './async';
export type { Channel } from './async';
export { createManualClock, systemClock } from './clock';
export type { Clock, ManualClock } from './clock';
export { isotonic } from './isotonic';
export { createRng, hashString, mix, uniformAt } from './rng';
export { formatScore } from './score';
export { searchWords, searchable } from './words';
