/** How a score is written, in pictures and in sentences alike. */

/** A score or share in [0, 1] with two decimals; never rounds up to a 1.00 that it is not. */
export function formatScore(score: number): string {
  return (score < 1 && score > 0.994 ? 0.99 : score).toFixed(2);
}
