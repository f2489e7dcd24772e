/**
 * Isotonic regression in one dimension, by pool-adjacent-violators (PAVA; Best & Chakravarti 1990): numbers in a given
 * order, each as near as possible to what it wants to be, none below the one before it. Knows numbers only.
 */

export interface Want {
  readonly value: number;
  /** More than 0: how much its distance counts. */
  readonly weight: number;
}

/**
 * One number in [low, high] for each of `wants`, never descending, with the least weighted sum of squared distances.
 * Cutting the free fit off at both bounds gives just that; where `low` is above `high`, all are `low`. Linear.
 */
export function isotonic(wants: readonly Want[], [low, high]: readonly [low: number, high: number]): readonly number[] {
  const pools: { sum: number; weight: number; count: number }[] = [];
  for (const { value, weight } of wants) {
    let pool = { sum: value * weight, weight, count: 1 };
    for (
      let before = pools.at(-1);
      before !== undefined && before.sum / before.weight > pool.sum / pool.weight;
      before = pools.at(-1)
    ) {
      pool = { sum: before.sum + pool.sum, weight: before.weight + pool.weight, count: before.count + pool.count };
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, weight, count }) =>
    new Array<number>(count).fill(Math.max(low, Math.min(high, sum / weight))),
  );
}
