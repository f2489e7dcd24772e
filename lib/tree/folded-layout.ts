/**
 * Lanes for a part of a tree alone: as close together as what is shown allows, in the order of the whole tree. Made of one
 * view at a time: what is shown differently stands differently. Knows no pixels and not why something is left out.
 */
import { bandGap } from './bands';
import { placeBlocks } from './place-blocks';
import type { Layout, Slot } from './layout';

/** Lanes of a lone group per lane it needs: slack lets blocks stay near their parents. */
const slack = 1.25;

/** `isShown`: by slot index; whatever is shown has its parent shown. What is not keeps the lane that it had. */
export function foldedLayout(layout: Layout, isShown: (index: number) => boolean): Layout {
  const { slots } = layout;
  // Phase 1: the blocks of siblings, by group and column.
  const groups: Map<number, Map<number, number[]>>[] = [];
  for (const [index, { parent, column, group, isRollout }] of slots.entries()) {
    if (parent < 0 || isRollout || !isShown(index)) continue;
    const columns = (groups[group] ??= new Map<number, Map<number, number[]>>());
    const blocks = columns.get(column) ?? new Map<number, number[]>();
    columns.set(column, blocks);
    blocks.set(parent, [...(blocks.get(parent) ?? []), index]);
  }
  // Phase 2: a band for each group, as high as its fullest column.
  const present = Object.values(groups);
  const heights = present.map((columns) => Math.max(...[...columns.values()].map(sizeOf)));
  const isAlone = present.length === 1;
  const room = heights.map((height) => (isAlone && height > 1 ? height * slack : height));
  const gap = room.every((height) => height === 1) ? 0 : bandGap;
  const half =
    Math.max(
      1,
      room.reduce((sum, height) => sum + height + gap, -gap),
    ) / 2;
  // Phase 3: column by column, blocks in the order of their parents and as near to them as they go.
  const lanes = slots.map(({ lane }) => lane);
  let low = -half;
  for (const [place, columns] of present.entries()) {
    const high = low + room[place]!;
    for (const column of [...columns.keys()].toSorted((a, b) => a - b))
      placeColumn(slots, lanes, columns.get(column)!, { low, high });
    low = high + gap;
  }
  for (const [index, { parent, isRollout }] of slots.entries())
    if (isRollout && isShown(index)) lanes[index] = lanes[parent]!;
  return {
    ...layout,
    slots: slots.map((slot, index) => (lanes[index] === slot.lane ? slot : { ...slot, lane: lanes[index]! })),
    top: -half,
    bottom: half,
  };
}

function sizeOf(blocks: ReadonlyMap<number, readonly number[]>): number {
  return [...blocks.values()].reduce((sum, { length }) => sum + length, 0);
}

function placeColumn(
  slots: readonly Slot[],
  lanes: number[],
  blocks: ReadonlyMap<number, readonly number[]>,
  { low, high }: { readonly low: number; readonly high: number },
): void {
  const ordered = [...blocks].toSorted(([a], [b]) => lanes[a]! - lanes[b]!);
  const wants = ordered.map(([parent, { length: size }]) => ({
    // Children of the root belong in the middle of their own band, wherever the root stands.
    centre: slots[parent]!.depth === 0 ? (low + high) / 2 : lanes[parent]!,
    size,
  }));
  const { starts, pitch } = placeBlocks(wants, low, high);
  ordered.forEach(([, block], i) => {
    block
      .toSorted((a, b) => slots[a]!.lane - slots[b]!.lane)
      .forEach((index, child) => (lanes[index] = starts[i]! + (child + 0.5) * pitch));
  });
}
