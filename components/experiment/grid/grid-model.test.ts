import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curvesOf, problemGridOf } from '@/lib/experiments/report';
import { madeData } from '../../../lib/experiments/report/testing/made-data';
import { sayIn } from '@/lib/words';
import { viewSeries } from '../curves/series-view';
import { gridColumns, gridRows, rowsInSight, towards } from './grid-model';

const data = madeData({ problems: 40, n: 16, seeds: [0, 1] });
const grid = problemGridOf(data);
const { all } = viewSeries(curvesOf(data, { id: 'made', origin: 'measured' }), undefined, sayIn('en'));
const columns = gridColumns(grid, all);

describe('problem by problem', () => {
  it('has a column for every line that is shown but the oracle, and for the baselines', () => {
    expect(columns).toHaveLength(all.filter(({ series }) => series.reading !== 'oracle').length + 1);
    expect(columns.at(-1)).toMatchObject({ name: 'baseline', n: 1 });
    for (const { id, n, share } of columns.slice(0, -1)) {
      const point = all.find(({ series }) => series.id === id)!.series.points.at(-1)!;
      expect(n).toBe(point.n);
      expect(share).toBeCloseTo(point.accuracy, 3);
    }
  });
  it('names a run for every seed behind a cell', () => {
    expect(columns[0]!.runs).toHaveLength(40);
    expect(columns[0]!.runs[7]).toHaveLength(2);
    expect(columns.at(-1)!.runs[7]).toHaveLength(1);
  });
  it('every order holds every problem once; by a column, by what is solved least, and by where methods differ', () => {
    const [first] = columns;
    for (const order of ['set', 'hardest', 'disagreement', first!.id, 'unknown'])
      expect(gridRows(columns, 40, order).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i));
    const chances = gridRows(columns, 40, first!.id).map((problem) => first!.chances[problem]!);
    expect(chances).toEqual(chances.toSorted((a, b) => a - b));
    const spread = gridRows(columns, 40, 'disagreement').map((problem) => {
      const own = columns.map(({ chances: each }) => each[problem]!);
      return Math.max(...own) - Math.min(...own);
    });
    expect(spread).toEqual(spread.toSorted((a, b) => b - a));
    expect(gridRows(columns, 40, 'set')[3]).toBe(3);
  });
  it('what lacks runs comes last and counts nowhere', () => {
    const lacking = problemGridOf({ ...data, digests: data.digests.filter(({ problem }) => problem !== 'p0') });
    const found = gridColumns(lacking, all);
    expect(found[0]!.chances[0]).toBe(-1);
    expect(gridRows(found, 40, 'hardest').at(-1)).toBe(0);
  });
  it('draws the rows in sight and a few beyond', () => {
    expect(rowsInSight({ top: 2_800, height: 476, rowHeight: 28 }, 500)).toEqual({ from: 94, to: 123 });
    expect(rowsInSight({ top: 0, height: 476, rowHeight: 28 }, 5)).toEqual({ from: 0, to: 5 });
  });

  it('comes to the rows in sight in steps, keeping what there is, wherever it was before', () => {
    const range = fc.tuple(fc.nat(500), fc.nat(60)).map(([from, rows]) => ({ from, to: from + rows }));
    fc.assert(
      fc.property(range, range, fc.integer({ min: 1, max: 8 }), (before, wanted, step) => {
        let drawn = before;
        for (let frame = 0; frame <= 60; frame++) {
          if (drawn.from === wanted.from && drawn.to === wanted.to) return;
          const next = towards(drawn, wanted, step);
          const kept = Math.max(0, Math.min(drawn.to, next.to) - Math.max(drawn.from, next.from));
          expect(next.to - next.from - kept).toBeLessThanOrEqual(step);
          expect(next.from).toBeGreaterThanOrEqual(wanted.from);
          expect(next.to).toBeLessThanOrEqual(wanted.to);
          drawn = next;
        }
        expect(drawn.to - drawn.from).toBe(wanted.to - wanted.from);
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});
