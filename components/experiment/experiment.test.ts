import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { amountOf, axisNames } from '@/lib/experiments/report/curve-model';
import type { PublishedRow } from '@/lib/experiments/report/curve-model';
import { curvesOf, pointProblemsOf } from '@/lib/experiments/report';
import { madeData } from '../../lib/experiments/report/testing/made-data';
import { axesOf, formatP, formatPoints, formatShare } from './curves/amounts';
import { formatAmount } from '@/components/ui/numbers';
import { captionOf, fileNameOf } from './curves/caption';
import { correctedAt, correctedWords } from './curves/corrected';
import { accuracyChart, differenceChart, intervalWords, leadingOf } from './curves/chart-data';
import { readCurvesForm, writeCurvesForm, type CurvesForm } from './curves/curves-form';
import { ledgerOf } from './curves/ledger';
import { optimalHeat } from './curves/optimal-heat';
import { againOf, openPointOf } from './curves/open-point';
import { sourceWords } from './curves/published-source';
import {
  filterPublished,
  prmWords,
  publishedKind,
  publishedLayer,
  publishedMethod,
  publishedNote,
  publishedTemperature,
  publishedWords,
} from './curves/published';
import { shownByDefault, viewSeries } from './curves/series-view';
import { slicePanels } from './curves/slice-panels';
import { sayIn } from '@/lib/words';
import { solvedBy, solvedNames } from './curves/solved';

const data = madeData({ problems: 40, n: 16, seeds: [0, 1] });
const curves = curvesOf(data, { id: 'made', origin: 'measured', reference: 'baseline / baseline' });
const optimal = curves.computeOptimal[0]!;
const say = sayIn('en');
const views = viewSeries(curves, optimal.curve, say);
const usual = shownByDefault(views.all);
const best = curves.series.find(({ id }) => id === 'best-of-n / best / policy / prm')!;

describe('numbers in words', () => {
  it.each([
    [0, '0'],
    [0.0421, '0.0421'],
    [950, '950'],
    [1520, '1,520'],
    [9999, '9,999'],
    [12_345, '12.3 k'],
    [3.8e9, '3.8 G'],
    [8.45e13, '84.5 T'],
  ])('%d is %s', (value, text) => {
    expect(formatAmount(value)).toBe(text);
  });
  it('differences have signs, and nothing has none', () => {
    expect([0.031, -0.004, 0.0001].map(formatPoints)).toEqual(['+3.1', '−0.4', '0.0']);
    expect([formatShare(0.5719), formatP(0.0004), formatP(0.0321), formatP(0.44)]).toEqual([
      '57.2\u00a0%',
      'p < 0.001',
      'p = 0.032',
      'p = 0.44',
    ]);
    // Never on the other side of 0.05.
    expect([0.0496, 0.05, 0.0504, 0.0516].map(formatP)).toEqual(['p = 0.0496', 'p = 0.050', 'p = 0.0504', 'p = 0.052']);
    expect([0.04999, 0.05001].map(formatP)).toEqual(['p < 0.05', 'p > 0.05']);
  });
  it('what an imported file does not hold is unknown, not free', () => {
    const point = best.points[0]!;
    const unread = {
      ...point,
      cost: { ...point.cost, seconds: 0 },
      ledger: { ...point.ledger, policy: { ...point.ledger.policy, prompt: 0 } },
    };
    expect(axisNames.filter((axis) => amountOf(unread, axis, 'imported') !== undefined)).toEqual([
      'n',
      'generatedTokens',
    ]);
    expect(amountOf(point, 'flops', 'measured')).toBeGreaterThan(0);
    expect(amountOf(point, 'price', 'measured')).toBeUndefined();
    expect(axesOf([{ points: [unread] }], 'imported')).toEqual(['n', 'generatedTokens']);
    expect(axesOf(curves.series, 'measured')).not.toContain('price');
  });
});

describe('seconds', () => {
  const timed = (seconds: readonly number[], atOnce: number) => ({
    ...best,
    points: best.points.slice(0, seconds.length).map((point, i) => ({
      ...point,
      cost: { ...point.cost, seconds: seconds[i]!, searchesAtOnce: atOnce },
    })),
  });
  const chartOf = (series: (typeof best)[]) =>
    accuracyChart({
      curves: undefined,
      shown: viewSeries({ series }, undefined, say).all,
      axis: 'seconds',
      isLog: true,
      origin: 'measured',
      published: undefined,
      say,
    });
  it('tell how many searches were under way while they were measured', () => {
    expect(chartOf([timed([1, 2, 4], 4)]).x.label).toMatch(/; about 4 searches at once$/);
    const two = [timed([1, 2, 4], 1), { ...timed([1, 2, 4], 8), id: `${best.id} / 2` }];
    expect(chartOf(two).x.label).toMatch(/1 to 8 searches at once/);
  });
  it('are joined by a line where they grow with n, and never backwards', () => {
    expect(chartOf([timed([1, 2, 4], 4)]).series[0]!.isUnjoined).toBeUndefined();
    expect(chartOf([timed([1, 4, 2], 4)]).series[0]!.isUnjoined).toBe(true);
  });
});

describe('lines and their legend', () => {
  it('have a row for each strategy, and one reading of each is shown', () => {
    expect(views.rows.map(({ title }) => title)).toEqual([
      'Beam search',
      'DVTS',
      'Best-of-N',
      'Majority vote',
      'Compute-optimal',
    ]);
    expect(usual.map(({ name }) => name)).toEqual([
      'Beam search, weighted',
      'DVTS, weighted',
      'Best-of-N, weighted',
      'Majority vote',
    ]);
    // Majority has no cells of its own where the pool of best-of-N is voted on.
    const withoutCells = viewSeries(
      { series: curves.series.filter(({ strategy }) => strategy !== 'majority') },
      undefined,
      say,
    );
    expect(shownByDefault(withoutCells.all).map(({ name }) => name)).toEqual([
      'Beam search, weighted',
      'DVTS, weighted',
      'Best-of-N, majority',
      'Best-of-N, weighted',
    ]);
    expect(leadingOf(views.all)).not.toMatch(/oracle/);
  });
  it('no two lines look the same', () => {
    const looks = views.all.map(({ look }) => JSON.stringify(look));
    expect(new Set(looks).size).toBe(looks.length);
  });
  it('several models are named, those alone that differ, and told apart by their strokes', () => {
    const small = curves.series.map((each) => ({ ...each, id: each.id.replace('policy', 'small'), policy: 'small' }));
    const two = viewSeries({ series: [...curves.series, ...small] }, undefined, say);
    expect(two.rows.map(({ note }) => note)).toSatisfy((notes: readonly (string | undefined)[]) =>
      notes.every((note) => /^(small|policy) \(.+ M\)$/.test(note ?? '')),
    );
    expect(two.all.map(({ name }) => name)).toContain(`Beam search, weighted · ${two.rows[0]!.note}`);
    const judged = small.map((each) => ({
      ...each,
      id: each.id.replace('prm', 'other'),
      ...(each.verifier === undefined ? {} : { verifier: 'other' }),
    }));
    const four = viewSeries({ series: [...curves.series, ...judged] }, undefined, say);
    expect(four.rows.map(({ note }) => note)).toSatisfy((notes: readonly (string | undefined)[]) =>
      notes.some((note) => /^small \(.+ M\) with other \(.+ M\)$/.test(note ?? '')),
    );
    expect(new Set(two.all.map(({ look }) => JSON.stringify(look))).size).toBe(two.all.length);
    expect(new Set(two.all.map(({ name }) => name)).size).toBe(two.all.length);
  });
  it('cells that differ in more than n are settings of one strategy', () => {
    const { rows } = viewSeries({ series: [best, { ...best, id: `${best.id} / 2` }] }, undefined, say);
    expect(rows.map(({ note }) => note)).toEqual([undefined, 'settings 2']);
  });
});

describe('the point that is open', () => {
  it('is one of the lines, or none', () => {
    const open = openPointOf(views.all, { series: best.id, n: 8 });
    expect([open?.own.series.id, open?.point.n]).toEqual([best.id, 8]);
    expect(openPointOf(views.all, { series: best.id, n: 7 })).toBeUndefined();
    expect(openPointOf(views.all, undefined)).toBeUndefined();
  });
  it('leads to the same search of its problems, with the first seed', () => {
    const open = openPointOf(views.all, { series: best.id, n: 8 })!;
    const address = againOf(open, data)?.({ text: 'What is 1 + 1?', uniqueId: 'p1' });
    expect(address).toContain('strategy=best-of-n');
    expect(address).toContain('seed=0');
    expect(againOf(open, { ...data, cells: [] })).toBeUndefined();
  });
});

describe('what the chart is given', () => {
  const chart = accuracyChart({
    curves,
    shown: views.all,
    axis: 'flops',
    isLog: true,
    origin: 'measured',
    published: undefined,
    say,
  });
  it('points ascend on the axis, hollow where they are resampled', () => {
    for (const { points } of chart.series)
      expect(points.map(({ x }) => x)).toEqual(points.map(({ x }) => x).toSorted((a, b) => a - b));
    const weighted = chart.series.find(({ id }) => id === 'best-of-n / weighted / policy / prm')!;
    expect(weighted.points.map(({ isHollow }) => isHollow)).toEqual([false, true, true, true, false]);
    expect(weighted.points[1]!.words).toMatch(
      /^Best-of-N, weighted, n 2: .*\u00a0%, 95\u00a0% interval .*, resampled, 40 problems, 2 seeds: .* to .* by seed$/,
    );
  });
  it('what each seed came to is told where there are several, and drawn beside the point', () => {
    const drawn = chart.series.find(({ id }) => id === best.id)!;
    expect(drawn.points.map(({ repeats }) => repeats)).toEqual(best.points.map(({ bySeed }) => bySeed));
    expect(chart.repeatName).toBe('seed');
    expect(captionOf({ curves, status: 'finished', about: [], seedsOf: 'Best-of-N', say }).at(-1)).toBe(
      'Hairlines: each seed of Best-of-N, alone.',
    );
    const alone = views.all.map((view) => ({
      ...view,
      series: { ...view.series, points: view.series.points.map(({ bySeed: _bySeed, ...point }) => point) },
    }));
    expect(
      accuracyChart({ curves, shown: alone, axis: 'n', isLog: true, origin: 'measured', published: undefined, say }),
    ).not.toHaveProperty('repeatName');
  });
  it('crossings are those of the axis, of lines that are shown', () => {
    const reached = curves.crossings.filter(({ axis, status }) => axis === 'flops' && status === 'reached');
    expect(chart.crossings).toHaveLength(reached.length);
    expect(
      accuracyChart({ curves, shown: [], axis: 'flops', isLog: true, origin: 'measured', published: undefined, say })
        .crossings,
    ).toEqual([]);
  });
  it('a baseline is marked where its own answer stands, and not on the axis of budgets', () => {
    expect(chart.levels?.map(({ at }) => at)).toEqual([curves.baselines[0]!.point.cost.flops]);
    expect(
      accuracyChart({
        curves,
        shown: views.all,
        axis: 'n',
        isLog: true,
        origin: 'measured',
        published: undefined,
        say,
      }).levels?.map(({ at }) => at),
    ).toEqual([undefined]);
  });
  it('an interval says where it leaves what was measured', () => {
    expect([
      intervalWords(4.1, 9, say),
      intervalWords(undefined, 9, say),
      intervalWords(4.1, undefined, say),
      intervalWords(undefined, undefined, say),
    ]).toEqual(['4.1 to 9', 'at most 9', '4.1 or more', 'anywhere in what was measured']);
  });
  it('differences: ties are hollow', () => {
    for (const { id, points } of differenceChart(curves.differences, views.all, say).series) {
      for (const { key, isHollow } of points)
        expect(isHollow).toBe(
          curves.differences.find((each) => each.series === id && String(each.n) === key)!.verdict === 'tied',
        );
    }
  });
  it('parts have the lines that are shown', () => {
    const panels = slicePanels(
      curves.slices.filter(({ by }) => by === 'level'),
      usual,
      'en',
    );
    expect(panels.panels.map(({ title, note }) => `${title}, ${note}`)).toEqual(
      [1, 2, 3, 4, 5].map((level) => `Level ${level}, 8 problems`),
    );
    for (const { series } of panels.panels)
      expect(series.map(({ id }) => id)).toEqual(usual.map(({ series: { id } }) => id));
  });
  it('the heat map names the best method, and ties by number and in words', () => {
    const heat = optimalHeat(optimal, views.all, say);
    for (const cell of heat.cells.filter(({ isShaded }) => isShaded)) {
      expect(cell.lines.at(-1)).toMatch(/^tied with /);
      expect(cell.words).toMatch(/; tied with \D/);
    }
  });
});

describe('a ledger', () => {
  it('of every point adds up to the amounts it is drawn with', () => {
    for (const { points } of curves.series) for (const point of points) expect(ledgerOf(point).sum.isEqual).toBe(true);
  });
  it('that does not is seen', () => {
    const point = best.points[0]!;
    expect(ledgerOf({ ...point, cost: { ...point.cost, totalTokens: point.cost.totalTokens + 1 } }).sum.isEqual).toBe(
      false,
    );
  });
});

describe('who solved what', () => {
  it('counts as the paired tests count', () => {
    const lists = solvedBy(pointProblemsOf(data, best.id, 8)!, pointProblemsOf(data, 'baseline / baseline', 1)!);
    const counted = curves.differences.find(({ series, n }) => series === best.id && n === 8)!;
    for (const name of solvedNames) expect(lists[name]).toHaveLength(counted[name]);
  });
});

describe('published figures', () => {
  const rows = JSON.parse(
    readFileSync(new URL('../../public/published-results.json', import.meta.url), 'utf8'),
  ) as readonly PublishedRow[];
  const small = filterPublished(rows, { models: ['Llama-3.2-1B-Instruct', 'Llama-3.1-405B-Instruct'], methods: [] });
  const layer = publishedLayer(small, { hasBudgetAxis: true, benchmark: { name: 'MATH-500', isWhole: true }, say });
  it('are curves of one source each, and levels', () => {
    for (const { id, points } of layer.curves)
      for (const { key, words } of points) {
        expect(words).toContain(sourceWords(layer.rowOf.get(`${id} @ ${key}`)!, say));
        expect(words).toMatch(/confidence/);
      }
    expect(layer.levels.map(({ name }) => name)).toEqual([
      'Llama-3.2-1B greedy, published (3 sources)',
      'Llama-3.1-405B greedy, published',
      'Llama-3.2-1B greedy, published on MATH (full test, 0-shot CoT)',
    ]);
    expect(new Set(layer.curves.map(({ id }) => id)).size).toBe(layer.curves.length);
  });
  it('no figure is drawn twice or lost', () => {
    const drawn = layer.curves.reduce((sum, { points }) => sum + points.length, 0);
    expect(drawn).toBe(small.filter(({ method, n }) => method !== 'greedy_cot' && n !== undefined).length);
    expect(publishedLayer(small, { hasBudgetAxis: false, benchmark: undefined, say }).curves).toEqual([]);
  });
  it('say in the picture of which problems they are, as far as these are others or a part', () => {
    const noteFor = (benchmark: { name: string; isWhole: boolean } | undefined, datasets: readonly string[]) =>
      publishedLayer(
        rows.filter(({ dataset }) => datasets.includes(dataset)),
        { hasBudgetAxis: true, benchmark, say },
      ).note;
    const whole = { name: 'MATH-500', isWhole: true };
    const part = { name: 'MATH-500', isWhole: false };
    const full = 'MATH (full test, 0-shot CoT)';
    expect(noteFor(whole, ['MATH-500'])).toBeUndefined();
    expect(noteFor(undefined, ['MATH-500'])).toBe('Grey: published on MATH-500, other problems than these');
    expect(noteFor(part, ['MATH-500'])).toBe('Grey: published on all of MATH-500, of which these are a part');
    expect(noteFor(part, ['MATH-500', full])).toBe(
      `Grey: published on all of MATH-500, of which these are a part; Grey: published on ${full}, other problems than these`,
    );
  });
  it('say their temperature where the source does', () => {
    expect(new Set(rows.map((row) => publishedTemperature(row, say)))).toEqual(
      new Set(['T = 0', 'T = 0.7', 'T = 0.8', 'T not stated']),
    );
    expect(publishedWords(rows[0]!, say)).toMatch(
      /^Llama-3.2-1B-Instruct, one greedy answer, n = 1: 26.0\u00a0% on MATH-500; no PRM named; T = 0; table, confidence high; Liu et al/,
    );
  });
  it('are told in every language, but for names, titles and where they were found', () => {
    const han = /[\u4e00-\u9fff]/;
    const named = /^[\w.+-]+(\/[\w.-]+)?$/;
    for (const row of rows) {
      const chinese = sayIn('zh');
      expect([row.kind, publishedKind(row, chinese)]).toEqual([row.kind, expect.stringMatching(han)]);
      expect(publishedWords(row, chinese)).not.toMatch(/\b(table|figure|et al|read off|best of|calibrated)\b/i);
      const note = publishedNote(row, chinese);
      expect([row.note, note ?? '']).toEqual([row.note, note === undefined ? '' : expect.stringMatching(han)]);
      if (row.prm !== undefined && !named.test(row.prm)) expect(prmWords(row.prm, chinese)).toMatch(han);
      expect(publishedMethod(row.method, say)).not.toMatch(/[_:]/);
    }
  });
});

describe('the view in the address', () => {
  it('survives the way into the address and back', () => {
    const text = fc.string({ minLength: 1 }).filter((value) => value !== 'none');
    fc.assert(
      fc.property(
        fc.record({
          axis: fc.option(fc.constantFrom(...axisNames), { nil: undefined }),
          isLog: fc.boolean(),
          shown: fc.option(fc.array(text), { nil: undefined }),
          point: fc.option(fc.record({ series: text, n: fc.integer({ min: 1, max: 1024 }) }), { nil: undefined }),
          against: fc.option(text, { nil: undefined }),
          reference: fc.option(text, { nil: undefined }),
          budget: fc.option(fc.integer({ min: 1, max: 1024 }), { nil: undefined }),
          versus: fc.option(text, { nil: undefined }),
          grid: fc.option(text, { nil: undefined }),
          difficulty: fc.constantFrom('oracle' as const, 'predicted' as const),
          edges: fc.constantFrom('quantile' as const, 'absolute' as const),
          published: fc.option(fc.array(text), { nil: undefined }),
          publishedMethods: fc.array(text),
        }),
        (form: CurvesForm) => {
          expect(readCurvesForm(new URLSearchParams(writeCurvesForm(form).toString()))).toEqual(form);
        },
      ),
    );
  });
  it('what cannot be read falls back, one field at a time', () => {
    expect(readCurvesForm(new URLSearchParams('x=money&point=a&n=many&bins=absolute'))).toMatchObject({
      axis: undefined,
      point: undefined,
      edges: 'absolute',
    });
    expect(writeCurvesForm(readCurvesForm(new URLSearchParams())).toString()).toBe('');
  });
});

describe('p among several lines', () => {
  const [one, other] = usual.slice(0, 2);
  const differenceOf = (series: string, pValue: number) => ({ ...curves.differences[0]!, series, n: 8, pValue });
  const differences = [differenceOf(one!.series.id, 0.03), differenceOf(other!.series.id, 0.2)];
  it('is corrected for as many as are shown, and the test’s own stays beside it', () => {
    expect(correctedAt(8, differences, usual).map(({ found, corrected }) => [found.pValue, corrected])).toEqual([
      [0.03, 0.06],
      [0.2, 0.2],
    ]);
    expect(correctedAt(8, differences, [one!]).map(({ corrected }) => corrected)).toEqual([0.03]);
    expect(correctedAt(4, differences, usual)).toEqual([]);
  });
  it('is said to be', () => {
    expect(correctedWords({ corrected: 0.06, comparisons: 2 }, say)).toBe('; corrected for 2 lines p = 0.060');
    expect(correctedWords({ corrected: 0.03, comparisons: 1 }, say)).toBe('');
  });
});

describe('captions', () => {
  it('state data, n, seeds, origin and method', () => {
    const [first, ...rest] = captionOf({ curves, status: 'finished', about: ['bands'], say });
    expect(first).toBe(
      'made: 40 problems of made, 2 seeds, n = 1, 2, 4, 8, 16; models policy, prm; 520 runs. Measured by this installation.',
    );
    expect(rest).toEqual([curves.method.find(({ about }) => about === 'bands')?.en]);
    expect(captionOf({ curves, status: 'finished', about: ['bands'], say: sayIn('zh') })).toEqual([
      'made：made 的 40 道题，2 个随机种子，n = 1、2、4、8、16；模型 policy、prm；520 次运行。由本安装测得。',
      curves.method.find(({ about }) => about === 'bands')?.zh,
    ]);
    expect(fileNameOf('Ein Größen-Test!', 'accuracy')).toBe('ein-gr-en-test-accuracy');
  });
});
