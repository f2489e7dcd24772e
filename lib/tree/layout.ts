/**
 * Where each node stands: column = depth, lane = a slot that is given once, when the node's round opens, and never taken
 * back. So nothing moves when nodes arrive, are scored or are cut, and the picture at any cursor is part of the picture
 * at a later one. A solution that was written in sight of others begins in the column after them; a rollout stands between
 * the columns, out of the way of those that compete. Knows no pixels; one lane is one unit.
 */
import {
  childId,
  parentIdOf,
  rootId,
  type GroupState,
  type NodeId,
  type RoundState,
  type RunSpec,
  type SearchState,
} from '@/lib/search';
import {
  bandGap,
  bandPitch,
  bandPlan,
  lanesOf,
  placingOf,
  placingsOf,
  totalLanes,
  type Band,
  type BandPlan,
  type Placing,
} from './bands';
import { placeBlocks } from './place-blocks';

export interface Slot {
  readonly id: NodeId;
  /** Index of the parent's slot; -1 for the root. Always smaller than the node's own index. */
  readonly parent: number;
  /** Steps from the root. */
  readonly depth: number;
  /** Place across: the depth, and for later attempts how far they were put off; between two columns in a rollout. */
  readonly column: number;
  /** Vertical place of the node's middle; 0 is the root's lane. */
  readonly lane: number;
  readonly group: number;
  readonly round: number;
  readonly isRollout: boolean;
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
  /** The lanes set aside for the whole tree; more below, once decisions open further groups. */
  readonly top: number;
  readonly bottom: number;
}

interface GrowingLayout extends Layout {
  readonly slots: Slot[];
  bottom: number;
  readonly indexOf: Map<NodeId, number>;
  readonly childrenOf: number[][];
  readonly bands: BandPlan;
  /** Per group: rounds whose reserved slots are placed, and the latest one as it was when last looked at. */
  readonly progress: { rounds: number; latest: RoundState | undefined }[];
  /** The last column that each group has a node in. */
  readonly reached: number[];
  /** Of each group that is planned. */
  readonly placings: Placing[];
  /** Of groups that decisions opened, below all others in their order. */
  readonly openedBands: Band[];
  /** Lanes in use, by `group:column`, for the rare second placement in a column. */
  readonly taken: Map<string, number[]>;
}

/** Columns that a rollout takes, however long it is: less than one, so that it ends before the next step. */
const rolloutReach = 0.55;
/** Columns from the end of an attempt to the beginning of what saw it: room for its answer. */
const attemptGap = 3;
/**
 * The layout that covers `state`: `previous` itself, grown, when it belongs to the same run (or an earlier or later
 * cursor of it), else a new one. The same log always gives the same lanes, whatever cursors were visited before.
 */
export function layoutFor(state: SearchState, previous?: Layout): Layout {
  const isSame = previous !== undefined && previous.spec === state.spec && state.spec !== undefined;
  const layout = isSame ? (previous as GrowingLayout) : emptyLayout(state.spec);
  if (state.nodes.has(rootId) && layout.slots.length === 0) {
    put(layout, { id: rootId, parent: -1, depth: 0, column: 0, lane: 0, group: 0, round: -1, isRollout: false });
  }
  for (const plan of state.opened.slice(layout.openedBands.length)) {
    const low = layout.bottom + bandGap;
    layout.bottom = low + lanesOf(plan.strategy, plan);
    layout.openedBands.push({ low, high: layout.bottom });
    layout.placings.push(placingOf(plan.strategy, plan));
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
    reached: [],
    placings: spec === undefined ? [] : placingsOf(spec),
    openedBands: [],
    taken: new Map(),
  };
}

function bandOf(layout: GrowingLayout, group: number): Band {
  const { groups, lanes } = layout.bands;
  const opened = layout.openedBands[group - groups];
  if (opened !== undefined) return opened;
  if (groups === 1) return { low: layout.top, high: -layout.top };
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
  const placing = layout.placings[group.index] ?? 'together';
  for (const round of group.rounds.slice(progress.rounds)) {
    if (round.isRollout) reserveRollouts(layout, group.index, round);
    else if (placing !== 'together' && round.expansions.every(({ parent }) => parent === rootId))
      reserveSolutions(layout, group, round, placing);
    else reserve(layout, group.index, round);
    placeOpened(layout, group.index, round);
    progress.rounds += 1;
    progress.latest = round;
  }
}

/** Whole solutions in lanes of their own from the top of the band: below those before them, or in the columns after them. */
function reserveSolutions(layout: GrowingLayout, group: GroupState, round: RoundState, placing: Placing): void {
  const band = bandOf(layout, group.index);
  const begun = group.rounds
    .slice(0, round.round)
    .flatMap(({ expansions }) => expansions)
    .reduce((sum, { parent, children }) => sum + (parent === rootId ? children : 0), 0);
  const column = placing === 'after' && begun > 0 ? (layout.reached[group.index] ?? 0) + attemptGap : 1;
  let place = placing === 'below' ? begun : 0;
  for (const { firstChild, children } of round.expansions)
    for (let child = firstChild; child < firstChild + children; child++) {
      put(layout, {
        id: childId(rootId, child),
        parent: 0,
        depth: 1,
        column,
        lane: band.low + place++ + 0.5,
        group: group.index,
        round: round.round,
        isRollout: false,
      });
    }
}

/** In the lane of what it looks ahead from, before the next column begins. */
function reserveRollouts(layout: GrowingLayout, group: number, round: RoundState): void {
  for (const { parent: parentId, firstChild, children } of round.expansions) {
    const parent = layout.indexOf.get(parentId);
    if (parent === undefined) continue;
    for (let child = firstChild; child < firstChild + children; child++)
      putRollout(layout, childId(parentId, child), parent, { group, round });
  }
}

function putRollout(
  layout: GrowingLayout,
  id: NodeId,
  parent: number,
  { group, round }: { readonly group: number; readonly round: RoundState },
): void {
  const slot = layout.slots[parent]!;
  const column = slot.column + rolloutReach / round.steps;
  const depth = slot.depth + 1;
  put(layout, { id, parent, depth, column, lane: slot.lane, group, round: round.round, isRollout: true });
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
  for (const column of new Set(blocks.map((block) => block.slot.column + 1))) {
    const level = blocks.filter((block) => block.slot.column + 1 === column);
    // Children of the root belong in the middle of their own band, wherever the root stands.
    const wants = level.map(({ slot, expansion }) => ({
      centre: slot.depth === 0 ? middle : slot.lane,
      size: expansion.children,
    }));
    const { starts, pitch } = placeBlocks(wants, band.low, band.high);
    const isFirst = !layout.taken.has(columnKey(group, column));
    level.forEach(({ expansion, parent, slot }, index) => {
      for (let child = 0; child < expansion.children; child++) {
        const want = starts[index]! + (child + 0.5) * pitch;
        const lane = isFirst ? want : freeLane(layout.taken.get(columnKey(group, column)), want, 1);
        put(layout, {
          id: childId(expansion.parent, expansion.firstChild + child),
          parent,
          depth: slot.depth + 1,
          column,
          lane,
          group,
          round: round.round,
          isRollout: false,
        });
      }
    });
  }
}

/** Steps that follow within a proposal stay in the lane of their chain. */
function placeOpened(layout: GrowingLayout, group: number, round: RoundState): void {
  if (round.steps === 1) return;
  // In id order, so a step comes after the one it follows.
  for (const id of round.nodes) {
    if (layout.indexOf.has(id)) continue;
    const above = parentIdOf(id);
    const parent = above === undefined ? undefined : layout.indexOf.get(above);
    if (parent === undefined) continue;
    if (round.isRollout) {
      putRollout(layout, id, parent, { group, round });
      continue;
    }
    const slot = layout.slots[parent]!;
    const column = slot.column + 1;
    // Half a lane of clearance is enough to tell a squeezed neighbour from a chain that ran on from an earlier round.
    const lane = freeLane(layout.taken.get(columnKey(group, column)), slot.lane, 0.5);
    const depth = slot.depth + 1;
    put(layout, { id, parent, depth, column, lane, group, round: round.round, isRollout: false });
  }
}

function put(layout: GrowingLayout, slot: Slot): void {
  if (layout.indexOf.has(slot.id)) return;
  const index = layout.slots.push(slot) - 1;
  layout.indexOf.set(slot.id, index);
  layout.childrenOf.push([]);
  if (slot.parent < 0) return;
  layout.childrenOf[slot.parent]!.push(index);
  if (slot.isRollout) return;
  layout.reached[slot.group] = Math.max(layout.reached[slot.group] ?? 0, slot.column);
  const key = columnKey(slot.group, slot.column);
  const column = layout.taken.get(key);
  if (column === undefined) layout.taken.set(key, [slot.lane]);
  else column.push(slot.lane);
}

function columnKey(group: number, column: number): string {
  return `${group}:${column}`;
}

/** `want`, or the nearest lane beside a taken one that is clear of all; leaves the band rather than overlap. */
function freeLane(taken: readonly number[] | undefined, want: number, clearance: number): number {
  if (taken === undefined) return want;
  const isFree = (lane: number) => taken.every((other) => Math.abs(other - lane) >= clearance - 1e-9);
  if (isFree(want)) return want;
  const candidates = taken.flatMap((lane) => [lane - 1, lane + 1]).filter(isFree);
  return candidates.reduce((best, lane) => (Math.abs(lane - want) < Math.abs(best - want) ? lane : best), Infinity);
}
