/**
 * What the lab reads of one run: its solutions with the scores of their steps and whether they are right, and where its
 * verifier erred. From the fold of its log; small, so that hundreds are held at a time. Pure.
 */
import { hashString } from '@/lib/base';
import { rightKeys } from '@/lib/answers';
import {
  pathOf,
  selectAnswer,
  selectionAggregationOf,
  selectionNames,
  selectionOf,
  solutionsOf,
  type AggregationName,
  type SearchState,
  type SelectionName,
  type StrategyName,
} from '@/lib/search';
import { failuresOf } from './find-failures';
import { hasWords } from './has-words';
import type { Failure } from './wire';

export interface LabSolution {
  readonly isRight: boolean;
  /** Of its steps with words in them, in their order (others are not scored); null where one has none. All null where the verifier could not read all of it. */
  readonly scores: readonly (number | null)[];
  /** Generated tokens of its path. */
  readonly tokens: number;
}

export interface LabRun {
  readonly runId: string;
  /** Equal for equal problems. */
  readonly problem: string;
  readonly level: number | undefined;
  readonly strategy: StrategyName;
  readonly policy: string;
  readonly n: number;
  readonly aggregation: AggregationName;
  /** Without a reference answer there are none. */
  readonly solutions: readonly LabSolution[];
  /** By selection: is its answer right? Absent without a reference answer. */
  readonly solved: Readonly<Record<SelectionName, boolean>> | undefined;
  readonly failures: readonly Failure[];
}

/** `state` is the fold of a whole log. */
export function labRunOf(runId: string, state: SearchState): LabRun | undefined {
  const { spec } = state;
  if (spec === undefined) return undefined;
  const { problem, strategy, policy, config } = spec;
  const head = {
    runId,
    problem: problemKey(problem),
    level: problem.level,
    strategy,
    policy: policy.name,
    n: config.n,
    aggregation: selectionAggregationOf(spec),
  };
  if (problem.answer === undefined) return { ...head, solutions: [], solved: undefined, failures: [] };
  const finished = solutionsOf(state);
  const right = rightKeys(finished, problem.answer);
  const isRight = (key: string | undefined): boolean => key !== undefined && right.has(key);
  const solutions = finished.map(({ node, key, unscored }) => {
    const written = pathOf(state, node);
    const path = written.filter(hasWords);
    return {
      node,
      path,
      isRight: isRight(key),
      scores: path.map(({ score }) => (unscored === undefined ? (score ?? null) : null)),
      tokens: written.reduce((sum, { tokens }) => sum + tokens, 0),
    };
  });
  const winnerOf = (selection: SelectionName) =>
    selectAnswer(finished, selection).votes.find(({ isWinner }) => isWinner)?.key;
  const solved = Object.fromEntries(
    selectionNames.map((selection) => [selection, isRight(winnerOf(selection))]),
  ) as Record<SelectionName, boolean>;
  const failures = failuresOf(state, {
    runId,
    spec,
    solutions: solutions.map((solution, i) => ({ ...solution, value: finished[i]?.value })),
    selected: selectAnswer(finished, selectionOf(spec)),
    right,
  });
  return {
    ...head,
    solutions: solutions.map(({ isRight, scores, tokens }) => ({ isRight, scores, tokens })),
    solved,
    failures,
  };
}

/** Sets may give two problems one id, and one problem two. */
function problemKey({ text }: { readonly text: string }): string {
  return `${hashString(text)} ${text.length}`;
}
