/** What the estimators see of a solution: no text, no tree. */
export interface Candidate {
  /** Equal for equal answers; undefined for a solution without a readable answer, which is never selected and never votes. */
  readonly key: string | undefined;
  readonly isCorrect: boolean;
  /** Aggregated step scores; undefined where nothing was scored. */
  readonly value: number | undefined;
}
