/**
 * Answers: finding the final answer in model text, bringing it to a canonical key so that equal answers vote together,
 * and grading it against a reference. In-process, bounded work, safe on hostile text; nothing here throws.
 */
export { canonicalKey, isSameAnswer } from './compare/compare-answers';
export type { ExtractionMode } from './find/extract';
export { extractAnswer } from './find/extract';
export type { Grade } from './grade';
export { gradeAnswer } from './grade';
export type { VoteGroup } from './vote';
export { groupVotes } from './vote';
