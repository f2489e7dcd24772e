/** How a score is written, in pictures and in sentences alike. */

/** Distance from 0 or 1 below which two decimals say nothing, and below which nobody is told how near it is. */
const near = 0.01;
const nearest = 0.00001;

/**
 * A score or share in [0, 1] with two decimals; within 0.01 of an end as many more as tell how near it is, so that what was
 * kept and what was cut differ. Never rounded to a 0.00 or 1.00 that it is not.
 */
export function formatScore(score: number): string {
  if (score === 0 || score === 1) return score.toFixed(2);
  const distance = Math.min(score, 1 - score);
  if (distance >= near) return score.toFixed(2);
  // The first digit of the distance, cut off and not rounded: 0.0099 is nearer to the end than 0.01.
  const decimals = distance < nearest ? 5 : Math.ceil(-Math.log10(distance));
  const scale = 10 ** decimals;
  const digit = Math.max(1, Math.floor(distance * scale + 1e-9));
  return (score < 0.5 ? digit / scale : 1 - digit / scale).toFixed(decimals);
}
