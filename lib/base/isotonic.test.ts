import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isotonic } from './index';

describe('isotonic', () => {
  it('leaves what ascends, averages what does not by weight, and cuts off at the bounds', () => {
    const wants = (...pairs: readonly [number, number][]) => pairs.map(([value, weight]) => ({ value, weight }));
    expect(isotonic(wants([1, 1], [2, 5], [2, 1]), [0, 10])).toEqual([1, 2, 2]);
    expect(isotonic(wants([6, 3], [2, 1], [9, 1]), [0, 10])).toEqual([5, 5, 9]);
    expect(isotonic(wants([-4, 1], [5, 1], [40, 1]), [0, 10])).toEqual([0, 5, 10]);
    expect(isotonic([], [0, 10])).toEqual([]);
  });

  it('ascends, stays within, and no other such numbers are nearer to what is wanted', () => {
    const want = fc.record({ value: fc.integer({ min: -3, max: 8 }), weight: fc.integer({ min: 1, max: 4 }) });
    const others = fc.array(fc.double({ min: 0, max: 5, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(want, { maxLength: 6 }), others, (wants, unsorted) => {
        const distance = (found: readonly number[]) =>
          wants.reduce((sum, { value, weight }, i) => sum + weight * (found[i]! - value) ** 2, 0);
        const found = isotonic(wants, [0, 5]);
        found.forEach((number, i) => {
          expect(number).toBeGreaterThanOrEqual(found[i - 1] ?? 0);
          expect(number).toBeLessThanOrEqual(5);
        });
        expect(distance(found)).toBeLessThanOrEqual(distance(unsorted.toSorted((a, b) => a - b)) + 1e-9);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
