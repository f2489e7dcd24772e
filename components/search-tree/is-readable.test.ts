/** Few solutions at a time are shown as cards that can be read; many as a tree. */
import { describe, expect, it } from 'vitest';
import { toySpec } from '@/lib/search/testing/run-search';
import { isReadable } from './is-readable';

describe('a run is shown as words', () => {
  it.each([
    ['beam-search', 4, true],
    ['beam-search', 8, true],
    ['beam-search', 9, false],
    ['best-of-n', 16, false],
    // One solution, whatever its budget says.
    ['greedy', 256, true],
  ] as const)('%s with n = %i: %s', (strategy, n, isSo) => {
    expect(isReadable(toySpec(strategy, { n }))).toBe(isSo);
  });

  it('not before it is known what it is', () => {
    expect(isReadable(undefined)).toBe(false);
  });
});
