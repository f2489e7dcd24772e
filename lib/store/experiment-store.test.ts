/** The port of `lib/experiments` over real databases, SQLite and, where it is installed, PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cellsOf, resultOf, type ExperimentEntry, type ExperimentHead } from '@/lib/experiments';
import { experimentSpecSchema } from '@/lib/experiments/model';
import { applyEvents, initialState, type SearchEvent } from '@/lib/search';
import { createRunId, cutLog, loadRun, RunExistsError, summarize, type LogEntry } from '@/lib/runs';
import { runToy, toySpec } from '../search/testing/run-search';
import type { Dialect } from './database/dialect';
import { createExperimentRows } from './rows/experiment-rows';
import { createExperimentStore, type StoredRows } from './experiment-store';
import { openStore, type Store } from './index';
import { startPostgres } from './testing/postgres';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());
const folder = mkdtempSync(join(tmpdir(), 'longthink-experiments-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let clock = 1_700_000_000_000;
const spec = experimentSpecSchema.parse({
  name: 'grid',
  problems: { set: 'made' },
  strategies: [{ strategy: 'majority', budgets: [8] }],
  policies: ['toy policy'],
});
const begin = (id: string): { head: ExperimentHead; entries: ExperimentEntry[] } => ({
  head: { id, createdAt: clock, spec, status: 'running', origin: 'measured', problems: 1, planned: 1, lastSeq: 1 },
  entries: [
    {
      seq: 1,
      at: clock,
      event: {
        type: 'experiment-started',
        version: 1,
        origin: 'measured',
        spec,
        cells: [...cellsOf(spec)],
        problems: [{ uniqueId: 'p', text: 'A problem.' }],
        models: [],
        policies: [],
        verifiers: [],
      },
    },
  ],
});

describe.each(postgres === undefined ? ['SQLite'] : ['SQLite', 'PostgreSQL'])('%s', (kind) => {
  let store: Store;
  beforeAll(async () => {
    store = await openStore(kind === 'SQLite' ? join(folder, 'suite.db') : postgres!.url);
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    for (const { id } of await store.experiments.heads(100)) await store.experiments.remove(id);
  });

  async function experiment(): Promise<string> {
    const id = createRunId(clock++);
    const { head, entries } = begin(id);
    await store.experiments.create(head, entries);
    return id;
  }
  it('has an entry and the job that it calls for together, or neither', async () => {
    const probes = () => sql`select id from store_probe where id = 77`.execute(store.db).then(({ rows }) => rows);
    const dialect = { explain: () => undefined } as unknown as Dialect;
    const failing = createExperimentStore(store.db, { experiments: createExperimentRows(store.db) } as StoredRows, {
      dialect,
      onEntry: async (trx) => {
        // What was called for is undone with the rest.
        await sql`insert into store_probe (id, at) values (77, 1)`.execute(trx);
        throw new Error('There is no room for the job.');
      },
    });
    const { head, entries } = begin(createRunId(clock++));
    await expect(failing.create(head, entries)).rejects.toThrow(/no room for the job/);
    expect([await store.experiments.head(head.id), await probes()]).toEqual([undefined, []]);
    const id = await experiment();
    const next = { ...head, id, lastSeq: 2 };
    const paused = [{ seq: 2, at: clock, event: { type: 'experiment-paused' } }] as const;
    await expect(failing.append(next, paused)).rejects.toThrow(/no room for the job/);
    expect(await store.experiments.head(id)).toMatchObject({ lastSeq: 1 });
    expect(await store.experiments.append(next, paused)).toBe(true);
  });

  /** A whole search, stored as a run of the experiment. */
  async function run(
    experimentId: string,
    problem: string,
    end: SearchEvent = { type: 'run-ended', status: 'finished' },
  ) {
    const toy = toySpec('majority');
    const { events } = await runToy({ ...toy, problem: { ...toy.problem, uniqueId: problem } });
    const entries = [...events, end].map((event, i): LogEntry => ({ seq: i + 1, at: clock + i, event }));
    const id = createRunId(clock++);
    const state = applyEvents(
      initialState,
      entries.map(({ event }) => event),
    );
    const summary = summarize(state, {
      id,
      createdAt: clock,
      workMs: 0,
      lastSeq: entries.length,
      experiment: { id: experimentId, cell: 'majority 8 / toy policy' },
    });
    await store.runs.create({ summary, chunks: cutLog(entries) });
    return {
      id,
      entries,
      result: resultOf(state, { runId: id, cell: 'majority 8 / toy policy', problem, seed: 1, seconds: 3 }),
    };
  }

  it('a log is read back as it was, and only one of two writers appends', async () => {
    const id = await experiment();
    const { head, entries } = begin(id);
    expect(await store.experiments.entries(id, 0)).toEqual(
      entries.map((entry) => ({ ...entry, at: expect.any(Number) as number })),
    );
    const paused: ExperimentEntry = { seq: 2, at: clock, event: { type: 'experiment-paused' } };
    const changed: ExperimentHead = { ...head, status: 'paused', lastSeq: 2 };
    expect(
      await Promise.all([store.experiments.append(changed, [paused]), store.experiments.append(changed, [paused])]),
    ).toSatisfy((both: boolean[]) => both.filter(Boolean).length === 1);
    expect(await store.experiments.entries(id, 1)).toEqual([paused]);
    expect(await store.experiments.head(id)).toEqual(changed);
    expect((await store.experiments.heads(10)).map((each) => each.id)).toEqual([id]);
    expect([
      await store.experiments.headsOf('running', 10),
      (await store.experiments.headsOf('paused', 10)).length,
    ]).toEqual([[], 1]);
    expect(await store.experiments.head('none')).toBeUndefined();
  });

  it('an experiment has one run of a cell, problem and seed; runs outside of experiments are not touched by that', async () => {
    const [first, second] = [await experiment(), await experiment()];
    await run(first, 'p');
    await expect(run(first, 'p')).rejects.toThrow(RunExistsError);
    await run(second, 'p');
    await run(first, 'q');
    expect(
      (await store.experiments.runs(first)).map(({ problem, status, hasResult }) => [problem, status, hasResult]),
    ).toEqual([
      ['p', 'finished', false],
      ['q', 'finished', false],
    ]);
  });

  it('runs of experiments are in no list unless asked for, and nobody takes them up unasked', async () => {
    const id = await experiment();
    const { id: runId } = await run(id, 'p', { type: 'run-paused' });
    expect((await store.runs.list({ limit: 10 })).runs).toEqual([]);
    expect(
      (await store.runs.list({ limit: 10, experiment: id })).runs.map((each) => [each.id, each.experiment?.cell]),
    ).toEqual([[runId, 'majority 8 / toy policy']]);
    expect(await store.runs.claimNext('a/1/x', [])).toBeUndefined();
    expect((await store.runs.claim(runId, 'a/1/x'))?.summary.experiment?.id).toBe(id);
  });

  it('a result is kept once, and its log is packed without a change to what is read', async () => {
    const id = await experiment();
    const { id: runId, entries, result } = await run(id, 'p');
    const before = await loadRun(store.runs, runId);
    await store.experiments.putResult(id, result, 1_000);
    await store.experiments.putResult(id, result, 2_000);
    expect(await store.experiments.resultIds(id)).toEqual([runId]);
    expect(await store.experiments.results([runId, 'none'])).toEqual([result]);
    const tokens = result.policy.prompt + result.policy.completion;
    expect([await store.experiments.since(id, 999), await store.experiments.since(id, 1_000)]).toEqual([
      { runs: 1, tokens },
      { runs: 0, tokens: 0 },
    ]);
    expect(await loadRun(store.runs, runId)).toEqual(before);
    for (const after of [0, 1, 7, entries.length]) {
      expect(
        (await store.runs.read(runId, after, 10)).flatMap((chunk) => JSON.parse(chunk.json) as LogEntry[]),
      ).toEqual(entries.slice(after));
    }
    const [chunk, ...others] = await store.db
      .selectFrom('run_chunks')
      .selectAll()
      .where('run_id', '=', runId)
      .execute();
    expect(others).toEqual([]);
    expect(chunk!.packed!.byteLength).toBeLessThan(JSON.stringify(entries).length / 4);
  });

  it('the right to work is kept by its owner, and not until after a clock that was set back', async () => {
    expect([await store.experiments.takeWork('a/1/x'), await store.experiments.takeWork('b/2/y')]).toEqual([
      true,
      false,
    ]);
    await sql`update experiment_work set lease_until = lease_until + 3600000`.execute(store.db);
    expect([await store.experiments.takeWork('b/2/y'), await store.experiments.takeWork('a/1/x')]).toEqual([
      true,
      false,
    ]);
    await store.experiments.leaveWork('b/2/y');
  });

  it('counts what the runs say, and names the failed ones', async () => {
    const id = await experiment();
    await run(id, 'a');
    await run(id, 'b', { type: 'run-ended', status: 'failed', failure: { kind: 'cut', message: 'It broke off.' } });
    await run(id, 'c', { type: 'run-ended', status: 'cancelled' });
    await run(id, 'd', { type: 'run-paused' });
    expect((await store.experiments.counts()).get(id)).toEqual({ finished: 1, failed: 2, running: 1, tokens: 0 });
    expect((await store.experiments.failed(id, 10)).map(({ problem, failure }) => [problem, failure?.message])).toEqual(
      [
        ['b', 'It broke off.'],
        ['c', undefined],
      ],
    );
    expect((await store.experiments.recentRuns(10)).map(({ problem }) => problem.uniqueId)).toEqual(['a']);
  });

  it('is removed with everything of it, and nothing else', async () => {
    const [gone, kept] = [await experiment(), await experiment()];
    const runs = [];
    for (let i = 0; i < 60; i++) runs.push(await run(gone, `p${i}`));
    await store.experiments.putResult(gone, runs[0]!.result, 1);
    const other = await run(kept, 'p0');
    expect([await store.experiments.remove(gone), await store.experiments.remove(gone)]).toEqual([true, false]);
    expect(await store.runs.summary(runs[3]!.id)).toBeUndefined();
    expect([await store.experiments.resultIds(gone), await store.experiments.entries(gone, 0)]).toEqual([[], []]);
    expect((await store.runs.summary(other.id))?.id).toBe(other.id);
  });
});
