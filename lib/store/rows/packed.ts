/**
 * Chunks of a log that is over, deflated: a tenth of their size, so that ten thousand searches can be kept with all that
 * was written in them, and a page is sent them as they lie. Knows no run and no query.
 */
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { fewestPacked, packedBounds, toPacked } from '@/lib/runs';
import type { RunChunksTable } from '../database/schema';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

type Chunk = Pick<RunChunksTable, 'first_seq' | 'last_seq' | 'entries' | 'packed'>;

/** What a chunk says as JSON, packed or not: its entries, or their columns. */
export async function textIn({ entries, packed }: Pick<Chunk, 'entries' | 'packed'>): Promise<string> {
  return packed === null ? entries : (await inflate(bytesOf(packed))).toString('utf8');
}

/** The same entries in as few packed chunks as may be; `chunks` follow each other. Those that are packed stay as they are. */
export async function pack(chunks: readonly Chunk[]): Promise<readonly PackedRow[]> {
  const { entries: maxEntries, characters: maxCharacters } = packedBounds;
  const groups: Chunk[][] = [];
  let characters = Infinity;
  for (const chunk of chunks) {
    const length = chunk.packed === null ? chunk.entries.length : Infinity;
    const group = groups.at(-1);
    characters += length;
    if (group !== undefined && characters <= maxCharacters && chunk.last_seq - group[0]!.first_seq < maxEntries)
      group.push(chunk);
    else {
      groups.push([chunk]);
      characters = length;
    }
  }
  return Promise.all(groups.map(packedGroup));
}

export type PackedRow = Pick<Chunk, 'first_seq' | 'last_seq' | 'entries'> & { readonly packed: Uint8Array };

/** `group`: one chunk that is packed, or several that are not. */
async function packedGroup(group: readonly Chunk[]): Promise<PackedRow> {
  const [first, last] = [group[0]!, group.at(-1)!];
  const packed = first.packed === null ? await deflate(await textOf(group)) : bytesOf(first.packed);
  return { first_seq: first.first_seq, last_seq: last.last_seq, entries: '', packed };
}

/** Of many chunks one after the other, for other work is to get its turn. */
async function textOf(group: readonly Chunk[]): Promise<string> {
  // JSON arrays are joined without their brackets.
  const joined = () => `[${group.map(({ entries }) => entries.slice(1, -1)).join(',')}]`;
  if (group.at(-1)!.last_seq - group[0]!.first_seq < fewestPacked) return joined();
  const all: unknown[] = [];
  try {
    for (const { entries } of group) {
      for (const entry of JSON.parse(entries) as unknown[]) all.push(entry);
      await yieldToOthers();
    }
  } catch {
    // What is damaged is kept for whoever wants to mend it.
    return joined();
  }
  return toPacked(all);
}

function bytesOf(packed: Uint8Array | ArrayBuffer): Uint8Array {
  return packed instanceof ArrayBuffer ? new Uint8Array(packed) : packed;
}
