/**
 * Solutions that know each other: which earlier ones a solution was written in sight of, and which later ones saw it. A
 * solution is spoken of by its first step, the child of the root. Reads the folded state; knows no layout.
 */
import { parentIdOf, rootId, type NodeId, type SearchState } from '@/lib/search';

/** The first step of the solution that `id` is in; the root for itself. */
export function firstStepOf(id: NodeId): NodeId {
  let first = id;
  for (let parent = parentIdOf(id); parent !== undefined && parent !== rootId; parent = parentIdOf(parent))
    first = parent;
  return first;
}

/** Last nodes of the solutions that the solution of `id` was written in sight of, in the order in which the model saw them. */
export function attemptsSeenBy(state: SearchState, id: NodeId): readonly NodeId[] {
  return state.nodes.get(firstStepOf(id))?.attempts ?? [];
}

/** First steps of the solutions that were written in sight of the one that `id` is in, in their order. */
export function solutionsThatSaw(state: SearchState, id: NodeId): readonly NodeId[] {
  const first = firstStepOf(id);
  return (state.nodes.get(rootId)?.children ?? []).filter((child) =>
    state.nodes.get(child)?.attempts?.some((end) => firstStepOf(end) === first),
  );
}

/** The last step that there is of the solution that `id` is in; down to where it branches. */
export function lastStepOf(state: SearchState, id: NodeId): NodeId {
  let last = id;
  for (;;) {
    const [next, other] = (state.nodes.get(last)?.children ?? []).filter(
      (child) => state.nodes.get(child)?.isRollout !== true,
    );
    if (next === undefined || other !== undefined) return last;
    last = next;
  }
}
