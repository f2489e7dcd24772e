/**
 * Labels in a column: each as near as possible to where it wants to be, none over another. Isotonic regression by
 * pool-adjacent-violators on the positions less their share of the gaps, then a clamp to the column.
 */

/** Positions in the order of `wants`; where the column is too short the gap shrinks for all alike. */
export function spread(
  wants: readonly number[],
  gap: number,
  [low, high]: readonly [number, number],
): readonly number[] {
  const room = Math.min(gap, (high - low) / Math.max(1, wants.length - 1));
  const order = wants.map((_, i) => i).sort((a, b) => wants[a]! - wants[b]! || a - b);
  const pools: { sum: number; count: number }[] = [];
  order.forEach((index, rank) => {
    let pool = { sum: wants[index]! - rank * room, count: 1 };
    for (
      let before = pools.at(-1);
      before !== undefined && before.sum / before.count >= pool.sum / pool.count;
      before = pools.at(-1)
    ) {
      pool = { sum: pool.sum + before.sum, count: pool.count + before.count };
      pools.pop();
    }
    pools.push(pool);
  });
  const top = Math.max(low, high - (wants.length - 1) * room);
  const starts = pools.flatMap(({ sum, count }) =>
    Array.from({ length: count }, () => Math.min(top, Math.max(low, sum / count))),
  );
  const placed = new Array<number>(wants.length);
  order.forEach((index, rank) => {
    placed[index] = starts[rank]! + rank * room;
  });
  return placed;
}
