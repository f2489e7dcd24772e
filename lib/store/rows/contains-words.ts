/** The rule of `searchWords` in SQL. */
import { sql, type RawBuilder } from 'kysely';
import { searchWords } from '@/lib/base';

/** Whether `search_text`, written by `searchable`, contains each word of what was typed, taken literally. */
export function containsWords(typed: string): RawBuilder<boolean> {
  const conditions = searchWords(typed).map(
    (word) => sql`search_text like ${`%${word.replaceAll(/[\\%_]/g, (letter) => `\\${letter}`)}%`} escape '\\'`,
  );
  return conditions.length === 0 ? sql<boolean>`1 = 1` : sql<boolean>`${sql.join(conditions, sql` and `)}`;
}
