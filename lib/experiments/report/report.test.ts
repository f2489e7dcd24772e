import { describe, expect, it } from 'vitest';
import { wilson } from '@/lib/metrics';
import { curvesSchema, pointProblemsSchema } from './curve-model';
import { csvOf, curvesOf, jsonlOf, latexOf, pointProblemsOf, pointRows, problemRows } from './index';
import { madeData } from './testing/made-data';

const data = madeData({ problems: 40, n: 16, seeds: [0, 1] });
const query = { id: 'made', origin: 'measured' } as const;
const curves = curvesOf(data, query);
const seriesOf = (id: string) => curves.series.find((each) => each.id === id)!;

describe('curves', () => {
  it('fit their wire shape, and the same data give the same curves', () => {
    expect(curvesSchema.parse(JSON.parse(JSON.stringify(curves)))).toEqual(curves);
    expect(curvesOf(data, query)).toEqual(curves);
  });
  it('name what each point is', () => {
    expect(seriesOf('best-of-n / best / policy / prm').points.map(({ estimate }) => estimate)).toEqual(
      Array(5).fill('exact'),
    );
    expect(seriesOf('majority / majority / policy').points.map(({ estimate }) => estimate)).toEqual([
      'exact',
      'resampled',
      'resampled',
      'resampled',
      'exact',
    ]);
    expect(seriesOf('beam-search / weighted / policy / prm').points.map(({ n, estimate }) => [n, estimate])).toEqual([
      [4, 'measured'],
      [8, 'measured'],
      [16, 'measured'],
    ]);
    expect(seriesOf('dvts / oracle / policy / prm').points.map(({ n }) => n)).toEqual([4, 8, 16]);
    for (const { points } of curves.series)
      for (const point of points) expect(point.monteCarloError > 0).toBe(point.estimate === 'resampled');
  });
  it('one draw is one draw, and the oracle is above everything', () => {
    const [best, vote, oracle] = (['best', 'majority', 'oracle'] as const).map(
      (reading) => seriesOf(`best-of-n / ${reading} / policy / prm`).points,
    );
    expect(best![0]!.accuracy).toBeCloseTo(vote![0]!.accuracy, 10);
    best!.forEach((point, i) => expect(oracle![i]!.accuracy).toBeGreaterThanOrEqual(point.accuracy - 1e-12));
  });
  it('charges the verifier only where scores are read, and counts a prompt once', () => {
    const weighted = seriesOf('best-of-n / weighted / policy / prm').points[2]!;
    const majority = seriesOf('best-of-n / majority / policy / prm').points[2]!;
    // n = 4 of 16: 2 x 10 M x (30 + 160), and 2 x 20 M x 280 of the verifier.
    expect(majority.cost.flops).toBeCloseTo(2 * 10e6 * 190, 0);
    expect(weighted.cost.flops).toBeCloseTo(2 * 10e6 * 190 + 2 * 20e6 * 280, 0);
    expect(majority.ledger.verifier).toBeUndefined();
  });
  it('leaves out problems that lack a run, and counts them', () => {
    const lacking = curvesOf(
      {
        ...data,
        digests: data.digests.filter(
          ({ problem, seed, cell }) => !(problem === 'p3' && seed === 1 && cell === 'best-of-n 16'),
        ),
      },
      query,
    );
    expect(lacking.missing).toBe(1);
    expect(lacking.series.find(({ id }) => id === 'best-of-n / best / policy / prm')!.points[0]!.problems).toBe(39);
    expect(lacking.series.find(({ id }) => id === 'majority / majority / policy')!.points[0]!.problems).toBe(40);
  });
  it('has nothing to say without results', () => {
    const empty = curvesOf({ ...data, digests: [] }, query);
    expect(empty).toMatchObject({ series: [], baselines: [], differences: [], missing: 40 });
    expect(curvesOf({ ...data, problems: [], digests: [] }, query).series).toEqual([]);
  });
  it('compares with the majority vote when nothing is asked for, of the pool of best-of-N where it has no cells', () => {
    expect(curves.reference).toBe('majority / majority / policy');
    const without = curvesOf(madeData({ problems: 5, n: 4, strategies: ['dvts', 'beam-search', 'best-of-n'] }), query);
    expect(without.reference).toBe('best-of-n / majority / policy / prm');
  });
  it('compares with the reference asked for, at every n with a baseline', () => {
    const against = curvesOf(data, { ...query, reference: 'baseline / baseline' });
    expect(against.reference).toBe('baseline / baseline');
    expect(against.differences.filter(({ series }) => series === 'best-of-n / best / policy / prm')).toHaveLength(5);
    for (const each of against.differences)
      expect(each.onlySeries + each.onlyReference + each.both + each.neither).toBe(40);
  });
  it('chooses by bins that hold every problem once, and charges the estimation', () => {
    expect(curves.computeOptimal.map(({ difficulty, edges }) => `${difficulty} ${edges}`)).toEqual([
      'oracle quantile',
      'oracle absolute',
      'predicted quantile',
      'predicted absolute',
    ]);
    for (const { bins, curve } of curves.computeOptimal) {
      expect(bins.reduce((sum, { problems }) => sum + problems, 0)).toBe(40);
      for (const { n, cost } of curve!.points) expect(cost.n).toBeCloseTo(n + 16, 9);
    }
  });
  it('slices hold every problem once for levels and once for subjects', () => {
    for (const by of ['level', 'subject'])
      expect(curves.slices.filter((slice) => slice.by === by).reduce((sum, { problems }) => sum + problems, 0)).toBe(
        40,
      );
  });
});

describe('bands', () => {
  const widths = (each: typeof curves) =>
    [
      ...each.series.flatMap(({ points }) => points),
      ...each.baselines.map(({ point }) => point),
      ...each.slices.flatMap(({ series }) => series.flatMap(({ points }) => points)),
      ...each.computeOptimal.flatMap(({ curve }) => curve?.points ?? []),
      ...each.differences,
    ].map(({ low, high }) => high - low);
  it.each([1, 2, 5, 40])('of %i problems have some width everywhere, in slices too', (problems) => {
    const made = curvesOf(madeData({ problems, n: 8, seeds: [0, 1, 2] }), query);
    expect(Math.min(...widths(made))).toBeGreaterThan(1e-6);
  });
  it('are Wilson’s where every problem, or none, is solved: of all problems and of a slice', () => {
    const base = madeData({ problems: 100, n: 4, strategies: ['best-of-n'] });
    const all = (value: number) =>
      base.digests.map((digest) => ({
        ...digest,
        chances: { ...digest.chances, oracle: digest.chances.oracle.map(() => value) },
      }));
    const problems = base.problems.map((problem, i) => ({ ...problem, level: i === 0 ? 2 : 1 }));
    for (const value of [0, 1, 1 / 3]) {
      const { series, slices } = curvesOf({ ...base, problems, digests: all(value) }, query);
      const id = 'best-of-n / oracle / policy / prm';
      for (const [found, count] of [
        [series.find((each) => each.id === id)!.points[0]!, 100],
        [slices.find((slice) => slice.value === '1')!.series.find((each) => each.id === id)!.points[0]!, 99],
        [slices.find((slice) => slice.value === '2')!.series.find((each) => each.id === id)!.points[0]!, 1],
      ] as const) {
        const { low, high } = wilson(value * count, count);
        expect(found.low).toBeCloseTo(low, 9);
        expect(found.high).toBeCloseTo(high, 9);
      }
    }
  });
});

describe('behind a point', () => {
  it('chances average to the point, and every run is named', () => {
    const id = 'best-of-n / weighted / policy / prm';
    const behind = pointProblemsSchema.parse(pointProblemsOf(data, id, 8));
    expect(behind.problems.reduce((sum, { chance }) => sum + chance, 0) / 40).toBeCloseTo(
      seriesOf(id).points[3]!.accuracy,
      9,
    );
    expect(behind.problems[5]!.runIds).toEqual(['best-of-n 16 5 0', 'best-of-n 16 5 1']);
    expect(pointProblemsOf(data, id, 7)).toBeUndefined();
  });
});

describe('exports', () => {
  it('have a row for every point and problem', () => {
    const rows = pointRows(curves);
    expect(csvOf(rows).trimEnd().split('\r\n')).toHaveLength(rows.length + 1);
    expect(
      jsonlOf(problemRows(data))
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toHaveLength(problemRows(data).length);
  });
  it('as a table for a paper: a row a method, a column a budget, signs of LaTeX escaped', () => {
    const text = latexOf({ ...curves, experiment: { ...curves.experiment, name: 'a_b & 5 %' } });
    expect(text).toContain('\\caption{a\\_b \\& 5 \\%: share of 40 problems of made solved');
    const rows = text.split('\n').filter((line) => line.includes('/'));
    expect(rows).toHaveLength(curves.series.filter(({ reading }) => reading !== 'oracle').length + 1);
    expect(rows.find((row) => row.includes('beam-search / weighted'))).toMatch(
      /& -- & -- & \$[\d.]+(?: \\pm [\d.]+|\^\{\+[\d.]+\}_\{-[\d.]+\})\$/,
    );
  });
  it.each([
    // Wilson's interval of 29 of 40, and of 40 of 40.
    [0.725, 0.5717, 0.8389, '$72.5^{+11.4}_{-15.3}$'],
    [1, 0.9124, 1, '$100.0^{+0.0}_{-8.8}$'],
    // A percentile bootstrap's, of a share near none.
    [0.012, 0.002, 0.026, '$1.2^{+1.4}_{-1.0}$'],
    [0.5, 0.4, 0.6, '$50.0 \\pm 10.0$'],
    // Uneven by less than is written.
    [0.5, 0.4001, 0.5999, '$50.0 \\pm 10.0$'],
    // Sums of shares leave their bounds in the last bit.
    [1, 0.9, 1 - 2 ** -53, '$100.0^{+0.0}_{-10.0}$'],
    [2 / 3, 2 / 3, 2 / 3, '$66.7 \\pm 0.0$'],
  ])('in a table for a paper, %d (95 %%: %d to %d) is %s', (accuracy, low, high, cell) => {
    const [series] = curves.series;
    const point = { ...series!.points[0]!, n: 4, accuracy, low, high };
    const made = { ...curves, series: [{ ...series!, id: 'made', points: [point] }], baselines: [] };
    expect(latexOf(made).split('\n')).toEqual([
      '% Needs \\usepackage{booktabs,graphicx}.',
      '\\begin{table}',
      '  \\centering',
      '  \\renewcommand{\\arraystretch}{1.25}',
      '  \\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%',
      '  \\begin{tabular}{lr}',
      '    \\toprule',
      '    Method & $n = 4$ \\\\',
      '    \\midrule',
      `    made & ${cell} \\\\`,
      '    \\bottomrule',
      '  \\end{tabular}}',
      `  \\caption{made: share of 40 problems of made solved, in per cent, 2 seeds; beside it the distances to the upper and the lower end of its 95\\,\\% interval over problems.}`,
      '\\end{table}',
      '',
    ]);
  });
  it.each([
    ['two\n\nparagraphs\tof\u0000 it', 'two paragraphs of it', 1],
    [
      'a < b | "c" > \\end{table} ~^',
      "a \\textless{} b \\textbar{} ''c'' \\textgreater{} \\textbackslash{}end\\{table\\} \\textasciitilde{}\\textasciicircum{}",
      1,
    ],
    ['Übung – “zwei” …', 'Übung – “zwei” …', 1],
    ['一百道題', '一百道題', 2],
  ])('in a table for a paper, %j is named in words that LaTeX can set', (name, named, notes) => {
    const lines = latexOf({ ...curves, experiment: { ...curves.experiment, name } }).split('\n');
    expect(lines.filter((line) => line.startsWith('%'))).toHaveLength(notes);
    expect(lines.find((line) => line.includes('\\caption'))).toContain(`\\caption{${named}: share of`);
  });
  it('in a table for a paper, a model named in other letters is noted, too', () => {
    const [series] = curves.series;
    const text = latexOf({ ...curves, series: [{ ...series!, id: 'best-of-n / best / 模型' }] });
    expect(text.split('\n').filter((line) => line.startsWith('%'))).toHaveLength(2);
  });
  it('in a table for a paper, baselines have a column before anything else was measured', () => {
    const text = latexOf({ ...curves, series: [] });
    expect(text).toContain('\\begin{tabular}{lr}');
    expect(text).toContain('baseline / baseline & \\multicolumn{1}{c}{$');
  });
  it('tell the spread of seeds, whose mean is the point', () => {
    for (const { points } of curves.series)
      for (const { bySeed, accuracy } of points) {
        expect(bySeed).toHaveLength(2);
        expect((bySeed![0]! + bySeed![1]!) / 2).toBeCloseTo(accuracy, 9);
      }
    expect(curves.baselines[0]!.point.bySeed).toBeUndefined();
    const rows = pointRows(curves);
    for (const { bySeed, n } of curves.series[0]!.points)
      expect(rows.find((row) => row['series'] === curves.series[0]!.id && row['n'] === n)).toMatchObject({
        lowestSeed: Math.min(...bySeed!),
        highestSeed: Math.max(...bySeed!),
      });
    expect(rows.at(-1)).not.toHaveProperty('lowestSeed');
  });
  it('leaves numbers in text as they are, so that ids can be joined', () => {
    expect(csvOf([{ a: '-3', b: '+1.5e3', c: '-1+2', d: '@x' }])).toBe("a,b,c,d\r\n-3,+1.5e3,'-1+2,'@x\r\n");
  });
  it('quotes what needs it and defuses formulas', () => {
    expect(
      csvOf([
        { a: 'x,"y"', b: '=1+1' },
        { a: 2, b: undefined },
      ]),
    ).toBe('a,b\r\n"x,""y""",\'=1+1\r\n2,\r\n');
  });
});
