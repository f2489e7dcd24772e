/**
 * Tables that are written column by column, as pandas and datasets write them: `{"problem": ["a", "b"], "answer": ["2",
 * "3"]}`, the same by index (`{"problem": {"0": "a"}}`), or split into names and rows. Opened into rows; it reads no file.
 */
import { fieldOf } from './fields';
import { isObject, type RawRow } from './raw-rows';

type Unnumbered = RawRow extends infer R ? (R extends RawRow ? Omit<R, 'row'> : never) : never;

/** The rows of a table; undefined for what is one row. */
export function rowsOfTable(value: Readonly<Record<string, unknown>>): readonly Unnumbered[] | undefined {
  const { columns, data } = value;
  if (isList(columns) && isList(data) && columns.every((name) => typeof name === 'string'))
    return columns.some((name) => fieldOf(name) === 'problem') ? data.map((row) => splitRow(columns, row)) : undefined;
  const problem = Object.entries(value).find(([name, column]) => fieldOf(name) === 'problem' && isColumn(column));
  if (problem === undefined) return undefined;
  const [name, column] = problem;
  const keys = keysOf(column);
  // Once for a column, not for each of its cells.
  const written = keys.join();
  const isOne = (cells: unknown) => isColumn(cells) && keysOf(cells).join() === written;
  // A list of one is what it holds.
  if (isList(column) && column.length === 1) return undefined;
  const answers = Object.entries(value).filter(([each]) => ['answer', 'solution'].includes(fieldOf(each) ?? ''));
  if (!answers.some(([, cells]) => isOne(cells))) {
    const lengths = answers.map(([each, cells]) => `, ${each} ${isColumn(cells) ? keysOf(cells).length : 'one'}`);
    return [{ complaint: `a table by columns of different lengths: ${name} ${keys.length}${lengths.join('')}` }];
  }
  const columnsThere = Object.entries(value).map(([each, cells]) => ({ each, cells, isColumn: isOne(cells) }));
  return keys.map((key) => ({
    // What is there once is there for every row.
    value: Object.fromEntries(
      columnsThere.map(({ each, cells, isColumn: isApart }) => [each, isApart ? cellOf(cells, key) : cells]),
    ),
  }));
}

function splitRow(names: readonly unknown[], row: unknown): Unnumbered {
  if (!isList(row) || row.length !== names.length)
    return { complaint: 'the row has another number of fields than the table has columns' };
  return { value: Object.fromEntries(names.map((name, i) => [String(name), row[i]])) };
}

/** Plain cells, not a list of messages and not a structure. */
function isColumn(value: unknown): value is readonly unknown[] | Readonly<Record<string, unknown>> {
  if (isList(value)) return value.length > 0 && !value.some((cell) => isObject(cell) || isList(cell));
  return isObject(value) && Object.keys(value).length > 0 && Object.keys(value).every((key) => /^\d+$/.test(key));
}

function keysOf(column: unknown): readonly string[] {
  return Object.keys(column as object);
}

function cellOf(column: unknown, key: string): unknown {
  return (column as Readonly<Record<string, unknown>>)[key];
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}
