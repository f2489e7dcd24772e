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

/** Scores that were compared: of those that lived, and of those that did not. */
export interface Compared {
  readonly kept: readonly number[];
  readonly cut: readonly number[];
}

/** Beyond this many decimals, which nobody reads, scores are written as they are. */
const mostDecimals = 12;

/**
 * How the scores of one comparison are written, so that no kept one is written like a cut one that it does not equal, in
 * their order: as `formatScore` does where that is enough, else all with as many decimals as it takes. What belongs to
 * several comparisons keeps them all apart.
 */
export function scoresApart(...comparisons: readonly Compared[]): (score: number) => string {
  const neighbours = comparisons.flatMap(neighboursIn);
  const tellsApart = (write: (score: number) => string) =>
    neighbours.every(([low, high]) => write(low) !== write(high));
  if (tellsApart(formatScore)) return formatScore;
  for (let decimals = 3; decimals <= mostDecimals; decimals++) {
    const write = (score: number) => withDecimals(score, decimals);
    if (tellsApart(write)) return write;
  }
  return String;
}

/** Never an end that it is not. */
function withDecimals(score: number, decimals: number): string {
  const least = 10 ** -decimals;
  return (score <= 0 || score >= 1 ? score : Math.min(Math.max(score, least), 1 - least)).toFixed(decimals);
}

/** Scores that follow each other, of which one was kept and one was cut: where these differ, all do that have to. */
function neighboursIn({ kept, cut }: Compared): readonly (readonly [low: number, high: number])[] {
  const isKept = new Set(kept);
  const isCut = new Set(cut);
  const sorted = [...new Set([...kept, ...cut])].toSorted((a, b) => a - b);
  return sorted.flatMap((high, i): (readonly [number, number])[] => {
    const low = sorted[i - 1];
    if (low === undefined) return [];
    return (isKept.has(low) && isCut.has(high)) || (isCut.has(low) && isKept.has(high)) ? [[low, high]] : [];
  });
}
