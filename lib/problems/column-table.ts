/**
 * Tables that are written column by column, as pandas and datasets write them: `{"problem": ["a", "b"], "answer": ["2",
 * "3"]}`, the same by index (`{"problem": {"0": "a"}}`), split into names and rows, rows by their names, or several such in
 * parts (`{"train": {…}, "test": {…}}`). Opened into rows; it reads no file.
 */
import { isObject } from '@/lib/base';
import { asText, fillText, joinTexts, rowReasons, type Text } from '@/lib/words';
import { columnsFor, fieldOf } from './row';
import type { RawRow } from './raw-rows';

/** Of a table: a value that all rows share is written into each of them. */
const maxShared = 100;

type Unnumbered = RawRow extends infer R ? (R extends RawRow ? Omit<R, 'row'> : never) : never;

/** The rows of a table; undefined for what is one row. */
export function rowsOfTable(value: Readonly<Record<string, unknown>>): readonly Unnumbered[] | undefined {
  return rowsOfOne(value) ?? (hasProblem(value) ? undefined : rowsOfParts(value));
}

function hasProblem(value: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(value).some((name) => fieldOf(name) === 'problem');
}

function rowsOfOne(value: Readonly<Record<string, unknown>>): readonly Unnumbered[] | undefined {
  const { columns } = value;
  const data = value['data'] ?? value['rows'];
  if (isList(columns) && isList(data) && columns.every((name) => typeof name === 'string'))
    return columns.some((name) => fieldOf(name) === 'problem') ? data.map((row) => splitRow(columns, row)) : undefined;
  const name = Object.keys(value).find((each) => fieldOf(each) === 'problem' && isProblemColumn(value[each]));
  return name === undefined ? undefined : rowsByColumn(value, name);
}

function rowsByColumn(value: Readonly<Record<string, unknown>>, name: string): readonly Unnumbered[] | undefined {
  const keys = keysOf(value[name]);
  // A list of one is what it holds.
  if (isList(value[name]) && keys.length === 1) return undefined;
  // Once for a column, not for each of its cells.
  const written = keys.join();
  const columns = Object.entries(value).map(([each, cells]) => ({
    each,
    cells,
    isColumn: isCells(cells) && keysOf(cells).join() === written,
  }));
  const answers = columns.filter(({ each }) => ['answer', 'solution'].includes(fieldOf(each) ?? ''));
  // What is there once is there for every row; a list of another length is neither.
  const odd = columns.filter(({ each, cells, isColumn }) => fieldOf(each) !== undefined && isList(cells) && !isColumn);
  if (odd.length > 0 || !answers.some(({ isColumn }) => isColumn)) {
    const lengths = [...new Set([...answers, ...odd])].map(({ each, cells }) =>
      isCells(cells) ? lengthOf(each, cells) : fillText(rowReasons.oneCell, { column: each }),
    );
    const told = joinTexts([lengthOf(name, value[name]), ...lengths], { en: ', ', zh: '，' });
    return [{ complaint: fillText(rowReasons.unevenTable, { lengths: told }) }];
  }
  if (columns.filter(({ isColumn }) => !isColumn).length > maxShared)
    return [{ complaint: fillText(rowReasons.manyCells, { most: maxShared }) }];
  return keys.map((key) => ({
    value: Object.fromEntries(
      columns.map(({ each, cells, isColumn }) => [each, isColumn ? cellOf(cells, key) : cells]),
    ),
  }));
}

function lengthOf(column: string, cells: unknown): Text {
  return asText(`${column} ${keysOf(cells).length}`);
}

/** Tables side by side under names, or rows under theirs, which are their ids unless they only count. Parts have no parts. */
function rowsOfParts(value: Readonly<Record<string, unknown>>): readonly Unnumbered[] | undefined {
  const parts = Object.entries(value).flatMap(([name, part]) => (isObject(part) ? [{ name, part }] : []));
  const tables = parts.flatMap(({ part }) => rowsOfOne(part) ?? []);
  if (tables.length > 0) return tables;
  const areRows =
    parts.length > 1 &&
    parts.length === Object.keys(value).length &&
    parts.every(({ part }) => columnsFor('problem', Object.keys(part)).length > 0);
  if (!areRows) return undefined;
  return parts.map(({ name, part }) => ({
    value: /^\d+$/.test(name) || columnsFor('id', Object.keys(part)).length > 0 ? part : { ...part, unique_id: name },
  }));
}

function splitRow(names: readonly unknown[], row: unknown): Unnumbered {
  if (!isList(row) || row.length !== names.length) return { complaint: rowReasons.otherColumns };
  return { value: Object.fromEntries(names.map((name, i) => [String(name), row[i]])) };
}

/** Plain cells or lists, of messages too; a list of objects is one conversation. */
function isProblemColumn(value: unknown): boolean {
  return isCells(value) && !(isList(value) && value.some(isObject));
}

function isCells(value: unknown): boolean {
  if (isList(value)) return value.length > 0;
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
