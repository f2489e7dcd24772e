/**
 * The answers at the ends of finished solutions, graded where a reference is known. Read and graded once per node: the
 * text of a finished node does not change.
 */
import { extractAnswer, gradeAnswer } from '@/lib/answers';
import { textOf, type NodeId, type SearchState } from '@/lib/search';

export interface TreeSolution {
  readonly answer: string | undefined;
  readonly verdict: 'right' | 'wrong' | undefined;
}

/**
 * What is known of the finished solutions of `state`, and of those that `previous` (any cursor of the same run) knew: at
 * an earlier cursor the map holds more than has finished there.
 */
export function solutionsIn(state: SearchState, previous: ReadonlyMap<NodeId, TreeSolution> | undefined): ReadonlyMap<NodeId, TreeSolution> {
  const fresh = state.groups.flatMap((group) => group.finished).filter((id) => previous?.has(id) !== true);
  if (previous !== undefined && fresh.length === 0) return previous;
  return new Map([...(previous ?? []), ...fresh.map((id) => [id, solutionAt(state, id)] as const)]);
}

function solutionAt(state: SearchState, id: NodeId): TreeSolution {
  const answer = extractAnswer(textOf(state, id), 'boxed');
  const reference = state.spec?.problem.answer;
  const grade = reference === undefined ? undefined : gradeAnswer(answer, reference);
  return { answer, verdict: grade === 'right' || grade === 'wrong' ? grade : undefined };
}
