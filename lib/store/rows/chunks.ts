/** The chunks of a run's log as they lie in the database, packed or not, from any entry on. Checks no entry. */
import type { Kysely } from 'kysely';
import { BrokenLogError, fromPacked, placeOf, type LogChunk, type LogEntry, type PackedChunk } from '@/lib/runs';
import { pack, textIn, type PackedRow } from './packed';
import type { RunChunksTable, Schema } from '../database/schema';

/** Of a chunk by columns, whose entries are many: so many are one chunk to its reader. */
const entriesAtOnce = 500;

interface Page {
  readonly after: number;
  readonly limit: number;
}

/** As `RunLog.read`. Throws BrokenLogError when a chunk is damaged. */
export async function readChunks(db: Kysely<Schema>, runId: string, page: Page): Promise<readonly LogChunk[]> {
  const chunks: LogChunk[] = [];
  for (const row of await rowsAfter(db, runId, page)) {
    if (chunks.length >= page.limit) break;
    chunks.push(...(await chunksAfter(page.after, { runId, row })));
  }
  return chunks.slice(0, page.limit);
}

/** As `RunLog.readPacked`. Throws BrokenLogError when a chunk that begins before `after` is damaged. */
export async function readPackedChunks(db: Kysely<Schema>, runId: string, page: Page): Promise<readonly PackedChunk[]> {
  const rows = await Promise.all(
    (await rowsAfter(db, runId, page)).map(async (row): Promise<Row> => {
      if (row.first_seq > page.after) return row;
      const rest = (await chunksAfter(page.after, { runId, row })).flatMap(({ json }) => JSON.parse(json) as unknown[]);
      return { ...row, first_seq: page.after + 1, entries: JSON.stringify(rest), packed: null };
    }),
  );
  return (await pack(rows)).map((row) => ({ lastSeq: row.last_seq, deflated: row.packed }));
}

type Row = Pick<RunChunksTable, 'first_seq' | 'last_seq' | 'entries' | 'packed'>;

function rowsOf(db: Kysely<Schema>, runId: string) {
  return db
    .selectFrom('run_chunks')
    .select(['first_seq', 'last_seq', 'entries', 'packed'])
    .where('run_id', '=', runId)
    .orderBy('first_seq');
}

function rowsAfter(db: Kysely<Schema>, runId: string, { after, limit }: Page): Promise<Row[]> {
  return rowsOf(db, runId).where('last_seq', '>', after).limit(limit).execute();
}

/** The first chunks of a run, up to `limit`, that are not packed. */
export function unpackedRows(db: Kysely<Schema>, runId: string, limit?: number): Promise<Row[]> {
  const rows = rowsOf(db, runId).where('packed', 'is', null);
  return (limit === undefined ? rows : rows.limit(limit)).execute();
}

/**
 * In a transaction: `rows`, as they were read by `unpackedRows`, lie as `packed` from now on. Does nothing where they are gone: the
 * run was deleted, or another process was quicker. Throws when some of them are.
 */
export async function replaceRows(
  trx: Kysely<Schema>,
  runId: string,
  { rows, packed }: { readonly rows: readonly Row[]; readonly packed: readonly PackedRow[] },
): Promise<void> {
  const last = rows.at(-1);
  if (last === undefined) return;
  const { numDeletedRows } = await trx
    .deleteFrom('run_chunks')
    .where('run_id', '=', runId)
    .where('packed', 'is', null)
    .where('last_seq', '<=', last.last_seq)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return;
  if (Number(numDeletedRows) !== rows.length)
    throw new Error(`Invariant broken: the log of run ${runId} changed while it was packed`);
  for (const row of packed)
    await trx
      .insertInto('run_chunks')
      .values({ run_id: runId, ...row })
      .execute();
}

interface RowOf {
  readonly runId: string;
  readonly row: Row;
}

/** What of a row comes after an entry. */
async function chunksAfter(after: number, { runId, row }: RowOf): Promise<readonly LogChunk[]> {
  const { first_seq: firstSeq, last_seq: lastSeq } = row;
  try {
    const text = await textIn(row);
    if (text.startsWith('{')) return cut(fromPacked(JSON.parse(text)), after, { runId, row });
    if (firstSeq > after) return [{ runId, firstSeq, lastSeq, json: text }];
    const rest = (JSON.parse(text) as readonly LogEntry[]).filter((entry) => entry.seq > after);
    return [{ runId, firstSeq: after + 1, lastSeq, json: JSON.stringify(rest) }];
  } catch (cause) {
    throw new BrokenLogError(`The log of run ${runId} is damaged ${placeOf({ firstSeq, lastSeq })}.`, { cause });
  }
}

function cut(entries: unknown, after: number, { runId, row }: RowOf): readonly LogChunk[] {
  if (!Array.isArray(entries)) throw new Error('The columns are none.');
  const chunks: LogChunk[] = [];
  for (let at = Math.max(0, after + 1 - row.first_seq); at < entries.length; at += entriesAtOnce) {
    const part = entries.slice(at, at + entriesAtOnce);
    const firstSeq = row.first_seq + at;
    chunks.push({ runId, firstSeq, lastSeq: firstSeq + part.length - 1, json: JSON.stringify(part) });
  }
  return chunks;
}
