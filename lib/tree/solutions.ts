/**
 * The answers at the ends of finished solutions, graded where a reference is known. Grading is done once per node: the
 * text of a finished node does not change.
 */
import type { NodeId, SearchState } from '@/lib/search';

export interface TreeSolution {
  readonly answer: string | undefined;
  readonly verdict: 'right' | 'wrong' | undefined;
}

export function solutionsIn(state: SearchState, previous: ReadonlyMap<NodeId, TreeSolution> | undefined): ReadonlyMap<NodeId, TreeSolution> {
  const finished = state.groups.flatMap((group) => group.finished);
  if (previous !== undefined && previous.size === finished.length && finished.every((id) => previous.has(id))) return previous;
  return new Map(finished.map((id) => [id, previous?.get(id) ?? { answer: undefined, verdict: undefined }]));
}
