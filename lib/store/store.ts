/**
 * Opens the database that a URL or path names and brings it to the current form.
 */
import { resolve } from 'node:path';
import { Kysely, sql } from 'kysely';
import type { ShareTable } from '@/lib/backends/shares';
import type { ExperimentStore, SearchJobs } from '@/lib/experiments';
import type { ProblemSetStore } from '@/lib/problems';
import { StoreError } from '@/lib/runs';
import type { RunLog, RunMarksStore } from '@/lib/runs';
import type { Dialect } from './database/dialect';
import { checkRoom } from './database/full-disk';
import { createExperimentStore } from './experiment-store';
import { migrate } from './database/migrations';
import { createProblemSets } from './problem-sets';
import { createPostgresDialect } from './database/postgres';
import { createRunLog } from './run-log';
import { createRunMarks } from './run-marks';
import { readChunks } from './rows/chunks';
import { createExperimentRows } from './rows/experiment-rows';
import { createResultRows } from './rows/result-rows';
import { createRunRows } from './rows/run-rows';
import type { Schema } from './database/schema';
import { openSearchJobs, type OpenJobs } from './search-jobs';
import { createServerShares } from './server-shares';
import { createSqliteDialect } from './database/sqlite';

export interface Store {
  readonly runs: RunLog;
  readonly marks: RunMarksStore;
  readonly experiments: ExperimentStore;
  readonly problems: ProblemSetStore;
  /** What processes have of model servers that they share; undefined where this is the only one. */
  readonly shares: ShareTable | undefined;
  /**
   * Where several processes make the searches of experiments; undefined where one does. From then on every entry of an
   * experiment's log calls for somebody who looks after it. `onError` is told what goes on by itself failed at. Throws
   * StoreError on a Node that is too old.
   */
  openJobs(onError: (error: unknown) => void): Promise<SearchJobs | undefined>;
  /** For the queries of this folder and its tests. */
  readonly db: Kysely<Schema>;
  /** Reads and writes. Throws StoreError when the database does not do both. */
  check(): Promise<void>;
  /** Gives the space of what was removed back to the disk, as far as the database can. Throws StoreError. */
  giveBack(): Promise<void>;
  close(): Promise<void>;
}

/** `postgres://…` or `postgresql://…` for PostgreSQL, else the path of a SQLite file. Throws StoreError. */
export async function openStore(location: string, options: { readonly leaseMs?: number } = {}): Promise<Store> {
  const dialect = dialectFor(location);
  const db = new Kysely<Schema>({ dialect: dialect.query });
  const log = { read: (runId: string, after: number, limit: number) => readChunks(db, runId, { after, limit }) };
  const runs = createRunRows(db, log);
  let jobs: OpenJobs | undefined;
  const inWords = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw dialect.explain(error) ?? error;
    }
  };
  try {
    await inWords(() => migrate(db, dialect));
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    runs: createRunLog(db, runs, { ...options, dialect }),
    marks: createRunMarks(db, dialect),
    experiments: createExperimentStore(
      db,
      { runs, experiments: createExperimentRows(db), results: createResultRows(db, log) },
      { dialect, onEntry: async (trx, experiment) => jobs?.callIn(trx, experiment) },
    ),
    shares: dialect.wakeUp === undefined ? undefined : createServerShares(db, dialect.wakeUp),
    openJobs: async (onError) => {
      if (dialect.pool === undefined) return undefined;
      jobs ??= await inWords(() => openSearchJobs({ dialect, pool: dialect.pool!, db, onError }));
      return jobs;
    },
    problems: createProblemSets(db, dialect),
    db,
    check: () =>
      inWords(async () => {
        checkRoom(dialect);
        await sql`select 1 from runs limit 1`.execute(db);
        // A full disk and a file that may only be read still answer questions.
        await sql`insert into store_probe (id, at) values (1, ${dialect.now})
          on conflict (id) do update set at = excluded.at`.execute(db);
      }),
    giveBack: () => inWords(async () => dialect.giveBack?.()),
    async close() {
      await jobs?.close();
      await db.destroy();
    },
  };
}

function dialectFor(location: string): Dialect {
  const path = sqlitePathOf(location);
  if (path !== undefined) return createSqliteDialect(path);
  if (URL.canParse(location)) return createPostgresDialect(location);
  throw new StoreError('unreachable', 'DATABASE_URL is not an address like postgres://user:password@host:5432/name.', {
    isRetryable: false,
  });
}

/** The file that a location names; undefined when PostgreSQL keeps the data. */
export function sqlitePathOf(location: string): string | undefined {
  return /^postgres(ql)?:\/\//.test(location) ? undefined : resolve(location.replace(/^(sqlite|file):(\/\/)?/, ''));
}
