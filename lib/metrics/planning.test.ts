import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/base';
import {
  drawShares,
  holm,
  mcNemar,
  measuredShare,
  pairedPermutation,
  publishedShare,
  smallestDifference,
  unpairedDifference,
} from './index';

describe('many comparisons', () => {
  it('Holm: the smallest p times all, the next times one less, never falling, never above 1', () => {
    expect(holm([0.01, 0.04, 0.03, 0.5])).toEqual([0.04, 0.09, 0.09, 0.5]);
    expect(holm([0.6, 0.7])).toEqual([1, 1]);
    expect(holm([0.03])).toEqual([0.03]);
    expect(holm([])).toEqual([]);
  });
  it('a clear difference has a p below what so many permutations could show, and never 0', () => {
    const p = pairedPermutation(Array<number>(80).fill(1), { seed: 1, permutations: 100 });
    expect(p).toBeGreaterThan(0);
    expect(p).toBeLessThan(1e-9);
    expect(pairedPermutation([], { seed: 1 })).toBe(1);
  });
});

describe('power', () => {
  it('falls with the problems and grows with the comparisons', () => {
    const of = (problems: number, comparisons: number) =>
      smallestDifference({ problems, comparisons, differing: 0.25 })!;
    expect(of(500, 1)).toBeCloseTo(0.0622, 3);
    expect(of(2_000, 1)).toBeLessThan(of(500, 1));
    expect(of(500, 20)).toBeGreaterThan(of(500, 1));
    expect(smallestDifference({ problems: 10, comparisons: 1, differing: 0.25 })).toBeUndefined();
  });
  it('is what McNemar’s test finds in about 8 of 10 simulated experiments', () => {
    const seed = 5;
    const [problems, differing] = [400, 0.25];
    const difference = smallestDifference({ problems, comparisons: 1, differing })!;
    const random = createRng(seed);
    const trials = 1_500;
    let found = 0;
    for (let trial = 0; trial < trials; trial++) {
      let [only, other] = [0, 0];
      for (let i = 0; i < problems; i++) {
        const chance = random();
        if (chance < (differing + difference) / 2) only++;
        else if (chance < differing) other++;
      }
      if (mcNemar(only, other) < 0.05) found++;
    }
    // The exact test is a little more careful than the formula.
    expect(found / trials, `seed ${seed}`).toBeGreaterThan(0.73);
    expect(found / trials, `seed ${seed}`).toBeLessThan(0.84);
  });
});

describe('a share that somebody else measured', () => {
  it('is as unsure as its problems are few, and never sure', () => {
    const spread = (share: number, problems: number) => {
      const drawn = drawShares(publishedShare(share, problems), { seed: 3, count: 4_000 });
      const mean = drawn.reduce((sum, each) => sum + each, 0) / drawn.length;
      return Math.sqrt(drawn.reduce((sum, each) => sum + (each - mean) ** 2, 0) / drawn.length);
    };
    expect(spread(0.5, 500)).toBeCloseTo(0.0223, 2);
    expect(spread(0.5, 5_000)).toBeLessThan(spread(0.5, 500));
    expect(spread(1, 500)).toBeGreaterThan(0);
    expect(new Set(drawShares(publishedShare(0.4, undefined), { seed: 3, count: 50 }))).toEqual(new Set([0.4]));
  });
  it('of equal shares the difference is not told from none; ours without any spread has some', () => {
    const ours = measuredShare(1, new Float64Array(500).fill(1), 40);
    const found = unpairedDifference(ours, publishedShare(0.99, 500));
    expect(found.low).toBeLessThan(0);
    // Theirs could have been as low as 0.9768 (Wilson).
    expect(found.high).toBeCloseTo(0.01 + 0.0132, 3);
    expect(found.pValue).toBeGreaterThan(0.5);
  });
});
