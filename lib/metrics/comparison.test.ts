import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectAnswer, type SelectionName } from '@/lib/search';
import {
  absoluteBins,
  anyOfBlock,
  bestOf,
  bestOfBlock,
  chooseAcrossFolds,
  crossing,
  crossingAt,
  drawResamples,
  flopsOf,
  mcNemar,
  meanOf,
  pairedDifference,
  pairedPermutation,
  passAt,
  quantileBins,
  resampledMeans,
  resamplesAmong,
  shareOfReading,
  shareOfWriting,
  twoFolds,
  votesResampled,
  type Candidate,
} from './index';

const candidate: fc.Arbitrary<Candidate> = fc
  .record({ key: fc.constantFrom('a', 'b', 'c', undefined), value: fc.constantFrom(undefined, 0, 0.1, 0.5, 0.9) })
  .map(({ key, value }) => ({ key, value, isCorrect: key === 'a' }));

/** Every k-subset of 0..n-1, n <= 12. */
function subsetsOf(n: number, k: number): number[][] {
  return Array.from({ length: 1 << n }, (_, mask) =>
    Array.from({ length: n }, (__, i) => i).filter((i) => (mask >> i) & 1),
  ).filter((each) => each.length === k);
}

/**
 * Chance that a right answer wins among `drawn`: of tied answers the one drawn first, so each by its number of solutions.
 * Where nothing is scored a weighted vote has no winner.
 */
function shareOfRight(drawn: readonly Candidate[], kind: 'majority' | 'weighted'): number {
  if (kind === 'weighted' && drawn.every(({ value }) => value === undefined)) return 0;
  const votes = new Map<string, { count: number; weight: number; isCorrect: boolean }>();
  // Where some are scored, an answer that nobody scored wins nothing.
  const scored = new Set(drawn.filter(({ value }) => value !== undefined).map(({ key }) => key));
  const counted = drawn.filter(({ key }) => kind === 'majority' || scored.has(key));
  for (const { key, value, isCorrect } of counted) {
    const vote = votes.get(key!) ?? { count: 0, weight: 0, isCorrect };
    votes.set(key!, { ...vote, count: vote.count + 1, weight: vote.weight + (kind === 'weighted' ? (value ?? 0) : 1) });
  }
  const most = Math.max(...[...votes.values()].map(({ weight }) => weight));
  const tied = [...votes.values()].filter(({ weight }) => Math.abs(weight - most) < 1e-12);
  return (
    tied.filter(({ isCorrect }) => isCorrect).reduce((sum, { count }) => sum + count, 0) /
    Math.max(
      1,
      tied.reduce((sum, { count }) => sum + count, 0),
    )
  );
}

describe('pools of up to 12 against all their subsets', () => {
  it('best-of-k shares ties but for the whole pool, pass@k needs one', () => {
    fc.assert(
      fc.property(fc.array(candidate, { minLength: 1, maxLength: 12 }), fc.nat(), (pool, pick) => {
        const k = 1 + (pick % pool.length);
        const all = subsetsOf(pool.length, k).map((subset) => subset.map((i) => pool[i]!));
        const top = all.map((drawn) => {
          const ranked = drawn.filter(({ key, value }) => key !== undefined && value !== undefined);
          const tied = ranked.filter(({ value }) => value === Math.max(...ranked.map((each) => each.value!)));
          // All together are one run, whose ties are decided by its own order.
          const first = k === pool.length ? tied.slice(0, 1) : tied;
          return first.length === 0 ? 0 : first.filter(({ isCorrect }) => isCorrect).length / first.length;
        });
        expect(bestOf(k, pool)).toBeCloseTo(top.reduce((sum, each) => sum + each, 0) / all.length, 9);
        expect(passAt(k, pool)).toBeCloseTo(
          all.filter((drawn) => drawn.some(({ isCorrect }) => isCorrect)).length / all.length,
          9,
        );
      }),
      { numRuns: 40 },
    );
  });
  it('votes: the share of all subsets, ties by which answer comes first in a random order', () => {
    fc.assert(
      fc.property(fc.array(candidate, { minLength: 2, maxLength: 12 }), fc.nat(), (pool, pick) => {
        // All together are one run, whose ties are decided by its own order.
        const k = 1 + (pick % (pool.length - 1));
        const all = subsetsOf(pool.length, k).map((subset) =>
          subset.map((i) => pool[i]!).filter(({ key }) => key !== undefined),
        );
        const subsets = 3_000;
        const found = votesResampled(
          [k],
          pool.map((each) => [each]),
          { seed: pick, subsets },
        );
        for (const kind of ['majority', 'weighted'] as const) {
          const exact = all.reduce((sum, drawn) => sum + shareOfRight(drawn, kind), 0) / all.length;
          // Five standard errors of the drawing; single solutions are counted exactly.
          const tolerance = k === 1 ? 1e-9 : 5 * Math.sqrt((exact * (1 - exact)) / subsets) + 1e-9;
          expect(Math.abs(found[kind][0]! - exact), kind).toBeLessThanOrEqual(tolerance);
        }
      }),
      { numRuns: 30, seed: 11 },
    );
  });
  it('V-4, V-6: the whole pool answers as a run does, whatever is tied or unscored', () => {
    fc.assert(
      fc.property(fc.array(candidate, { minLength: 1, maxLength: 12 }), (pool) => {
        const solutions = pool.map(({ key, value }, i) => ({
          node: `0.${i}`,
          text: '',
          answer: key,
          key,
          scores: value === undefined ? [] : [value],
          weight: 1,
          chain: undefined,
          unscored: undefined,
          value,
        }));
        const chance = (selection: SelectionName) => Number(selectAnswer(solutions, selection).answer === 'a');
        const { majority, weighted } = votesResampled(
          [pool.length],
          pool.map((each) => [each]),
          { seed: 1, subsets: 1 },
        );
        expect([bestOf(pool.length, pool), majority[0], weighted[0]]).toEqual([
          chance('best'),
          chance('majority'),
          chance('weighted'),
        ]);
      }),
      { numRuns: 300 },
    );
  });
  it('whole subtrees: naive best, the oracle and votes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(candidate, { maxLength: 4 }), { minLength: 2, maxLength: 5 }),
        fc.nat(),
        (blocks, seed) => {
          const k = 1 + (seed % blocks.length);
          const all = subsetsOf(blocks.length, k);
          expect(passAt(k, blocks.map(anyOfBlock))).toBeCloseTo(
            all.filter((subset) => subset.some((i) => blocks[i]!.some(({ isCorrect }) => isCorrect))).length /
              all.length,
            9,
          );
          expect(bestOf(blocks.length, blocks.map(bestOfBlock))).toBeLessThanOrEqual(1);
          // Where an answer is ahead in every subset, the vote is sure of it.
          const certain = blocks.map((block) => [
            ...block,
            ...Array.from({ length: 9 }, () => ({ key: 'a', isCorrect: true, value: 1 })),
          ]);
          expect(votesResampled([k], certain, { seed, subsets: 20 }).majority[0]).toBeCloseTo(1, 9);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('two methods on the same problems', () => {
  it('McNemar at known splits, symmetric', () => {
    expect(mcNemar(0, 0)).toBe(1);
    expect(mcNemar(0, 5)).toBeCloseTo(2 / 32, 12);
    expect(mcNemar(1, 9)).toBeCloseTo((2 * 11) / 1024, 12);
    expect(mcNemar(9, 1)).toBeCloseTo(mcNemar(1, 9), 12);
    expect(mcNemar(2_000, 2_000)).toBe(1);
  });
  it('the permutation test agrees with the exact one', () => {
    const differences = [...Array<number>(1).fill(-1), ...Array<number>(9).fill(1)];
    expect(Math.abs(pairedPermutation(differences, { seed: 3, permutations: 4_000 }) - mcNemar(1, 9))).toBeLessThan(
      0.01,
    );
    // Equal halves: every permutation is as extreme.
    expect(pairedPermutation([1, -1, 1, -1], { seed: 3, permutations: 20_000 })).toBe(1);
  });
  it('equal methods are tied, and a clear one is better', () => {
    const resamples = drawResamples(60, { seed: 1, resamples: 300 });
    const first = Float64Array.from({ length: 60 }, (_, i) => (i === 0 ? NaN : Number(i % 2 === 0)));
    expect(pairedDifference(first, first, { resamples, seed: 1 })).toMatchObject({
      difference: 0,
      pValue: 1,
      verdict: 'tied',
      both: 29,
      neither: 30,
    });
    expect(
      pairedDifference(
        first.map(() => 1),
        first,
        { resamples, seed: 1 },
      ),
    ).toMatchObject({ verdict: 'better', onlyFirst: 30 });
    expect(
      pairedDifference(
        first.map(() => NaN),
        first,
        { resamples, seed: 1 },
      ),
    ).toBeUndefined();
  });
  it('shared resamples pair: a shifted curve is shifted by the same in each', () => {
    const resamples = drawResamples(20, { seed: 2, resamples: 50 });
    const values = Float64Array.from({ length: 20 }, (_, i) => i / 40);
    const shifted = resampledMeans(
      values.map((value) => value + 0.25),
      resamples,
    );
    resampledMeans(values, resamples).forEach((mean, r) => expect(shifted[r]! - mean).toBeCloseTo(0.25, 12));
  });
});

describe('crossing a level', () => {
  it('is log-linear between points, and knows when it is outside', () => {
    expect(crossingAt([1, 4, 16], [0.2, 0.4, 0.6], 0.5)).toBeCloseTo(8, 9);
    expect(crossingAt([1, 4], [0.2, 0.4], 0.5)).toBe(Infinity);
    expect(crossingAt([1, 4], [0.2, 0.4], 0.1)).toBe(-Infinity);
  });
  it('has an interval from the resamples; an end outside the range is open', () => {
    const means = [Float64Array.from([0.2, 0.2, 0.2]), Float64Array.from([0.4, 0.6, 0.3])];
    const found = crossing({
      amounts: [1, 4],
      accuracies: [0.2, 0.4],
      level: 0.35,
      resampledAccuracies: means,
      resampledLevel: Float64Array.from([0.35, 0.35, 0.35]),
    });
    expect(found.status).toBe('reached');
    expect(found.low).toBeCloseTo(4 ** 0.375, 9);
    expect(found.high).toBeUndefined();
  });
});

describe('what resamples cannot tell', () => {
  it.each([
    ['one problem', [1 / 3], [0]],
    ['the same everywhere', [1, 0, 1], [1, 0, 1]],
    ['one difference everywhere', [1, 1, 1], [0, 0, 0]],
    ['another, the other way', [0.25, 0, 0.5], [0.5, 0.25, 0.75]],
  ])('%s: a paired difference has an interval of some width, and holds itself', (_, first, second) => {
    const resamples = drawResamples(first.length, { seed: 1, resamples: 200 });
    const { low, high, difference } = pairedDifference(Float64Array.from(first), Float64Array.from(second), {
      resamples,
      seed: 1,
    })!;
    expect(high - low).toBeGreaterThan(0.1);
    expect(low).toBeLessThanOrEqual(difference);
    expect(high).toBeGreaterThanOrEqual(difference);
    expect(low).toBeGreaterThanOrEqual(-1);
    expect(high).toBeLessThanOrEqual(1);
  });

  it('where a single problem passes the level, how sure that is', () => {
    const found = crossing({
      amounts: [1, 4],
      accuracies: [0.2, 0.6],
      level: 0.4,
      resampledAccuracies: [Float64Array.from([0.2, 0.2]), Float64Array.from([0.6, 0.6])],
      resampledLevel: Float64Array.from([0.4, 0.4]),
    });
    expect(found).toMatchObject({ status: 'reached', low: undefined, high: undefined });
    expect(found.at).toBeCloseTo(2, 9);
  });
});

describe('work and difficulty', () => {
  it('a shared prompt is read once however few solutions follow', () => {
    const tokens = { prompt: 800, cached: 700, completion: 80, calls: 8 };
    expect(flopsOf(tokens, { parametersM: 1, isReusing: true })).toBe(2e6 * 180);
    expect(flopsOf(tokens, { parametersM: 1, isReusing: false })).toBe(2e6 * 880);
    expect(flopsOf(shareOfWriting(tokens, 1 / 8), { parametersM: 1, isReusing: true })).toBe(2e6 * 110);
    // A verifier's calls hold many paths: a part of them costs its part.
    expect(flopsOf(shareOfReading(tokens, 1 / 8), { parametersM: 1, isReusing: true })).toBe((2e6 * 180) / 8);
  });
  it('bins and folds hold every known problem once, in halves', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(NaN, 0, 0.05, 0.3, 0.5, 1), { minLength: 10, maxLength: 60 }),
        fc.nat(),
        (list, seed) => {
          const ease = Float64Array.from(list);
          for (const binning of [quantileBins(ease), absoluteBins(ease)]) {
            const folds = twoFolds(binning, seed);
            list.forEach((each, i) => expect(binning.binOf[i]! < 0).toBe(Number.isNaN(each)));
            binning.bins.forEach((_, bin) => {
              const mine = [...folds].filter((__, i) => binning.binOf[i] === bin);
              expect(Math.abs(mine.length - 2 * mine.filter((fold) => fold === 1).length)).toBeLessThanOrEqual(1);
            });
          }
        },
      ),
    );
  });
  it('a choice is measured where it was not made', () => {
    const folds = Uint8Array.from([0, 0, 1, 1]);
    const lucky = [Float64Array.from([1, 1, 0, 0]), Float64Array.from([0, 0, 1, 1])];
    const choice = chooseAcrossFolds(lucky, folds, Int32Array.of(0, 1, 2, 3));
    expect(choice).toMatchObject({ chosen: [0, 1], onOwn: 1, onOther: 0 });
    expect(meanOf(choice.values)).toBe(0);
  });

  it('resamples of some problems are the resamples of all with the others left out', () => {
    const values = Float64Array.from({ length: 40 }, (_, i) => (i * 7) % 5);
    const members = Int32Array.from([3, 4, 11, 30, 39]);
    const resamples = drawResamples(40, { seed: 4, resamples: 50 });
    const among = resampledMeans(
      Float64Array.from(members, (i) => values[i]!),
      resamplesAmong(resamples, members, 30),
    );
    const masked = resampledMeans(
      values.map((value, i) => (members.includes(i) ? value : NaN)),
      resamples,
    );
    expect(among).toEqual(masked.slice(0, 30));
  });
});
