/** What looks ahead, and from where: a rollout hangs on the candidate that it was written to judge. Reads the folded state. */
import { assertDefined } from '@/lib/base';
import { depthOf, parentIdOf, type NodeId, type SearchState } from '@/lib/search';

/** The candidate whose rollout `id` is in; `id` itself where it is in none. */
export function candidateOf({ nodes }: SearchState, id: NodeId): NodeId {
  let at = id;
  while (nodes.get(at)?.isRollout === true) at = assertDefined(parentIdOf(at), 'a rollout hangs on a candidate');
  return at;
}

/** The score that the rollout ending in `id` found for its candidate; undefined for what ends none. */
export function scoreFoundAt(state: SearchState, id: NodeId): number | undefined {
  const candidate = state.nodes.get(candidateOf(state, id));
  return candidate?.rolloutEnd === id ? candidate.score : undefined;
}

/** Steps from a node down to one below it. */
export function stepsBetween(above: NodeId, below: NodeId): number {
  return depthOf(below) - depthOf(above);
}
