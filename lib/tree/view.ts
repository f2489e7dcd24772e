/**
 * The tree as it is to be shown at one cursor: folded state + layout -> one plain object per node, with its lane, its
 * display state and the answers that flow through it. Knows no canvas, no React, and no time.
 */
import {
  isUnderWay,
  parentIdOf,
  selectionOf,
  type Edit,
  type NodeId,
  type NodeState,
  type RunStatus,
  type SearchState,
  type Unscored,
} from '@/lib/search';
import { isDead, statesOf, type DisplayState } from './display-state';
import { layoutFor, type Layout } from './layout';
import { leaderOf } from './leader';
import { NodesById } from './nodes-by-id';
import { originsIn } from './origin';
import { scoreFoundAt } from './rollouts';
import { solutionsIn, type TreeSolution } from './solutions';

export interface TreeNode {
  readonly id: NodeId;
  readonly parent: NodeId | undefined;
  /** Place in `TreeView.order`; the same at every cursor of a run. */
  readonly index: number;
  /** Index of the parent; -1 for the root. */
  readonly parentIndex: number;
  /** Steps from the root. */
  readonly depth: number;
  /** Where it is drawn, across and down; see `Slot`. */
  readonly column: number;
  readonly lane: number;
  readonly group: number;
  readonly round: number;
  readonly state: DisplayState;
  readonly isRollout: boolean;
  /** On the path of the run's selected answer. */
  readonly isChosen: boolean;
  /** While nothing is selected yet: the best so far. */
  readonly isLeader: boolean;
  /** How often it votes; 1 for what is no solution. */
  readonly weight: number;
  /** Of this step alone, in [0, 1]; at the end of a rollout what it found. */
  readonly score: number | undefined;
  /** Aggregated over the path, as it was compared when the round was decided. */
  readonly value: number | undefined;
  /** Why it has no score, nor anything behind it: the verifier could not read its path. */
  readonly unscored: Unscored | undefined;
  /** Votes of finished solutions, and living ones, that pass through this node. */
  readonly flow: number;
  /** Last node of a solution: its answer as written, where one could be read. */
  readonly answer: string | undefined;
  /** Last node of a solution, where the reference answer is known. */
  readonly verdict: 'right' | 'wrong' | undefined;
  /** Where the run left another one right before this step: which of its forks that was. */
  readonly seam: number | undefined;
  /** What a person did to it. */
  readonly edit: Edit['type'] | undefined;
  /** Undefined while only reserved. */
  readonly source: NodeState | undefined;
}

/** Siblings drawn as one: at least two. */
export interface Bundle {
  /** Its first node, which it is drawn in the place of; the name under which it is opened. */
  readonly id: NodeId;
  /** `ended`: nothing follows any of them; `same`: solutions that come to the same answer, or to none that can be read. */
  readonly kind: 'ended' | 'same';
  /** In lane order. */
  readonly nodes: readonly TreeNode[];
}

export interface TreeView {
  readonly state: SearchState;
  readonly layout: Layout;
  readonly status: RunStatus;
  /** By slot index; undefined where the slot is not there at this cursor. Unchanged nodes are the same objects as before. */
  readonly order: readonly (TreeNode | undefined)[];
  readonly nodes: NodesById<TreeNode>;
  /** Steps of the deepest solution that is there, and the last column; 0 for the root alone. */
  readonly depth: number;
  readonly columns: number;
  /** Last node of the selected answer. */
  readonly chosen: NodeId | undefined;
  readonly leader: NodeId | undefined;
  /** First steps that are written, how many of them were not cut, and how many still lead anywhere. */
  readonly firstIdeas: { readonly written: number; readonly kept: number; readonly alive: number };
  readonly solutions: ReadonlyMap<NodeId, TreeSolution>;
  /** Of a folded view, by the index of the slot that each is drawn at; none in a whole one. */
  readonly bundles: ReadonlyMap<number, Bundle>;
}

const noBundles: TreeView['bundles'] = new Map();

/**
 * The view of `state`. With `previous` (any cursor of the same run) the layout is grown instead of made, and nodes that
 * look the same keep their identity.
 */
export function buildTreeView(state: SearchState, previous?: TreeView): TreeView {
  const layout = layoutFor(state, previous?.layout);
  const before = previous?.layout === layout ? previous : undefined;
  const sources = layout.slots.map(({ id }) => state.nodes.get(id));
  const { states, flows, unscored } = statesOf(state, layout, sources);
  const origins = originsIn(state);
  const solutions = solutionsIn(state, before?.solutions);
  const chosen = chosenIn(state);
  const chosenPath = pathTo(chosen);
  const leader = chosen === undefined && isUnderWay(state.status) ? leaderOf(state) : undefined;

  const order: (TreeNode | undefined)[] = [];
  let depth = 0;
  let columns = 0;
  layout.slots.forEach((slot, index) => {
    const shown = states[index];
    if (shown === undefined) {
      order.push(undefined);
      return;
    }
    const source = sources[index];
    const solution = shown === 'finished' ? solutions.get(slot.id) : undefined;
    const parent = slot.parent < 0 ? undefined : layout.slots[slot.parent]!.id;
    const next: TreeNode = {
      id: slot.id,
      parent,
      index,
      parentIndex: slot.parent,
      depth: slot.depth,
      column: slot.column,
      lane: slot.lane,
      group: slot.group,
      round: slot.round,
      state: shown,
      isRollout: slot.isRollout,
      isChosen: chosenPath.has(slot.id),
      isLeader: slot.id === leader,
      weight: shown === 'finished' ? (source?.weight ?? 1) : 1,
      score: slot.isRollout ? scoreFoundAt(state, slot.id) : source?.score,
      value: source?.decision?.value,
      unscored: unscored[index],
      flow: flows[index]!,
      answer: solution?.answer,
      verdict: solution?.verdict,
      // What only looks ahead stands between the columns, and leads nowhere.
      seam: slot.isRollout ? undefined : origins.seamAt(slot.id, parent),
      edit: origins.editOf(slot.id),
      source,
    };
    const old = before?.order[index];
    const node = old !== undefined && looksSame(old, next) ? old : next;
    order.push(node);
    if (slot.isRollout) return;
    depth = Math.max(depth, slot.depth);
    columns = Math.max(columns, slot.column);
  });
  const nodes = new NodesById(layout, order);
  return {
    state,
    layout,
    status: state.status,
    order,
    nodes,
    depth,
    columns,
    chosen,
    leader,
    firstIdeas: firstIdeasOf(nodes),
    solutions,
    bundles: noBundles,
  };
}

function looksSame(a: TreeNode, b: TreeNode): boolean {
  return (
    a.source === b.source &&
    a.state === b.state &&
    a.score === b.score &&
    a.unscored === b.unscored &&
    a.flow === b.flow &&
    a.isChosen === b.isChosen &&
    a.isLeader === b.isLeader &&
    a.answer === b.answer &&
    a.verdict === b.verdict &&
    a.seam === b.seam &&
    a.edit === b.edit
  );
}

/** The last node of the solution that the run's own selection chose. */
function chosenIn({ spec, selected }: SearchState): NodeId | undefined {
  if (spec === undefined) return undefined;
  return selected[selectionOf(spec)]?.node;
}

/** The node and everything it goes on from, down to the root. */
export function pathTo(id: NodeId | undefined): ReadonlySet<NodeId> {
  const path = new Set<NodeId>();
  for (let at = id; at !== undefined; at = parentIdOf(at)) path.add(at);
  return path;
}

function firstIdeasOf(nodes: NodesById<TreeNode>): TreeView['firstIdeas'] {
  const first = nodes
    .values()
    .filter((node) => node.depth === 1 && !node.isRollout && node.state !== 'reserved' && node.state !== 'growing');
  // Nodes inside whole solutions are never decided on: each is an idea of its own, whatever became of it.
  const kept = first.filter((node) => node.source?.decision === undefined || !isDead(node.state));
  return { written: first.length, kept: kept.length, alive: kept.filter((node) => node.flow > 0).length };
}

/** Children that are there at the view's cursor, in lane order. */
export function childrenIn(view: TreeView, id: NodeId): readonly TreeNode[] {
  const index = view.layout.indexOf.get(id);
  if (index === undefined) return [];
  return view.layout.childrenOf[index]!.flatMap((child) => view.order[child] ?? []).sort((a, b) => a.lane - b.lane);
}
