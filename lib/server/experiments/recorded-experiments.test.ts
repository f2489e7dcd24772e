import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readRecording, writeRecording } from '@/lib/experiments';
import { curvesOf, pointProblemsOf } from '@/lib/experiments/report';
import { experimentDetailSchema, experimentListSchema } from '@/lib/experiments/wire';
import { madeData } from '@/lib/experiments/report/testing/made-data';
import { RecordedExperiments } from './recorded-experiments';
import { toyGrid, toyHouse } from '../testing/toy-experiments';

const folder = mkdtempSync(join(tmpdir(), 'longthink-recorded-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const data = madeData({ problems: 12, n: 8 });
const text = writeRecording(
  { createdAt: 5, tokens: 77, runs: { planned: 99, finished: data.digests.length, failed: 2, running: 0 } },
  data,
);
const reports: string[] = [];
const report = (message: string) => {
  reports.push(message);
};

describe('an experiment that ships with the product', () => {
  it('has the curves that it had where it was measured, and no runs to look at', () => {
    const read = readRecording(text);
    expect(curvesOf(read.data, { id: 'made', origin: 'measured' })).toEqual(
      curvesOf(data, { id: 'made', origin: 'measured' }),
    );
    const { id, points } = curvesOf(read.data, { id: 'made', origin: 'recorded' }).series[0]!;
    expect(pointProblemsOf(read.data, id, points[0]!.n)!.problems.flatMap(({ runIds }) => runIds)).toEqual([]);
  });

  it('stands in the list after those of this installation, and a file that is broken is told and left out', async () => {
    writeFileSync(join(folder, 'made.experiment.jsonl.gz'), gzipSync(text));
    writeFileSync(join(folder, 'broken.experiment.jsonl.gz'), 'no gzip');
    const recorded = new RecordedExperiments({ folder, report });
    const house = await toyHouse({ path: join(folder, 'store.db'), recorded });
    try {
      const own = await house.experiments.start(toyGrid(), new AbortController().signal);
      const { experiments } = experimentListSchema.parse({ experiments: await house.reader.list() });
      expect(experiments).toMatchObject([
        { id: own, origin: 'measured' },
        { id: 'made', origin: 'recorded' },
      ]);
      expect(reports).toEqual(['The recorded experiment broken.experiment.jsonl.gz cannot be read and is left out.']);
      expect(experimentDetailSchema.parse(await house.reader.detail('made'))).toMatchObject({
        status: 'finished',
        runs: { planned: data.digests.length + 2, failed: 2 },
        tokens: 77,
        createdAt: 5,
      });
      expect(await house.reader.experimentData('made')).toMatchObject({
        origin: 'recorded',
        data: { problems: data.problems },
      });
      await expect(house.reader.detail('broken')).rejects.toMatchObject({ code: 'not-found' });
      await expect(house.experiments.command('made', { type: 'pause' })).rejects.toMatchObject({ code: 'not-found' });
    } finally {
      await house.close();
    }
  });

  it.each([
    ['tiny-math-500', 'demo-experiment.json', 500],
    ['every-strategy', 'every-strategy.json', 125],
    ['step-wise', 'step-wise.json', 500],
    ['revisions', 'revisions.json', 250],
  ])(
    '%s is there in the folder of the product, made from the grid beside it, finished and with nothing missing',
    async (id, grid, problems) => {
      const demo = join(process.cwd(), 'public', 'demo');
      const recorded = new RecordedExperiments({ folder: demo, report });
      const told = reports.length;
      const summaries = await recorded.list();
      expect(summaries.map((each) => each.id).toSorted()).toEqual([
        'every-strategy',
        'revisions',
        'step-wise',
        'tiny-math-500',
      ]);
      expect(reports).toHaveLength(told);
      const summary = summaries.find((each) => each.id === id)!;
      expect(summary).toMatchObject({
        status: 'finished',
        problems,
        spec: JSON.parse(readFileSync(join(demo, grid), 'utf8')),
      });
      expect(summary.runs).toMatchObject({ finished: summary.runs.planned, failed: 0 });
      const { missing, series, baselines } = curvesOf((await recorded.data(id))!, { id, origin: 'recorded' });
      expect(missing).toBe(0);
      expect(baselines).toHaveLength(1);
      const asked = new Map<string, number>();
      for (const { strategy, budgets } of summary.spec.strategies)
        asked.set(strategy, Math.max(asked.get(strategy) ?? 0, ...budgets));
      for (const { strategy, points } of series) expect(asked.get(strategy)).toBeGreaterThanOrEqual(points.at(-1)!.n);
      for (const [strategy, most] of asked)
        expect(
          Math.max(...series.filter((each) => each.strategy === strategy).map(({ points }) => points.at(-1)!.n)),
        ).toBe(most);
    },
  );
});
