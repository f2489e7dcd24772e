/**
 * A log that arrives at once, cut into chunks like those of a live run, as text or deflated: whoever keeps it serialises
 * nothing. Knows no store.
 */
import { deflateRawSync } from 'node:zlib';
import { toPacked } from './log-columns';
import type { NewChunk } from './log';
import type { LogEntry } from './wire';

interface Bounds {
  readonly entries: number;
  /** With the entry that makes it longer, in UTF-16 code units, a chunk ends. */
  readonly characters: number;
}
const whileLive: Bounds = { entries: 500, characters: 250_000 };
/** Of what is packed: a reader holds one at a time, and a page takes one in some milliseconds. */
export const packedBounds: Bounds = { entries: 5_000, characters: 4_000_000 };

interface Piece {
  readonly entries: LogEntry[];
  readonly texts: string[];
}

/** In order, without gaps; each is made when it is asked for. */
export function* cutLog(entries: Iterable<LogEntry>): Generator<Extract<NewChunk, { readonly json: string }>, void> {
  for (const piece of pieces(entries, whileLive)) yield { ...placeOf(piece), json: `[${piece.texts.join(',')}]` };
}

/** A tenth as long, for what is read seldom; takes its time. */
export function* deflatedLog(entries: Iterable<LogEntry>): Generator<NewChunk, void> {
  for (const piece of pieces(entries, packedBounds))
    yield { ...placeOf(piece), deflated: deflateRawSync(toPacked(piece.entries)) };
}

/** What of it is to be written, in UTF-16 code units or bytes. */
export function lengthOf(chunk: NewChunk): number {
  return 'json' in chunk ? chunk.json.length : chunk.deflated.byteLength;
}

function* pieces(entries: Iterable<LogEntry>, bounds: Bounds): Generator<Piece, void> {
  let piece: Piece = { entries: [], texts: [] };
  let characters = 0;
  for (const entry of entries) {
    const text = JSON.stringify(entry);
    piece.entries.push(entry);
    piece.texts.push(text);
    characters += text.length;
    if (piece.texts.length < bounds.entries && characters < bounds.characters) continue;
    yield piece;
    piece = { entries: [], texts: [] };
    characters = 0;
  }
  if (piece.texts.length > 0) yield piece;
}

function placeOf({ entries }: Piece): Pick<NewChunk, 'firstSeq' | 'lastSeq'> {
  return { firstSeq: entries[0]!.seq, lastSeq: entries.at(-1)!.seq };
}
