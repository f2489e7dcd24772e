/** Rows that another version wrote, or that are damaged: made again from the log, or in their place, and never in the way. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  cellsOf,
  foldExperiment,
  headOf,
  resultOf,
  type ExperimentEntry,
  type ExperimentHead,
} from '@/lib/experiments';
import { experimentSpecSchema } from '@/lib/experiments/model';
import type { PlacedProblem } from '@/lib/problems';
import {
  createRunId,
  createdAtOf,
  cutLog,
  summarize,
  summaryForm,
  workMsIn,
  type LogEntry,
  type RunSummary,
} from '@/lib/runs';
import { applyEvents, initialState } from '@/lib/search';
import { runToy, toySpec } from '../search/testing/run-search';
import { openStore, type Store } from './index';
import { Remaking } from './rows/remaking';
import { createResultRows } from './rows/result-rows';
import { createRunRows, runRowColumns } from './rows/run-rows';
import { startPostgres } from './testing/postgres';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());
const folder = mkdtempSync(join(tmpdir(), 'longthink-versions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let clock = 1_700_000_000_000;
const cell = 'majority 8 / toy policy';
const { events } = await runToy({
  ...toySpec('majority'),
  problem: { text: 'A problem.', answer: '3', uniqueId: 'p' },
});
const finished = [...events, { type: 'run-ended', status: 'finished' } as const];

describe.each(postgres === undefined ? ['SQLite'] : ['SQLite', 'PostgreSQL'])('%s', (kind) => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore(kind === 'SQLite' ? join(folder, 'suite.db') : postgres!.url);
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    for (const table of ['runs', 'experiments', 'problem_sets'] as const) await store.db.deleteFrom(table).execute();
  });

  /** A whole run; `running`: one that nobody works on and that waits to be taken up. */
  async function create(
    options: { readonly running?: boolean; readonly experiment?: RunSummary['experiment'] } = {},
  ): Promise<RunSummary> {
    const entries = (options.running === true ? finished.slice(0, 2) : finished).map((event, i): LogEntry => ({
      seq: i + 1,
      at: clock + i,
      event,
    }));
    const state = applyEvents(
      initialState,
      entries.map(({ event }) => event),
    );
    const summary = summarize(state, {
      id: createRunId(clock),
      createdAt: clock,
      workMs: workMsIn(entries),
      lastSeq: entries.length,
      importedAt: clock + 7,
      ...(options.experiment === undefined ? {} : { experiment: options.experiment }),
    });
    clock += 1_000;
    await store.runs.create({ summary, chunks: cutLog(entries) });
    return summary;
  }
  const write = (id: string, summary: string) =>
    store.db.updateTable('runs').set({ summary }).where('id', '=', id).execute();
  const writtenOf = async (id: string): Promise<unknown> =>
    JSON.parse(
      (await store.db.selectFrom('runs').select('summary').where('id', '=', id).executeTakeFirstOrThrow()).summary,
    );
  const writeLog = (id: string, change: (text: string) => string) =>
    store.db
      .selectFrom('run_chunks')
      .select(['first_seq', 'entries'])
      .where('run_id', '=', id)
      .execute()
      .then(async (chunks) => {
        for (const { first_seq: first, entries } of chunks)
          await store.db
            .updateTable('run_chunks')
            .set({ entries: change(entries) })
            .where('run_id', '=', id)
            .where('first_seq', '=', first)
            .execute();
      });
  const without = ({ ...summary }: object, field: string) => {
    delete (summary as Record<string, unknown>)[field];
    return JSON.stringify(summary);
  };

  it.each(['nodes', 'config', 'problem', 'lastSeq', 'status'])(
    'a summary that lacks a field (%s) is made again from the log, and kept',
    async (field) => {
      const run = await create();
      await write(run.id, without(run, field));
      expect((await store.runs.list({ limit: 10 })).runs).toEqual([run]);
      expect(await writtenOf(run.id)).toEqual({ ...run, madeBy: summaryForm });
      expect(await store.runs.summary(run.id)).toEqual(run);
    },
  );

  it('a summary with one field more is read without it, and left as it is for the version that wrote it', async () => {
    const run = await create();
    const later = { ...run, novelty: 1, madeBy: summaryForm + 1 };
    await write(run.id, JSON.stringify(later));
    expect((await store.runs.list({ limit: 10 })).runs).toEqual([run]);
    expect(await writtenOf(run.id)).toEqual(later);
  });

  it('a summary of an older form is made again though it can be read, once; of a later form it is left as it is', async () => {
    const [old, older, later] = [await create(), await create(), await create()];
    await write(old.id, JSON.stringify({ ...old, seconds: 999 }));
    await write(older.id, JSON.stringify({ ...older, seconds: 999, madeBy: summaryForm - 1 }));
    await write(later.id, JSON.stringify({ ...later, seconds: 999, madeBy: summaryForm + 1 }));
    const listed = async () => (await store.runs.list({ limit: 10 })).runs;
    expect(await listed()).toEqual([{ ...later, seconds: 999 }, older, old]);
    expect(await writtenOf(old.id)).toEqual({ ...old, madeBy: summaryForm });
    // What was made again needs its log no more.
    await store.db.deleteFrom('run_chunks').where('run_id', 'in', [old.id, older.id]).execute();
    expect(await listed()).toEqual([{ ...later, seconds: 999 }, older, old]);
  });

  it('what is written says its form, whoever writes it', async () => {
    const run = await create();
    expect(await writtenOf(run.id)).toEqual({ ...run, madeBy: summaryForm });
  });

  it('a summary of an older form whose log cannot be read stays as it is', async () => {
    const run = await create();
    await write(run.id, JSON.stringify({ ...run, seconds: 999 }));
    await writeLog(run.id, (text) => text.slice(0, -20));
    for (const _look of [1, 2]) expect((await store.runs.list({ limit: 10 })).runs).toEqual([{ ...run, seconds: 999 }]);
  });

  it('of many that can be read as they stand only so many are made again at one look, and the others at later ones', async () => {
    let now = 0;
    const remaking = new Remaking(() => now);
    const rows = createRunRows(store.db, store.runs, remaking);
    const run = await create();
    await write(run.id, JSON.stringify({ ...run, seconds: 999 }));
    const look = async () =>
      rows.read(
        await store.db.selectFrom('runs').select(runRowColumns).where('id', '=', run.id).executeTakeFirstOrThrow(),
      );
    expect(remaking.hasTime).toBe(true);
    await remaking.timed(async () => (now += 2_000));
    expect(await look()).toEqual({ ...run, seconds: 999 });
    now += 8_000;
    expect(await look()).toEqual(run);
  });

  it('a run whose log cannot be read either stands in its place, with the reason, and can be deleted', async () => {
    const runs = [];
    for (let i = 0; i < 5; i++) runs.unshift(await create());
    const [newest, middle, oldest] = [runs[0]!, runs[2]!, runs[4]!];
    for (const { id } of [newest, middle, oldest]) await write(id, '{"id":1e999');
    await writeLog(newest.id, (text) => text.replace('"version":2', '"version":3'));
    await writeLog(middle.id, (text) => text.slice(0, -20));
    await writeLog(oldest.id, (text) => text.replace('"node-closed"', '"node-merged"'));
    const { runs: listed } = await store.runs.list({ limit: 10 });
    expect(listed.map(({ id, status }) => [id, status])).toEqual(
      runs.map(({ id }, i) => [id, i % 2 === 0 ? 'unreadable' : 'finished']),
    );
    expect(listed[0]).toEqual({
      id: newest.id,
      createdAt: newest.createdAt,
      status: 'unreadable',
      reason: expect.stringMatching(
        /written by a newer Longthink \(log version 3\); this one reads versions 1 and 2/,
      ) as string,
    });
    expect(listed[2]).toMatchObject({ reason: expect.stringMatching(/is damaged between entries 1 and/) as string });
    expect(listed[4]).toMatchObject({
      reason: expect.stringMatching(/does not know the event “node-merged”/) as string,
    });
    expect(await store.runs.summary(newest.id)).toEqual(listed[0]);
    expect((await store.runs.read(middle.id, 0, 10)).map(({ lastSeq }) => lastSeq)).toEqual([finished.length]);
    for (const { id } of runs) expect(await store.runs.remove(id)).toBe(true);
  });

  it('a running run that cannot be read is claimed by nobody and stops no other', async () => {
    const [first, second, third] = [
      await create({ running: true }),
      await create({ running: true }),
      await create({ running: true }),
    ];
    for (const { id } of [first, second]) {
      await write(id, '{}');
      await writeLog(id, () => '[{"seq":1}]');
    }
    const claimed = await store.runs.claimNext('a/1/x', []);
    expect(claimed).toMatchObject({ lease: { runId: third.id }, summary: third });
    expect(await store.runs.claimNext('a/1/x', [third.id])).toBeUndefined();
    expect(await store.runs.claim(first.id, 'a/1/x')).toBeUndefined();
    expect(await store.runs.unclaimed('b/2/y', [])).toEqual([]);
    // Nobody holds it: a process of the version that wrote it can go on with it.
    const rows = await store.db.selectFrom('runs').select('owner').where('id', 'in', [first.id, second.id]).execute();
    expect(rows.map(({ owner }) => owner)).toEqual([null, null]);
  });

  it('numbers in a summary that no reader takes are never written', async () => {
    const { id: _, ...run } = await create();
    for (const wrong of [{ seconds: Infinity }, { policyTokens: 2 ** 60 }, { createdAt: 1.5 }, { createdAt: -1 }])
      await expect(
        store.runs.create({ summary: { ...run, id: createRunId(clock++), ...wrong }, chunks: [] }),
      ).rejects.toThrow(Object.keys(wrong)[0]);
    expect((await store.runs.list({ limit: 10 })).runs).toHaveLength(1);
  });

  it('a command of a later version is left aside, and those beside it are obeyed', async () => {
    const { id } = await create({ running: true });
    await store.db.insertInto('run_commands').values({ id: '0', run_id: id, command: '{"type":"rewind"}' }).execute();
    await store.runs.postCommand(id, { type: 'pause' });
    expect(await store.runs.takeCommands('a/1/x')).toEqual([{ runId: id, command: { type: 'pause' } }]);
  });

  async function createExperiment(): Promise<ExperimentHead> {
    const spec = experimentSpecSchema.parse({
      name: 'grid',
      problems: { set: 'made' },
      strategies: [{ strategy: 'majority', budgets: [8] }],
      policies: ['toy policy'],
    });
    const id = createRunId(clock);
    const entries: ExperimentEntry[] = [
      {
        seq: 1,
        at: clock,
        event: {
          type: 'experiment-started',
          version: 1,
          origin: 'measured',
          spec,
          cells: [...cellsOf(spec)],
          problems: [{ uniqueId: 'p', text: 'A problem.', answer: '3' }],
          models: [],
          policies: [],
          verifiers: [],
        },
      },
    ];
    const head = headOf(id, clock, foldExperiment(undefined, entries));
    clock += 1_000;
    await store.experiments.create(head, entries);
    return head;
  }

  it('heads of experiments: one that lacks a field is made again, one of a later version stands in its place', async () => {
    const [whole, lacking, later] = [await createExperiment(), await createExperiment(), await createExperiment()];
    const set = (id: string, head: string) =>
      store.db.updateTable('experiments').set({ head }).where('id', '=', id).execute();
    await set(whole.id, JSON.stringify({ ...whole, novelty: 1, madeBy: 1_000 }));
    await set(lacking.id, without(lacking, 'planned'));
    await set(later.id, '');
    await sql`update experiment_entries set entry = replace(entry, '"version":1', '"version":3') where experiment_id = ${later.id}`.execute(
      store.db,
    );
    const unreadable = {
      id: later.id,
      createdAt: createdAtOf(later.id),
      status: 'unreadable',
      reason: `Entry 1 of the log of experiment ${later.id} cannot be read: written by a newer Longthink (log version 3); this one reads version 1.`,
    };
    expect(await store.experiments.heads(10)).toEqual([unreadable, lacking, whole]);
    expect(await store.experiments.headsOf('running', 10)).toEqual([lacking, whole]);
    expect(await store.experiments.head(later.id)).toEqual(unreadable);
    await expect(store.experiments.entries(later.id, 0)).rejects.toThrow(/newer Longthink/);
    for (const { id } of [whole, lacking, later]) expect(await store.experiments.remove(id)).toBe(true);
    expect(await store.experiments.heads(10)).toEqual([]);
  });

  it('heads of an older form are made again though they can be read; without a log they stay as they are', async () => {
    const [old, later, alone] = [await createExperiment(), await createExperiment(), await createExperiment()];
    const set = (id: string, head: object) =>
      store.db
        .updateTable('experiments')
        .set({ head: JSON.stringify(head) })
        .where('id', '=', id)
        .execute();
    await set(old.id, { ...old, planned: 999 });
    await set(later.id, { ...later, planned: 999, madeBy: 1_000 });
    await set(alone.id, { ...alone, planned: 999 });
    await store.db.deleteFrom('experiment_entries').where('experiment_id', '=', alone.id).execute();
    const expected = [{ ...alone, planned: 999 }, { ...later, planned: 999 }, old];
    expect(await store.experiments.heads(10)).toEqual(expected);
    await store.db.deleteFrom('experiment_entries').where('experiment_id', '=', old.id).execute();
    expect(await store.experiments.heads(10)).toEqual(expected);
  });

  it('results of an older form are made again though they can be read, at this look or a later one', async () => {
    const { id: experiment } = await createExperiment();
    const results = [];
    for (const name of ['old', 'later', 'alone']) {
      const { id: runId } = await create({ experiment: { id: experiment, cell: name } });
      const facts = { runId, cell: name, problem: 'p', seed: 1, seconds: (finished.length - 1) / 1000 };
      results.push(resultOf(applyEvents(initialState, finished), facts));
      await store.experiments.putResult(experiment, results.at(-1)!, clock);
    }
    const [old, later, alone] = results.map(({ runId }) => runId);
    const row = (id: string) =>
      store.db
        .selectFrom('run_results')
        .select(['run_id', 'result'])
        .where('run_id', '=', id)
        .executeTakeFirstOrThrow();
    const form = async (id: string, madeBy?: number) => {
      const { madeBy: _form, ...result } = JSON.parse((await row(id)).result) as Record<string, unknown>;
      const changed = JSON.stringify({ ...result, seconds: 999, ...(madeBy === undefined ? {} : { madeBy }) });
      await store.db.updateTable('run_results').set({ result: changed }).where('run_id', '=', id).execute();
    };
    await form(old!);
    await form(later!, 1_000);
    await form(alone!);
    await store.db.deleteFrom('run_chunks').where('run_id', '=', alone!).execute();
    let now = 0;
    const remaking = new Remaking(() => now);
    const read = createResultRows(store.db, store.runs, remaking);
    expect(remaking.hasTime).toBe(true);
    await remaking.timed(async () => (now += 2_000));
    expect(await read(await row(old!))).toEqual({ ...results[0]!, seconds: 999, isOld: true });
    now += 8_000;
    expect(await read(await row(old!))).toEqual(results[0]);
    const expected = [results[0]!, { ...results[1]!, seconds: 999 }, { ...results[2]!, seconds: 999 }];
    expect(await store.experiments.results([old!, later!, alone!])).toEqual(expected);
    await store.db.deleteFrom('run_chunks').where('run_id', '=', old!).execute();
    expect(await store.experiments.results([old!, later!, alone!])).toEqual(expected);
  });

  it('results: one that lacks a field is made again from the log, and one that can be had neither way is left out', async () => {
    const { id: experiment } = await createExperiment();
    const seeds = [1, 2, 3];
    const runs: RunSummary[] = [];
    for (const seed of seeds) {
      const run = await create({ experiment: { id: experiment, cell: `${cell} ${seed}` } });
      runs.push(run);
      const state = applyEvents(initialState, finished);
      const facts = {
        runId: run.id,
        cell: `${cell} ${seed}`,
        problem: 'p',
        seed: 1,
        seconds: (finished.length - 1) / 1000,
      };
      await store.experiments.putResult(experiment, resultOf(state, facts), clock);
    }
    const ids = runs.map(({ id }) => id);
    const before = await store.experiments.results(ids);
    const change = async (id: string, how: (result: Record<string, unknown>) => unknown) => {
      const row = await store.db
        .selectFrom('run_results')
        .select('result')
        .where('run_id', '=', id)
        .executeTakeFirstOrThrow();
      const changed = JSON.stringify(how(JSON.parse(row.result) as Record<string, unknown>));
      await store.db.updateTable('run_results').set({ result: changed }).where('run_id', '=', id).execute();
    };
    await change(ids[0]!, ({ truncated: _truncated, ...rest }) => rest);
    await change(ids[1]!, (result) => ({ ...result, novelty: 1, madeBy: 1_000 }));
    expect(await store.experiments.results(ids)).toEqual(before);
    await change(ids[2]!, () => 'damaged');
    await store.db.deleteFrom('run_chunks').where('run_id', '=', ids[2]!).execute();
    expect(await store.experiments.results(ids)).toEqual(before.slice(0, 2));
    // The first was kept as it was made again: it needs its log no more.
    await store.db.deleteFrom('run_chunks').where('run_id', '=', ids[0]!).execute();
    expect(await store.experiments.results(ids)).toEqual(before.slice(0, 2));
  });

  it('runs of an experiment that failed and cannot be read are named with the reason', async () => {
    const { id: experiment } = await createExperiment();
    const run = await create({ running: true, experiment: { id: experiment, cell } });
    await store.db.updateTable('runs').set({ status: 'failed', summary: '{}' }).where('id', '=', run.id).execute();
    await store.db.deleteFrom('run_chunks').where('run_id', '=', run.id).execute();
    expect(await store.experiments.failed(experiment, 10)).toEqual([
      {
        runId: run.id,
        cell,
        problem: 'p',
        seed: 1,
        status: 'unreadable',
        failure: { kind: 'unreadable', message: `The log of run ${run.id} has no beginning.` },
      },
    ]);
    await store.db.updateTable('runs').set({ status: 'dreaming' }).where('id', '=', run.id).execute();
    expect((await store.experiments.runs(experiment)).map(({ status }) => status)).toEqual(['failed']);
    expect(await store.experiments.recentRuns(10)).toEqual([]);
  });

  it('problem sets: an account that cannot be read is made again, and a damaged problem hides no other', async () => {
    const draft = await store.problems.begin('made', 'made.jsonl');
    await draft.add(
      Array.from({ length: 5 }, (_, i): PlacedProblem => ({
        row: i + 1,
        problem: { uniqueId: `p${i}`, text: `Problem ${i}.`, answer: '1', level: 1 },
      })),
    );
    const set = await draft.publish();
    for (const broken of [without(set, 'levels'), JSON.stringify({ ...set, novelty: 1 })]) {
      await store.db.updateTable('problem_sets').set({ summary: broken }).execute();
      expect(await store.problems.sets()).toEqual([set]);
    }
    await store.db.updateTable('problem_sets').set({ summary: 'damaged' }).execute();
    expect(await store.problems.sets()).toMatchObject([{ name: 'made', problems: 5, importedAt: set.importedAt }]);
    await store.db.updateTable('set_problems').set({ problem: '{}' }).where('position', 'in', [1, 2, 4]).execute();
    const rowsAfter = async (after: number, limit: number) =>
      (await store.problems.read('made', {}, { after, limit }))?.map(({ row }) => row);
    expect(await rowsAfter(0, 10)).toEqual([3, 5]);
    // A page of which nothing can be read is not the end.
    expect(await rowsAfter(0, 2)).toEqual([3]);
    expect(await store.problems.remove('made')).toBe(true);
  });
});
