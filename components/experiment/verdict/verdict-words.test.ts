import { describe, expect, it } from 'vitest';
import type { Verdict, VerdictMethod, VerdictPoint } from '@/lib/experiments/report/verdict-model';
import { sayIn } from '@/lib/words';
import { verdictChart } from './verdict-chart';
import { formatTimes, verdictWords } from './verdict-words';

const point = (changes: Partial<VerdictPoint>): VerdictPoint => ({
  n: 8,
  cost: 2_000,
  accuracy: 0.68,
  difference: 0.08,
  low: 0.04,
  high: 0.12,
  pValue: 0.0004,
  outcome: 'better',
  ...changes,
});
const worse = point({ n: 4, cost: 400, accuracy: 0.5, difference: -0.1, low: -0.14, high: -0.06, outcome: 'worse' });
const tied = point({ accuracy: 0.62, difference: 0.02, low: -0.03, high: 0.07, pValue: 0.6, outcome: 'tied' });
const beam: VerdictMethod = {
  id: 'beam',
  strategy: 'beam-search',
  reading: 'weighted',
  policy: 'small',
  verifier: 'prm',
  points: [worse, point({})],
  status: 'reached',
  at: 1_150,
  low: 900,
  high: 1_600,
  passes: true,
};
const passing: Verdict = {
  baselines: [],
  against: {
    id: 'large',
    kind: 'baseline',
    name: 'large',
    accuracy: 0.6,
    low: 0.55,
    high: 0.65,
    coverage: 'all',
  },
  axis: 'flops',
  cost: 500,
  isCostReckoned: false,
  isPaired: true,
  problems: 500,
  results: 2_000,
  seeds: 2,
  comparisons: 24,
  methods: [beam],
  outcome: 'passes',
  cheapest: 'beam',
  atItsCost: { method: 'beam', point: { ...worse, pValue: 0.003 }, comparisons: 2 },
};
const nameOf = (id: string) => (id === 'beam' ? 'Beam search, weighted' : id);
const say = (changes: Partial<Verdict>) => verdictWords({ ...passing, ...changes }, nameOf);
const all = (changes: Partial<Verdict>) => {
  const { headline, facts, caveats } = say(changes);
  return [headline, ...facts.map(({ term, text }) => `${term}: ${text}`), ...caveats].join('\n');
};

describe('the verdict in words', () => {
  it('says who wins at the baseline’s own cost, and from which multiple of it search passes, with interval and p', () => {
    expect(say({}).headline).toBe(
      'At its own cost large wins; Beam search, weighted passes it from 2.3\u00a0× its cost on (95\u00a0%: 1.8\u00a0× to 3.2\u00a0×), beyond chance from 4.0\u00a0× (p < 0.001)',
    );
    expect(all({})).toContain(
      'large wins: 60.0\u00a0% against 50.0\u00a0% of Beam search, weighted, n = 4, the best of 2 points',
    );
    expect(all({})).toContain('p corrected for all 24 points (Holm)');
    expect(all({})).toContain('Paired: both answered the same 500 problems, 2 seeds.');
  });

  it('says the same in Chinese', () => {
    const { headline, facts } = verdictWords(passing, (id) => (id === 'beam' ? '束搜索（加权投票）' : id), sayIn('zh'));
    expect(headline).toBe(
      '成本相同时 large 胜出；束搜索（加权投票）从其成本的 2.3× 起超过它（95\u00a0% 区间：1.8× 至 3.2×），从 4.0× 起可排除偶然（p < 0.001）',
    );
    expect(facts.map(({ term }) => term)).toEqual(['成本相同时（500 FLOPs）', '在何处超过', '可排除偶然', '最省的']);
  });

  it('calls no place where nothing cheaper was measured the place', () => {
    const { at: _at, low: _low, ...open } = beam;
    const first = { ...open, status: 'above-from-the-start' as const, points: [point({ cost: 1_000 })] };
    expect(say({ methods: [first] }).headline).toContain(
      'from at most 2.0\u00a0× its cost on (95\u00a0%: at most 3.2\u00a0×), p < 0.001',
    );
  });

  it('says where search is the cheaper way', () => {
    const cheap = { ...beam, at: 300, low: 200, high: 450, points: [worse, point({ cost: 450 })] };
    expect(
      say({ methods: [cheap], atItsCost: { method: 'beam', point: point({ cost: 450 }), comparisons: 2 } }).headline,
    ).toBe(
      'Search passes large for no more than its cost: Beam search, weighted passes it from 0.60\u00a0× its cost on (95\u00a0%: 0.40\u00a0× to 0.90\u00a0×), beyond chance from 0.90\u00a0× (p < 0.001)',
    );
  });

  it('not told from it, above and below, and not reached are verdicts', () => {
    const { cheapest: _, ...rest } = passing;
    const judged = (points: VerdictPoint[], outcome: Verdict['outcome']) =>
      verdictWords({ ...rest, outcome, methods: [{ ...beam, points, passes: false }] }, nameOf);
    expect(judged([worse, tied], 'undecided').headline).toBe(
      'Search comes out above large, but cannot be told from it (p = 0.60)',
    );
    expect(judged([{ ...tied, accuracy: 0.58, difference: -0.02 }], 'undecided').headline).toBe(
      'Search does not pass large, and at its best cannot be told from it (p = 0.60)',
    );
    const below = judged([worse], 'not-reached');
    expect(below.headline).toBe('No search here reaches large');
    expect(below.facts.map(({ text }) => text).join()).toContain(
      'Beam search, weighted, n = 4: 50.0\u00a0% against 60.0\u00a0%',
    );
  });

  it('has a sentence where there is nothing, and no numbers then', () => {
    const { against: _, ...alone } = passing;
    expect(verdictWords({ ...alone, methods: [], outcome: 'nothing' }, nameOf)).toMatchObject({
      headline: 'There is no baseline to hold the search against',
      facts: [],
    });
    expect(say({ methods: [], outcome: 'nothing' })).toMatchObject({
      headline: 'Nothing is measured yet that could be compared',
      facts: [],
    });
  });

  it('says of a published figure that nothing is paired, whose problems it is of, and that its cost is reckoned', () => {
    const published = {
      id: 'p',
      kind: 'published' as const,
      name: 'Llama-3.1-70B',
      accuracy: 0.65,
      low: 0.6,
      high: 0.7,
      dataset: 'MATH-500',
      coverage: 'none' as const,
    };
    const text = all({ against: published, isPaired: false, isCostReckoned: true });
    expect(text).toMatch(/^Against a figure of other problems, at its own cost Llama-3.1-70B \(published\) wins/);
    expect(text).toContain('Unpaired: a published figure is one number (65.0\u00a0%)');
    expect(text).toContain('How many problems it was measured on is not known: it is taken as exact');
    const ofMany = all({ against: { ...published, problems: 500 }, isPaired: false, isCostReckoned: true });
    expect(ofMany).toContain('its own sampling error too, that of a share of 500 independent problems');
    expect(ofMany).not.toContain('exact');
    expect(text).toContain('That figure is of MATH-500, these are other problems');
    expect(text).toContain('Its cost is reckoned');
  });

  it('without a cost of the baseline speaks in the axis’ own unit', () => {
    const { cost: _cost, atItsCost: _at, ...rest } = passing;
    expect(verdictWords({ ...rest, axis: 'generatedTokens' }, nameOf).headline).toBe(
      'Search passes large: Beam search, weighted passes it from 1,150 generated tokens on (95\u00a0%: 900 to 1,600), beyond chance from 2,000 (p < 0.001)',
    );
  });

  it('tells of a line that falls below again, and says of it no “from there on”', () => {
    const falling = { ...beam, fallsAt: 5_000 };
    expect(say({ methods: [falling] }).headline).toBe(
      'At its own cost large wins; Beam search, weighted passes it at 2.3\u00a0× its cost (95\u00a0%: 1.8\u00a0× to 3.2\u00a0×), beyond chance from 4.0\u00a0× (p < 0.001), and falls below it again by 10\u00a0× its cost',
    );
    expect(all({ methods: [falling] })).toContain(', and falls below it again by 10\u00a0× its cost.');
    const { at: _at, low: _low, ...open } = falling;
    expect(say({ methods: [{ ...open, status: 'above-from-the-start', points: [point({})] }] }).headline).toContain(
      'passes it at 4.0\u00a0× its cost or before (95\u00a0%: at most 3.2\u00a0×), p < 0.001, and falls below it again',
    );
  });

  it('says that p at the baseline’s own cost is corrected for the points there, and that the winner was picked', () => {
    expect(all({})).toContain('; p corrected for these 2 points (Holm).');
    expect(all({ atItsCost: { method: 'beam', point: worse, comparisons: 1 } })).toContain(
      'n = 4, the one point that costs no more; −10.0 points (95\u00a0%: −14.0 to −6.0, p < 0.001).',
    );
    expect(all({ methods: [beam, { ...beam, id: 'other' }] })).toContain(
      'of the 2 that pass beyond chance, of 2 methods compared; it was picked on these same problems.',
    );
  });

  it('says of a figure of a whole benchmark that these are a part of it', () => {
    const against = { ...passing.against!, kind: 'published' as const, coverage: 'part' as const, dataset: 'MATH-500' };
    const text = all({ against, isPaired: false, problems: 20 });
    expect(text).toMatch(/^Against a figure of all of MATH-500, at its own cost large \(published\) wins/);
    expect(text).toContain('That figure is of all problems of MATH-500, these are 20 of them');
  });

  it.each([
    [0.45, '0.45\u00a0×'],
    [2.34, '2.3\u00a0×'],
    [54.4, '54\u00a0×'],
    [1_234, '1,234\u00a0×'],
  ])('%d is written %s', (times, text) => {
    expect(formatTimes(times)).toBe(text);
  });
});

describe('its picture', () => {
  const views = [
    {
      series: beam,
      name: 'Beam search, weighted',
      look: { colour: 'blue', dash: undefined, shape: 'circle' as const },
    },
  ];
  it('counts cost in answers of the baseline, which stands at 1', () => {
    const chart = verdictChart(passing, views)!;
    expect(chart.series[0]!.points.map(({ x }) => x)).toEqual([0.8, 4]);
    expect(chart.levels).toMatchObject([{ value: 0.6, at: 1 }]);
    expect(chart.crossings).toMatchObject([{ x: 2.3, low: 1.8, high: 3.2, y: 0.6, label: 'passes at 2.3\u00a0×' }]);
  });
  it('says in the picture whose problems a published figure is of', () => {
    const against = { ...passing.against!, kind: 'published' as const, dataset: 'MATH-500' };
    expect(verdictChart({ ...passing, against }, views)!.note).toBeUndefined();
    expect(verdictChart({ ...passing, against: { ...against, coverage: 'none' } }, views)!.note).toBe(
      'The line is of MATH-500, other problems than these',
    );
    expect(verdictChart({ ...passing, against: { ...against, coverage: 'part' } }, views)!.note).toMatch(
      /all of MATH-500/,
    );
  });
  it('draws the policy’s own answer beside the one that passes', () => {
    const own = { ...beam, id: 'own', strategy: 'greedy' as const, reading: 'majority' as const, points: [worse] };
    const others = Array.from({ length: 4 }, (_, i) => ({ ...beam, id: `other ${i}` }));
    const chart = verdictChart(
      { ...passing, methods: [beam, ...others, own] },
      [beam, ...others, own].map((series) => ({ ...views[0]!, series, name: series.id })),
    )!;
    expect(chart.series.map(({ id }) => id)).toEqual(['beam', 'own']);
  });
  it('is not there where nothing is compared', () => {
    expect(verdictChart({ ...passing, methods: [] }, [])).toBeUndefined();
  });
});
