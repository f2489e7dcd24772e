/**
 * A database file as one file more, and back: while searches go on for the one, with nothing going on for the other. Of
 * PostgreSQL's it knows that pg_dump does it. Throws StoreError where something about a file is wrong.
 */
import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { StoreError } from '@/lib/runs';
import { explainSqlite } from './database/sqlite-errors';
import { busyTimeoutMs, fileMode } from './database/sqlite-file';
import { openStore, sqlitePathOf } from './store';

/** Writes everything that is in the store now to `file`, which must not be there yet. */
export async function backupStore(location: string, file: string): Promise<void> {
  const path = sqlitePathOf(location);
  if (path === undefined) throw refused('PostgreSQL keeps the data: back it up with pg_dump.');
  if (!existsSync(path)) throw refused(`There is no database at ${path} yet.`);
  if (existsSync(file)) throw refused(`${file} is there already. Choose another name.`);
  // Made first, so that its rights are those of a file that holds people's problems.
  closeSync(openSync(file, 'wx', fileMode));
  try {
    withDatabase(path, (database) => database.exec(`vacuum into '${file.replaceAll("'", "''")}'`));
    checkWhole(file);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  }
}

/**
 * Puts a backup in the place of the store, after it was looked through. Gives where the store that was there lies now;
 * undefined when there was none.
 */
export async function restoreStore(location: string, file: string): Promise<string | undefined> {
  const path = sqlitePathOf(location);
  if (path === undefined) throw refused('PostgreSQL keeps the data: restore it with pg_restore or psql.');
  if (!existsSync(file)) throw refused(`There is no file ${file}.`);
  checkWhole(file);
  const beside = `${path}.restoring`;
  rmSync(beside, { force: true });
  copyFileSync(file, beside);
  try {
    // Brings an older one to the current form, and refuses one of a newer Longthink or of something else.
    await (await openStore(beside)).close();
    const kept = existsSync(path) ? `${path}.before-${new Date().toISOString().replaceAll(/[:.]/g, '-')}` : undefined;
    if (kept !== undefined) {
      checkUnused(path);
      renameSync(path, kept);
    }
    for (const suffix of ['-wal', '-shm']) {
      if (!existsSync(path + suffix)) continue;
      if (kept === undefined) rmSync(path + suffix);
      else renameSync(path + suffix, kept + suffix);
    }
    const written = openSync(beside, 'r+');
    fsyncSync(written);
    closeSync(written);
    renameSync(beside, path);
    return kept;
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function checkWhole(file: string): void {
  const words = withDatabase(file, (database) => database.prepare('pragma integrity_check(1)').get()?.integrity_check);
  if (words !== 'ok') throw refused(`${file} is damaged (${String(words)}).`, 'corrupt');
  const isOurs = withDatabase(file, (database) =>
    database.prepare("select 1 from sqlite_master where name = 'kysely_migration'").get(),
  );
  if (isOurs === undefined) throw refused(`${file} is no database of Longthink.`);
}

/** A database that some process has open cannot change its journal. One that is damaged may be replaced. */
function checkUnused(path: string): void {
  try {
    withDatabase(path, (database) => database.exec('pragma journal_mode = delete'));
  } catch (error) {
    if (!(error instanceof StoreError) || error.kind !== 'locked') return;
    throw refused('Longthink is running on this database. Stop it first.', 'locked');
  }
}

function withDatabase<T>(path: string, work: (database: DatabaseSyncInstance) => T): T {
  let database: DatabaseSyncInstance | undefined;
  try {
    database = new DatabaseSync(path, { timeout: busyTimeoutMs });
    return work(database);
  } catch (error) {
    throw explainSqlite(error, `The file ${path}`) ?? error;
  } finally {
    database?.close();
  }
}

function refused(message: string, kind: StoreError['kind'] = 'failed'): StoreError {
  return new StoreError(kind, message, { isRetryable: false });
}
