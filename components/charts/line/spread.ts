/** Labels in a column: each as near as possible to where it wants to be, none over another. */
import { isotonic } from '@/lib/base';

/** Positions in the order of `wants`; where the column is too short the gap shrinks for all alike. */
export function spread(
  wants: readonly number[],
  gap: number,
  [low, high]: readonly [number, number],
): readonly number[] {
  const room = Math.min(gap, (high - low) / Math.max(1, wants.length - 1));
  const order = wants.map((_, i) => i).sort((a, b) => wants[a]! - wants[b]! || a - b);
  // Less the gaps before it, a label may stand where the one before it does: order alone is left.
  const shifted = isotonic(
    order.map((index, rank) => ({ value: wants[index]! - rank * room, weight: 1 })),
    [low, Math.max(low, high - (wants.length - 1) * room)],
  );
  const placed = new Array<number>(wants.length);
  order.forEach((index, rank) => {
    placed[index] = shifted[rank]! + rank * room;
  });
  return placed;
}
