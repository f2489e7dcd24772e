/** The rows of a file of problems, whatever its format: told by its first bytes, not by its name. */
import { fileReasons, fillText } from '@/lib/words';
import { readCsv } from './csv';
import { rowsOfTable } from './column-table';
import { columnsFor } from './row';
import { readJsonDocument } from './json-document';
import { readJsonLines } from './json-lines';
import { headOf, type ProblemFile } from './open-file';
import { readParquetLines } from './parquet';
import { ProblemFileError, type RawRows } from './raw-rows';

const headBytes = 65_536;
const byteOrderMarks = [
  ['UTF-16', [0xff, 0xfe]],
  ['UTF-16', [0xfe, 0xff]],
] as const;

/** Streams: memory does not grow with the file. Throws ProblemFileError when nothing (more) can be read. */
export async function* readRows({ form, bytes }: ProblemFile): RawRows {
  // Rows of a table by columns are numbered on, so that every row has a number of its own.
  let opened = 0;
  for await (const raw of form === 'parquet' ? readParquetLines(bytes) : textRows(bytes)) {
    const table = 'value' in raw ? rowsOfTable(raw.value) : undefined;
    if (!('row' in raw)) yield raw;
    else if (table === undefined) yield { ...raw, row: raw.row + opened };
    else {
      for (const [i, each] of table.entries()) yield { row: raw.row + opened + i, ...each };
      opened += Math.max(0, table.length - 1);
    }
  }
}

async function* textRows(bytes: AsyncIterable<Uint8Array>): RawRows {
  const { head, whole } = await headOf(bytes, headBytes);
  const text = new TextDecoder().decode(head).trimStart();
  const mark = byteOrderMarks.find(([, codes]) => codes.every((code, i) => head[i] === code));
  if (text === '') throw new ProblemFileError(fileReasons.isEmpty);
  if (mark !== undefined) throw new ProblemFileError(fillText(fileReasons.otherEncoding, { encoding: mark[0] }));
  if (head.subarray(0, 512).includes(0)) throw new ProblemFileError(fileReasons.unknownForm);
  else if (text.startsWith('[')) yield* readJsonDocument(whole, true);
  else if (text.startsWith('{')) yield* isOneLineOfMany(text) ? readJsonLines(whole) : readJsonDocument(whole, false);
  else yield* readCsv(whole, text);
}

/** JSONL's first line is an object; a document's is only the beginning of one. */
function isOneLineOfMany(text: string): boolean {
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  // A whole object before another one: lines, whatever they hold.
  const isFollowed = end >= 0 && text.slice(end).trimStart().startsWith('{');
  try {
    const value = JSON.parse(first) as object;
    // A document on one line holds its problems in an array.
    return (
      isFollowed ||
      columnsFor('problem', Object.keys(value)).length > 0 ||
      !Object.values(value).some((each) => Array.isArray(each) && typeof each[0] === 'object')
    );
  } catch {
    // Broken, or a document that is written over many lines or over more than was looked at.
    return end >= 0 && !/[[{,]\s*$/.test(first);
  }
}
