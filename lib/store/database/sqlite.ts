/**
 * SQLite in a file: the database that needs nothing installed. Calls block this process for as long as they take, which is
 * short, for what waits for the disk blocks nobody.
 */
import { relative } from 'node:path';
import { CompiledQuery, SqliteAdapter, SqliteDialect, SqliteDriver, sql } from 'kysely';
import type { DatabaseConnection, Driver, Kysely, QueryResult } from 'kysely';
import { StoreError } from '@/lib/runs';
import type { Dialect } from './dialect';
import { explainSqlite } from './sqlite-errors';
import { createReserve, type Reserve } from './reserve';
import { fileMode, openSqliteFile, type SqliteFile } from './sqlite-file';

/** Opens (and creates) the file. Throws StoreError. */
export function createSqliteDialect(path: string): Dialect {
  const place = `The database file ${relative(process.cwd(), path)}`;
  const explain = (error: unknown) => explainSqlite(error, place);
  try {
    const reserve = createReserve(path, fileMode);
    const file = openOnFullDisk(path, { reserve, explain });
    let isSpent = false;
    reserve.keep();
    return {
      kind: 'sqlite',
      place,
      query: new FileDialect(file),
      now: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
      explain,
      giveBack: () => file.giveBack(),
      reserve: {
        keep() {
          if (!reserve.keep()) return false;
          if (isSpent) file.takesInByItself(true);
          isSpent = false;
          return true;
        },
        spend() {
          isSpent = true;
          file.takesInByItself(false);
          reserve.spend();
          file.takeIn();
        },
      },
      wakeUp: undefined,
      pool: undefined,
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

/** Opening takes some room as well. Throws the errors of SQLite and of the file system. */
function openOnFullDisk(path: string, { reserve, explain }: Pick<Dialect, 'explain'> & { readonly reserve: Reserve }) {
  try {
    return openSqliteFile(path);
  } catch (error) {
    const kind = explain(error)?.kind;
    // What the processes of one machine share of a file is told as a plain failure when it finds no room.
    if (kind !== 'full' && kind !== 'failed') throw error;
    reserve.spend();
    return openSqliteFile(path);
  }
}

class FileDialect extends SqliteDialect {
  readonly #file: SqliteFile;
  constructor(file: SqliteFile) {
    super({ database: file });
    this.#file = file;
  }
  override createDriver(): Driver {
    return new FileDriver(this.#file);
  }
  override createAdapter(): SqliteAdapter {
    return new LockingAdapter();
  }
}

class FileDriver extends SqliteDriver {
  readonly #file: SqliteFile;
  #connection: DatabaseConnection | undefined;
  constructor(file: SqliteFile) {
    super({ database: file });
    this.#file = file;
  }
  /** There is one, which the driver lends to one at a time. */
  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    return (this.#connection ??= new DurableConnection(connection, this.#file));
  }
  /** Takes the write lock at once: a transaction that reads first could not be upgraded when another process wrote. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
  /** SQLite has rolled back by itself after some failures (a full disk); rolling back again would hide the first error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#file.isInTransaction) await super.rollbackTransaction(connection);
  }
}

/** Statements that change nothing for good, and transactions that are not over. */
const changesNothing = /^\s*(?:select|begin|rollback|savepoint|release)\b/i;

/** What was written is on the disk when the statement that committed it returns. */
class DurableConnection implements DatabaseConnection {
  readonly #inner: DatabaseConnection;
  readonly #file: SqliteFile;
  constructor(inner: DatabaseConnection, file: SqliteFile) {
    this.#inner = inner;
    this.#file = file;
  }
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const result = await this.#inner.executeQuery<Row>(query);
    if (!this.#file.isInTransaction && !changesNothing.test(query.sql)) await this.#file.sync();
    return result;
  }
  streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.#inner.streamQuery(query, chunkSize);
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
