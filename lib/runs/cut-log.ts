/**
 * A log that arrives at once, cut into chunks like those of a live run, as text or deflated: whoever keeps it serialises
 * nothing. Knows no store.
 */
import { deflateRawSync } from 'node:zlib';
import type { NewChunk } from './log';
import type { LogEntry } from './wire';

const maxEntries = 500;
/** With the entry that makes it longer, in UTF-16 code units, a chunk ends. */
const maxCharacters = 250_000;

type TextChunk = Extract<NewChunk, { readonly json: string }>;

/** In order, without gaps; each is made when it is asked for. */
export function* cutLog(entries: Iterable<LogEntry>): Generator<TextChunk, void> {
  let texts: string[] = [];
  let [firstSeq, lastSeq, characters] = [0, 0, 0];
  const chunk = () => ({ firstSeq, lastSeq, json: `[${texts.join(',')}]` });
  for (const entry of entries) {
    const text = JSON.stringify(entry);
    if (texts.length === 0) firstSeq = entry.seq;
    lastSeq = entry.seq;
    texts.push(text);
    characters += text.length;
    if (texts.length < maxEntries && characters < maxCharacters) continue;
    yield chunk();
    texts = [];
    characters = 0;
  }
  if (texts.length > 0) yield chunk();
}

/** A tenth as long, for what is read seldom; takes its time. */
export function deflatedChunk({ json, ...place }: TextChunk): NewChunk {
  return { ...place, deflated: deflateRawSync(json) };
}

/** What of it is to be written, in UTF-16 code units or bytes. */
export function lengthOf(chunk: NewChunk): number {
  return 'json' in chunk ? chunk.json.length : chunk.deflated.byteLength;
}
