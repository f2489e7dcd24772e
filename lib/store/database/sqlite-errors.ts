/** The failures of SQLite in words. Knows its codes, no query. */
import { StoreError } from '@/lib/runs';
import { fullWords } from './full-disk';

/** By SQLite's primary result code: which failure it is, what is said of it, and whether it may pass by itself. */
const failures: Readonly<Record<number, readonly [kind: StoreError['kind'], words: string, isRetryable: boolean]>> = {
  3: readOnly(),
  5: locked(),
  6: locked(),
  8: readOnly(),
  10: ['failed', 'could not be read or written. Check the disk.', true],
  11: damaged(),
  13: ['full', fullWords, true],
  14: ['unreachable', 'cannot be opened. Check that its folder exists and may be written to.', false],
  26: damaged(),
};

/** The same by SQLite's own words, which are all that the library gives where a statement fails while it gives rows. */
const codeOf: Readonly<Record<string, number>> = {
  'access permission denied': 3,
  'database is locked': 5,
  'database table is locked': 6,
  'attempt to write a readonly database': 8,
  'disk I/O error': 10,
  'database disk image is malformed': 11,
  'database or disk is full': 13,
  'unable to open database file': 14,
  'file is not a database': 26,
};

/** What the file system says where we bring a commit to the disk ourselves. */
const codeOfFile: Readonly<Record<string, number>> = { EIO: 10, ENOSPC: 13, EDQUOT: 13 };

/** An expected failure in words; undefined when the error is a bug, or none of the database's. */
export function explainSqlite(error: unknown, place: string): StoreError | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, errcode = codeOf[error.message] } = error as { readonly code?: unknown; readonly errcode?: unknown };
  const ofFile = typeof code === 'string' ? codeOfFile[code] : undefined;
  // Above the lowest byte lies the finer code.
  const ofSqlite = code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number' ? errcode % 256 : undefined;
  const failure = failures[ofFile ?? ofSqlite ?? -1];
  if (failure === undefined) return undefined;
  const [kind, words, isRetryable] = failure;
  return new StoreError(kind, `${place} ${words}`, { isRetryable, cause: error });
}

function readOnly() {
  return [
    'read-only',
    'may not be written. Give this user the right to write the file and its folder.',
    false,
  ] as const;
}

function locked() {
  return ['locked', 'is being written by another program. Stop that program, or wait until it is done.', true] as const;
}

function damaged() {
  return [
    'corrupt',
    'is damaged, or is no database. What can still be read is shown. Go back to a backup with “npm run restore -- FILE”, or move the file away to start with an empty one.',
    false,
  ] as const;
}
