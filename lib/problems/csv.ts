/**
 * CSV with a header line (RFC 4180; comma, semicolon or tab; before it a line that names it, as Excel reads it: `sep=;`). A record
 * that is broken costs that record only.
 */
import { Readable } from 'node:stream';
import { parse, type CsvError } from 'csv-parse';
import { fileReasons, fillText, importNotes, rowReasons, type Text } from '@/lib/words';
import { maxRowBytes, ProblemFileError, type RawRow, type RawRows } from './raw-rows';
import { maxColumns } from './row';

const delimiters = [',', ';', '\t'] as const;
const NAMED_DELIMITER = /^sep=([,;\t|])[ \t]*\r?\n/i;

/** `head`: the beginning of the file, for its header line. */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>, head: string): RawRows {
  const named = NAMED_DELIMITER.exec(head);
  const skipped: RawRow[] = [];
  const repeated = new Set<string>();
  const parser = parse({
    columns: (names: readonly string[]) => {
      if (names.length > maxColumns)
        throw new ProblemFileError(
          fillText(fileReasons.manyColumns, {
            columns: names.length.toLocaleString('en'),
            most: maxColumns.toLocaleString('en'),
          }),
        );
      const seen = new Set<string>();
      return names.map((name, i) => {
        const trimmed = name.trim();
        if (trimmed === '') return `column ${i + 1}`;
        if (!seen.has(trimmed)) {
          seen.add(trimmed);
          return trimmed;
        }
        repeated.add(trimmed);
        return `${trimmed} (column ${i + 1})`;
      });
    },
    delimiter: named?.[1] ?? delimiterOf(head),
    from_line: named === null ? 1 : 2,
    bom: true,
    info: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: maxRowBytes,
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error !== undefined) skipped.push({ row: lineOf(error), complaint: wordsOf(error) });
      return undefined;
    },
  });
  const records = Readable.from(textsOf(bytes)).pipe(parser) as AsyncIterable<{
    readonly record: Readonly<Record<string, string>>;
    readonly info: { readonly lines: number };
  }>;
  try {
    for await (const { record, info } of records) {
      yield* skipped.splice(0);
      yield { row: info.lines, value: record };
    }
  } catch (error) {
    yield* skipped.splice(0);
    throw new ProblemFileError(
      fillText(fileReasons.restNoCsv, { why: error instanceof Error ? error.message.slice(0, 200) : 'unreadable' }),
    );
  }
  yield* skipped;
  if (repeated.size > 0) yield { note: fillText(importNotes.repeatedHeader, { columns: [...repeated].join(', ') }) };
}

async function* textsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** The one that is most often in the first line. */
function delimiterOf(head: string): string {
  const [line = ''] = head.split(/\r?\n/);
  const counts = delimiters.map((delimiter) => line.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))]!;
}

function lineOf(error: CsvError): number {
  const { lines } = error as CsvError & { readonly lines?: number };
  return lines ?? 0;
}

function wordsOf(error: CsvError): Text {
  return error.code === 'CSV_RECORD_INCONSISTENT_COLUMNS' || error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH'
    ? rowReasons.otherFields
    : fillText(rowReasons.noCsv, { why: error.message.slice(0, 160) });
}
