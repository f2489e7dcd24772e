/**
 * Run logs in a database: the port of `lib/runs` in SQL, once for both databases. A chunk is one row; a claim and every
 * append are decided by one statement on the run's row, so that at most one process can be writing.
 */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import { searchable } from '@/lib/base';
import {
  OwnershipLostError,
  RunExistsError,
  createRunId,
  firstRunIdAt,
  isDeadOwner,
  lengthOf,
  runCommandSchema,
} from '@/lib/runs';
import type {
  ClaimedRun,
  Lease,
  ListedRun,
  LogEntry,
  NewRun,
  RunCommand,
  RunList,
  RunListQuery,
  RunLog,
  RunSummary,
} from '@/lib/runs';
import { readChunks, readPackedChunks, replaceRows, unpackedRows } from './rows/chunks';
import { containsWords } from './rows/contains-words';
import type { Dialect } from './database/dialect';
import { explained } from './database/explained';
import { isOver } from './lease';
import { adding, removing } from './database/full-disk';
import { isOrphaned } from './orphaned';
import { together } from './together';
import { isMarked } from './run-marks';
import { pack as packRows } from './rows/packed';
import { columnsOf, runRowColumns, type RunRow, type RunRows } from './rows/run-rows';
import type { RunChunksTable, Schema } from './database/schema';

/** How long a silent owner is believed to be alive. */
const defaultLeaseMs = 10_000;
/** Of a list in one reply, in UTF-16 code units; what is left comes with the next. */
const maxListLength = 4_000_000;
/** What of a long log is written without a turn for others: some milliseconds in SQLite. */
const chunksPerInsert = 4;
const lengthPerInsert = 1_000_000;
/** What of a long log is held at once while it is packed. */
const chunksPerPacking = 256;

export interface RunLogOptions {
  readonly dialect: Dialect;
  readonly leaseMs?: number | undefined;
}

interface Append {
  readonly lease: Lease;
  readonly entries: readonly LogEntry[];
  readonly summary: RunSummary;
}

/** A run that was just claimed, and its row. */
interface Taken {
  readonly lease: Lease;
  readonly row: RunRow;
}

/** The run log over an open, migrated database. */
export function createRunLog(db: Kysely<Schema>, rows: RunRows, options: RunLogOptions): RunLog {
  const { dialect, leaseMs = defaultLeaseMs } = options;
  const leaseUntil = sql<number>`${dialect.now} + ${sql.lit(leaseMs)}`;
  const isFree = (owner: string) =>
    sql<boolean>`(owner is null or owner = ${owner} or ${isOver(dialect, sql`lease_until`, Math.max(leaseMs, defaultLeaseMs))})`;
  const skipLocked = dialect.kind === 'postgres' ? sql` for update skip locked` : sql``;

  async function create(run: NewRun): Promise<Lease | undefined> {
    const { summary, chunks, owner } = run;
    const insert = db.transaction().execute(async (trx) => {
      const inserted = await trx
        .insertInto('runs')
        .values({
          id: summary.id,
          created_at: summary.createdAt,
          ...columnsOf(summary),
          strategy: summary.strategy,
          search_text: searchable(summary.problem.text),
          owner: owner ?? null,
          lease_until: owner === undefined ? 0 : leaseUntil,
          fence: owner === undefined ? 0 : 1,
          experiment_id: summary.experiment?.id ?? null,
          cell: summary.experiment?.cell ?? null,
          problem_id: summary.experiment === undefined ? null : (summary.problem.uniqueId ?? null),
          seed: summary.experiment === undefined ? null : summary.seed,
        })
        // By its name as well, which follows from its place in the experiment.
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (inserted.numInsertedOrUpdatedRows === 0n)
        throw new RunExistsError(
          `A run of ${summary.experiment?.cell ?? ''} on ${summary.problem.uniqueId ?? ''} with seed ${summary.seed} is there already.`,
        );
      for await (const rows of rowsAtOnce(summary.id, chunks)) {
        await trx.insertInto('run_chunks').values(rows).execute();
        await yieldToOthers();
      }
      await announce(trx, summary.id);
    });
    await insert.catch((error: unknown) => {
      if (summary.experiment === undefined || !isOrphaned(error)) throw error;
      throw new RunExistsError(`Experiment ${summary.experiment.id} was removed.`);
    });
    return owner === undefined ? undefined : { runId: summary.id, owner, fence: 1 };
  }

  /** Throws OwnershipLostError before anything of it is written. */
  async function appendIn(trx: Kysely<Schema>, { lease, entries, summary }: Append): Promise<void> {
    const first = entries[0]!.seq;
    const last = entries.at(-1)!.seq;
    const updated = await trx
      .updateTable('runs')
      .set({ ...columnsOf(summary), lease_until: leaseUntil })
      .where('id', '=', lease.runId)
      .where('owner', '=', lease.owner)
      .where('fence', '=', lease.fence)
      .where('last_seq', '=', first - 1)
      .executeTakeFirst();
    if (updated.numUpdatedRows === 0n) {
      if (await isWritten(trx, lease, last)) return;
      throw new OwnershipLostError(lease.runId);
    }
    await trx
      .insertInto('run_chunks')
      .values({ run_id: lease.runId, first_seq: first, last_seq: last, entries: JSON.stringify(entries) })
      .execute();
    await announce(trx, lease.runId);
  }

  const appendAlone = (each: Append) => db.transaction().execute((trx) => appendIn(trx, each));
  // A file has one writer, whose time goes into commits; servers have many, whose rows would be locked in any order.
  const appendTogether = dialect.kind === 'sqlite' ? together(db, appendIn, appendAlone) : appendAlone;
  const append = (lease: Lease, entries: readonly LogEntry[], summary: RunSummary): Promise<void> =>
    appendTogether({ lease, entries, summary });

  /** The answer to an earlier try may have been lost on its way, with the chunk written. */
  async function isWritten(trx: Kysely<Schema>, lease: Lease, last: number): Promise<boolean> {
    const row = await trx
      .selectFrom('runs')
      .select('last_seq')
      .where('id', '=', lease.runId)
      .where('owner', '=', lease.owner)
      .where('fence', '=', lease.fence)
      .executeTakeFirst();
    return row?.last_seq === last;
  }

  const read = (runId: string, after: number, limit: number) => readChunks(db, runId, { after, limit });
  const readPacked = (runId: string, after: number, limit: number) => readPackedChunks(db, runId, { after, limit });

  async function pack(runId: string): Promise<void> {
    for (;;) {
      const unpacked = await unpackedRows(db, runId, chunksPerPacking);
      if (unpacked.length === 0) return;
      const packed = await packRows(unpacked);
      await db.transaction().execute((trx) => replaceRows(trx, runId, { rows: unpacked, packed }));
    }
  }

  async function summary(runId: string): Promise<ListedRun | undefined> {
    const row = await db.selectFrom('runs').select(runRowColumns).where('id', '=', runId).executeTakeFirst();
    return row === undefined ? undefined : rows.read(row);
  }

  async function list(query: RunListQuery): Promise<RunList> {
    let select = db
      .selectFrom('runs')
      .select(runRowColumns)
      .orderBy('id', 'desc')
      .limit(query.limit + 1);
    select =
      query.experiment === undefined
        ? select.where('experiment_id', 'is', null)
        : select.where('experiment_id', '=', query.experiment);
    if (query.cursor !== undefined) select = select.where('id', '<', query.cursor);
    if (query.status !== undefined) select = select.where('status', '=', query.status);
    if (query.strategy !== undefined) select = select.where('strategy', '=', query.strategy);
    if (query.text !== undefined) select = select.where(containsWords(query.text));
    if (query.starred !== undefined || query.tag !== undefined)
      select = select.where(isMarked({ starred: query.starred !== undefined, tag: query.tag }));
    if (query.correct === 'unknown') select = select.where('is_correct', 'is', null);
    else if (query.correct !== undefined) select = select.where('is_correct', '=', query.correct === 'right' ? 1 : 0);
    const found = await select.execute();
    const runs: ListedRun[] = [];
    let length = 0;
    for (const row of found.slice(0, query.limit)) {
      const run = await rows.read(row);
      runs.push(run);
      length += JSON.stringify(run).length;
      if (length > maxListLength) break;
    }
    return found.length > runs.length ? { runs, nextCursor: runs.at(-1)!.id } : { runs };
  }

  async function remove(runId: string): Promise<boolean> {
    const { numDeletedRows } = await db.deleteFrom('runs').where('id', '=', runId).executeTakeFirst();
    rows.forget(runId);
    if (dialect.wakeUp !== undefined) await dialect.wakeUp.send(runId).execute(db);
    return numDeletedRows > 0n;
  }

  /** By when they came here: an old log that was brought in yesterday is one of yesterday. What somebody starred stays. */
  const isOlder = (before: number) =>
    sql<boolean>`experiment_id is null and id < ${firstRunIdAt(before)} and status <> 'running' and not ${isMarked({ starred: true, tag: undefined })}`;

  async function countOlder(before: number): Promise<number> {
    const counted = await db
      .selectFrom('runs')
      .select(({ fn }) => fn.countAll().as('runs'))
      .where(isOlder(before))
      .executeTakeFirst();
    return Number(counted?.runs ?? 0);
  }

  async function removeOlder(before: number, limit: number): Promise<readonly string[]> {
    const oldest = db.selectFrom('runs').select('id').where(isOlder(before)).orderBy('id').limit(limit);
    // Asked again where it is removed: one of them may have been gone on with meanwhile.
    const removed = await db
      .deleteFrom('runs')
      .where('id', 'in', oldest)
      .where(isOlder(before))
      .returning('id')
      .execute();
    for (const { id } of removed) {
      rows.forget(id);
      if (dialect.wakeUp !== undefined) await dialect.wakeUp.send(id).execute(db);
    }
    return removed.map(({ id }) => id);
  }

  async function claim(runId: string, owner: string): Promise<ClaimedRun | undefined> {
    const taken = await take(owner, sql`id = ${runId} and ${isFree(owner)}`);
    return taken === undefined ? undefined : claimedRun(taken);
  }

  async function claimNext(owner: string, except: readonly string[]): Promise<ClaimedRun | undefined> {
    const others = [...except, ...rows.unreadable];
    for (;;) {
      const waiting = isWaiting(owner, others);
      const taken = await take(
        owner,
        sql`id = (select id from runs where ${waiting} order by id limit 1${skipLocked})`,
      );
      const claimed = taken === undefined ? undefined : await claimedRun(taken);
      if (taken === undefined || claimed !== undefined) return claimed;
      others.push(taken.row.id);
    }
  }

  /**
   * Undefined when the run cannot be read; another process, of another version, may be able to. Where it is an experiment's
   * it counts as failed from now on, so that the experiment does not wait for it.
   */
  async function claimedRun({ lease, row }: Taken): Promise<ClaimedRun | undefined> {
    const found = await rows.read(row);
    if (found.status !== 'unreadable') return { lease, summary: found };
    await release(lease);
    if (found.experiment !== undefined)
      await db.updateTable('runs').set({ status: 'failed' }).where('id', '=', found.id).execute();
    return undefined;
  }

  async function take(owner: string, condition: RawBuilder<unknown>): Promise<Taken | undefined> {
    const row = await db
      .updateTable('runs')
      .set({ owner, fence: sql<number>`fence + 1`, lease_until: leaseUntil })
      .where(sql<boolean>`${condition}`)
      .returning([...runRowColumns, 'fence'])
      .executeTakeFirst();
    return row === undefined ? undefined : { lease: { runId: row.id, owner, fence: row.fence }, row };
  }

  function isWaiting(owner: string, except: readonly string[]): RawBuilder<boolean> {
    const others = except.length === 0 ? sql`` : sql` and id not in (${sql.join(except)})`;
    return sql<boolean>`status = 'running' and experiment_id is null and ${isFree(owner)}${others}`;
  }

  async function unclaimed(owner: string, except: readonly string[]): Promise<readonly string[]> {
    const waiting = isWaiting(owner, [...except, ...rows.unreadable]);
    const found = await db.selectFrom('runs').select('id').where(waiting).orderBy('id').execute();
    return found.map((row) => row.id);
  }

  async function renew(owner: string, runIds: readonly string[]): Promise<readonly string[]> {
    if (runIds.length === 0) return [];
    const renewed = await db
      .updateTable('runs')
      .set({ lease_until: leaseUntil })
      .where('owner', '=', owner)
      .where('id', 'in', runIds)
      .returning('id')
      .execute();
    return renewed.map((row) => row.id);
  }

  async function release(lease: Lease): Promise<void> {
    await db
      .updateTable('runs')
      .set({ owner: null, lease_until: 0 })
      .where('id', '=', lease.runId)
      .where('owner', '=', lease.owner)
      .where('fence', '=', lease.fence)
      .execute();
    if (dialect.wakeUp !== undefined) await dialect.wakeUp.send(lease.runId).execute(db);
  }

  async function releaseDead(owner: string): Promise<void> {
    // A file lies on one machine; the processes of a shared PostgreSQL may live on others, with the same ids.
    if (dialect.kind !== 'sqlite') return;
    const owners = await db.selectFrom('runs').select('owner').distinct().where('owner', 'is not', null).execute();
    const dead = owners.flatMap((row) => (row.owner !== null && isDeadOwner(row.owner, owner) ? [row.owner] : []));
    if (dead.length > 0)
      await db.updateTable('runs').set({ owner: null, lease_until: 0 }).where('owner', 'in', dead).execute();
  }

  /** Commands of one millisecond must keep their order, so each gets a moment of its own. */
  let lastCommandAt = 0;

  async function postCommand(runId: string, command: RunCommand): Promise<void> {
    lastCommandAt = Math.max(Date.now(), lastCommandAt + 1);
    const commandId = createRunId(lastCommandAt);
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('run_commands')
        .values({ id: commandId, run_id: runId, command: JSON.stringify(command) })
        .execute();
      await announce(trx, runId);
    });
  }

  async function takeCommands(
    owner: string,
  ): Promise<readonly { readonly runId: string; readonly command: RunCommand }[]> {
    const mine = db.selectFrom('runs').select('id').where(isFree(owner));
    const taken = await db
      .deleteFrom('run_commands')
      .where('run_id', 'in', mine)
      .returning(['id', 'run_id', 'command'])
      .execute();
    return taken
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .flatMap(({ run_id: runId, command }) => {
        // One that this version does not know can have no effect here.
        const known = runCommandSchema.safeParse(JSON.parse(command));
        return known.success ? [{ runId, command: known.data }] : [];
      });
  }

  async function announce(trx: Kysely<Schema>, runId: string): Promise<void> {
    if (dialect.wakeUp !== undefined) await dialect.wakeUp.send(runId).execute(trx);
  }

  const log = {
    create: adding(create, dialect),
    append: adding(append, dialect),
    read,
    readPacked,
    pack: adding(pack, dialect),
    summary,
    list,
    remove: removing(remove, dialect),
    countOlder,
    removeOlder: removing(removeOlder, dialect),
    claim,
    claimNext,
    unclaimed,
    renew,
    release,
    releaseDead,
    postCommand,
    takeCommands,
  };
  return { ...explained(log, dialect), onWake: (listener) => dialect.wakeUp?.listen(listener) ?? (() => undefined) };
}

/** Rows of one insert after the other. */
async function* rowsAtOnce(runId: string, chunks: NewRun['chunks']): AsyncGenerator<readonly RunChunksTable[], void> {
  let rows: RunChunksTable[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    rows.push({
      run_id: runId,
      first_seq: chunk.firstSeq,
      last_seq: chunk.lastSeq,
      entries: 'json' in chunk ? chunk.json : '',
      packed: 'deflated' in chunk ? chunk.deflated : null,
    });
    length += lengthOf(chunk);
    if (rows.length < chunksPerInsert && length < lengthPerInsert) continue;
    yield rows;
    rows = [];
    length = 0;
  }
  if (rows.length > 0) yield rows;
}
