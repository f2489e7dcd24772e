/** For mutation testing alone: properties are tried a few times, since each mutant tries them again. Knows no test. */
import { vi } from 'vitest';
import type FastCheck from 'fast-check';

const most = 6;

vi.mock('fast-check', async (original) => {
  const { default: fc, ...rest } = await original<{ default: typeof FastCheck }>();
  const assert = (property: FastCheck.IRawProperty<unknown>, params: FastCheck.Parameters<unknown> = {}) =>
    fc.assert(property, { ...params, numRuns: Math.min(most, params.numRuns ?? most) });
  return { ...rest, default: { ...fc, assert } };
});
