/**
 * The answers at the ends of finished solutions, graded where a reference is known. Read and graded once per node: the
 * text of a finished node does not change.
 */
import { extractAnswer, gradeAnswer } from '@/lib/answers';
import { textOf, type NodeId, type SearchState } from '@/lib/search';

export type Verdict = 'right' | 'wrong';

export interface TreeSolution {
  readonly answer: string | undefined;
  readonly verdict: Verdict | undefined;
}

/**
 * What is known of the finished solutions of `state`, and of those that `previous` (any cursor of the same run) knew: at
 * an earlier cursor the map holds more than has finished there.
 */
export function solutionsIn(
  state: SearchState,
  previous: ReadonlyMap<NodeId, TreeSolution> | undefined,
): ReadonlyMap<NodeId, TreeSolution> {
  const fresh = state.groups.flatMap((group) => group.finished).filter((id) => previous?.has(id) !== true);
  if (previous !== undefined && fresh.length === 0) return previous;
  return new Map([...(previous ?? []), ...fresh.map((id) => [id, solutionAt(state, id)] as const)]);
}

function solutionAt(state: SearchState, id: NodeId): TreeSolution {
  const answer = extractAnswer(textOf(state, id), 'boxed');
  return { answer, verdict: verdictOf(answer, state.spec?.problem.answer) };
}

/** Undefined where there is no answer, or nothing to compare it with. */
export function verdictOf(answer: string | undefined, reference: string | undefined): Verdict | undefined {
  if (answer === undefined || reference === undefined) return undefined;
  return gradeAnswer(answer, reference) === 'right' ? 'right' : 'wrong';
}
