import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/base';
import {
  areaUnderCurve,
  bestOf,
  bestOfBlock,
  bootstrapAreaUnderCurve,
  bootstrapMean,
  calibration,
  calibrationError,
  drawResamples,
  meanInterval,
  passAt,
  resampledMeans,
  voteAmongResampled,
  wilson,
  type Candidate,
} from './index';

const candidate: fc.Arbitrary<Candidate> = fc
  .record({
    key: fc.constantFrom('a', 'b', 'c', undefined),
    value: fc.constantFrom(undefined, 0.1, 0.5, 0.9),
  })
  .map(({ key, value }) => ({ key, value, isCorrect: key === 'a' }));
const pool = fc.array(candidate, { minLength: 1, maxLength: 9 });

/** Every k-subset in every order. */
function* arrangements<Item>(items: readonly Item[], k: number): Generator<readonly Item[]> {
  if (k === 0) yield [];
  else
    for (let i = 0; i < items.length; i++) {
      for (const rest of arrangements(items.toSpliced(i, 1), k - 1)) yield [items[i]!, ...rest];
    }
}

function average(items: readonly Candidate[], k: number, isHit: (drawn: readonly Candidate[]) => boolean): number {
  let hits = 0;
  let total = 0;
  for (const drawn of arrangements(items, k)) {
    total++;
    hits += isHit(drawn) ? 1 : 0;
  }
  return hits / total;
}

const rank = ({ key, value }: Candidate) => (key === undefined || value === undefined ? -1 : value);

function best(drawn: readonly Candidate[]): boolean {
  const first = drawn.reduce((chosen, each) => (rank(each) > rank(chosen) ? each : chosen));
  return rank(first) >= 0 && first.isCorrect;
}

function vote(drawn: readonly Candidate[], isWeighted: boolean): boolean {
  const sums = new Map<string, number>();
  const isOpen = !isWeighted || drawn.some(({ key, value }) => key !== undefined && value !== undefined);
  for (const { key, value } of drawn)
    if (key !== undefined) sums.set(key, (sums.get(key) ?? 0) + (isWeighted ? (value ?? 0) : 1));
  const [winner] = [...sums].toSorted(([, left], [, right]) => right - left);
  return isOpen && winner?.[0] === 'a';
}

describe('a smaller budget from a pool', () => {
  const small = fc.array(candidate, { minLength: 1, maxLength: 6 });
  it('pass@k and best-of-k equal brute force over all subsets', () => {
    fc.assert(
      fc.property(small, fc.nat(), (items, pick) => {
        const k = 1 + (pick % items.length);
        expect(passAt(k, items)).toBeCloseTo(
          average(items, k, (drawn) => drawn.some(({ isCorrect }) => isCorrect)),
          10,
        );
        // With the whole pool drawn there is one subset, in its own order.
        expect(bestOf(k, items)).toBeCloseTo(k === items.length ? Number(best(items)) : average(items, k, best), 10);
      }),
    );
  });
  it('votes come within their Monte-Carlo error of brute force', () => {
    fc.assert(
      fc.property(small, fc.nat(), fc.boolean(), (items, pick, isWeighted) => {
        const k = 1 + (pick % items.length);
        const { mean, monteCarloError } = voteAmongResampled(k, items, { isWeighted, seed: pick, subsets: 4_000 });
        // With the whole pool drawn there is one subset, in its own order.
        const truth =
          k === items.length && k > 1
            ? Number(vote(items, isWeighted))
            : average(items, k, (drawn) => vote(drawn, isWeighted));
        expect(Math.abs(mean - truth)).toBeLessThanOrEqual(5 * monteCarloError + 0.01);
      }),
      { numRuns: 60 },
    );
  });
  it('V-4: the whole pool is the run itself, and equal values go to its first', () => {
    const tied = [
      { key: 'b', value: 0.1, isCorrect: false },
      { key: 'a', value: 0.9, isCorrect: true },
      { key: 'b', value: 0.9, isCorrect: false },
    ];
    expect(bestOf(3, tied)).toBe(1);
    expect(bestOf(3, tied.toReversed())).toBe(0);
    expect(bestOf(2, tied)).toBeCloseTo((1 + 0 + 0.5) / 3, 10);
  });
  it('V-6: where nothing is scored best and weighted select nothing, whatever is right', () => {
    const unscored = [
      { key: 'a', value: undefined, isCorrect: true },
      { key: 'b', value: undefined, isCorrect: false },
      { key: 'a', value: undefined, isCorrect: true },
    ];
    for (const k of [1, 2, 3]) {
      expect(bestOf(k, unscored)).toBe(0);
      expect(voteAmongResampled(k, unscored, { isWeighted: true, seed: 1, subsets: 50 }).mean).toBe(0);
      expect(voteAmongResampled(k, unscored, { isWeighted: false, seed: 1, subsets: 50 }).mean).toBeGreaterThan(0.5);
    }
    // A score of 0 is a score.
    const zero = unscored.map((each) => ({ ...each, value: 0 }));
    expect(voteAmongResampled(3, zero, { isWeighted: true, seed: 1, subsets: 1 }).mean).toBe(1);
  });
  it('V-5: an answer has one verdict, whichever of its solutions is drawn first', () => {
    const half = { key: '50', value: 0.5 };
    const orders = [
      [true, false, false],
      [false, true, false],
      [false, false, true],
    ].map((verdicts) => [
      ...verdicts.map((isCorrect) => ({ ...half, isCorrect })),
      { ...half, key: '7', isCorrect: false },
    ]);
    for (const isWeighted of [false, true])
      expect(
        new Set(orders.map((items) => voteAmongResampled(4, items, { isWeighted, seed: 1, subsets: 20 }).mean)),
      ).toEqual(new Set([1]));
  });

  it('a value that is no number is a bug, and says so', () => {
    const broken = [
      { key: 'a', value: Number.NaN, isCorrect: true },
      { key: 'b', value: 0.5, isCorrect: false },
    ];
    expect(() => bestOf(1, broken)).toThrow(/a number/);
    expect(() => bestOfBlock(broken)).toThrow(/a number/);
    expect(() => voteAmongResampled(1, broken, { isWeighted: true, seed: 1, subsets: 1 })).toThrow(/a number/);
  });
  it('more tries never lower pass@k', () => {
    fc.assert(
      fc.property(pool, (items) => {
        for (let k = 2; k <= items.length; k++)
          expect(passAt(k, items)).toBeGreaterThanOrEqual(passAt(k - 1, items) - 1e-12);
      }),
    );
  });
  it('a budget beyond the pool is refused', () => {
    expect(() => passAt(2, [{ key: 'a', isCorrect: true, value: 1 }])).toThrow(/at least as many/);
  });
});

describe('intervals', () => {
  it('Wilson at known points', () => {
    const { low, high } = wilson(8, 10);
    expect(low).toBeCloseTo(0.4902, 3);
    expect(high).toBeCloseTo(0.9433, 3);
    expect(wilson(0, 5).low).toBe(0);
  });
  it('no interval of a mean has width zero: where resamples cannot differ it is Wilson’s', () => {
    const share = fc.constantFrom(0, 1 / 3, 0.5, 1, 0.1 + 0.2, NaN);
    fc.assert(
      fc.property(fc.array(share, { minLength: 1, maxLength: 12 }), fc.nat(), (list, seed) => {
        const values = Float64Array.from(list);
        const known = list.filter((value) => !Number.isNaN(value));
        fc.pre(known.length > 0);
        const interval = meanInterval(
          values,
          resampledMeans(values, drawResamples(list.length, { seed, resamples: 50 })),
        );
        expect(interval.low).toBeLessThan(interval.high);
        expect(interval.low).toBeGreaterThanOrEqual(0);
        expect(interval.high).toBeLessThanOrEqual(1);
        if (known.every((value) => value === known[0])) {
          const { low, high } = wilson(known.length * Math.min(1, known[0]!), known.length);
          expect(interval.low).toBeCloseTo(low, 9);
          expect(interval.high).toBeCloseTo(high, 9);
        }
      }),
      { seed: 17, numRuns: 200 },
    );
    expect(bootstrapMean([1 / 3], { seed: 1 })).toEqual(wilson(1 / 3, 1));
  });

  it.each(['wilson', 'bootstrap'] as const)('%s covers the truth about as often as it says', (kind) => {
    const random = createRng(5);
    let covered = 0;
    const trials = 600;
    for (let trial = 0; trial < trials; trial++) {
      const values = Array.from({ length: 200 }, () => (random() < 0.4 ? 1 : 0));
      const { low, high } =
        kind === 'wilson'
          ? wilson(
              values.reduce<number>((a, b) => a + b, 0),
              200,
            )
          : bootstrapMean(values, { seed: trial, resamples: 400 });
      if (low <= 0.4 && 0.4 <= high) covered++;
    }
    expect(covered / trials).toBeGreaterThan(0.92);
    expect(covered / trials).toBeLessThan(0.98);
  });
});

describe('scores of steps', () => {
  const scored = fc
    .array(fc.record({ score: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10), isRight: fc.boolean() }), {
      minLength: 2,
      maxLength: 30,
    })
    .filter((items) => items.some(({ isRight }) => isRight) && items.some(({ isRight }) => !isRight));
  it('the area equals the share of pairs in the right order', () => {
    fc.assert(
      fc.property(scored, (items) => {
        const right = items.filter(({ isRight }) => isRight);
        const wrong = items.filter(({ isRight }) => !isRight);
        const wins = right.flatMap((one) =>
          wrong.map((other) => (one.score > other.score ? 1 : one.score === other.score ? 0.5 : 0)),
        );
        expect(areaUnderCurve(items)).toBeCloseTo(wins.reduce<number>((a, b) => a + b, 0) / wins.length, 10);
      }),
    );
  });
  it('the interval of the area covers the truth about as often as it says, also where a problem’s steps share their fate', () => {
    const random = createRng(11);
    const draw = (top: number) => Math.floor(random() * top);
    // A problem shifts all its scores: 0 or 3. Pairs between the four mixes of shifts: right scores 2..5 + shift, wrong 0..3 + shift.
    const problemOf = () => {
      const shift = 3 * draw(2);
      return Array.from({ length: 6 }, () =>
        random() < 0.5 ? { score: 2 + draw(4) + shift, isRight: true } : { score: draw(4) + shift, isRight: false },
      );
    };
    const truth = areaUnderCurve(
      [0, 3].flatMap((shift) =>
        [0, 1, 2, 3].flatMap((score) => [
          { score: 2 + score + shift, isRight: true },
          { score: score + shift, isRight: false },
        ]),
      ),
    );
    const trials = 400;
    const covered = Array.from({ length: trials }, (_, trial) =>
      bootstrapAreaUnderCurve(Array.from({ length: 80 }, problemOf), { seed: trial, resamples: 300 }),
    ).filter(({ low, high }) => low <= truth && truth <= high).length;
    expect(covered / trials).toBeGreaterThan(0.92);
    expect(covered / trials).toBeLessThan(0.98);
  });
  it('the interval of the area has some width, also where all are told apart or there is one problem', () => {
    const right = (score: number) => ({ score, isRight: true });
    const wrong = (score: number) => ({ score, isRight: false });
    const apart = Array.from({ length: 6 }, () => [right(0.9), wrong(0.1)]);
    for (const groups of [apart, [[right(0.9), wrong(0.1)]], [[right(0.9), wrong(0.5), wrong(0.95)]]]) {
      const { low, high } = bootstrapAreaUnderCurve(groups, { seed: 1 });
      expect(low).toBeLessThan(high);
      expect(high).toBeLessThanOrEqual(1);
      const area = areaUnderCurve(groups.flat());
      expect(area).toBeGreaterThanOrEqual(low);
      expect(area).toBeLessThanOrEqual(high);
    }
  });
  it('bins hold everything, and perfect scores have no error', () => {
    fc.assert(
      fc.property(scored, (items) => {
        expect(calibration(items).reduce((sum, { count }) => sum + count, 0)).toBe(items.length);
        expect(calibrationError(calibration(items.map(({ isRight }) => ({ isRight, score: isRight ? 1 : 0 }))))).toBe(
          0,
        );
      }),
    );
  });
});
