/**
 * Chunks of a log that is over, deflated: a tenth of their size, so that ten thousand searches can be kept with all that
 * was written in them. Knows no run and no query.
 */
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { RunChunksTable } from '../database/schema';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** Longest text of one packed chunk in UTF-16 code units; a reader holds one at a time. */
const maxCharacters = 4_000_000;

type Chunk = Pick<RunChunksTable, 'first_seq' | 'last_seq' | 'entries' | 'packed'>;

/** The JSON array of a chunk, packed or not. */
export async function entriesIn({ entries, packed }: Pick<Chunk, 'entries' | 'packed'>): Promise<string> {
  if (packed === null) return entries;
  const bytes = packed instanceof ArrayBuffer ? new Uint8Array(packed) : packed;
  return (await inflate(bytes)).toString('utf8');
}

/** The same entries in as few packed chunks as may be; `chunks` follow each other. */
export async function pack(chunks: readonly Chunk[]): Promise<readonly Chunk[]> {
  const texts = await Promise.all(chunks.map(entriesIn));
  const groups: { readonly chunks: Chunk[]; readonly inner: string[]; size: number }[] = [];
  chunks.forEach((chunk, i) => {
    // JSON arrays are joined without their brackets.
    const inner = texts[i]!.slice(1, -1);
    const group = groups.at(-1);
    if (group === undefined || group.size + inner.length > maxCharacters)
      groups.push({ chunks: [chunk], inner: [inner], size: inner.length });
    else {
      group.chunks.push(chunk);
      group.inner.push(inner);
      group.size += inner.length;
    }
  });
  return Promise.all(
    groups.map(async (group) => ({
      first_seq: group.chunks[0]!.first_seq,
      last_seq: group.chunks.at(-1)!.last_seq,
      entries: '',
      packed: await deflate(Buffer.from(`[${group.inner.join(',')}]`)),
    })),
  );
}
