/**
 * What of a run another verifier can score again: its finished solutions step by step, with the scores that its own verifier
 * gave them. From the fold of its log; nothing is generated. Pure.
 */
import { rightKeys } from '@/lib/answers';
import {
  pathOf,
  selectionAggregationOf,
  solutionsOf,
  type AggregationName,
  type NodeId,
  type Problem,
  type SearchState,
  type StrategyName,
} from '@/lib/search';
import { hasWords } from './has-words';

export interface ComparableSolution {
  /** Its last node. */
  readonly node: NodeId;
  readonly answer: string | undefined;
  /** Equal for equal answers; undefined where there is none. */
  readonly key: string | undefined;
  /** Undefined without a reference answer. */
  readonly isRight: boolean | undefined;
  /** Texts of its steps with words in them, in their order, and the scores that they were given. */
  readonly steps: readonly string[];
  readonly scores: readonly number[];
}

export interface ComparableRun {
  readonly runId: string;
  readonly problem: Problem;
  readonly prompt: string;
  readonly strategy: StrategyName;
  readonly n: number;
  readonly aggregation: AggregationName;
  /** Those of which every step has a score; of solutions that say the same, each. */
  readonly solutions: readonly ComparableSolution[];
}

/** `state` is the fold of a whole log. */
export function comparableRunOf(runId: string, state: SearchState): ComparableRun | undefined {
  const { spec } = state;
  if (spec === undefined) return undefined;
  const { problem, strategy, config } = spec;
  const finished = solutionsOf(state);
  const right = problem.answer === undefined ? undefined : rightKeys(finished, problem.answer);
  return {
    runId,
    problem,
    prompt: state.prompt?.text ?? problem.text,
    strategy,
    n: config.n,
    aggregation: selectionAggregationOf(spec),
    solutions: finished.flatMap(({ node, answer, key, unscored }) => {
      const path = pathOf(state, node).filter(hasWords);
      const scores = path.flatMap(({ score }) => score ?? []);
      if (unscored !== undefined || path.length === 0 || scores.length < path.length) return [];
      return [
        {
          node,
          answer,
          key,
          isRight: right === undefined ? undefined : key !== undefined && right.has(key),
          steps: path.map(({ text }) => text),
          scores,
        },
      ];
    }),
  };
}
