/** The answers stored in the output (`pred_weighted@n`, `pred_maj@n`, `pred_naive@n`) against ours from the same first n completions. */
import { canonicalKey, extractAnswer } from '@/lib/answers';
import { selectAnswer, type Solution } from '@/lib/search';
import type { Row } from './row';
import { storedAnswer } from './stored-answer';

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

export function compareStored(problem: string, row: Row, solutions: readonly Solution[]): Comparison {
  const stored = Object.entries(row).flatMap(([prediction, text]) => {
    const stored = storedAnswer(prediction);
    return stored === undefined || typeof text !== 'string' ? [] : [{ ...stored, prediction, text }];
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
