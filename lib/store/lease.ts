/** When a lease is over, by the database's clock alone. Knows no table. */
import { sql, type RawBuilder } from 'kysely';
import type { Dialect } from './database/dialect';

/**
 * True for a lease until `until` (milliseconds) that has run out, and for one that ends later than the longest that is given:
 * the clock was set back since, and its owner, if it lives, renews it by what the clock says now.
 */
export function isOver(
  { now }: Pick<Dialect, 'now'>,
  until: RawBuilder<unknown>,
  longestMs: number,
): RawBuilder<boolean> {
  return sql<boolean>`(${until} <= ${now} or ${until} > ${now} + ${sql.lit(longestMs)})`;
}
