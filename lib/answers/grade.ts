/** Right, wrong or no answer, for model text or a bare answer against a reference. */
import { alternativesIn } from './alternatives';
import { isSameAsAny } from './compare/compare-answers';
import { findAnswer } from './find/find-answer';

export type Grade = 'right' | 'wrong' | 'no-answer';

/** Bare references are far shorter; what is longer is a worked solution to take the answer from. */
const LONGEST_BARE_REFERENCE = 300;

/**
 * Grades model text (its final answer is found first) or a bare answer. The reference may be a bare answer, or a
 * solution text with a box, or several of which any will do (`anyOf`). `no-answer` when `given` is undefined, blank or holds nothing that could be an answer. Never throws.
 */
export function gradeAnswer(given: string | undefined, reference: string): Grade {
  const answer = given === undefined ? undefined : findAnswer(given);
  if (answer === undefined) return 'no-answer';
  return isSameAsAny(answer, alternativesIn(reference).map(bareReference)) ? 'right' : 'wrong';
}

function bareReference(reference: string): string {
  const isSolution = reference.includes('\\boxed') || reference.length > LONGEST_BARE_REFERENCE;
  return isSolution ? (findAnswer(reference) ?? reference) : reference;
}

/** An answer with the key of its vote group; `key` is undefined exactly when `answer` is. */
export interface KeyedAnswer {
  readonly key: string | undefined;
  readonly answer: string | undefined;
}

/**
 * The groups that are right: those of which a member, as it is written, is. Grading forgives what keys do not see (`y = 5`
 * and `5` are one group, and against `x = 5` only one is right), so a group has its verdict as a whole, whoever speaks for it.
 */
export function rightKeys(answers: readonly KeyedAnswer[], reference: string): ReadonlySet<string> {
  const graded = new Map<string, boolean>();
  const right = new Set<string>();
  for (const { key, answer } of answers) {
    if (key === undefined || answer === undefined || right.has(key)) continue;
    const isRight = graded.get(answer) ?? gradeAnswer(answer, reference) === 'right';
    graded.set(answer, isRight);
    if (isRight) right.add(key);
  }
  return right;
}
