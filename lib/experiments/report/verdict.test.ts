import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/base';
import { holm, mcNemar } from '@/lib/metrics';
import type { PublishedRow } from './curve-model';
import { verdictOf } from './index';
import { coverageOf } from './published-baselines';
import { contestData, type ContestOptions } from './testing/made-contest';
import { madeData } from './testing/made-data';
import { verdictSchema } from './verdict-model';

const query = { origin: 'measured', published: [] } as const;
/** The first `count` problems, so that who solves more solves all that the other does. */
const first = (count: number) => (problem: number) => problem < count;
/** The large model: 50 of 100, for 10 M x 100 tokens. One of the small model's tokens costs a tenth of its own. */
const contest = (options: Partial<ContestOptions>) =>
  verdictOf(
    contestData({ problems: 100, baseline: { tokens: 100, solves: first(50) }, searches: [], ...options }),
    query,
  );

const row: PublishedRow = {
  model: 'Llama-3.1-70B-Instruct',
  parametersB: 70,
  dataset: 'MATH-500',
  method: 'greedy_cot',
  accuracy: 0.65,
  source: 'somebody',
  kind: 'table',
  confidence: 'high',
};

describe('the verdict', () => {
  it('passes: it is dearer, crosses where the curve does, and is better beyond chance after that', () => {
    const found = contest({
      own: { tokens: 500, solves: first(30) },
      searches: [
        { n: 4, tokens: 2_000, solves: first(40) },
        { n: 8, tokens: 8_000, solves: first(80) },
      ],
    });
    expect(verdictSchema.parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
    expect(found).toMatchObject({ outcome: 'passes', axis: 'flops', cost: 2 * 10e6 * 100, isPaired: true });
    const winner = found.methods[0]!;
    expect(found.cheapest).toBe(winner.id);
    // A quarter of the way from 2 to 8 times its cost, in logarithms.
    expect(winner.at! / found.cost!).toBeCloseTo(2 * 4 ** 0.25, 9);
    expect(winner.low).toBeLessThan(winner.at!);
    expect(winner.high).toBeGreaterThan(winner.at!);
    expect(winner.points.map(({ outcome }) => outcome)).toEqual(['worse', 'better']);
    // At its own cost the only point is the small model's own answer.
    expect(found.atItsCost).toMatchObject({ point: { n: 1, outcome: 'worse', difference: -0.2 }, comparisons: 1 });
  });

  it('not reached, and undecided, are verdicts', () => {
    const searches = (right: number) => [{ n: 4, tokens: 2_000, solves: first(right) }];
    expect(contest({ searches: searches(20) })).toMatchObject({ outcome: 'not-reached' });
    const below = contest({ searches: searches(47) });
    expect(below).toMatchObject({ outcome: 'undecided', methods: [{ status: 'not-reached' }, {}, {}] });
    const above = contest({ searches: searches(53) });
    expect(above).toMatchObject({ outcome: 'undecided', methods: [{ status: 'above-from-the-start' }, {}, {}] });
    for (const each of [below, above]) expect(each.cheapest).toBeUndefined();
    expect(contest({ searches: [] })).toMatchObject({ outcome: 'nothing', comparisons: 0 });
    expect(contest({ searches: searches(20) }).atItsCost).toBeUndefined();
  });

  it('takes the one for the cheapest that is first better beyond chance, and tells who falls back', () => {
    const found = contest({
      searches: [
        { n: 4, tokens: 500, solves: first(51) },
        { n: 8, tokens: 900, solves: first(75) },
        { n: 16, tokens: 9_000, solves: first(45) },
      ],
    });
    expect(found.methods[0]).toMatchObject({ passes: true, status: 'above-from-the-start' });
    expect(found.methods[0]!.fallsAt).toBe(found.methods[0]!.points[2]!.cost);
    expect(found.atItsCost).toMatchObject({ point: { n: 8, outcome: 'better' } });
  });

  it('begins where a line comes above for the last time before it is better beyond chance', () => {
    const found = contest({
      searches: [
        { n: 4, tokens: 300, solves: first(55) },
        { n: 8, tokens: 900, solves: first(30) },
        { n: 16, tokens: 5_000, solves: first(85) },
        { n: 32, tokens: 20_000, solves: first(90) },
      ],
    });
    const [method] = found.methods;
    expect(method).toMatchObject({ passes: true, status: 'reached' });
    // 20 of the 55 points between 0.9 and 5 times its cost, in logarithms.
    expect(method!.at! / found.cost!).toBeCloseTo(0.9 * (5 / 0.9) ** (20 / 55), 9);
    expect(method!.low).toBeGreaterThan(0.9 * found.cost!);
    expect(method!.fallsAt).toBeUndefined();
    const falling = contest({
      searches: [
        { n: 4, tokens: 500, solves: first(75) },
        { n: 8, tokens: 5_000, solves: first(40) },
        { n: 16, tokens: 9_000, solves: first(60) },
      ],
    });
    expect(falling.methods[0]).toMatchObject({ status: 'above-from-the-start', fallsAt: falling.cost! * 5 });
  });

  it('holds search against the policy’s own answer where no other model was measured', () => {
    const found = verdictOf(
      contestData({
        problems: 100,
        own: { tokens: 100, solves: first(30) },
        searches: [{ n: 4, tokens: 2_000, solves: first(60) }],
      }),
      query,
    );
    expect(found.against).toMatchObject({ kind: 'own', name: 'small', accuracy: 0.3 });
    expect(found).toMatchObject({ outcome: 'passes', isPaired: true });
    expect(found.methods.some(({ strategy }) => strategy === 'greedy')).toBe(false);
  });

  it('pairs nothing with a published share, and reckons its cost', () => {
    const options = {
      problems: 500,
      own: { tokens: 100, solves: first(100) },
      searches: [{ n: 4, tokens: 2_000, solves: first(360) }],
      set: 'HuggingFaceH4/MATH-500',
    };
    const found = verdictOf(contestData(options), { origin: 'measured', published: [row], against: undefined });
    expect(found.against?.kind).toBe('own');
    const id = found.baselines.find(({ kind }) => kind === 'published')!.id;
    const against = verdictOf(contestData(options), { origin: 'measured', published: [row], against: id });
    expect(against).toMatchObject({ isPaired: false, isCostReckoned: true, outcome: 'passes' });
    expect(against.against).toMatchObject({ coverage: 'all', dataset: 'MATH-500', source: 'somebody' });
    expect(against.cost).toBe(2 * 70e9 * 100);
    // Two shares of 500: the deviation of their difference is 2.9 points, that of ours alone 2.0.
    const [point] = against.methods.find(({ strategy }) => strategy === 'beam-search')!.points;
    expect(point!.difference).toBeCloseTo(0.07, 9);
    expect(point!.high - point!.low).toBeGreaterThan(0.1);
    expect(point!.high - point!.low).toBeLessThan(0.13);
    // Wilson's of 325 of 500 is 60.72 to 69.05; ours, 360 of 500, is about 68.05 to 75.95.
    expect(against.against).toMatchObject({ problems: 500 });
    expect(against.against!.low).toBeCloseTo(0.6072, 4);
    expect(against.against!.high).toBeCloseTo(0.6905, 4);
    expect(point!.low).toBeCloseTo(0.07 - Math.hypot(0.0395, 0.0405), 2);
    expect(point!.high).toBeCloseTo(0.07 + Math.hypot(0.0395, 0.0428), 2);
  });

  it('holds a published share’s own error in the interval where every problem is solved here too', () => {
    const options = { problems: 500, searches: [{ n: 4, tokens: 10, solves: () => true }], set: 'MATH-500' };
    const { methods } = verdictOf(contestData(options), { ...query, published: [row] });
    const [point] = methods[0]!.points;
    expect(point!.difference).toBeCloseTo(0.35, 9);
    // By hand: Wilson's of 500 of 500 begins at 99.24, and theirs ends at 60.72 and 69.05.
    expect(point!.low).toBeCloseTo(0.35 - Math.hypot(0.0076, 0.0405), 4);
    expect(point!.high).toBeCloseTo(0.35 + 0.0428, 4);
  });

  it('takes a published share for exact where nobody says of how many problems it is', () => {
    const options = { problems: 500, searches: [{ n: 4, tokens: 10, solves: first(360) }], set: 'a set' };
    const against = 'published / Llama-3.1-70B-Instruct on a set';
    const found = verdictOf(contestData(options), { ...query, published: [{ ...row, dataset: 'a set' }], against });
    expect(found.against).toMatchObject({ low: 0.65, high: 0.65, coverage: 'part' });
    expect(found.against).not.toHaveProperty('problems');
    const [point] = found.methods[0]!.points;
    // As sure as our own 72 of 100 are.
    expect(point!.low).toBeCloseTo(0.07 - 0.0395, 2);
    expect(point!.high - point!.low).toBeLessThan(0.085);
    const full = 'MATH (full test, 0-shot CoT)';
    const whole = verdictOf(contestData(options), {
      ...query,
      published: [{ ...row, dataset: full }],
      against: `published / Llama-3.1-70B-Instruct on ${full}`,
    });
    expect(whole.against).toMatchObject({ problems: 5_000 });
  });

  it('says nothing unasked of figures of another benchmark', () => {
    const data = contestData({
      problems: 50,
      searches: [{ n: 4, tokens: 10, solves: first(25) }],
      set: 'tiny-math-500',
    });
    expect(verdictOf(data, { origin: 'measured', published: [row] })).toMatchObject({ outcome: 'nothing' });
    const asked = verdictOf(data, {
      origin: 'measured',
      published: [row],
      against: 'published / Llama-3.1-70B-Instruct on MATH-500',
    });
    expect(asked.against?.coverage).toBe('none');
  });

  it('takes a benchmark for whole by its name and number, or by the subjects of its ids, and a part of it for a part', () => {
    const subjects = ['algebra', 'intermediate_algebra', 'prealgebra', 'number_theory', 'precalculus', 'geometry'];
    const counts = [124, 97, 82, 62, 56, 41];
    const ids = [...subjects, 'counting_and_probability'].flatMap((subject, i) =>
      Array.from({ length: counts[i] ?? 38 }, (_, k) => ({ uniqueId: `test/${subject}/${k}.json` })),
    );
    expect(coverageOf({ set: 'mine', problems: ids }, 'MATH-500')).toBe('all');
    expect(coverageOf({ set: 'mine', problems: ids.slice(0, 124) }, 'MATH-500')).toBe('part');
    // As many, of other subjects: another part of MATH.
    const algebra = Array.from({ length: 500 }, (_, k) => ({ uniqueId: `test/algebra/${k}.json` }));
    expect(coverageOf({ set: 'math', problems: algebra }, 'MATH-500')).toBe('part');
    expect(coverageOf({ set: 'HuggingFaceH4/MATH-500', problems: algebra }, 'MATH-500')).toBe('all');
    expect(coverageOf({ set: 'math_500.jsonl', problems: algebra.slice(0, 20) }, 'MATH-500')).toBe('part');
    expect(coverageOf({ set: 'mine', problems: [...ids.slice(1), { uniqueId: 'p1' }] }, 'MATH-500')).toBe('none');
    expect(coverageOf({ set: 'mine', problems: [] }, 'MATH-500')).toBe('none');
  });

  it('corrects for every point that is compared, and at its own cost for those alone', () => {
    const found = contest({
      searches: [
        { n: 4, tokens: 500, solves: first(44) },
        { n: 8, tokens: 2_000, solves: first(56) },
      ],
    });
    // Three readings of each, which here solve the same problems.
    const raw = [mcNemar(0, 6), mcNemar(6, 0)].flatMap((p) => [p, p, p]);
    expect(found.comparisons).toBe(6);
    expect(found.methods[0]!.points.map(({ pValue }) => pValue)).toEqual([holm(raw)[0], holm(raw)[3]]);
    expect(found.atItsCost).toMatchObject({ comparisons: 3, point: { pValue: 3 * mcNemar(0, 6), outcome: 'tied' } });
  });

  it('of what costs are not known there is the budget n, and no multiple of anything', () => {
    const data = contestData({
      problems: 60,
      baseline: { tokens: 0, solves: first(20) },
      searches: [{ n: 4, tokens: 0, solves: first(50) }],
    });
    const found = verdictOf(data, { ...query, origin: 'imported' });
    expect(found).toMatchObject({ axis: 'n', outcome: 'passes' });
    expect(found.cost).toBeUndefined();
    expect(found.atItsCost).toBeUndefined();
  });

  it('has nothing to say of nothing', () => {
    const data = madeData({ problems: 5, n: 4 });
    expect(verdictOf({ ...data, digests: [] }, query)).toMatchObject({
      outcome: 'nothing',
      baselines: [],
      methods: [],
    });
    expect(verdictOf({ ...data, problems: [], digests: [] }, query).outcome).toBe('nothing');
  });

  it('holds the true place of the crossing in about 95 of 100 intervals, and calls equals unequal in at most 5', () => {
    const seed = 11;
    const trials = 120;
    let held = 0;
    let wrong = 0;
    for (let trial = 0; trial < trials; trial++) {
      const random = createRng(1_000 * seed + trial);
      const problems = 150;
      const ease = Array.from({ length: problems }, () => random());
      // Solved with chance `ease` to a power: the population's share is 1 / (1 + power).
      const drawn = (power: number) => {
        const right = ease.map((each) => random() < each ** power);
        return (problem: number) => right[problem]!;
      };
      const contestants = [
        { n: 4, tokens: 200, solves: drawn(2) },
        { n: 8, tokens: 800, solves: drawn(1.2) },
        { n: 16, tokens: 3_200, solves: drawn(0.8) },
        { n: 32, tokens: 12_800, solves: drawn(0.5) },
      ];
      const baseline = { tokens: 100, solves: drawn(1) };
      const data = contestData({ problems, baseline, searches: contestants });
      const [method] = verdictOf(data, query).methods;
      // Between n = 8 (45.5 %) and n = 16 (55.6 %) the shares pass 50 % at 0.45 of the way, in logarithms of the cost.
      const [from, to] = [1 / 2.2, 1 / 1.8];
      const truth = 2e6 * 800 * 4 ** ((0.5 - from) / (to - from));
      if ((method!.low ?? 0) <= truth && (method!.high ?? Infinity) >= truth) held++;
      const equal = verdictOf(
        contestData({ problems, baseline, searches: [{ n: 4, tokens: 9, solves: drawn(1) }] }),
        query,
      );
      if (equal.outcome !== 'undecided') wrong++;
    }
    // Four deviations of a share of 120 around 95 % are 8 %; crossings that are read off first come out a little early.
    expect(held / trials, `seed ${seed}`).toBeGreaterThan(0.87);
    expect(wrong / trials, `seed ${seed}`).toBeLessThan(0.05 + 4 * Math.sqrt((0.05 * 0.95) / trials));
  });
});
