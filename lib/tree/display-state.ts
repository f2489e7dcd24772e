/**
 * What a node looks like from outside, and how many answers flow through it. Walks the slots once from the leaves up.
 * Knows the folded state, not how any of it is drawn.
 */
import { childIndexOf, parentIdOf, type NodeId, type NodeState, type SearchState, type Unscored } from '@/lib/search';
import type { Layout, Slot } from './layout';

/**
 * - `reserved`: its round is open, the node is not
 * - `growing`: text is arriving
 * - `waiting`: closed, its score is still to come
 * - `scored`: has its score, its round is undecided
 * - `kept`: extended, or inside a solution that lives
 * - `finished`: last step of a solution
 * - `ahead`: written to see what a candidate leads to, and no part of any solution
 * - `cut`, `duplicate`, `empty`, `truncated`, `dropped`, `stopped`, `unscored`: ended there
 */
export type DisplayState =
  | 'reserved'
  | 'growing'
  | 'waiting'
  | 'scored'
  | 'kept'
  | 'cut'
  | 'duplicate'
  | 'empty'
  | 'truncated'
  | 'finished'
  | 'ahead'
  | 'dropped'
  | 'stopped'
  | 'unscored';

const deadStates: ReadonlySet<DisplayState> = new Set([
  'cut',
  'duplicate',
  'empty',
  'truncated',
  'dropped',
  'stopped',
  'unscored',
]);

/** True where the search goes no further and no solution came of it. */
export function isDead(state: DisplayState): boolean {
  return deadStates.has(state);
}

export interface SlotStates {
  /** Undefined for slots that are not there at this cursor. */
  readonly states: readonly (DisplayState | undefined)[];
  /** Finished and living descendants (the node itself included), by slot index. */
  readonly flows: Int32Array;
  /** Why the verifier could not read the path as far as the slot, by slot index. */
  readonly unscored: readonly (Unscored | undefined)[];
}

/**
 * Display state and flow of every slot of `layout` at the cursor that `state` was folded to. `sources`: what is written there, by
 * slot index.
 */
export function statesOf(state: SearchState, layout: Layout, sources: readonly (NodeState | undefined)[]): SlotStates {
  const count = layout.slots.length;
  const states = new Array<DisplayState | undefined>(count).fill(undefined);
  const flows = new Int32Array(count);
  // How a chain ends, handed up through nodes that are never decided on.
  const ends = new Array<DisplayState | undefined>(count).fill(undefined);
  const isScoring = state.spec?.verifier !== undefined;
  const unscored = unscoredIn(layout, sources);
  for (let index = count - 1; index >= 0; index--) {
    const slot = layout.slots[index]!;
    const node = sources[index];
    if (node === undefined && !isReservedIn(state, slot.group, slot.round, slot.id)) continue;
    let childFlow = 0;
    let hasChild = false;
    let end: DisplayState | undefined;
    for (const child of layout.childrenOf[index]!) {
      // What only looks ahead carries no answers.
      if (states[child] === undefined || layout.slots[child]!.isRollout) continue;
      hasChild = true;
      childFlow += flows[child]!;
      // What a person had go on from here beside it is no part of the chain.
      if (isOfOneRound(layout.slots[child]!, slot)) end = ends[child];
    }
    const own = slot.isRollout ? rolloutState(node) : ownState(node, isScoring && unscored[index] === undefined);
    if (slot.isRollout) {
      states[index] = own;
      continue;
    }
    const isInner = end !== undefined && node?.decision === undefined && slot.parent >= 0;
    const shown = isInner ? innerState(own, end) : own;
    states[index] = slot.parent < 0 ? 'kept' : shown;
    ends[index] = isInner ? end : own;
    flows[index] = hasChild ? childFlow : leafFlow(shown, node);
  }
  return { states, flows, unscored };
}

function isOfOneRound(child: Slot, parent: Slot): boolean {
  return child.group === parent.group && child.round === parent.round;
}

/** What is said of a step holds for all that comes after it; parents come before their children. */
function unscoredIn({ slots }: Layout, sources: readonly (NodeState | undefined)[]): readonly (Unscored | undefined)[] {
  const unscored: (Unscored | undefined)[] = [];
  slots.forEach(({ parent }, index) =>
    unscored.push((parent < 0 ? undefined : unscored[parent]) ?? sources[index]?.unscored),
  );
  return unscored;
}

/** A slot without a node is shown once its round is open; steps inside whole solutions are never reserved. */
function isReservedIn(state: SearchState, group: number, round: number, id: NodeId): boolean {
  const opened = state.groups[group]?.rounds[round];
  if (opened === undefined) return false;
  const parent = parentIdOf(id);
  const child = childIndexOf(id);
  return opened.expansions.some(
    (e) => e.parent === parent && child >= e.firstChild && child < e.firstChild + e.children,
  );
}

function ownState(node: NodeState | undefined, isScoring: boolean): DisplayState {
  if (node === undefined) return 'reserved';
  if (node.decision !== undefined && node.decision.fate !== 'waiting') return node.decision.fate;
  if (node.finish === undefined) return 'growing';
  if (node.finish === 'dropped' || node.finish === 'stopped') return node.finish;
  return isScoring && node.score === undefined ? 'waiting' : 'scored';
}

function rolloutState(node: NodeState | undefined): DisplayState {
  if (node === undefined) return 'reserved';
  return node.finish === undefined ? 'growing' : 'ahead';
}

/** A step inside a whole solution shares its solution's fate. */
function innerState(own: DisplayState, end: DisplayState | undefined): DisplayState {
  if (end === undefined) return own;
  if (end === 'finished' || end === 'kept') return 'kept';
  return isDead(end) ? end : own;
}

/** A solution counts as often as it votes. */
function leafFlow(state: DisplayState, node: NodeState | undefined): number {
  if (isDead(state)) return 0;
  if (state === 'finished') return node?.weight ?? 1;
  return state === 'kept' ? (node?.decision?.children ?? 1) : 1;
}
