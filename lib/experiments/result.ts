/**
 * What a finished run leaves behind for statistics, from the fold of its log: pure, so that it can be made again from any
 * log. Near relative: `gates/measurement.ts`, which keeps step scores as well.
 */
import { rightKeys } from '@/lib/answers';
import {
  aggregate,
  compareIds,
  pathOf,
  scoresOf,
  selectAnswer,
  selectionAggregationOf,
  selectionNames,
  solutionsOf,
  truncatedEnds,
  type NodeState,
  type SearchState,
  type SelectionName,
  type Solution,
} from '@/lib/search';
import type { RunResult, Tokens } from './model';

export interface RunFacts extends Pick<RunResult, 'runId' | 'cell' | 'problem' | 'seed'> {
  /** Of work; pauses left out. */
  readonly seconds: number;
}

/** `state` has its spec, and its problem a reference answer; without one nothing is right. */
export function resultOf(state: SearchState, { runId, cell, problem, seed, seconds }: RunFacts): RunResult {
  const reference = state.spec?.problem.answer;
  const finished = solutionsOf(state);
  const right = reference === undefined ? undefined : rightKeys(finished, reference);
  const isRight = (key: string | undefined): boolean => key !== undefined && right?.has(key) === true;
  const solutions = [
    ...finished.map(({ node, key, answer, value }) => ({
      node,
      solution: { ...readable(key, answer), isCorrect: isRight(key), ...scored(value), isTruncated: false },
    })),
    ...truncatedEnds(state)
      .filter((end) => !isSuperseded(state, end))
      .map(({ id }) => ({
        node: id,
        solution: { isCorrect: false, ...scored(valueAt(state, id)), isTruncated: true },
      })),
  ].toSorted((left, right) => compareIds(left.node, right.node));
  return {
    runId,
    cell,
    problem,
    seed,
    seconds,
    solutions: solutions.map(({ node, solution }) => {
      const path = pathOf(state, node);
      return {
        ...solution,
        group: path.at(-1)?.group ?? 0,
        completionTokens: path.reduce((sum, { tokens }) => sum + tokens, 0),
      };
    }),
    isCorrect: Object.fromEntries(
      selectionNames.map((selection) => [selection, isRight(winnerOf(finished, selection))]),
    ) as RunResult['isCorrect'],
    policy: tokensOf(state.totals.policy),
    verifier: tokensOf(state.totals.verifier),
  };
}

/** True for what was written beside whole solutions that no longer vote, as of a population that was replaced. */
function isSuperseded(state: SearchState, { group, round }: NodeState): boolean {
  const { isWhole = false, nodes = [] } = state.groups[group]?.rounds[round] ?? {};
  const beside = nodes.flatMap((id) => {
    const node = state.nodes.get(id);
    return node?.decision?.fate === 'finished' ? [node] : [];
  });
  return isWhole && beside.length > 0 && beside.every(({ weight }) => weight === 0);
}

function winnerOf(solutions: readonly Solution[], selection: SelectionName): string | undefined {
  return selectAnswer(solutions, selection).votes.find(({ isWinner }) => isWinner)?.key;
}

function valueAt(state: SearchState, node: string): number | undefined {
  return state.spec === undefined ? undefined : aggregate(scoresOf(state, node), selectionAggregationOf(state.spec));
}

function readable(
  key: string | undefined,
  answer: string | undefined,
): { readonly key?: string; readonly answer?: string } {
  return key === undefined || answer === undefined ? {} : { key, answer };
}

function scored(value: number | undefined): { readonly value?: number } {
  return value === undefined ? {} : { value };
}

function tokensOf({ promptTokens, cachedTokens, completionTokens, calls }: SearchState['totals']['policy']): Tokens {
  return { prompt: promptTokens, cached: cachedTokens, completion: completionTokens, calls };
}
