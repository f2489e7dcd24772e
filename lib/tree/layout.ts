/**
 * Where each node stands: column = depth, lane = a slot that is given once, when the node's round opens, and never taken
 * back. So nothing moves when nodes arrive, are scored or are cut, and the picture at any cursor is part of the picture
 * at a later one. Knows no pixels; one lane is one unit.
 */
import {
  childId,
  parentIdOf,
  rootId,
  strategyOf,
  type GroupState,
  type NodeId,
  type RoundState,
  type RunSpec,
  type SearchState,
} from '@/lib/search';
import { placeBlocks } from './place-blocks';

export interface Slot {
  readonly id: NodeId;
  /** Index of the parent's slot; -1 for the root. Always smaller than the node's own index. */
  readonly parent: number;
  readonly depth: number;
  /** Vertical place of the node's middle; 0 is the root's lane. */
  readonly lane: number;
  readonly group: number;
  readonly round: number;
}

/**
 * Grows and never changes what it holds, so one layout serves every cursor of a run: a slot whose round has not been
 * opened at some cursor is simply not shown there.
 */
export interface Layout {
  readonly spec: RunSpec | undefined;
  readonly slots: readonly Slot[];
  readonly indexOf: ReadonlyMap<NodeId, number>;
  /** Indices of the children of a slot, by slot index. */
  readonly childrenOf: readonly (readonly number[])[];
  /** The lanes set aside for the whole tree. */
  readonly top: number;
  readonly bottom: number;
}

interface GrowingLayout extends Layout {
  readonly slots: Slot[];
  readonly indexOf: Map<NodeId, number>;
  readonly childrenOf: number[][];
  readonly bands: BandPlan;
  /** Per group: rounds whose reserved slots are placed, and the latest one as it was when last looked at. */
  readonly progress: { rounds: number; latest: RoundState | undefined }[];
  /** Lanes in use, by `group:depth`, for the rare second placement in a column. */
  readonly taken: Map<string, number[]>;
}

interface Band {
  readonly low: number;
  readonly high: number;
}

/** Lanes of a lone group's band per lane it needs: slack lets blocks stay near their parents (measured: 1.0 to 1.25). */
const slack = 1.25;
/** Empty lanes between the bands of neighbouring subtrees. */
const bandGap = 0.5;

/** Groups, and lanes of the widest, that room is set aside for. */
interface BandPlan {
  readonly groups: number;
  readonly lanes: number;
}

/** A group has a lane for each of its proposals. */
export function bandPlan(spec: RunSpec | undefined): BandPlan {
  if (spec === undefined) return { groups: 1, lanes: 1 };
  const groups = strategyOf(spec.strategy).groups(spec.config);
  return { groups: groups.length, lanes: groups.reduce((most, { n }) => Math.max(most, n), 1) };
}

/**
 * The layout that covers `state`: `previous` itself, grown, when it belongs to the same run (or an earlier or later
 * cursor of it), else a new one. The same log always gives the same lanes, whatever cursors were visited before.
 */
export function layoutFor(state: SearchState, previous?: Layout): Layout {
  const isSame = previous !== undefined && previous.spec === state.spec && state.spec !== undefined;
  const layout = isSame ? (previous as GrowingLayout) : emptyLayout(state.spec);
  if (state.nodes.has(rootId) && layout.slots.length === 0) {
    put(layout, { id: rootId, parent: -1, depth: 0, lane: 0, group: 0, round: -1 });
  }
  for (const group of state.groups) placeGroup(layout, group);
  return layout;
}

function emptyLayout(spec: RunSpec | undefined): GrowingLayout {
  const bands = bandPlan(spec);
  const half = totalLanes(bands) / 2;
  return {
    spec,
    slots: [],
    indexOf: new Map(),
    childrenOf: [],
    top: -half,
    bottom: half,
    bands,
    progress: [],
    taken: new Map(),
  };
}

function totalLanes({ groups, lanes }: BandPlan): number {
  if (groups === 1) return lanes * (lanes === 1 ? 1 : slack);
  return groups * bandPitch(lanes) - (bandPitch(lanes) - lanes);
}

function bandPitch(lanes: number): number {
  return lanes === 1 ? 1 : lanes + bandGap;
}

function bandOf(layout: GrowingLayout, group: number): Band {
  const { groups, lanes } = layout.bands;
  if (groups === 1 && group === 0) return { low: layout.top, high: layout.bottom };
  const low = layout.top + group * bandPitch(lanes);
  return { low, high: low + lanes };
}

function placeGroup(layout: GrowingLayout, group: GroupState): void {
  const progress = (layout.progress[group.index] ??= { rounds: 0, latest: undefined });
  // Phase 1: the rest of the latest round placed so far (steps of whole solutions open as they stream).
  const latest = group.rounds[progress.rounds - 1];
  if (latest !== undefined && latest !== progress.latest) {
    placeOpened(layout, group.index, latest);
    progress.latest = latest;
  }
  // Phase 2: rounds that were opened since.
  for (const round of group.rounds.slice(progress.rounds)) {
    reserve(layout, group.index, round);
    placeOpened(layout, group.index, round);
    progress.rounds += 1;
    progress.latest = round;
  }
}

/** A level is placed at once: blocks of siblings, in the parents' order, centred on them and pushed apart. */
function reserve(layout: GrowingLayout, group: number, round: RoundState): void {
  const blocks = round.expansions
    .flatMap((expansion) => {
      const parent = layout.indexOf.get(expansion.parent);
      return parent === undefined ? [] : [{ expansion, parent, slot: layout.slots[parent]! }];
    })
    .sort((a, b) => a.slot.lane - b.slot.lane || a.expansion.firstChild - b.expansion.firstChild);
  const band = bandOf(layout, group);
  const middle = (band.low + band.high) / 2;
  for (const depth of new Set(blocks.map((block) => block.slot.depth + 1))) {
    const level = blocks.filter((block) => block.slot.depth + 1 === depth);
    // Children of the root belong in the middle of their own band, wherever the root stands.
    const wants = level.map(({ slot, expansion }) => ({
      centre: slot.depth === 0 ? middle : slot.lane,
      size: expansion.children,
    }));
    const { starts, pitch } = placeBlocks(wants, band.low, band.high);
    const isFirst = !layout.taken.has(columnKey(group, depth));
    level.forEach(({ expansion, parent }, index) => {
      for (let child = 0; child < expansion.children; child++) {
        const want = starts[index]! + (child + 0.5) * pitch;
        const lane = isFirst ? want : freeLane(layout.taken.get(columnKey(group, depth)), want, 1);
        put(layout, {
          id: childId(expansion.parent, expansion.firstChild + child),
          parent,
          depth,
          lane,
          group,
          round: round.round,
        });
      }
    });
  }
}

/** Steps inside a whole solution stay in the lane of their chain. */
function placeOpened(layout: GrowingLayout, group: number, round: RoundState): void {
  if (!round.isWhole) return;
  // In id order, so a step comes after the one it follows.
  for (const id of round.nodes) {
    if (layout.indexOf.has(id)) continue;
    const above = parentIdOf(id);
    const parent = above === undefined ? undefined : layout.indexOf.get(above);
    if (parent === undefined) continue;
    const slot = layout.slots[parent]!;
    const depth = slot.depth + 1;
    // Half a lane of clearance is enough to tell a squeezed neighbour from a chain that ran on from an earlier round.
    const lane = freeLane(layout.taken.get(columnKey(group, depth)), slot.lane, 0.5);
    put(layout, { id, parent, depth, lane, group, round: round.round });
  }
}

function put(layout: GrowingLayout, slot: Slot): void {
  if (layout.indexOf.has(slot.id)) return;
  const index = layout.slots.push(slot) - 1;
  layout.indexOf.set(slot.id, index);
  layout.childrenOf.push([]);
  if (slot.parent < 0) return;
  layout.childrenOf[slot.parent]!.push(index);
  const key = columnKey(slot.group, slot.depth);
  const column = layout.taken.get(key);
  if (column === undefined) layout.taken.set(key, [slot.lane]);
  else column.push(slot.lane);
}

function columnKey(group: number, depth: number): string {
  return `${group}:${depth}`;
}

/** `want`, or the nearest lane beside a taken one that is clear of all; leaves the band rather than overlap. */
function freeLane(taken: readonly number[] | undefined, want: number, clearance: number): number {
  if (taken === undefined) return want;
  const isFree = (lane: number) => taken.every((other) => Math.abs(other - lane) >= clearance - 1e-9);
  if (isFree(want)) return want;
  const candidates = taken.flatMap((lane) => [lane - 1, lane + 1]).filter(isFree);
  return candidates.reduce((best, lane) => (Math.abs(lane - want) < Math.abs(best - want) ? lane : best), Infinity);
}
