/**
 * JSON as one document: an array of objects, an object that holds such arrays (`{"data": [...]}`, the rows interface of
 * datasets' `{"rows": [{"row": {...}}]}`), or a table by columns. Read piece by piece; only a table is kept until its end.
 */
import { Tokenizer, TokenParser } from '@streamparser/json';
import { isObject, numberAsWritten } from '@/lib/base';
import { fileReasons, fillText, rowReasons } from '@/lib/words';
import { rowsOfTable } from './column-table';
import { maxRowBytes, ProblemFileError, type RawRow, type RawRows } from './raw-rows';

/** Of a table by columns. */
const maxTableBytes = 64_000_000;

class ExactTokenizer extends Tokenizer {
  override parseNumber(written: string): number {
    // A value is handed on as it is, whatever its type.
    return numberAsWritten(written) as number;
  }
}

/** `isArray`: the document begins with `[`. */
export async function* readJsonDocument(bytes: AsyncIterable<Uint8Array>, isArray: boolean): RawRows {
  const tokenizer = new ExactTokenizer();
  const parser = new TokenParser({ paths: [isArray ? '$.*' : '$.*.*'], keepStack: false });
  let row = 0;
  let found: RawRow[] = [];
  let failure: Error | undefined;
  const table: Record<string, Record<string, unknown>> = {};
  tokenizer.onToken = parser.write.bind(parser);
  parser.onValue = ({ value, key, stack }) => {
    if (!isArray && !isObject(value)) {
      const column = String(stack[1]?.key ?? '');
      if (row === 0) (table[column] ??= {})[String(key ?? '')] = value;
      return;
    }
    row += 1;
    found.push(
      isObject(value)
        ? { row, value: isObject(value['row']) ? value['row'] : value }
        : { row, complaint: rowReasons.noObject },
    );
  };
  tokenizer.onError = (error) => {
    failure ??= error;
  };
  parser.onError = (error) => {
    failure ??= error;
  };
  let sinceLast = 0;
  // Decoded here: what is no UTF-8 is to cost its own entry only.
  const decoder = new TextDecoder();
  for await (const chunk of bytes) {
    tokenizer.write(decoder.decode(chunk, { stream: true }));
    sinceLast = found.length > 0 ? 0 : sinceLast + chunk.byteLength;
    yield* found;
    found = [];
    if (failure !== undefined)
      throw new ProblemFileError(fillText(fileReasons.noJsonAfter, { row, why: failure.message.slice(0, 160) }));
    const isTable = row === 0 && Object.keys(table).length > 0;
    if (sinceLast > (isTable ? maxTableBytes : maxRowBytes))
      throw new ProblemFileError(fillText(fileReasons.entryTooLong, { row: row + 1, most: maxRowBytes / 1_000_000 }));
  }
  if (!parser.isEnded) throw new ProblemFileError(fillText(fileReasons.endsWithin, { row }));
  if (row > 0) return;
  const rows = rowsOfTable(Object.fromEntries(Object.entries(table).map(([name, cells]) => [name, asList(cells)])));
  for (const each of rows ?? []) yield { row: ++row, ...each };
}

/** Cells by number as the list they were, unless they have other names. */
function asList(cells: Readonly<Record<string, unknown>>): unknown {
  return Object.keys(cells).every((key, i) => key === String(i)) ? Object.values(cells) : cells;
}
