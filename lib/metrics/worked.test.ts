/** Examples worked by hand: small enough that every number can be checked on paper. */
import { describe, expect, it } from 'vitest';
import { twoSided } from './normal';
import { isPoint, middleOf } from './resamples';
import {
  absoluteBins,
  anyOfBlock,
  bestOfBlock,
  bootstrapAreaUnderCurve,
  bootstrapMean,
  chooseAcrossFolds,
  crossing,
  crossingAt,
  drawResamples,
  flopsOf,
  histogram,
  mcNemar,
  meanInterval,
  membersOf,
  pairedDifference,
  pairedPermutation,
  passAt,
  percentileInterval,
  quantileBins,
  rankCorrelation,
  reliability,
  resampledMeansOf,
  shareOfReading,
  shareOfWriting,
  twoFolds,
  measuredShare,
  publishedShare,
  unpairedDifference,
  voteAmongResampled,
  votesResampled,
  wilson,
  areaUnderCurve,
  type Candidate,
} from './index';

const floats = (...values: number[]) => Float64Array.from(values);

describe('bins by ease', () => {
  it('are equal parts, easiest first, and say between which ease they lie', () => {
    expect(quantileBins(floats(0.1, 0.9, 0.5, NaN, 0.5, 0.3, 0.7), 3)).toEqual({
      binOf: Int32Array.of(2, 0, 1, -1, 1, 2, 0),
      bins: [
        { label: '1 (easiest)', low: 0.7, high: 0.9 },
        { label: '2', low: 0.5, high: 0.5 },
        { label: '3 (hardest)', low: 0.1, high: 0.3 },
      ],
    });
  });
  it('part equal ease at a border alone, by problem order; one without problems lies nowhere', () => {
    expect(quantileBins(floats(0.2, 0.5, 0.5, 0.5), 2).binOf).toEqual(Int32Array.of(1, 0, 0, 1));
    expect(quantileBins(floats(0.4), 2).bins[1]).toEqual({ label: '2 (hardest)', low: 0, high: 0 });
  });
  it('easy from 50 %, medium from 10 %', () => {
    expect(absoluteBins(floats(0.5, 0.499, 0.1, 0.0999, 0, 1, NaN))).toEqual({
      binOf: Int32Array.of(0, 1, 1, 2, 2, 0, -1),
      bins: [
        { label: 'easy', low: 0.5, high: 1 },
        { label: 'medium', low: 0.1, high: 0.5 },
        { label: 'hard', low: 0, high: 0.1 },
      ],
    });
  });
  it('hold their members in order', () => {
    expect(membersOf({ bins: [], binOf: Int32Array.of(1, 0, 1, -1, 2) }, 1)).toEqual(Int32Array.of(0, 2));
  });
  it('folds go by the seed and not by the place of a problem', () => {
    const bins = [{ label: 'all', low: 0, high: 1 }];
    const folds = [1, 2, 3].map((seed) => [...twoFolds({ bins, binOf: new Int32Array(24) }, seed)]);
    expect(new Set([...folds, folds[0]!.map((_, i) => i % 2)].map(String)).size).toBe(4);
    expect([...twoFolds({ bins, binOf: new Int32Array(24) }, 1)]).toEqual(folds[0]);
  });
});

describe('a choice across folds', () => {
  it('is the first of equal methods, and nobody’s where nothing was measured', () => {
    const all = Int32Array.of(0, 1);
    expect(chooseAcrossFolds([floats(1, 1), floats(1, 1)], Uint8Array.of(0, 1), all).chosen).toEqual([0, 0]);
    expect(chooseAcrossFolds([floats(NaN, 1)], Uint8Array.of(0, 1), all)).toEqual({
      chosen: [undefined, 0],
      onOwn: 1,
      onOther: NaN,
      values: floats(NaN, NaN),
    });
  });
  it('made on one fold is measured on the other, either way', () => {
    const methods = [floats(1, 0.25, 0), floats(0, 0.5, 1)];
    expect(chooseAcrossFolds(methods, Uint8Array.of(0, 1, 1), Int32Array.of(0, 1))).toEqual({
      chosen: [0, 1],
      onOwn: 0.75,
      onOther: 0.125,
      values: floats(0, 0.25, NaN),
    });
  });
});

describe('a paired difference', () => {
  const resamples = drawResamples(12, { seed: 1, resamples: 200 });
  const paired = (first: readonly number[], second: readonly number[], means?: readonly [Float64Array, Float64Array]) =>
    pairedDifference(floats(...first), floats(...second), {
      resamples: drawResamples(first.length, { seed: 1, resamples: 200 }),
      seed: 7,
      means,
    })!;

  it('of right and wrong answers goes by McNemar, of chances by permutation, wherever one is a chance', () => {
    const first = [1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 0, 1];
    const second = [0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 0];
    expect(paired(first, second)).toMatchObject({
      onlyFirst: 7,
      onlySecond: 1,
      both: 2,
      neither: 2,
      pValue: mcNemar(7, 1),
    });
    for (const [left, right] of [
      [first.with(0, 0.9), second],
      [first, second.with(0, 0.1)],
    ] as const) {
      const moved = left.map((each, i) => each - right[i]!);
      expect(paired(left, right).pValue).toBe(pairedPermutation(moved, { seed: 7 }));
      expect(paired(left, right).pValue).not.toBe(mcNemar(7, 1));
    }
  });
  it('counts a problem as solved above one half', () => {
    expect(paired([0.5, 1, 0.5, 1, 0.4], [1, 0.5, 0.5, 1, 0.6])).toMatchObject({
      onlyFirst: 1,
      onlySecond: 2,
      both: 1,
      neither: 1,
    });
  });
  it('is the same from the means of the two by resample', () => {
    const [first, second] = [floats(1, 0, 1, 1, 0, 1, 0, 0, 1, 1, 1, 0), floats(0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0)];
    const [left, right] = resampledMeansOf([first, second], resamples);
    const apart = pairedDifference(first, second, { resamples, seed: 7 })!;
    const known = pairedDifference(first, second, { resamples, seed: 7, means: [left!, right!] })!;
    expect(known.low).toBeCloseTo(apart.low, 12);
    expect(known.high).toBeCloseTo(apart.high, 12);
  });
  it('is tied where the test finds nothing or the interval holds 0, its ends included', () => {
    const ones = Array<number>(8).fill(1);
    const zeros = Array<number>(8).fill(0);
    expect(paired(ones.slice(3), zeros.slice(3))).toMatchObject({ pValue: 2 / 32, verdict: 'tied' });
    expect(paired(ones.slice(3), zeros.slice(3)).low).toBeGreaterThan(0);
    const verdict = (low: number, high: number) => paired(ones, zeros, [floats(low, high), floats(0, 0)]).verdict;
    expect([verdict(-0.1, 0.3), verdict(0, 0.3), verdict(-0.3, 0), verdict(0.1, 0.3)]).toEqual([
      'tied',
      'tied',
      'tied',
      'better',
    ]);
    expect(paired(zeros, ones).verdict).toBe('worse');
  });
  it('that is the same everywhere has Wilson’s end for none of the problems that are there', () => {
    const { low, high } = paired([1, 1, NaN, 1], [0.5, 0.5, 1, 0.5]);
    expect(low).toBeCloseTo(0.5 - wilson(0, 3).high, 12);
    expect(high).toBe(1);
  });
});

describe('the permutation test', () => {
  /** Over all signs. */
  function exactly(moved: readonly number[]): number {
    const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);
    const all = Array.from({ length: 2 ** moved.length }, (_, mask) =>
      sum(moved.map((each, i) => ((mask >> i) & 1 ? each : -each))),
    );
    return all.filter((each) => Math.abs(each) >= Math.abs(sum(moved)) - 1e-9).length / all.length;
  }
  it('finds what all signs would, also beyond the bits of one draw', () => {
    const moved = [0.5, -0.2, 0.3, 0.9, 0.1, 0.7, -0.4, 0.6];
    const mean = (values: readonly number[]) => {
      const found = Array.from({ length: 40 }, (_, seed) => pairedPermutation(values, { seed }));
      return found.reduce((sum, each) => sum + each, 0) / found.length;
    };
    expect(mean(moved) / exactly(moved)).toBeCloseTo(1, 0);
    const small = Array<number>(40).fill(1e-9);
    expect(mean([...small, ...moved]) / exactly(moved)).toBeCloseTo(1, 0);
  });
  it('leaves out what is equal or not there', () => {
    const moved = [0.5, -0.2, 0.3, 0.9, 0.1];
    for (const seed of [1, 2, 3])
      expect(pairedPermutation([0, 0.5, NaN, -0.2, 0.3, 0, 0.9, 0.1], { seed })).toBe(
        pairedPermutation(moved, { seed }),
      );
  });
  it('stops at 101 as extreme, otherwise at the last permutation, and counts the data', () => {
    const rare = pairedPermutation(Array<number>(12).fill(1), { seed: 1 });
    expect(rare * 1_001).toBeCloseTo(Math.round(rare * 1_001), 9);
    const common = pairedPermutation([3, 1, -2, 1, 1, -1], { seed: 1 });
    expect(101 / common).toBeCloseTo(Math.round(101 / common), 9);
    expect(101 / common).toBeLessThan(1_001);
  });
  it('is Hoeffding’s bound where that is out of reach of drawing', () => {
    expect(pairedPermutation(Array<number>(60).fill(0.5), { seed: 1 }) / (2 * Math.exp(-30))).toBeCloseTo(1, 9);
  });
});

describe('a share that somebody else measured', () => {
  it('is told apart by both spreads; resamples without a mean are left out', () => {
    const adjusted = 32 / 104;
    const spread = Math.sqrt((adjusted * (1 - adjusted)) / 104);
    const ours = measuredShare(0.5, floats(0.4, NaN, 0.5, 0.6), 50);
    // Of three means the percentiles are the least and the largest.
    expect([ours.low, ours.high, ours.deviation].map((each) => Number(each.toFixed(12)))).toEqual([0.4, 0.6, 0.1]);
    const found = unpairedDifference(ours, publishedShare(0.3, 100));
    expect(found.difference).toBeCloseTo(0.2, 12);
    // Wilson's of 30 of 100 is 0.2189 to 0.3958.
    expect(found.low).toBeCloseTo(0.2 - Math.hypot(0.1, 0.0958), 4);
    expect(found.high).toBeCloseTo(0.2 + Math.hypot(0.1, 0.0811), 4);
    expect(found.pValue).toBeCloseTo(twoSided(0.2 / Math.hypot(0.1, spread)), 9);
  });
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 10, 0.6075, 1],
  ])('has the interval of Newcombe’s table: %d of %d less %d of %d', (...row) => {
    const [one, ofOne, other, ofOther, low, high] = row;
    const found = unpairedDifference(publishedShare(one / ofOne, ofOne), publishedShare(other / ofOther, ofOther));
    expect(found.low).toBeCloseTo(low, 4);
    expect(found.high).toBeCloseTo(high, 4);
  });
  it('that is taken as exact adds nothing to the error of ours', () => {
    const ours = publishedShare(0.72, 500);
    const found = unpairedDifference(ours, publishedShare(0.65, undefined));
    expect(found.low).toBeCloseTo(ours.low - 0.65, 12);
    expect(found.high).toBeCloseTo(ours.high - 0.65, 12);
    const adjusted = 362 / 504;
    expect(found.pValue).toBeCloseTo(twoSided(0.07 / Math.sqrt((adjusted * (1 - adjusted)) / 504)), 9);
  });
});

describe('the work of a part', () => {
  it('FLOPs are 2 x parameters x tokens', () => {
    const tokens = { prompt: 100, cached: 40, completion: 10, calls: 1 };
    expect(flopsOf(tokens, { parametersM: 3, isReusing: true })).toBe(2 * 3e6 * 70);
  });
  it('of reading keeps at least one call, and no more than there were', () => {
    const calls = (of: number, share: number) =>
      shareOfReading({ prompt: 0, cached: 0, completion: 0, calls: of }, share).calls;
    expect([calls(8, 0.5), calls(8, 1 / 16), calls(0, 0.5), calls(2, 1)]).toEqual([4, 1, 0, 2]);
  });
  it.each([
    [
      { prompt: 800, cached: 0, completion: 80, calls: 8 },
      { prompt: 100, cached: 0 },
    ],
    [
      { prompt: 800, cached: 750, completion: 80, calls: 8 },
      { prompt: 100, cached: 50 },
    ],
    [
      { prompt: 800, cached: 700, completion: 80, calls: 1 },
      { prompt: 100, cached: 0 },
    ],
    [
      { prompt: 0, cached: 0, completion: 0, calls: 0 },
      { prompt: 0, cached: 0 },
    ],
  ])('of writing an eighth of %o', (tokens, expected) => {
    expect(shareOfWriting(tokens, 1 / 8)).toMatchObject(expected);
  });
});

describe('a vote over blocks', () => {
  const a: Candidate = { key: 'a', isCorrect: true, value: undefined };
  const b: Candidate = { key: 'b', isCorrect: false, value: undefined };
  const none: Candidate = { key: undefined, isCorrect: false, value: undefined };
  const whole = (pool: readonly Candidate[]) => {
    const { majority, weighted } = votesResampled(
      [pool.length],
      pool.map((each) => [each]),
      { seed: 1, subsets: 1 },
    );
    return [majority[0], weighted[0]];
  };
  it.each([
    ['of two the first', [b, a], [0, 0]],
    ['of two the first', [a, b], [1, 0]],
    ['the first to be drawn, not to be last', [b, a, a, b], [0, 0]],
    ['the first to be drawn', [a, b, b, a], [1, 0]],
    ['the more', [b, a, a], [1, 0]],
    ['no answer has no vote', [none, none, a], [1, 0]],
    ['nobody', [none], [0, 0]],
  ])('V-3, V-4: %s', (_, pool, expected) => {
    expect(whole(pool)).toEqual(expected);
  });
  it.each([
    [
      'the heavier',
      [
        { ...b, value: 0.5 },
        { ...a, value: 0.6 },
      ],
      1,
    ],
    [
      'the sum',
      [
        { ...a, value: 0.6 },
        { ...b, value: 0.5 },
        { ...b, value: 0.25 },
      ],
      0,
    ],
    [
      'of equal weight the first drawn',
      [
        { ...b, value: 0.5 },
        { ...a, value: 0.5 },
      ],
      0,
    ],
    [
      'of equal weight the first drawn',
      [
        { ...a, value: 0.5 },
        { ...b, value: 0.25 },
        { ...b, value: 0.25 },
      ],
      1,
    ],
    [
      'of equal weight the first drawn',
      [
        { ...b, value: 0.25 },
        { ...a, value: 0.5 },
        { ...b, value: 0.25 },
      ],
      0,
    ],
    [
      'a score of 0 is one',
      [
        { ...a, value: 0 },
        { ...b, value: 0 },
      ],
      1,
    ],
    ['a score of 0 is one', [{ ...b, value: 0 }, a], 0],
  ])('V-4, V-6, weighted: %s', (_, pool, expected) => {
    expect(whole(pool)[1]).toBe(expected);
  });
  it('several budgets at once: each where it stands, single blocks and all of them counted exactly', () => {
    const pool = [a, b, a, a, b].map((each) => [{ ...each, value: 0.5 }]);
    const { majority, weighted } = votesResampled([1, 2, 3, 5], pool, { seed: 3, subsets: 4_000 });
    // Of the pairs 3 of 10 are of a alone, 6 are split and go to either.
    for (const found of [majority, weighted]) {
      expect(found[0]).toBeCloseTo(0.6, 12);
      expect(Math.abs(found[1]! - 0.6)).toBeLessThan(0.04);
      expect(Math.abs(found[2]! - 0.7)).toBeLessThan(0.04);
      expect(found[3]).toBe(1);
    }
  });
  it('an error of drawing where subsets were drawn', () => {
    const pool = [a, b, a, a, b];
    const options = { isWeighted: false, seed: 3, subsets: 100 };
    expect([1, 5].map((k) => voteAmongResampled(k, pool, options).monteCarloError)).toEqual([0, 0]);
    const { mean, monteCarloError } = voteAmongResampled(3, pool, options);
    expect(monteCarloError).toBeCloseTo(Math.sqrt((mean * (1 - mean)) / 100), 12);
    expect(monteCarloError).toBeGreaterThan(0);
  });
  it.each([0, 1.5, 3])('a budget of %s in two is refused', (k) => {
    expect(() => passAt(k, [a, b])).toThrow(/budget/);
  });
});

describe('a subtree as one candidate', () => {
  const nobody = { key: undefined, isCorrect: false, value: undefined };
  const at = (key: string | undefined, value: number | undefined, isCorrect = false) => ({ key, value, isCorrect });
  it('is its first of highest value among those with an answer', () => {
    const block = [at(undefined, 0.9), at('b', undefined), at('c', 0.3), at('a', 0.7, true), at('d', 0.7)];
    expect(bestOfBlock(block)).toBe(block[3]);
    expect(bestOfBlock([at('a', 0)])).toEqual(at('a', 0));
    expect([bestOfBlock([]), bestOfBlock([at('b', undefined)])]).toStrictEqual([nobody, nobody]);
  });
  it('or any that is right', () => {
    expect(anyOfBlock([at('b', 1), at('a', 0, true)])).toEqual(at('a', 0, true));
    expect(anyOfBlock([at('b', 1)])).toStrictEqual(nobody);
  });
});

describe('resamples', () => {
  it('draw as many as there are, with replacement', () => {
    const { weights } = drawResamples(6, { seed: 2, resamples: 30 });
    const rows = Array.from({ length: 30 }, (_, r) => [...weights.subarray(6 * r, 6 * r + 6)]);
    expect(rows.map((row) => row.reduce((sum, each) => sum + each, 0))).toEqual(Array(30).fill(6));
    expect(new Set(rows.map(String)).size).toBeGreaterThan(20);
    expect(() => drawResamples(0, { seed: 1 })).toThrow(/need problems/);
  });
  it('average many columns as each by itself, whatever is left out of which', () => {
    const columns = Array.from({ length: 6 }, (_, c) =>
      Float64Array.from({ length: 9 }, (__, i) => (c > 3 && i === c ? NaN : ((c + 2) * (i + 1)) % 7)),
    );
    const resamples = drawResamples(9, { seed: 5, resamples: 12 });
    const found = resampledMeansOf(columns, resamples);
    columns.forEach((values, c) =>
      found[c]!.forEach((mean, r) => {
        const drawn = [...values].flatMap((value, i) =>
          Number.isNaN(value) ? [] : Array<number>(resamples.weights[9 * r + i]!).fill(value),
        );
        expect(mean).toBeCloseTo(drawn.reduce((sum, each) => sum + each, 0) / drawn.length, 9);
      }),
    );
    expect(() => resampledMeansOf([floats(1)], resamples)).toThrow(/one value a problem/);
  });
  it.each([
    [1_000, 24, 975],
    [100, 1, 98],
    [40, 0, 39],
    [1, 0, 0],
  ])('the middle of %s values reaches from the one at %s to the one at %s', (count, low, high) => {
    expect(middleOf(Float64Array.from({ length: count }, (_, i) => i))).toEqual({ low, high });
  });
  it('of no mean have no interval, and of means that agree to the last bits none of width', () => {
    expect(percentileInterval(floats(0.3, NaN, 0.1))).toEqual({ low: 0.1, high: 0.3 });
    expect(() => percentileInterval(floats(NaN))).toThrow(/needs a mean/);
    expect([isPoint({ low: 0.3, high: 0.1 + 0.2 }), isPoint({ low: 0, high: 1e-9 })]).toEqual([true, false]);
  });
});

describe('intervals of a mean', () => {
  it.each([
    [-1, 3],
    [4, 3],
    [0, 0],
  ])('%s hits of %s are refused', (hits, total) => {
    expect(() => wilson(hits, total)).toThrow(/not a share/);
  });
  it('are the resamples’ where they differ, else Wilson’s of the problems that are there', () => {
    const values = floats(1, 0, NaN, 1);
    expect(meanInterval(values, floats(0.2, NaN, 0.9))).toEqual({ low: 0.2, high: 0.9 });
    expect(meanInterval(values, floats(0.4, 0.4))).toEqual(wilson(2, 3));
    expect(meanInterval(values, floats(NaN, NaN))).toEqual(wilson(2, 3));
  });
  it('go by the seed, and need values', () => {
    const values = Array.from({ length: 30 }, (_, i) => (i * 0.37) % 1);
    const at = (seed: number) => bootstrapMean(values, { seed, resamples: 60 });
    expect(at(1)).toEqual(at(1));
    expect(at(1)).not.toEqual(at(2));
    expect(() => bootstrapMean([], { seed: 1 })).toThrow(/needs values/);
  });
});

describe('the interval of an area', () => {
  it('draws the items of a problem together', () => {
    const groups = Array.from({ length: 8 }, (_, group) =>
      Array.from({ length: 3 }, (__, i) => ({ score: ((group * 3 + i * 5) % 8) / 8, isRight: (group + i) % 3 === 0 })),
    );
    const { weights } = drawResamples(8, { seed: 9, resamples: 40 });
    const areas = Float64Array.from({ length: 40 }, (_, r) =>
      areaUnderCurve(
        groups.flatMap(
          (items, group) =>
            Array(weights[8 * r + group])
              .fill(items)
              .flat() as typeof items,
        ),
      ),
    );
    expect(bootstrapAreaUnderCurve(groups, { seed: 9, resamples: 40 })).toEqual(percentileInterval(areas));
  });
});

describe('a crossing', () => {
  it('is where the curve is at the level, and before its first point if it is there already', () => {
    expect(crossingAt([1, 4], [0.2, 0.4], 0.2)).toBe(-Infinity);
    expect(crossingAt([1, 4], [0.2, 0.4], 0.4)).toBeCloseTo(4, 12);
  });
  it.each([
    [0.9, { status: 'not-reached', at: undefined }],
    [0.1, { status: 'above-from-the-start', at: undefined }],
    [0.4, { status: 'reached' }],
  ] as const)('of a level of %s', (level, expected) => {
    const found = crossing({
      amounts: [1, 4],
      accuracies: [0.2, 0.6],
      level,
      resampledAccuracies: [floats(0.2, 0.2), floats(0.6, 0.5)],
      resampledLevel: floats(0.4, 0.4),
    });
    expect(found).toMatchObject(expected);
    expect(found.low).toBeCloseTo(2, 9);
    expect(found.high).toBeCloseTo(4 ** (2 / 3), 9);
  });
});

describe('how far scores can be taken at their word', () => {
  const item = (score: number, isRight: boolean) => ({ score, isRight });

  it('of one problem the resamples say nothing: Wilson’s interval of its items, in the bin whose upper end is the last’s own', () => {
    const { bins, error } = reliability([[item(1, true), item(0.75, false), item(0.25, false)]], { seed: 1, bins: 2 });
    expect(bins).toEqual([
      { from: 0, to: 0.5, said: 0.25, found: 0, count: 1, interval: wilson(0, 1) },
      { from: 0.5, to: 1, said: 0.875, found: 0.5, count: 2, interval: wilson(1, 2) },
    ]);
    expect(error).toBeCloseTo((1 * 0.25 + 2 * 0.375) / 3, 12);
  });

  it('problems are drawn whole: of one that is taken at its word and one that is not, the error is anything', () => {
    const { bins, error, errorInterval } = reliability([[item(1, true)], [item(1, false)]], { seed: 1 });
    expect(bins).toMatchObject([{ said: 1, found: 0.5, count: 2, interval: { low: 0, high: 1 } }]);
    expect([error, errorInterval]).toEqual([0.5, { low: 0, high: 1 }]);
  });

  it('a histogram holds 1 in its last bin', () => expect(histogram([0, 0.49, 0.5, 1], 2)).toEqual([2, 2]));

  it.each([
    [[1, 2, 3], [5, 6, 9], 1],
    [[1, 2, 3], [9, 6, 5], -1],
    [[1, 2, 3], [1, 1, 2], 1.5 / Math.sqrt(2 * 1.5)],
    [[3, 1, 2], [2, 1, 1], 1.5 / Math.sqrt(2 * 1.5)],
    [[1, 2], [4, 4], undefined],
    [[4, 4], [1, 2], undefined],
    [[1], [2], undefined],
  ] as const)('the rank correlation of %j and %j is %s', (left, right, expected) => {
    const found = rankCorrelation(left.map((x, i) => [x, right[i]!] as const));
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toBeCloseTo(expected, 12);
  });
});
