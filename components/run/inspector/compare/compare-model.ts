/** Two candidates beside each other: what their paths have in common, and step by step what comes after. Pure; knows no screen. */
import type { NodeId } from '@/lib/search';
import type { TreeNode, TreeView } from '@/lib/tree';
import { wordDiff, type DiffPart } from './word-diff';

/** The steps of one depth; undefined where a path has ended. */
export interface ComparedStep {
  readonly depth: number;
  readonly left: TreeNode | undefined;
  readonly right: TreeNode | undefined;
}

export interface Comparison {
  readonly left: TreeNode;
  readonly right: TreeNode;
  /** Steps that say the same on both, from the first on. */
  readonly common: readonly ComparedStep[];
  /** From the first step on that does not. */
  readonly rest: readonly ComparedStep[];
  /** Word by word, where both have that step. */
  readonly difference: readonly DiffPart[] | undefined;
  /** Along the whole paths; undefined where a step has none. */
  readonly scores: Readonly<Record<'left' | 'right', readonly (number | undefined)[]>>;
}

/** Undefined where one of them is not there at this cursor. */
export function compare(view: TreeView, one: NodeId, other: NodeId): Comparison | undefined {
  const [left, right] = [pathIn(view, one), pathIn(view, other)];
  const [leftEnd, rightEnd] = [left.at(-1), right.at(-1)];
  if (leftEnd === undefined || rightEnd === undefined) return undefined;
  const steps = Array.from({ length: Math.max(left.length, right.length) }, (_, i): ComparedStep => ({
    depth: i + 1,
    left: left[i],
    right: right[i],
  }));
  const first = steps.findIndex(({ left: a, right: b }) => a?.source?.text !== b?.source?.text);
  const rest = first < 0 ? [] : steps.slice(first);
  const [{ left: a, right: b } = {}] = rest;
  return {
    left: leftEnd,
    right: rightEnd,
    common: first < 0 ? steps : steps.slice(0, first),
    rest,
    difference:
      a?.source === undefined || b?.source === undefined
        ? undefined
        : wordDiff(a.source.text.trim(), b.source.text.trim()),
    scores: { left: left.map(({ score }) => score), right: right.map(({ score }) => score) },
  };
}

/** From the first step to `id`. */
function pathIn(view: TreeView, id: NodeId): readonly TreeNode[] {
  const path: TreeNode[] = [];
  for (let at = view.nodes.get(id); at?.parent !== undefined; at = view.nodes.get(at.parent)) path.unshift(at);
  return path;
}
