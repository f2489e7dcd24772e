import { describe, expect, it } from 'vitest';
import { madeData } from '@/lib/experiments/report/testing/made-data';
import { curvesOf, verdictOf } from '@/lib/experiments/report';
import { ExperimentCurves, type ExperimentSource } from './experiment-curves';
import { curvesReply, exportReply, pointReply } from './experiment-statistics';

const source: ExperimentSource = {
  experimentData: () => Promise.resolve({ data: madeData({ problems: 5, n: 4 }), origin: 'measured' }),
};
const curves = new ExperimentCurves(source, { curves: curvesOf, verdict: verdictOf });

describe('replies about statistics', () => {
  it('give curves, the problems behind a point, and files', async () => {
    expect(await (await curvesReply(curves, 'e', {})).json()).toMatchObject({ experiment: { id: 'e' }, problems: 5 });
    const point = await pointReply(source, 'e', { series: 'majority / majority / policy', n: 2 });
    expect(((await point.json()) as { problems: unknown[] }).problems).toHaveLength(5);
    const file = await exportReply(curves, 'e', { of: 'problems', format: 'csv' });
    expect(file.headers.get('content-disposition')).toContain('experiment-problems.csv');
    expect(await file.text()).toMatch(/^series,n,problem/);
  });
  it('refuse a point that there is not', async () => {
    await expect(pointReply(source, 'e', { series: 'none', n: 2 })).rejects.toThrow(/no point of none/);
  });
});
