import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartCsv } from './line/chart-csv';
import type { ChartSeries } from './chart-types';
import { writeColours } from './figure/export-figure';
import { moveFocus } from './line/move-focus';
import { referenceType } from './line/plot';
import { pointActOf, pointKeys } from './point-keys';
import { layoutLineChart, type LineLayout } from './line/layout-line-chart';
import { isClear, placeLabel } from './line/place-label';
import { xAxisOf, yAxisOf } from './line/scales';
import { spread } from './line/spread';
import { fitText, textWidth, wrapText } from './text-width';

describe('labels in a column', () => {
  it('stay where they want to be when they do not touch', () => {
    expect(spread([10, 50, 90], 15, [0, 100])).toEqual([10, 50, 90]);
  });
  it('share the way when they do, and stay inside', () => {
    expect(spread([50, 50], 10, [0, 100])).toEqual([45, 55]);
    expect(spread([99, 98], 10, [0, 100])).toEqual([100, 90]);
  });
  it('never touch where there is room, keep their order, and never leave the column', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 120 }), { maxLength: 12 }), (wants) => {
        const placed = spread(wants, 8, [0, 100]);
        const sorted = placed.toSorted((a, b) => a - b);
        sorted.forEach((at, i) => {
          if (i > 0) expect(at - sorted[i - 1]!).toBeGreaterThan(8 - 1e-9);
        });
        for (const at of placed) expect(at >= -1e-9 && at <= 100 + 1e-9).toBe(true);
        wants.forEach((want, i) =>
          wants.forEach((other, j) => {
            if (want < other) expect(placed[i]!).toBeLessThan(placed[j]!);
          }),
        );
      }),
    );
  });
  it('move closer together where the column is too short', () => {
    expect(spread([5, 5, 5], 10, [0, 10])).toEqual([0, 5, 10]);
  });
});

describe('the place of a text', () => {
  const box = (x: number, y: number) => ({ x, y, width: 20, height: 10 });
  it('is where no line passes', () => {
    const rising = [
      [0, 100],
      [100, 0],
    ] as const;
    expect(placeLabel([box(40, 45), box(0, 0)], { lines: [rising], boxes: [] })).toEqual(box(0, 0));
  });
  it('is not on another text, and the first of equals', () => {
    expect(placeLabel([box(0, 0), box(0, 20), box(0, 40)], { lines: [], boxes: [box(5, 5)] })).toEqual(box(0, 20));
  });
  it('is not where a line goes through between two looks at it, however steep it is', () => {
    const steep = [
      [9.4, 500],
      [9.6, -500],
    ] as const;
    expect(placeLabel([box(0, 0), box(20, 0)], { lines: [steep], boxes: [] })).toEqual(box(20, 0));
    const upright = [
      [10, 500],
      [10, -500],
    ] as const;
    expect(placeLabel([box(0, 0), box(20, 0)], { lines: [upright], boxes: [] })).toEqual(box(20, 0));
  });
});

describe('repetitions', () => {
  const lineOf = (repeats: readonly (readonly number[])[], more: object = {}) => ({
    x: { label: 'n', isLog: true, format: String },
    y: { label: 'solved', format: String, formatValue: String, limits: [0, 1] as const },
    series: [
      {
        id: 'own',
        name: 'own',
        look: { colour: 'red', dash: undefined, shape: 'circle' as const },
        points: repeats.map((each, i) => ({ key: String(i), x: 2 ** i, y: 0.5, repeats: each, words: '' })),
        ...more,
      },
    ],
    repeatName: 'seed',
  });
  const size = { width: 800, height: 400, rem: 16 };
  const placed = (data: ReturnType<typeof lineOf>) => layoutLineChart({ ...data, size }).series[0]!;
  it('have a line each, within the plot', () => {
    const { repeats, points } = placed(
      lineOf([
        [0.1, 0.9, 0.5],
        [0.2, 0.8, 0.5],
      ]),
    );
    expect(repeats).toHaveLength(3);
    const { plot } = layoutLineChart({
      ...lineOf([
        [0.1, 0.9, 0.5],
        [0.2, 0.8, 0.5],
      ]),
      size,
    });
    for (const y of points.flatMap((each) => each.repeats)) {
      expect(y).toBeGreaterThanOrEqual(plot.top);
      expect(y).toBeLessThanOrEqual(plot.bottom);
    }
  });
  it('are no line where there is one point, where some lack one, or where the points are not joined', () => {
    expect(placed(lineOf([[0.1, 0.9]])).repeats).toEqual([]);
    expect(placed(lineOf([[0.1, 0.9], [0.2]])).repeats).toHaveLength(1);
    const unjoined = placed(
      lineOf(
        [
          [0.1, 0.9],
          [0.2, 0.8],
        ],
        { isUnjoined: true },
      ),
    );
    expect([unjoined.line, unjoined.band, unjoined.repeats]).toEqual(['', '', []]);
    expect(unjoined.points.map(({ repeats }) => repeats.length)).toEqual([2, 2]);
  });
  it('are in the numbers of the picture, from the lowest to the highest', () => {
    expect(chartCsv(lineOf([[0.1, 0.9, 0.5], []]))).toBe(
      'kind,name,n,solved,low,high,seed: low,seed: high\r\nline,own,1,0.5,,,0.1,0.9\r\nline,own,2,0.5,,\r\n',
    );
    const { repeatName: _, ...bare } = lineOf([[]]);
    expect(chartCsv(bare)).toBe('kind,name,n,solved,low,high\r\nline,own,1,0.5,,\r\n');
  });
});

describe('names of curves from elsewhere', () => {
  const rem = 16;
  const share = fc.double({ min: 0.1, max: 0.9, noNaN: true });
  const curve = fc.array(share, { minLength: 3, maxLength: 7 });
  const pointsOf = (heights: readonly number[]) => heights.map((y, i) => ({ key: String(i), x: 2 ** i, y, words: '' }));
  const format = String;
  const picture = (own: readonly (readonly number[])[], others: readonly (readonly number[])[], width: number) =>
    layoutLineChart({
      x: { label: 'n', isLog: true, format },
      y: { label: 'solved', format, formatValue: format, limits: [0, 1] },
      series: own.map((heights, i) => ({
        id: `own ${i}`,
        name: `method ${i}`,
        look: { colour: 'red', dash: undefined, shape: 'circle' },
        points: pointsOf(heights),
      })),
      references: others.map((heights, i) => ({
        id: `other ${i}`,
        name: `Somebody’s model ${i}, best-of-N, weighted`,
        points: pointsOf(heights),
      })),
      size: { width, height: 420, rem },
      hasEndLabels: true,
    });
  const boxesOf = ({ references, plot }: LineLayout) =>
    references.flatMap(({ curve: { name }, label }) => {
      if (label === undefined) return [];
      const [width, height] = [textWidth(name, referenceType * rem), 0.9 * rem];
      const box = { x: label.x, y: label.y - 0.75 * 0.95 * rem, width, height };
      expect(box.y >= plot.top - 1e-9 && box.y + height <= plot.bottom + 1e-9).toBe(true);
      return [box];
    });

  it('lie over no line and no mark that was measured here, nor over each other', () => {
    fc.assert(
      fc.property(
        fc.array(curve, { maxLength: 5 }),
        fc.array(curve, { maxLength: 14 }),
        fc.constantFrom(360, 700, 1_000),
        (own, others, width) => {
          const layout = picture(own, others, width);
          const boxes = boxesOf(layout);
          const lines = layout.series.map(({ points }) => points.map(({ x, y }) => [x, y] as const));
          const marks = lines.flat().map(([x, y]) => ({ x: x - 4, y: y - 4, width: 8, height: 8 }));
          boxes.forEach((box, i) =>
            expect(isClear(box, { lines, boxes: [...boxes.slice(0, i), ...marks] })).toBe(true),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('stand there wherever there is room along the curve, and are left out otherwise', () => {
    const named = (own: readonly (readonly number[])[]) => boxesOf(picture(own, [[0.2, 0.3, 0.4, 0.5]], 700)).length;
    expect(named([])).toBe(1);
    expect(named([[0.25, 0.35, 0.45, 0.55]])).toBe(1);
    expect(named(Array.from({ length: 40 }, (_, i) => [i / 40, i / 40, i / 40, i / 40]))).toBe(0);
  });
});

describe('axes', () => {
  const format = String;
  it('a logarithmic axis keeps its ticks apart and its last one', () => {
    const ticks = [1, 2, 4, 8, 16, 32, 64, 128, 256];
    const options = { label: '', isLog: true, format, ticks };
    expect(xAxisOf(ticks, options, { range: [0, 800], least: 30 }).ticks).toEqual(ticks);
    expect(xAxisOf(ticks, options, { range: [0, 200], least: 45 }).ticks).toEqual([1, 4, 16, 64, 256]);
  });
  it('a logarithmic axis of amounts has round ticks and no place for nothing', () => {
    const { scale, ticks } = xAxisOf(
      [0, 300, 90_000],
      { label: '', isLog: true, format },
      { range: [0, 600], least: 40 },
    );
    expect(scale.domain()).toEqual([300, 90_000]);
    expect(ticks).toEqual([500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000]);
    const narrow = (low: number, high: number) =>
      xAxisOf([low, high], { label: '', isLog: true, format }, { range: [0, 600], least: 40 }).ticks;
    expect(narrow(8e7, 6e8)).toEqual([1e8, 2e8, 5e8]);
    expect(narrow(210, 450)).toEqual([250, 300, 350, 400, 450]);
  });
  it('a single value is in the middle', () => {
    expect(xAxisOf([8], { label: '', isLog: true, format }, { range: [0, 100], least: 10 }).scale(8)).toBeCloseTo(50);
    expect(xAxisOf([], { label: '', isLog: false, format }, { range: [0, 100], least: 10 }).scale.domain()).toEqual([
      0, 1,
    ]);
  });
  it('heights stay within their limits', () => {
    const { scale } = yAxisOf(
      [0.02, 0.99],
      { label: '', format, formatValue: format, limits: [0, 1] },
      { range: [300, 0], least: 40 },
    );
    expect(scale.domain()).toEqual([0, 1]);
  });
});

describe('a note in the picture', () => {
  const note = 'The line is of all of MATH-500, of which these are a part';
  const layout = (width: number) =>
    layoutLineChart({
      x: { label: 'n', isLog: true, format: String },
      y: { label: 'Share of problems solved', format: String, formatValue: String },
      series: [],
      levels: [{ id: 'level', name: 'level', value: 0.5 }],
      note,
      size: { width, height: 300, rem: 16 },
    });
  it('stands beside the title of the axis where there is room, else whole on lines of its own above the plot', () => {
    const wide = layout(900);
    expect(wide.note).toMatchObject({ lines: [note], isBeside: true });
    const narrow = layout(340);
    expect(narrow.note.isBeside).toBe(false);
    expect(narrow.note.lines.join(' ')).toBe(note);
    for (const line of narrow.note.lines) expect(narrow.note.x + textWidth(line, 0.8 * 16)).toBeLessThanOrEqual(340);
    expect(narrow.plot.top).toBeGreaterThanOrEqual(wide.plot.top + narrow.note.lines.length * 16);
  });
});

describe('arrow keys', () => {
  const look = { colour: 'red', dash: undefined, shape: 'circle' } as const;
  const series = (id: string, ys: readonly number[], xs = [1, 2, 4]): ChartSeries => ({
    id,
    name: id,
    look,
    points: ys.map((y, i) => ({ key: String(xs[i]), x: xs[i]!, y, words: '' })),
  });
  const all = [series('low', [0.1, 0.2, 0.3]), series('high', [0.4, 0.5, 0.6]), series('late', [0.45], [4])];
  it.each([
    ['low', '2', 'ArrowRight', 'low 4'],
    ['low', '4', 'ArrowRight', 'low 4'],
    ['low', '4', 'Home', 'low 1'],
    ['low', '2', 'ArrowUp', 'late 4'],
    ['late', '4', 'ArrowUp', 'high 4'],
    ['high', '2', 'ArrowUp', 'high 2'],
    ['high', '1', 'ArrowDown', 'low 1'],
  ])('%s at %s, %s: %s', (from, key, press, to) => {
    const found = moveFocus(all, { series: from, key }, press);
    expect(`${found?.series} ${found?.key}`).toBe(to);
  });
  it('every key that is told of does something, and no other', () => {
    const told = pointKeys.flatMap(({ keys }) => Object.entries(keys));
    expect(told.map(([key]) => pointActOf(key))).toEqual(told.map(([, act]) => act));
    expect(new Set(told.map(([key]) => key)).size).toBe(told.length);
    expect(pointActOf('a')).toBeUndefined();
  });
  it('other keys and unknown points move nothing', () => {
    expect(moveFocus(all, { series: 'low', key: '1' }, 'a')).toBeUndefined();
    expect(moveFocus(all, { series: 'none', key: '1' }, 'ArrowUp')).toBeUndefined();
  });
});

describe('texts', () => {
  it('are cut where they do not fit, and broken at spaces', () => {
    expect(fitText('Best-of-N', 10, 200)).toBe('Best-of-N');
    const cut = fitText('Best-of-N, weighted', 10, 60);
    expect(cut.endsWith('…')).toBe(true);
    expect(textWidth(cut, 10)).toBeLessThanOrEqual(60);
    expect(wrapText('one two three four', 10, 60).join(' ')).toBe('one two three four');
    expect(wrapText('', 10, 60)).toEqual([]);
    expect(wrapText('误差带（95 %）按题目计，共 500 次重采样。', 10, 80)).toEqual([
      '误差带（95 %）',
      '按题目计，共',
      '500 次重采样。',
    ]);
  });
});

describe('a drawing as a file', () => {
  it('has its colours written out', () => {
    expect(
      writeColours('<g fill="var(--ink)" stroke="var(--series-1)"/>', (name) => (name === '--ink' ? '#000' : '#f00')),
    ).toBe('<g fill="#000" stroke="#f00"/>');
  });
});
