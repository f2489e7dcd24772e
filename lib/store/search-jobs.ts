/**
 * Jobs in PostgreSQL, by pg-boss: it gives them out, counts their attempts and takes them from processes that fall silent.
 * They lie in the database of the runs, so that a job is there exactly when the entry that asks for it is. Loaded only where
 * there is a PostgreSQL: it needs a newer Node than the rest.
 */
import { createHash } from 'node:crypto';
import { sql, CompiledQuery, type Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { PgBoss } from 'pg-boss';
import type { HeldJob, HeldSearch, SearchJobs, SearchKind } from '@/lib/experiments';
import { StoreError } from '@/lib/runs';
import type { Dialect } from './database/dialect';
import { explained } from './database/explained';
import type { Schema } from './database/schema';

/** The oldest Node that pg-boss runs on. */
const oldestNode = [22, 12] as const;
const calls = 'experiments';
const searches = 'searches';
/** A process that says nothing for so long has lost its jobs; the shortest that pg-boss allows. */
const heartbeatSeconds = 10;
/** Silent processes are looked for this often, by one process for all. */
const superviseSeconds = 2;
/** A search may take a day; a process that stops gives its jobs back each time. */
const queueOptions = {
  heartbeatSeconds,
  expireInSeconds: 23 * 3_600,
  retryLimit: 1_000,
  // Over is over: the dashboard shows them for a while.
  deleteAfterSeconds: 600,
};
/**
 * The planner is told after so many jobs how many there are by now, then each time twice as many; what comes later the database
 * notices by itself. One that thinks of a dozen where there are thousands sorts all of them for each that is taken.
 */
const firstAnalyzeJobs = 2_000;
/** Queues that other processes made are looked for this often. */
const lookAgainMs = 2_000;
const priorities = { begun: 1, fresh: 0 } as const;

type BossDatabase = NonNullable<ConstructorParameters<typeof PgBoss>[0]['db']>;

interface CallData {
  readonly experiment: string;
}
interface SearchData extends CallData {
  readonly place: number;
}

export interface OpenJobs extends SearchJobs {
  /** `call` as part of a transaction. */
  callIn(trx: Kysely<Schema>, experiment: string): Promise<void>;
}

export interface SearchJobsOptions {
  readonly dialect: Dialect;
  readonly pool: Pool;
  readonly db: Kysely<Schema>;
  /** What pg-boss met on its own; it goes on. */
  readonly onError: (error: unknown) => void;
}

/** Throws StoreError `failed` on a Node that is too old. Brings its own tables to their current form. */
export async function openSearchJobs({ dialect, pool, db, onError }: SearchJobsOptions): Promise<OpenJobs> {
  const boss = await startBoss(pool, (error) => onError(dialect.explain(error) ?? error));
  await boss.createQueue(calls, { ...queueOptions, policy: 'stately' });
  const made = new Set<string>();
  let lookedAt = -Infinity;
  let [putJobs, analyzeAt] = [0, firstAnalyzeJobs];

  async function callOver(experiment: string, over: BossDatabase | undefined): Promise<void> {
    const data: CallData = { experiment };
    await boss.send(calls, data, { singletonKey: experiment, ...(over === undefined ? {} : { db: over }) });
  }

  async function queueOf(kind: SearchKind): Promise<string> {
    const name = nameOf(kind);
    if (!made.has(name)) await boss.createQueue(name, queueOptions);
    made.add(name);
    return name;
  }

  const put: SearchJobs['put'] = async (experiment, round, places) => {
    for (const group of grouped(places, ({ kind }) => nameOf(kind)).values()) {
      const name = await queueOf(group[0]!.kind);
      await boss.insert(
        name,
        group.map(({ place, isBegun }) => ({
          id: idOf(`${experiment} ${round} ${place}`),
          data: { experiment, place } satisfies SearchData,
          singletonKey: experiment,
          group: { id: experiment },
          priority: isBegun ? priorities.begun : priorities.fresh,
        })),
      );
    }
    putJobs += places.length;
    if (putJobs < analyzeAt) return;
    analyzeAt = 2 * putJobs;
    // Not waited for where another process is at it.
    await sql`analyze (skip_locked) pgboss.job`.execute(db);
  };

  const isOf = (experiment: string, kinds: readonly SearchKind[]) =>
    sql`name in (${sql.join(kinds.map(nameOf))}) and singleton_key = ${experiment}`;

  const jobs: SearchJobs = {
    call: (experiment) => callOver(experiment, undefined),
    takeCalls: async (limit) =>
      (await boss.fetch<CallData>(calls, { batchSize: limit })).map((job): HeldJob => heldOf(job, calls)),
    put,
    async count(experiment, kinds) {
      const { rows } = await sql<{ waiting: number; held: number }>`select
        (select count(*) from pgboss.job where ${isOf(experiment, kinds)} and state < 'active') as waiting,
        (select count(*) from pgboss.job where ${isOf(experiment, kinds)} and state = 'active') as held`.execute(db);
      return rows[0]!;
    },
    async drop(experiment, kinds) {
      await sql`delete from pgboss.job where ${isOf(experiment, kinds)} and state < 'active'`.execute(db);
    },
    async known(kinds) {
      const missing = kinds.filter((kind) => !made.has(nameOf(kind))).map(nameOf);
      if (missing.length > 0 && performance.now() - lookedAt > lookAgainMs) {
        lookedAt = performance.now();
        for (const { name } of await boss.getQueues(missing)) made.add(name);
      }
      return kinds.filter((kind) => made.has(nameOf(kind)));
    },
    async take(kind, limit, except) {
      const name = nameOf(kind);
      const jobs = await boss.fetch<SearchData>(name, { batchSize: limit, ignoreGroups: [...except] });
      return jobs.map((job): HeldSearch => ({ ...heldOf(job, name), place: job.data.place }));
    },
    async renew(jobs) {
      for (const [queue, group] of grouped(jobs, (job) => job.queue)) await boss.touch(queue, group.map(attemptOf));
    },
    async done(job) {
      await boss.complete(job.queue, attemptOf(job));
    },
    async giveBack(job) {
      await boss.fail(job.queue, attemptOf(job), { reason: 'given back' });
    },
    close: () => boss.stop({ graceful: false, close: false }),
  };
  return {
    ...explained({ ...jobs }, dialect),
    callIn: (trx, experiment) => callOver(experiment, asDatabase(trx)),
  };
}

async function startBoss(pool: Pool, onError: (error: unknown) => void): Promise<PgBoss> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]))
    throw new StoreError(
      'failed',
      `With DATABASE_URL set, Longthink needs Node ${oldestNode.join('.')} or newer, because pg-boss does; this is ${process.versions.node}. Install a newer Node, or leave DATABASE_URL out to keep everything in a file.`,
      { isRetryable: false },
    );
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    db: { executeSql: (text, values) => pool.query(text, values === undefined ? undefined : [...values]) },
    schedule: false,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    maintenanceIntervalSeconds: 600,
    instanceName: 'longthink',
  });
  boss.on('error', onError);
  await boss.start();
  return boss;
}

function asDatabase(trx: Kysely<Schema>): BossDatabase {
  return {
    async executeSql(text, values = []) {
      const { rows } = await trx.executeQuery(CompiledQuery.raw(text, [...values]));
      return { rows };
    },
  };
}

/** Names of models may hold anything, those of queues may not. */
function nameOf({ policy, verifier = '' }: SearchKind): string {
  return `${searches}/${digestOf(JSON.stringify([policy, verifier])).slice(0, 16)}`;
}

/** The same for the same text: a job that is there already is not added again. */
function idOf(text: string): string {
  const digits = digestOf(text);
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join('-');
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function heldOf(
  { id, retryCount, data }: { readonly id: string; readonly retryCount: number; readonly data: CallData },
  queue: string,
): HeldJob {
  return { id, queue, attempt: retryCount, experiment: data.experiment };
}

function grouped<T>(all: readonly T[], keyOf: (each: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(keyOf(each));
    if (group === undefined) groups.set(keyOf(each), [each]);
    else group.push(each);
  }
  return groups;
}

function attemptOf({ id, attempt }: HeldJob) {
  return { id, retryCount: attempt };
}
