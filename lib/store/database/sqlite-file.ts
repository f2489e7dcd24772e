/**
 * A SQLite file in the form that the query layer's driver wants: commits are on the disk once they are synced, nobody but its
 * owner reads it, and once closed it is one file again. Damage in it is an error of the statement that meets it. Knows no
 * table.
 */
import { closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite';
import type { SqliteDatabase } from 'kysely';
import { freeBeside } from './free-room';
import { openJournal, type Journal } from './journal';
import { closeToOthers } from './rights';

/** How long one call may wait, blocking, for another process to finish writing. */
export const busyTimeoutMs = 1_000;
const folderMode = 0o700;
export const fileMode = 0o600;
/** An older file that is larger keeps its form: to change it the whole of it is written anew. */
const maxRewrittenPages = 65_536;

type Row = Record<string, unknown>;

/** Pages that are given back in one go; nobody waits for more. */
const pagesAtOnce = 500;
/** What SQLite itself waits for. */
const pagesToTakeIn = 1_000;
/** Statements that are kept for the next time, the last ones. */
const maxPrepared = 200;
type Prepared = ReturnType<SqliteDatabase['prepare']>;

export interface SqliteFile extends SqliteDatabase {
  readonly isInTransaction: boolean;
  /**
   * Resolves when what was committed before is on the disk, so that it survives a loss of power and not only of the process.
   * Outside of a transaction. Throws the errors of SQLite and of the file system.
   */
  sync(): Promise<void>;
  /** What was written last lies twice until it is taken in: makes room of that, where the disk has the room it takes. */
  takeIn(): void;
  /**
   * Whether it is taken in now and then by itself. On a full disk it is not: the file would grow into the last room, which is
   * that of whoever deletes.
   */
  takesInByItself(does: boolean): void;
  /** Gives free pages back to the disk, some at a time. A file that was never made for it stays as large as it is. */
  giveBack(): Promise<void>;
}

/** Opens (and creates) the file. Throws the errors of SQLite and of the file system. */
export function openSqliteFile(path: string): SqliteFile {
  mkdirSync(dirname(path), { recursive: true, mode: folderMode });
  // What another process left lies beside it, with the rights that it had.
  for (const file of [path, `${path}-wal`, `${path}-shm`]) closeToOthers(file);
  if (!existsSync(path)) closeSync(openSync(path, 'a', fileMode));
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    makeShrinkable(database);
    // FULL: a commit survives a loss of power, not only of the process; by SQLite itself until we see to that.
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON'])
      database.exec(`pragma ${pragma}`);
    // The first question makes the file in which processes meet: where there is no room for it, that is told here.
    numberIn(database, 'schema_version');
  } catch (error) {
    database.close();
    throw error;
  }
  const prepared = new Map<string, Prepared>();
  let journal: Journal | undefined;
  return {
    prepare(text) {
      const known = prepared.get(text);
      if (known !== undefined) return known;
      const made = preparedFrom(database, text);
      if (prepared.size >= maxPrepared) prepared.delete(prepared.keys().next().value!);
      prepared.set(text, made);
      return made;
    },
    async sync() {
      if (journal === undefined) {
        // This commit is on the disk already.
        journal = openJournal(path);
        if (journal !== undefined) database.exec('pragma synchronous = NORMAL');
        return;
      }
      // What may not have arrived is written again, to another place.
      if (journal.isDoubtful) database.exec('pragma wal_checkpoint(full)');
      await journal.sync();
    },
    close() {
      journal?.close();
      close(database);
    },
    takeIn: () => takeIn(database, path),
    takesInByItself(does) {
      database.exec(`pragma wal_autocheckpoint = ${does ? pagesToTakeIn : 0}`);
    },
    giveBack: () => giveBack(database, path),
    get isInTransaction() {
      return database.isTransaction;
    },
  };
}

/** Pages that become free can be given back to the disk. A new file is made so, a small older one is made anew. */
function makeShrinkable(database: DatabaseSyncInstance): void {
  const incremental = 2;
  if (numberIn(database, 'auto_vacuum') === incremental) return;
  const pages = numberIn(database, 'page_count');
  database.exec('pragma auto_vacuum = incremental');
  if (pages === 0 || pages > maxRewrittenPages) return;
  try {
    database.exec('vacuum');
  } catch {
    // The disk is full, another process has it open, or it is damaged: it works as it is, and the first statement that
    // cannot says so.
  }
}

async function giveBack(database: DatabaseSyncInstance, path: string): Promise<void> {
  // Moving pages takes room.
  if (numberIn(database, 'freelist_count') > 0) takeIn(database, path);
  let isShorter = false;
  for (let before = Infinity; ;) {
    await yieldToOthers();
    if (!database.isOpen) return;
    // Between the statements of somebody else's transaction it would be part of it.
    if (database.isTransaction) continue;
    const free = numberIn(database, 'freelist_count');
    if (free === 0 || free >= before) break;
    before = free;
    database.exec(`pragma incremental_vacuum(${pagesAtOnce})`);
    isShorter = true;
  }
  // Until it is taken in, the file itself is as it was.
  if (isShorter) takeIn(database, path);
}

function takeIn(database: DatabaseSyncInstance, path: string): void {
  // Within a transaction of somebody else it would be an error, and wait for nothing.
  if (database.isTransaction) return;
  const grown = numberIn(database, 'page_count') * numberIn(database, 'page_size');
  // Half of it would leave less room than none.
  if (grown - statSync(path).size > freeBeside(path)) return;
  database.exec('pragma wal_checkpoint(truncate)');
}

function numberIn(database: DatabaseSyncInstance, pragma: string): number {
  return Number(Object.values(database.prepare(`pragma ${pragma}`).get() ?? {})[0] ?? 0);
}

function preparedFrom(database: DatabaseSyncInstance, text: string): Prepared {
  const statement = prepare(database, text);
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters).map((row) => withNumbers(row as Row)),
    run: (parameters) => statement.run(...parameters),
    *iterate(parameters) {
      // One of its own, since it may be asked for again before its last row.
      for (const row of prepare(database, text).iterate(...parameters)) yield withNumbers(row as Row);
    },
  };
}

function prepare(database: DatabaseSyncInstance, text: string): StatementSyncInstance {
  const statement = database.prepare(text);
  // A damaged number may be larger than any that JavaScript holds; as such it would fail every row beside it.
  statement.setReadBigInts(true);
  return statement;
}

function withNumbers(row: Row): Row {
  for (const [name, value] of Object.entries(row)) if (typeof value === 'bigint') row[name] = Number(value);
  return row;
}

/**
 * What was written since the last checkpoint lies in a file beside it; whoever copies the database copies one. Leaving the
 * journal takes it in and takes that file away, also while statements that nobody uses any more wait for the collector.
 */
function close(database: DatabaseSyncInstance): void {
  for (const pragma of ['wal_checkpoint(truncate)', 'journal_mode = delete'])
    try {
      database.exec(`pragma ${pragma}`);
    } catch {
      // Another process has it open, or the disk is full: nothing is lost, it stays in the file beside.
    }
  database.close();
}
