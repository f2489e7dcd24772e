/** Right, wrong or no answer, for model text or a bare answer against a reference. */
import { isSameAnswer } from './compare/compare-answers';
import { findAnswer } from './find/find-answer';

export type Grade = 'right' | 'wrong' | 'no-answer';

/** Bare references are far shorter; what is longer is a worked solution to take the answer from. */
const LONGEST_BARE_REFERENCE = 300;

/**
 * Grades model text (its final answer is found first) or a bare answer. The reference may be a bare answer, or a
 * solution text with a box. `no-answer` when `given` is undefined, blank or holds nothing that could be an answer. Never throws.
 */
export function gradeAnswer(given: string | undefined, reference: string): Grade {
  const answer = given === undefined ? undefined : findAnswer(given);
  if (answer === undefined) return 'no-answer';
  const isSolution = reference.includes('\\boxed') || reference.length > LONGEST_BARE_REFERENCE;
  const expected = isSolution ? (findAnswer(reference) ?? reference) : reference;
  return isSameAnswer(answer, expected) ? 'right' : 'wrong';
}
