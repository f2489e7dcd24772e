/** The rule of `searchWords` in SQL. */
import { sql, type RawBuilder } from 'kysely';
import { searchWords } from '@/lib/base';

/** Whether a column written by `searchable` contains each word of what was typed, taken literally. */
export function containsWords(column: 'search_text', typed: string): RawBuilder<boolean> {
  const conditions = searchWords(typed).map((word) =>
    sql`${sql.ref(column)} like ${`%${word.replaceAll(/[\\%_]/g, (letter) => `\\${letter}`)}%`} escape '\\'`);
  return conditions.length === 0 ? sql<boolean>`1 = 1` : sql<boolean>`${sql.join(conditions, sql` and `)}`;
}
