/** How well scores tell right steps from wrong ones, and how well they mean what they say. */
import { assert } from '@/lib/base';

export interface Scored {
  /** In [0, 1]. */
  readonly score: number;
  readonly isRight: boolean;
}

/** Chance that a right one scores above a wrong one, ties half (area under the ROC curve). Needs some of both. */
export function areaUnderCurve(items: readonly Scored[]): number {
  const sorted = items.toSorted((one, other) => one.score - other.score);
  const right = items.filter(({ isRight }) => isRight).length;
  const wrong = items.length - right;
  assert(right > 0 && wrong > 0, 'telling right from wrong needs some of both');
  let below = 0;
  let wins = 0;
  for (let from = 0; from < sorted.length;) {
    let to = from;
    let rightHere = 0;
    while (to < sorted.length && sorted[to]!.score === sorted[from]!.score) rightHere += sorted[to++]!.isRight ? 1 : 0;
    const wrongHere = to - from - rightHere;
    wins += rightHere * (below + wrongHere / 2);
    below += wrongHere;
    from = to;
  }
  return wins / (right * wrong);
}

export interface CalibrationBin {
  /** Mean score of the bin. */
  readonly said: number;
  /** Share of right ones in the bin. */
  readonly found: number;
  readonly count: number;
}

/** Bins of equal width over [0, 1], empty ones left out: what the scores say against what is found. */
export function calibration(items: readonly Scored[], bins = 10): readonly CalibrationBin[] {
  const sums = Array.from({ length: bins }, () => ({ said: 0, right: 0, count: 0 }));
  for (const { score, isRight } of items) {
    const bin = sums[Math.min(bins - 1, Math.max(0, Math.floor(score * bins)))]!;
    bin.said += score;
    bin.right += isRight ? 1 : 0;
    bin.count++;
  }
  return sums.filter(({ count }) => count > 0).map(({ said, right, count }) => ({ said: said / count, found: right / count, count }));
}

/** Expected calibration error: mean distance of said from found, bins weighted by their counts. In [0, 1]. */
export function calibrationError(bins: readonly CalibrationBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce((sum, { said, found, count }) => sum + (count / total) * Math.abs(said - found), 0);
}
