/**
 * A score in [0, 1] as a colour of the ramp, in CSS terms so that it follows the theme by itself. Colour is never the
 * only carrier: the number stands beside it wherever this is used.
 */
export function scoreColor(score: number): string {
  const position = Math.min(1, Math.max(0, score)) * 4;
  const low = Math.min(3, Math.floor(position));
  const share = Math.round((position - low) * 100);
  return `color-mix(in oklab, var(--ramp-${low + 1}) ${share}%, var(--ramp-${low}))`;
}

/** The same colour drawn towards the ink, for large figures that must stay readable on paper. */
export function scoreInk(score: number): string {
  return `color-mix(in oklab, ${scoreColor(score)} 68%, var(--ink))`;
}
