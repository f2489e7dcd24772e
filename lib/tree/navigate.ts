/**
 * Moves through the tree by key: to the parent, the best child, the sibling tries, up and down a column. Pure: the
 * caller holds the selection.
 */
import { assertUnreachable } from '@/lib/base';
import type { NodeId } from '@/lib/search';
import { childrenIn, type TreeNode, type TreeView } from './view';

export type TreeMove =
  | 'parent'
  | 'best-child'
  | 'next-in-column'
  | 'previous-in-column'
  | 'first-sibling'
  | 'last-sibling'
  | 'next-fall'
  | 'root'
  | 'leader';

/** Where `move` leads from `from`; `from` itself where there is nowhere to go, undefined in an empty tree. */
export function moveFrom(view: TreeView, from: NodeId | undefined, move: TreeMove): NodeId | undefined {
  const node = from === undefined ? undefined : view.nodes.get(from);
  // The first key enters the tree where the eye is already.
  if (node === undefined) return (move === 'root' ? undefined : (view.chosen ?? view.leader)) ?? view.order[0]?.id;
  switch (move) {
    case 'parent':
      return node.parent ?? node.id;
    case 'best-child':
      return bestChild(view, node.id)?.id ?? node.id;
    case 'next-in-column':
      return columnNeighbour(view, node, 1).id;
    case 'previous-in-column':
      return columnNeighbour(view, node, -1).id;
    case 'first-sibling':
      return siblingsOf(view, node)[0]!.id;
    case 'last-sibling':
      return siblingsOf(view, node).at(-1)!.id;
    case 'next-fall':
      return nextFall(view, node) ?? node.id;
    case 'root':
      return view.order[0]!.id;
    case 'leader':
      return view.chosen ?? view.leader ?? node.id;
    default:
      return assertUnreachable(move);
  }
}

/** How much lower a score has to be than the one before it to be a fall. */
const fall = 0.2;

/**
 * The next step after `node`, on the way that the best children go, whose score falls; after the last one the first of the
 * path again. Undefined: no score falls on it.
 */
function nextFall(view: TreeView, node: TreeNode): NodeId | undefined {
  const path = pathThrough(view, node);
  const falls = path.filter(({ score }, i) => {
    const before = path[i - 1]?.score;
    return score !== undefined && before !== undefined && before - score > fall;
  });
  return (falls.find(({ depth }) => depth > node.depth) ?? falls[0])?.id;
}

/**
 * The step with the lowest score on the path through `from`, the earlier of equals; with `last`, where this led before, the one
 * with the next lowest, and after the highest the lowest again. Never the step that one stands on, where there is another.
 */
export function lowestOn(
  view: TreeView,
  { from, last }: { readonly from: NodeId | undefined; readonly last?: NodeId | undefined },
): NodeId | undefined {
  const node = from === undefined ? undefined : view.nodes.get(from);
  if (node === undefined) return undefined;
  const scored = pathThrough(view, node)
    .filter(({ score }) => score !== undefined)
    .toSorted((one, other) => one.score! - other.score!)
    .map(({ id }) => id);
  const stands = last ?? node.id;
  if (last === undefined && scored[0] !== stands) return scored[0];
  return scored[(scored.indexOf(stands) + 1) % scored.length];
}

/** The steps from the root to `node`, and on from it by the best children. */
export function pathThrough(view: TreeView, node: TreeNode): readonly TreeNode[] {
  const path: TreeNode[] = [];
  for (let at: TreeNode | undefined = node; at?.parent !== undefined; at = view.nodes.get(at.parent)) path.unshift(at);
  for (let next = bestChild(view, node.id); next !== undefined && !next.isRollout; next = bestChild(view, next.id))
    path.push(next);
  return path;
}

/** Chosen before leader before most answers before highest score; the earlier of equals, and what only looks ahead last. */
export function bestChild(view: TreeView, id: NodeId): TreeNode | undefined {
  const rank = (node: TreeNode) =>
    (node.isChosen ? 1e6 : 0) +
    (node.isLeader ? 5e5 : 0) +
    node.flow * 10 +
    (node.value ?? node.score ?? 0) -
    (node.isRollout ? 2 : 0);
  return childrenIn(view, id).reduce<TreeNode | undefined>(
    (best, node) => (best === undefined || rank(node) > rank(best) ? node : best),
    undefined,
  );
}

/** The node and the other tries from the same parent, in lane order; what looks ahead from it is no try. */
export function siblingsOf(view: TreeView, node: TreeNode): readonly TreeNode[] {
  if (node.parent === undefined) return [node];
  return childrenIn(view, node.parent).filter(({ isRollout }) => isRollout === node.isRollout);
}

function columnNeighbour(view: TreeView, node: TreeNode, step: 1 | -1): TreeNode {
  let nearest: TreeNode | undefined;
  for (const other of view.order) {
    if (other === undefined || other.column !== node.column) continue;
    const distance = (other.lane - node.lane) * step;
    if (distance > 0 && (nearest === undefined || distance < (nearest.lane - node.lane) * step)) nearest = other;
  }
  return nearest ?? node;
}
