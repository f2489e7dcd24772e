/** The answers stored in the output (`pred_weighted@n`, `pred_maj@n`, `pred_naive@n`) against ours from the same first n completions. */
import { canonicalKey, extractAnswer } from '@/lib/answers';
import { majorityVote, selectAnswer, type SelectionName, type Solution } from '@/lib/search';
import type { Row } from './row';

export interface Difference {
  readonly problem: string;
  readonly prediction: string;
  readonly theirs: string | undefined;
  readonly ours: string | undefined;
}
export interface Comparison {
  readonly compared: number;
  readonly differences: readonly Difference[];
}

const selections: Readonly<Record<string, SelectionName>> = { weighted: 'weighted', maj: majorityVote, naive: 'best' };

export function compareStored(problem: string, row: Row, solutions: readonly Solution[]): Comparison {
  const stored = Object.entries(row).flatMap(([prediction, text]) => {
    const match = /^pred_(weighted|maj|naive)@(\d+)$/.exec(prediction);
    const selection = match === null ? undefined : selections[match[1]!];
    return selection === undefined || typeof text !== 'string'
      ? []
      : [{ prediction, selection, n: Number(match![2]), text }];
  });
  const differences = stored.flatMap(({ prediction, selection, n, text }): Difference[] => {
    const theirs = extractAnswer(text, 'boxed');
    const ours = selectAnswer(solutions.slice(0, n), selection).answer;
    return keyOf(theirs) === keyOf(ours) ? [] : [{ problem, prediction, theirs, ours }];
  });
  return { compared: stored.length, differences };
}

function keyOf(answer: string | undefined): string | undefined {
  return answer === undefined ? undefined : canonicalKey(answer);
}
