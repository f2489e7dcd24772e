/** The first step of a path that something contradicts: a sum that it states itself and that does not hold, else the reference answer. */
import { firstFalseEquation, type StatedEquation } from '@/lib/answers';
import type { NodeId, Problem } from '@/lib/search';
import { pathThrough } from './navigate';
import { pathTo, type TreeNode, type TreeView } from './view';

export interface Contradiction {
  readonly node: NodeId;
  /** What the step states and does not hold; undefined: nothing right comes after it, though something is right elsewhere. */
  readonly equation: StatedEquation | undefined;
}

/** Steps of one path that are read, so that a key answers at once. */
const mostRead = 128;

/** On the path through `from`, and on by the best children; undefined where nothing contradicts it. */
export function contradictionOn(view: TreeView, from: NodeId | undefined): Contradiction | undefined {
  const node = from === undefined ? undefined : view.nodes.get(from);
  if (node === undefined) return undefined;
  const path = pathThrough(view, node);
  for (const { id, source } of path.slice(0, mostRead)) {
    const equation = source === undefined ? undefined : falseEquationIn(source.text, view.state.spec?.problem);
    if (equation !== undefined) return { node: id, equation };
  }
  const lost = firstLost(view, path);
  return lost === undefined ? undefined : { node: lost.id, equation: undefined };
}

/** A sum that the text of a step states and that does not hold. */
export function falseEquationIn(text: string, problem: Problem | undefined): StatedEquation | undefined {
  return firstFalseEquation(text, problem?.text);
}

/**
 * Where the path parts from the reference answer: its first step behind which no solution is right, although one is that
 * did not come this way. Undefined: nothing right was found, or this path leads to it.
 */
function firstLost(view: TreeView, path: readonly TreeNode[]): TreeNode | undefined {
  const rights = [...view.solutions].flatMap(([end, { verdict }]) =>
    verdict === 'right' && view.nodes.has(end) ? [pathTo(end)] : [],
  );
  if (rights.length === 0) return undefined;
  return path.find(({ id }) => !rights.some((right) => right.has(id)));
}
