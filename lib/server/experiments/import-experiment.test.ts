import { importExperimentQuerySchema } from '@/lib/experiments/wire';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { curvesOf } from '@/lib/experiments/report';
import { curvesSchema } from '@/lib/experiments/report/curve-model';
import { experimentDetailSchema, importedExperimentSchema } from '@/lib/experiments/wire';
import { loadRun } from '@/lib/runs';
import { openStore, type Store } from '@/lib/store';
import { ExperimentReader } from './experiment-reader';
import { ApiError } from '../http/api-error';
import { ImportProcesses } from '../imports/import-processes';
import { importExperiment } from './import-experiment';

const folder = mkdtempSync(join(tmpdir(), 'longthink-import-experiment-'));
const processes = new ImportProcesses(fileURLToPath(new URL('../imports/import-entry.mjs', import.meta.url)));
let store: Store;
let reader: ExperimentReader;
beforeAll(async () => {
  store = await openStore(join(folder, 'imported.db'));
  reader = new ExperimentReader({ store: store.experiments, now: () => Date.now(), workingSince: () => undefined });
});
afterAll(async () => {
  await processes.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const row = (id: string, more: object = {}) =>
  JSON.stringify({
    problem: `What is 1 + 1? (${id})`,
    answer: '2',
    subject: 'Algebra',
    level: 1,
    unique_id: id,
    completions: ['Add.\n\nThe answer is \\boxed{2}.', 'Guess.\n\n\\boxed{3}', 'It is \\boxed{3}.'],
    scores: [[0.5, 0.9], [0.4, 0.3], [0.1]],
    completion_tokens: [9, 5, 4],
    'pred_weighted@2': '\\boxed{2}',
    'pred_maj@3': '\\boxed{3}',
    'pred_naive@3': '\\boxed{3}',
    ...more,
  });
function send(body: string, more: object = {}) {
  const query = importExperimentQuerySchema.parse({
    name: 'theirs',
    strategy: 'best-of-n',
    policy: 'Llama 1B',
    verifier: 'PRM',
    ...more,
  });
  return importExperiment(new Request('http://127.0.0.1/', { method: 'POST', body }), query, {
    store,
    processes,
    problemsOf: async (set) => {
      if (set !== 'theirs') throw new ApiError('not-found', `There is no problem set “${set}”.`);
      return [
        { text: 'What is 1 + 1?', answer: '2', uniqueId: 'test/a' },
        { text: 'What is 1 + 2?', answer: '3', uniqueId: 'test/b' },
      ];
    },
    now: () => Date.now(),
  });
}

describe('output of search-and-learn', () => {
  it('becomes an experiment with curves, a tree for every problem, and the differences of its answers', async () => {
    const imported = importedExperimentSchema.parse(
      await send(
        [
          row('a'),
          'no json',
          row('b', { completions: ['\\boxed{2}', 'x'], scores: [[1], [0]] }),
          row('a'),
          row('c'),
        ].join('\n'),
      ),
    );
    expect(imported).toMatchObject({ problems: 3, comparison: { compared: 9, different: 4 } });
    expect(imported.leftOut.map(({ line }) => line)).toEqual([2, 4]);
    const detail = experimentDetailSchema.parse(JSON.parse(JSON.stringify(await reader.detail(imported.id))));
    expect(detail).toMatchObject({
      status: 'finished',
      origin: 'imported',
      problems: 3,
      runs: { planned: 3, finished: 3, failed: 0, running: 0 },
      comparison: imported.comparison,
    });
    const { data, origin } = await reader.experimentData(imported.id);
    const curves = curvesOf(data, { id: imported.id, origin });
    expect(curves.series.map(({ reading, points }) => `${reading} ${points.map(({ n }) => n).join(' ')}`)).toContain(
      'weighted 1 2 3',
    );
    for (const { runId, problem } of data.digests) {
      const { state } = await loadRun(store.runs, runId);
      expect(state).toMatchObject({ status: 'finished', spec: { problem: { uniqueId: problem } } });
    }
    expect((await store.runs.list({ limit: 10 })).runs).toEqual([]);
  });

  it.each([
    ['an answer that is none', { answer: 'x'.repeat(4_000) }, /^answer: /],
    ['tokens without measure', { completion_tokens: [Number.MAX_SAFE_INTEGER, 1, 1] }, /^completion_tokens/],
    ['a problem longer than any', { problem: 'x'.repeat(30_000) }, /^problem: /],
    ['a blank problem', { problem: ' \n' }, /^problem: /],
    ['a name that no database looks up', { unique_id: 'a\0b' }, /^unique_id: must hold no control characters/],
    ['a subject longer than any', { subject: 'x'.repeat(300) }, /^subject: /],
    [
      'steps without number',
      { completions: ['x\n\n'.repeat(20_000), 'x', 'x'] },
      /^completions: so many steps that their tree cannot be kept/,
    ],
    ['a completion without end', { completions: ['x'.repeat(2_000_000), 'x', 'x'] }, /^completions/],
  ])('a row with %s is left out with its field, and the others can be read', async (_, wrong, words) => {
    const { id, leftOut, problems } = await send([row('a'), row('b', wrong), row('c')].join('\n'));
    expect(problems).toBe(2);
    expect(leftOut).toMatchObject([{ line: 2, message: expect.stringMatching(words) as string }]);
    experimentDetailSchema.parse(JSON.parse(JSON.stringify(await reader.detail(id))));
    const { data, origin } = await reader.experimentData(id);
    curvesSchema.parse(JSON.parse(JSON.stringify(curvesOf(data, { id, origin }))));
    await store.experiments.remove(id);
  });

  it('has results that are made again from the logs, with the tokens that the log does not hold', async () => {
    const { id } = await send([row('a'), row('b')].join('\n'));
    const ids = await store.experiments.resultIds(id);
    const before = await store.experiments.results(ids);
    for (const runId of ids) {
      const { result } = await store.db
        .selectFrom('run_results')
        .select('result')
        .where('run_id', '=', runId)
        .executeTakeFirstOrThrow();
      const { truncated: _truncated, ...older } = JSON.parse(result) as Record<string, unknown>;
      await store.db
        .updateTable('run_results')
        .set({ result: JSON.stringify(older) })
        .where('run_id', '=', runId)
        .execute();
    }
    expect(await store.experiments.results(ids)).toEqual(before);
    expect(before[0]).toMatchObject({ policy: { completion: 18 } });
    await store.experiments.remove(id);
  });

  it('with problems by id alone has them from the set that is named, a cell for each budget', async () => {
    const line = (id: string, budget: number, answer: string) =>
      JSON.stringify({ unique_id: id, budget, response: `\\boxed{${answer}}`, correct: null });
    const file = [line('test/a', 1, '2'), line('test/b', 1, '2'), line('test/a', 4, '2'), line('test/b', 4, '3')];
    const asked = { strategy: 'particle-filter', set: 'theirs' };
    const { id, problems, leftOut } = await send(file.join('\n'), asked);
    expect({ problems, leftOut }).toEqual({ problems: 2, leftOut: [] });
    const { data, origin } = await reader.experimentData(id);
    const { series } = curvesOf(data, { id, origin });
    expect(series.find(({ reading }) => reading === 'best')?.points.map(({ n, accuracy }) => [n, accuracy])).toEqual([
      [1, 0.5],
      [4, 1],
    ]);
    await expect(send(file.join('\n'), { ...asked, set: 'nobody’s' })).rejects.toThrow(/no problem set/);
    await expect(send(file.join('\n'))).rejects.toThrow(/its set has to be named/);
    await store.experiments.remove(id);
  });

  it('is told with what of it was not read: fields with how often they were there, in both languages', async () => {
    const { id, notes } = importedExperimentSchema.parse(
      await send(
        [row('a', { agg_scores: [1] }), row('b', { agg_scores: [1], n: 3 }), '{"problem": "x", "lost": 1}'].join('\n'),
      ),
    );
    const said = {
      en: 'Not read, with how often it was there: agg_scores (2), n (1).',
      zh: '未读取（括号中为出现次数）：agg_scores（2）、n（1）。',
    };
    expect(notes).toEqual([{ message: said.en, said }]);
    await store.experiments.remove(id);
    const all = await send(row('a'));
    expect(all.notes).toEqual([]);
    await store.experiments.remove(all.id);
  });

  it('of which nothing can be used is refused, and nothing is kept of it', async () => {
    const before = (await reader.list()).length;
    await expect(send('{"problem": "x"}\n')).rejects.toThrow(
      /No line of the file is output of search-and-learn; line 1: answer/,
    );
    await expect(send('')).rejects.toThrow(/holds no lines/);
    expect(await reader.list()).toHaveLength(before);
  });
});
