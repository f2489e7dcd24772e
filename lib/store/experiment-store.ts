/**
 * Experiments in a database: the port of `lib/experiments` in SQL, once for both databases. Runs and their logs are those
 * of the run log; here is what binds them together.
 */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import {
  encodeResult,
  experimentEntrySchema,
  type EndedRun,
  type ExperimentEntry,
  type ExperimentHead,
  type ExperimentStore,
  type KeptResult,
  type ListedExperiment,
  type RunCounts,
  type StoredRun,
} from '@/lib/experiments';
import type { RunResult, Tokens } from '@/lib/experiments/model';
import { isDeadOwner, type RunSummary } from '@/lib/runs';
import { runStatusSchema } from '@/lib/runs/wire';
import { hasEnded } from '@/lib/search';
import type { Dialect } from './database/dialect';
import { experimentRowColumns, headText, type ExperimentRows } from './rows/experiment-rows';
import { explained } from './database/explained';
import { isOver } from './lease';
import { adding, removing } from './database/full-disk';
import { isOrphaned } from './orphaned';
import { replaceRows, unpackedRows } from './rows/chunks';
import { pack } from './rows/packed';
import type { createResultRows } from './rows/result-rows';
import { runRowColumns, type RunRows } from './rows/run-rows';
import type { Schema } from './database/schema';

/** Parameters of one query stay under SQLite's limit. */
const idsPerQuery = 200;
/** Runs that are removed in one go. */
const runsPerRemoval = 50;
/** How long the process that makes the searches is believed to be alive when it says nothing. */
const workLeaseMs = 10_000;

/** What reads rows of this version and of others. */
export interface StoredRows {
  readonly runs: RunRows;
  readonly experiments: ExperimentRows;
  readonly results: ReturnType<typeof createResultRows>;
}

export interface ExperimentStoreOptions {
  readonly dialect: Dialect;
  /** What else is to be true exactly when an entry is in the log of an experiment that is worked on. */
  readonly onEntry: (trx: Kysely<Schema>, experiment: string) => Promise<void>;
}

/** The experiment store over an open, migrated database. */
export function createExperimentStore(
  db: Kysely<Schema>,
  rows: StoredRows,
  { dialect, onEntry }: ExperimentStoreOptions,
): ExperimentStore {
  async function written(trx: Kysely<Schema>, { id, status }: ExperimentHead, isNew: boolean): Promise<void> {
    // One that is made whole, as imports are, needs nobody.
    if (!isNew || status === 'running') await onEntry(trx, id);
    if (dialect.wakeUp !== undefined) await dialect.wakeUp.send(id).execute(trx);
  }

  async function create(head: ExperimentHead, entries: readonly ExperimentEntry[]): Promise<void> {
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('experiments')
        .values({ id: head.id, status: head.status, head: headText(head), last_seq: head.lastSeq })
        .execute();
      await trx.insertInto('experiment_entries').values(entryRows(head.id, entries)).execute();
      await written(trx, head, true);
    });
  }

  async function append(head: ExperimentHead, entries: readonly ExperimentEntry[]): Promise<boolean> {
    return db.transaction().execute(async (trx) => {
      const updated = await trx
        .updateTable('experiments')
        .set({ status: head.status, head: headText(head), last_seq: head.lastSeq })
        .where('id', '=', head.id)
        .where('last_seq', '=', entries[0]!.seq - 1)
        .executeTakeFirst();
      if (updated.numUpdatedRows === 0n) return false;
      await trx.insertInto('experiment_entries').values(entryRows(head.id, entries)).execute();
      await written(trx, head, false);
      return true;
    });
  }

  async function head(id: string): Promise<ListedExperiment | undefined> {
    const row = await db.selectFrom('experiments').select(experimentRowColumns).where('id', '=', id).executeTakeFirst();
    return row === undefined ? undefined : rows.experiments.read(row);
  }

  async function heads(limit: number, status?: ExperimentHead['status']): Promise<readonly ListedExperiment[]> {
    const all = db.selectFrom('experiments').select(experimentRowColumns).orderBy('id', 'desc').limit(limit);
    const found: ListedExperiment[] = [];
    for (const row of await (status === undefined ? all : all.where('status', '=', status)).execute())
      found.push(await rows.experiments.read(row));
    return found;
  }

  async function headsOf(status: ExperimentHead['status'], limit: number): Promise<readonly ExperimentHead[]> {
    return (await heads(limit, status)).filter((found) => found.status !== 'unreadable');
  }

  // Sums are text in PostgreSQL: they may be longer than a number.
  async function counts(): Promise<ReadonlyMap<string, RunCounts>> {
    const byStatus = await db
      .selectFrom('runs')
      .select(['experiment_id', 'status'])
      .select(({ fn }) => fn.countAll<number>().as('runs'))
      .where('experiment_id', 'is not', null)
      .groupBy(['experiment_id', 'status'])
      .execute();
    const sums = await db
      .selectFrom('run_results')
      .select('experiment_id')
      .select(({ fn }) => fn.sum<number | string>('tokens').as('tokens'))
      .groupBy('experiment_id')
      .execute();
    const tokens = new Map(sums.map((row) => [row.experiment_id, Number(row.tokens)]));
    const found = new Map<string, RunCounts>();
    for (const { experiment_id: id, status, runs } of byStatus) {
      if (id === null) continue;
      const before = found.get(id) ?? { finished: 0, failed: 0, running: 0, tokens: tokens.get(id) ?? 0 };
      const known = knownStatus(status);
      const kind = known === 'finished' ? 'finished' : hasEnded(known) ? 'failed' : 'running';
      found.set(id, { ...before, [kind]: before[kind] + runs });
    }
    return found;
  }

  const runsOf = (id: string) =>
    db
      .selectFrom('runs')
      .leftJoin('run_results', 'run_results.run_id', 'runs.id')
      .select([
        'runs.id',
        'runs.cell',
        'runs.problem_id',
        'runs.seed',
        'runs.status',
        'runs.last_seq',
        'run_results.run_id as result',
      ])
      .where('runs.experiment_id', '=', id);

  async function runs(id: string): Promise<readonly StoredRun[]> {
    return (await runsOf(id).orderBy('runs.id').execute()).map(storedRun);
  }

  async function runOf(id: string, { cell, problem, seed }: Pick<StoredRun, 'cell' | 'problem' | 'seed'>) {
    const row = await runsOf(id)
      .where('runs.cell', '=', cell)
      .where('runs.problem_id', '=', problem)
      .where('runs.seed', '=', seed)
      .executeTakeFirst();
    return row === undefined ? undefined : storedRun(row);
  }

  async function failed(id: string, limit: number): Promise<readonly EndedRun[]> {
    const found = await db
      .selectFrom('runs')
      .select([...runRowColumns, 'problem_id', 'seed'])
      .where('experiment_id', '=', id)
      .where('status', 'in', ['failed', 'cancelled'])
      .orderBy('id')
      .limit(limit)
      .execute();
    const ended: EndedRun[] = [];
    for (const row of found) {
      const run = await rows.runs.read(row);
      const facts = { runId: row.id, cell: row.cell ?? '', problem: row.problem_id ?? '', seed: row.seed ?? 0 };
      if (run.status === 'unreadable')
        ended.push({ ...facts, status: run.status, failure: { kind: run.status, message: run.reason } });
      else ended.push({ ...facts, status: run.status === 'failed' ? 'failed' : 'cancelled', failure: run.failure });
    }
    return ended;
  }

  async function recentRuns(limit: number): Promise<readonly RunSummary[]> {
    const found = await db
      .selectFrom('runs')
      .select(runRowColumns)
      .where('status', '=', 'finished')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    const runs: RunSummary[] = [];
    for (const row of found) {
      const run = await rows.runs.read(row);
      if (run.status !== 'unreadable') runs.push(run);
    }
    return runs;
  }

  async function putResult(experiment: string, result: RunResult, at: number): Promise<void> {
    const { runId } = result;
    const unpacked = await unpackedRows(db, runId);
    const packed = await pack(unpacked);
    await db.transaction().execute(async (trx) => {
      const inserted = await trx
        .insertInto('run_results')
        .values({
          run_id: runId,
          experiment_id: experiment,
          at,
          tokens: tokensOf(result.policy) + tokensOf(result.verifier),
          result: encodeResult(result),
        })
        .onConflict((conflict) => conflict.column('run_id').doNothing())
        .executeTakeFirst();
      if (inserted.numInsertedOrUpdatedRows === 0n) return;
      await replaceRows(trx, runId, { rows: unpacked, packed });
    });
  }

  async function resultIds(id: string): Promise<readonly string[]> {
    const rows = await db.selectFrom('run_results').select('run_id').where('experiment_id', '=', id).execute();
    return rows.map((row) => row.run_id);
  }

  async function results(runIds: readonly string[]): Promise<readonly KeptResult[]> {
    const found = new Map<string, KeptResult>();
    for (let i = 0; i < runIds.length; i += idsPerQuery) {
      const stored = await db
        .selectFrom('run_results')
        .select(['run_id', 'result'])
        .where('run_id', 'in', runIds.slice(i, i + idsPerQuery))
        .execute();
      for (const row of stored) {
        const result = await rows.results(row);
        if (result !== undefined) found.set(row.run_id, result);
      }
      await yieldToOthers();
    }
    return runIds.flatMap((runId) => found.get(runId) ?? []);
  }

  async function since(id: string, at: number) {
    const row = await db
      .selectFrom('run_results')
      .select(({ fn }) => [fn.countAll<number>().as('runs'), fn.sum<number | string>('tokens').as('tokens')])
      .where('experiment_id', '=', id)
      .where('at', '>', at)
      .executeTakeFirst();
    return { runs: row?.runs ?? 0, tokens: Number(row?.tokens ?? 0) };
  }

  async function remove(id: string): Promise<boolean> {
    for (;;) {
      const rows = await db
        .selectFrom('runs')
        .select('id')
        .where('experiment_id', '=', id)
        .limit(runsPerRemoval)
        .execute();
      if (rows.length > 0) {
        await db
          .deleteFrom('runs')
          .where(
            'id',
            'in',
            rows.map((row) => row.id),
          )
          .execute();
        await yieldToOthers();
        continue;
      }
      const { numDeletedRows } = await db
        .deleteFrom('experiments')
        .where('id', '=', id)
        .where(sql<boolean>`not exists (select 1 from runs where experiment_id = ${id})`)
        .executeTakeFirst()
        .catch((error: unknown) => {
          if (!isOrphaned(error)) throw error;
          return { numDeletedRows: 0n };
        });
      if (numDeletedRows > 0n) {
        if (dialect.wakeUp !== undefined) await dialect.wakeUp.send(id).execute(db);
        return true;
      }
      // Another process began a run meanwhile, or there is no such experiment.
      if ((await head(id)) === undefined) return false;
    }
  }

  async function takeWork(owner: string): Promise<boolean> {
    return db.transaction().execute(async (trx) => {
      const row = await trx.selectFrom('experiment_work').select('owner').where('id', '=', 1).executeTakeFirst();
      const lease = { owner, lease_until: sql<number>`${dialect.now} + ${sql.lit(workLeaseMs)}` };
      if (row === undefined) {
        const inserted = await trx
          .insertInto('experiment_work')
          .values({ id: 1, ...lease })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        return inserted.numInsertedOrUpdatedRows === 1n;
      }
      const isFree = dialect.kind === 'sqlite' && isDeadOwner(row.owner, owner);
      const updated = await trx
        .updateTable('experiment_work')
        .set(lease)
        .where('owner', '=', row.owner)
        .where(
          sql<boolean>`(owner = ${owner} or ${isOver(dialect, sql`lease_until`, workLeaseMs)} or ${sql.lit(isFree ? 1 : 0)} = 1)`,
        )
        .executeTakeFirst();
      return updated.numUpdatedRows === 1n;
    });
  }

  async function leaveWork(owner: string): Promise<void> {
    await db.deleteFrom('experiment_work').where('owner', '=', owner).execute();
  }

  const methods = {
    create: adding(create, dialect),
    append,
    entries: rows.experiments.entries,
    head,
    heads: (limit: number) => heads(limit),
    headsOf,
    counts,
    runs,
    runOf,
    failed,
    recentRuns,
    putResult: adding(putResult, dialect),
    resultIds,
    results,
    since,
    remove: removing(remove, dialect),
    takeWork,
    leaveWork,
  };
  return {
    ...explained(methods, dialect),
    onWake: (listener) => dialect.wakeUp?.listen(listener) ?? (() => undefined),
  };
}

interface StoredRunRow {
  readonly id: string;
  readonly cell: string | null;
  readonly problem_id: string | null;
  readonly seed: number | null;
  readonly status: string;
  readonly last_seq: number;
  readonly result: string | null;
}

function storedRun(row: StoredRunRow): StoredRun {
  return {
    runId: row.id,
    cell: row.cell ?? '',
    problem: row.problem_id ?? '',
    seed: row.seed ?? 0,
    status: knownStatus(row.status),
    lastSeq: row.last_seq,
    hasResult: row.result !== null,
  };
}

/** Throws when an entry is none that could be read again. */
function entryRows(id: string, entries: readonly ExperimentEntry[]) {
  return entries.map((entry) => ({
    experiment_id: id,
    seq: entry.seq,
    entry: JSON.stringify(experimentEntrySchema.parse(entry)),
  }));
}

/** A status that only a later version knows counts as an end: such a run is not worked on here. */
function knownStatus(status: string): RunSummary['status'] {
  return runStatusSchema.catch('failed').parse(status);
}

function tokensOf({ prompt, completion }: Tokens): number {
  return prompt + completion;
}
