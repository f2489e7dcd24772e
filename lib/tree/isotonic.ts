/**
 * Puts blocks of lanes in a given order without overlap, each as near as possible to where it wants to be.
 * One-dimensional isotonic regression by pool-adjacent-violators (PAVA; Best & Chakravarti 1990), then a clamp.
 * Knows numbers only: no nodes, no pixels.
 */

export interface Block {
  /** Where the middle of the block would like to be, in lanes. */
  readonly centre: number;
  /** Lanes it needs, at least 1. */
  readonly size: number;
}

interface Pool {
  readonly members: number[];
  size: number;
  /** Sum of size x wanted start of the pool, so that `wish / weight` is its best start. */
  wish: number;
  weight: number;
  start: number;
}

/**
 * The first lane of each block, in the order given. Minimises the size-weighted squared distance from the wanted centres
 * subject to order and no overlap, then pushes into [low, high]. Deviation: the clamp is a sweep from both ends, not part
 * of the optimum. When the blocks need more room than there is, all are squeezed by one factor (the second result).
 */
export function placeBlocks(
  blocks: readonly Block[],
  low: number,
  high: number,
): { readonly starts: readonly number[]; readonly pitch: number } {
  const total = blocks.reduce((sum, block) => sum + block.size, 0);
  const room = high - low;
  if (total > room) return squeeze(blocks, low, room / total);
  const pools = pool(blocks);
  clamp(pools, low, high);
  const starts = new Array<number>(blocks.length).fill(0);
  for (const { members, start } of pools) {
    let at = start;
    for (const member of members) {
      starts[member] = at;
      at += blocks[member]!.size;
    }
  }
  return { starts, pitch: 1 };
}

function pool(blocks: readonly Block[]): Pool[] {
  const pools: Pool[] = [];
  blocks.forEach((block, index) => {
    const start = block.centre - block.size / 2;
    pools.push({ members: [index], size: block.size, wish: start * block.size, weight: block.size, start });
    for (;;) {
      const after = pools.at(-1);
      const before = pools.at(-2);
      if (after === undefined || before === undefined || before.start + before.size <= after.start) break;
      // Members of `after` start `before.size` lanes later than the merged pool does.
      before.wish += after.wish - before.size * after.weight;
      before.weight += after.weight;
      before.size += after.size;
      before.members.push(...after.members);
      before.start = before.wish / before.weight;
      pools.pop();
    }
  });
  return pools;
}

function clamp(pools: readonly Pool[], low: number, high: number): void {
  let floor = low;
  for (const each of pools) {
    each.start = Math.max(each.start, floor);
    floor = each.start + each.size;
  }
  let ceiling = high;
  for (const each of pools.toReversed()) {
    each.start = Math.min(each.start, ceiling - each.size);
    ceiling = each.start;
  }
}

function squeeze(blocks: readonly Block[], low: number, pitch: number) {
  let at = low;
  const starts = blocks.map((block) => {
    const start = at;
    at += block.size * pitch;
    return start;
  });
  return { starts, pitch };
}
