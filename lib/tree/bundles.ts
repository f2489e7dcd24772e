/**
 * A view with its bulk folded away: of a group, tries from one parent that led nowhere are one bundle, and so are ends of
 * solutions with the same answer. What is chosen, leads, was changed by hand, is still being written or was asked for stands by
 * itself. Knows no pixels.
 */
import type { NodeId } from '@/lib/search';
import { fateWords, sayIn, stateWords, treeWords, type Say } from '@/lib/words';
import { isDead } from './display-state';
import { foldedLayout } from './folded-layout';
import { NodesById } from './nodes-by-id';
import type { Bundle, TreeNode, TreeView } from './view';

export interface Folding {
  /** Bundles that lie open, whichever of theirs they were named by. */
  readonly opened: ReadonlySet<NodeId>;
  /** Steps that are looked at, which stand by themselves. */
  readonly held: readonly NodeId[];
}

/**
 * `view` folded; `view` itself where nothing is to be folded. With `previous`, a folded view of the same run, what looks the
 * same keeps its identity, and so do all places as long as the same is folded.
 */
export function foldView(view: TreeView, folding: Folding, previous?: TreeView): TreeView {
  const bundles = bundlesOf(view, folding);
  if (bundles.size === 0) return view;
  const hidden = hiddenBy(view, bundles);
  const isShown = (index: number) => view.order[index] !== undefined && !hidden.has(index);
  const name = nameOf(view, bundles);
  const before = previous !== undefined && names.get(previous) === name ? previous : undefined;
  const layout = before?.layout ?? foldedLayout(view.layout, isShown);
  const order = view.order.map((node, index) => {
    if (node === undefined || hidden.has(index)) return undefined;
    const bundle = bundles.get(index);
    const { lane } = layout.slots[index]!;
    const next = bundle === undefined ? { ...node, lane } : { ...standIn(node, bundle), lane };
    const old = before?.order[index];
    return old !== undefined && isAlike(old, next) ? old : next;
  });
  const folded: TreeView = {
    ...view,
    layout,
    order,
    nodes: new NodesById(layout, order),
    bundles,
  };
  names.set(folded, name);
  return folded;
}

/** What is folded in a view, so that the next need not be laid out anew. */
const names = new WeakMap<TreeView, string>();

function nameOf(view: TreeView, bundles: ReadonlyMap<number, Bundle>): string {
  const folds = [...bundles].map(([index, { nodes }]) => `${index}×${nodes.length}`);
  return [view.nodes.size, view.layout.slots.length, ...folds].join(' ');
}

function isAlike(a: TreeNode, b: TreeNode): boolean {
  // Nodes are made here and in the view alone, with no keys but these.
  return (Object.keys(b) as (keyof TreeNode)[]).every((key) => a[key] === b[key]);
}

function bundlesOf(view: TreeView, { opened, held }: Folding): ReadonlyMap<number, Bundle> {
  const isHeld = new Set(held);
  const bundles = new Map<number, Bundle>();
  for (const children of view.layout.childrenOf) {
    const loose = children.flatMap((index) => {
      const node = view.order[index];
      return node === undefined || node.isRollout || !isBulk(view, node) ? [] : [node];
    });
    const alike = new Map<string, TreeNode[]>();
    for (const node of loose) {
      const key = isDead(node.state) ? `${node.group} ended` : `${node.group} same ${node.answer ?? ''}`;
      alike.set(key, [...(alike.get(key) ?? []), node]);
    }
    for (const all of alike.values()) {
      if (all.some(({ id }) => opened.has(id))) continue;
      const nodes = all.filter(({ id }) => !isHeld.has(id));
      const [first] = nodes;
      if (first === undefined || nodes.length < 2) continue;
      const inLanes = nodes.toSorted((a, b) => a.lane - b.lane);
      bundles.set(first.index, { id: first.id, kind: isDead(first.state) ? 'ended' : 'same', nodes: inLanes });
    }
  }
  return bundles;
}

/** Nothing of a solution follows it, and nobody has to see it by itself. */
function isBulk(view: TreeView, node: TreeNode): boolean {
  if (node.isChosen || node.isLeader || node.edit !== undefined) return false;
  if (!isDead(node.state) && node.state !== 'finished') return false;
  return view.layout.childrenOf[node.index]!.every(
    (child) => view.order[child] === undefined || view.layout.slots[child]!.isRollout,
  );
}

/** Members that another stands for, and what only looks ahead from a member. */
function hiddenBy(view: TreeView, bundles: ReadonlyMap<number, Bundle>): ReadonlySet<number> {
  const hidden = new Set<number>();
  for (const { id, nodes } of bundles.values())
    for (const node of nodes) {
      if (node.id !== id) hidden.add(node.index);
      const ahead = [...view.layout.childrenOf[node.index]!];
      for (let child = ahead.pop(); child !== undefined; child = ahead.pop()) {
        hidden.add(child);
        ahead.push(...view.layout.childrenOf[child]!);
      }
    }
  return hidden;
}

/** Drawn as strong as all of them, in the colour of the best. */
function standIn(node: TreeNode, { nodes }: Bundle): TreeNode {
  const scores = nodes.flatMap(({ score }) => score ?? []);
  return {
    ...node,
    flow: nodes.reduce((sum, { flow }) => sum + flow, 0),
    score: scores.length === 0 ? undefined : Math.max(...scores),
  };
}

/** "15 tries that led nowhere: 12 duplicates, 3 cut"; one line, no full stop. */
export function bundleWords({ kind, nodes }: Bundle, say: Say = sayIn('en')): string {
  const count = nodes.length;
  if (kind === 'same')
    return say(nodes[0]?.answer === undefined ? treeWords.noAnswer : treeWords.sameAnswer, { count });
  const counts = new Map<TreeNode['state'], number>();
  for (const { state } of nodes) counts.set(state, (counts.get(state) ?? 0) + 1);
  const parts = [...counts].map(([state, each]) => countOf(state, each, say));
  return say(treeWords.ledNowhere, { count, parts: parts.join(say(fateWords.comma)) });
}

function countOf(state: TreeNode['state'], count: number, say: Say): string {
  if (state === 'duplicate') return say(treeWords.duplicates, { count });
  if (state === 'truncated') return say(treeWords.atLimit, { count });
  if (state === 'dropped') return say(treeWords.lost, { count });
  return say(treeWords.inState, { count, state: say(stateWords[state]) });
}
