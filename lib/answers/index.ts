/**
 * Answers: finding the final answer in model text, bringing it to a canonical key so that equal answers vote together,
 * and grading it against a reference. In-process, bounded work, safe on hostile text; nothing here throws.
 */
export { alternativesIn, anyOf } from './alternatives';
export { firstFalseEquation } from './check';
export { canonicalKey, isSameAnswer } from './compare/compare-answers';
export type { StatedEquation } from './find/find-equations';
export type { ExtractionMode } from './find/extract';
export { extractAnswer } from './find/extract';
export { extractAnswers } from './find/find-answer';
export type { Grade, KeyedAnswer } from './grade';
export { gradeAnswer, rightKeys } from './grade';
export type { VoteGroup } from './vote';
export { groupVotes } from './vote';
