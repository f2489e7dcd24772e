/** JSONL: one JSON object a line. A line that is broken costs that line only. */
import { isObject, maxRowBytes, type RawRow, type RawRows } from './raw-rows';

const newline = 0x0a;

export async function* readJsonLines(bytes: AsyncIterable<Uint8Array>): RawRows {
  let row = 0;
  for await (const line of linesOf(bytes)) {
    row += 1;
    if (line === undefined) yield { row, complaint: `longer than ${maxRowBytes / 1_000_000} MB` };
    else {
      const text = new TextDecoder().decode(line).trim();
      if (text !== '') yield rowOf(text, row);
    }
  }
}

function rowOf(text: string, row: number): RawRow {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { row, value } : { row, complaint: 'no JSON object' };
  } catch (error) {
    return { row, complaint: `no JSON: ${error instanceof Error ? error.message.slice(0, 120) : 'unreadable'}` };
  }
}

/** Undefined for a line that is too long to be kept. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | undefined, void> {
  let pieces: Uint8Array[] = [];
  let size = 0;
  const take = (): Uint8Array | undefined => {
    const line = size > maxRowBytes ? undefined : Buffer.concat(pieces);
    pieces = [];
    size = 0;
    return line;
  };
  const add = (piece: Uint8Array) => {
    size += piece.byteLength;
    if (size > maxRowBytes) pieces = [];
    else pieces.push(piece);
  };
  for await (const chunk of bytes) {
    let from = 0;
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      add(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    if (from < chunk.byteLength) add(chunk.subarray(from));
  }
  if (size > 0) yield take();
}
