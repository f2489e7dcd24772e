/** How well scores tell right steps from wrong ones, and how well they mean what they say. */
import { assert } from '@/lib/base';
import type { BootstrapOptions, Interval } from './resamples';
import { wilson } from './intervals';
import { drawResamples, isPoint, percentileInterval } from './resamples';

export interface Scored {
  /** In [0, 1]. */
  readonly score: number;
  readonly isRight: boolean;
}

/** Chance that a right one scores above a wrong one, ties half (area under the ROC curve). Needs some of both. */
export function areaUnderCurve(items: readonly Scored[]): number {
  const area = areaOf(
    items.toSorted((one, other) => one.score - other.score),
    () => 1,
  );
  assert(!Number.isNaN(area), 'telling right from wrong needs some of both');
  return area;
}

/**
 * 95 % percentile bootstrap interval of that chance. `groups`: the items of one problem each, which are drawn together.
 * Resamples without some of both are left out; needs some of both. Where resamples do not differ, as where all are told apart
 * or there is one problem, they say nothing: there it is Wilson's, of as many trials as there are of the rarer kind.
 */
export function bootstrapAreaUnderCurve(
  groups: readonly (readonly Scored[])[],
  { seed, resamples = 1_000 }: BootstrapOptions,
): Interval {
  const sorted = groups
    .flatMap((items, group) => items.map((item) => ({ ...item, group })))
    .sort((one, other) => one.score - other.score);
  const { count, problems, weights } = drawResamples(groups.length, { seed, resamples });
  const interval = percentileInterval(
    Float64Array.from({ length: count }, (_, r) => areaOf(sorted, ({ group }) => weights[r * problems + group]!)),
  );
  if (!isPoint(interval)) return interval;
  const right = sorted.filter(({ isRight }) => isRight).length;
  const trials = Math.min(right, sorted.length - right);
  return wilson(areaOf(sorted, () => 1) * trials, trials);
}

/**
 * The same within each group: chance that a right one scores above a wrong one of the same group, NaN without some of both. What
 * a selection has to do, which no group's ease or difficulty can help or harm.
 */
export function areasWithin(groups: readonly (readonly Scored[])[]): Float64Array {
  return Float64Array.from(groups, (items) =>
    areaOf(
      items.toSorted((one, other) => one.score - other.score),
      () => 1,
    ),
  );
}

/** Of items by rising score, each as often as `countOf` says; NaN without some of both. */
function areaOf<Item extends Scored>(sorted: readonly Item[], countOf: (item: Item) => number): number {
  let wrongBelow = 0;
  let right = 0;
  let wins = 0;
  for (let from = 0; from < sorted.length;) {
    let rightHere = 0;
    let wrongHere = 0;
    const { score } = sorted[from]!;
    for (; from < sorted.length && sorted[from]!.score === score; from++) {
      if (sorted[from]!.isRight) rightHere += countOf(sorted[from]!);
      else wrongHere += countOf(sorted[from]!);
    }
    wins += rightHere * (wrongBelow + wrongHere / 2);
    wrongBelow += wrongHere;
    right += rightHere;
  }
  return wins / (right * wrongBelow);
}

/**
 * Spearman's rank correlation in [-1, 1], equals sharing their mean rank (Pearson's of the ranks). Undefined for fewer than two
 * pairs, or where all of one side are equal.
 */
export function rankCorrelation(pairs: readonly (readonly [number, number])[]): number | undefined {
  const [left, right] = [ranksOf(pairs.map(([one]) => one)), ranksOf(pairs.map(([, other]) => other))];
  // Mean ranks keep the mean of all.
  const middle = (pairs.length + 1) / 2;
  let [products, leftSquares, rightSquares] = [0, 0, 0];
  for (const [i, rank] of left.entries()) {
    const [x, y] = [rank - middle, right[i]! - middle];
    products += x * y;
    leftSquares += x * x;
    rightSquares += y * y;
  }
  if (leftSquares === 0 || rightSquares === 0) return undefined;
  return Math.max(-1, Math.min(1, products / Math.sqrt(leftSquares * rightSquares)));
}

/** From 1 on, by rising value; equals have the mean of their ranks. */
function ranksOf(values: readonly number[]): Float64Array {
  const order = values.map((_, i) => i).sort((one, other) => values[one]! - values[other]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let at = from; at < to; at++) ranks[order[at]!] = (from + 1 + to) / 2;
    from = to;
  }
  return ranks;
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
  return sums
    .filter(({ count }) => count > 0)
    .map(({ said, right, count }) => ({ said: said / count, found: right / count, count }));
}

/** Expected calibration error: mean distance of said from found, bins weighted by their counts. In [0, 1]. */
export function calibrationError(bins: readonly CalibrationBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce((sum, { said, found, count }) => sum + (count / total) * Math.abs(said - found), 0);
}
