/** JSONL: one JSON object a line. A line that is broken costs that line only. */
import { isObject, readJson } from '@/lib/base';
import { fillText, rowReasons } from '@/lib/words';
import { maxRowBytes, type RawRow } from './raw-rows';

const newline = 0x0a;

export async function* readJsonLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RawRow, void> {
  let row = 0;
  for await (const line of linesOf(bytes)) {
    row += 1;
    if (line === undefined) yield { row, complaint: fillText(rowReasons.tooLarge, { most: maxRowBytes / 1_000_000 }) };
    else {
      const text = new TextDecoder().decode(line).trim();
      if (text !== '') yield rowOf(text, row);
    }
  }
}

function rowOf(text: string, row: number): RawRow {
  const read = readJson(text, { numbers: 'as-written' });
  if ('maxLevels' in read) return { row, complaint: fillText(rowReasons.tooDeep, { most: read.maxLevels }) };
  if ('complaint' in read) return { row, complaint: fillText(rowReasons.noJson, { why: read.complaint }) };
  return isObject(read.value) ? { row, value: read.value } : { row, complaint: rowReasons.noObject };
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
