/**
 * Puts blocks of lanes in a given order without overlap, each as near as possible to where it wants to be.
 * Knows numbers only: no nodes, no pixels.
 */
import { isotonic } from '@/lib/base';

export interface Block {
  /** Where the middle of the block would like to be, in lanes. */
  readonly centre: number;
  /** Lanes it needs, at least 1. */
  readonly size: number;
}

/**
 * The first lane of each block, in the order given. Minimises the size-weighted squared distance from the wanted centres
 * subject to order, no overlap, and [low, high]. When the blocks need more room than there is, all are squeezed by one
 * factor (the second result).
 */
export function placeBlocks(
  blocks: readonly Block[],
  low: number,
  high: number,
): { readonly starts: readonly number[]; readonly pitch: number } {
  /** Lanes that the blocks before each take. */
  const before: number[] = [];
  let total = 0;
  for (const { size } of blocks) {
    before.push(total);
    total += size;
  }
  const room = high - low;
  if (total > room) {
    const pitch = room / total;
    return { starts: before.map((lanes) => low + lanes * pitch), pitch };
  }
  // Less what stands before it, a block may start where the one before it does, and no lower: order alone is left.
  const shifted = isotonic(
    blocks.map(({ centre, size }, i) => ({ value: centre - size / 2 - before[i]!, weight: size })),
    [low, high - total],
  );
  return { starts: shifted.map((start, i) => start + before[i]!), pitch: 1 };
}
