/**
 * SQLite in a file, through libsql: the database that needs nothing installed. Commits are on the disk when they return.
 * Calls block this process for as long as they take; each is small.
 */
import { mkdirSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { CompiledQuery, SqliteAdapter, SqliteDialect, SqliteDriver, sql } from 'kysely';
import type { DatabaseConnection, Driver, Kysely } from 'kysely';
import Database from 'libsql';
import { StoreError } from '@/lib/runs';
import type { Dialect } from './dialect';

/** How long one call may wait, blocking, for another process to finish writing. */
const busyTimeoutMs = 1_000;

/** Opens (and creates) the file. Throws StoreError. */
export function createSqliteDialect(path: string): Dialect {
  const place = `The database file ${relative(process.cwd(), path)}`;
  const explain = (error: unknown) => explainSqlite(error, place);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const database = new Database(path, { timeout: busyTimeoutMs });
    // FULL: a commit survives a loss of power, not only of the process.
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) database.pragma(pragma);
    return {
      kind: 'sqlite',
      place,
      query: new LibsqlDialect(database),
      now: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
      explain,
      wakeUp: undefined,
    };
  } catch (error) {
    throw (
      explain(error) ??
      new StoreError(
        'unreachable',
        `${place} cannot be opened: ${messageOf(error)}. Check that its folder exists and may be written to.`,
        { isRetryable: false, cause: error },
      )
    );
  }
}

class LibsqlDialect extends SqliteDialect {
  readonly #database: Database.Database;
  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }
  override createDriver(): Driver {
    return new LibsqlDriver(this.#database);
  }
  override createAdapter(): SqliteAdapter {
    return new LockingAdapter();
  }
}

class LibsqlDriver extends SqliteDriver {
  readonly #database: Database.Database;
  constructor(database: Database.Database) {
    super({ database });
    this.#database = database;
  }
  /** Takes the write lock at once: a transaction that reads first could not be upgraded when another process wrote. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
  /** SQLite has rolled back by itself after some failures (a full disk); rolling back again would hide the first error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** Holds the write lock while migrations run, so that two processes that start together take turns. */
class LockingAdapter extends SqliteAdapter {
  #isLocked = false;
  override async acquireMigrationLock(db: Kysely<unknown>): Promise<void> {
    await sql`begin immediate`.execute(db);
    this.#isLocked = true;
  }
  override async releaseMigrationLock(db: Kysely<unknown>): Promise<void> {
    if (!this.#isLocked) return;
    this.#isLocked = false;
    await sql`commit`.execute(db);
  }
}

function explainSqlite(error: unknown, place: string): StoreError | undefined {
  const code = (error as { readonly code?: unknown } | undefined)?.code;
  if (typeof code !== 'string') return undefined;
  const fail = (kind: StoreError['kind'], words: string, isRetryable: boolean) =>
    new StoreError(kind, `${place} ${words}`, { isRetryable, cause: error });
  if (code.startsWith('SQLITE_FULL'))
    return fail('full', 'cannot grow: the disk is full. Free some space; what was shown so far is safe.', true);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return fail('locked', 'is being written by another program. Stop that program, or wait until it is done.', true);
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM')
    return fail('read-only', 'may not be written. Give this user the right to write the file and its folder.', false);
  if (code.startsWith('SQLITE_CANTOPEN'))
    return fail('unreachable', 'cannot be opened. Check that its folder exists and may be written to.', false);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return fail('corrupt', 'is damaged or is no database. Move it away to start with an empty one.', false);
  if (code.startsWith('SQLITE_IOERR'))
    return fail('failed', `could not be read or written (${code}). Check the disk.`, true);
  return undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
