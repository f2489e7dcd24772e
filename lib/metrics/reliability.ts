/**
 * How far scores can be taken at their word, and how they lie: reliability by bins with the spread over problems, counts by
 * score, and whether one quantity goes with another. Knows no verifier and no text.
 */
import { calibrationError, type Scored } from './ranking';
import { wilson } from './intervals';
import { drawResamples, isPoint, percentileInterval, type BootstrapOptions, type Interval } from './resamples';

export interface ReliabilityBin {
  /** Ends of the bin in [0, 1]; the last bin holds its upper end. */
  readonly from: number;
  readonly to: number;
  /** Mean score of the bin. */
  readonly said: number;
  /** Share of right ones in the bin. */
  readonly found: number;
  readonly count: number;
  /** Of `found`, 95 %. */
  readonly interval: Interval;
}

export interface Reliability {
  /** Ascending, empty ones left out. */
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error, in [0, 1]. */
  readonly error: number;
  /** 95 %. An error is never below 0, and of few items it is large by chance alone. */
  readonly errorInterval: Interval;
}

/**
 * The reliability diagram of Niculescu-Mizil and Caruana 2005: bins of equal width over [0, 1], what the scores say against
 * what is found. `groups`: the items of one problem each, which are drawn together. Some group has an item.
 */
export function reliability(
  groups: readonly (readonly Scored[])[],
  { seed, resamples = 500, bins = 10 }: BootstrapOptions & { readonly bins?: number },
): Reliability {
  const sums = Array.from({ length: bins }, () => ({
    count: new Float64Array(groups.length),
    right: new Float64Array(groups.length),
    said: new Float64Array(groups.length),
  }));
  groups.forEach((items, group) => {
    for (const { score, isRight } of items) {
      const bin = sums[binOf(score, bins)]!;
      bin.count[group]!++;
      bin.right[group]! += Number(isRight);
      bin.said[group]! += score;
    }
  });
  const drawn = drawResamples(groups.length, { seed, resamples });
  const found = sums.map(() => new Float64Array(drawn.count));
  const errors = new Float64Array(drawn.count);
  for (let r = 0; r < drawn.count; r++) {
    const weights = drawn.weights.subarray(r * drawn.problems, (r + 1) * drawn.problems);
    const means = sums.map((bin) => meansOf(bin, weights));
    means.forEach((mean, b) => {
      found[b]![r] = mean.found;
    });
    errors[r] = calibrationError(means.filter(({ count }) => count > 0));
  }
  const once = new Uint8Array(groups.length).fill(1);
  const all = sums.map((bin, b) => ({ ...meansOf(bin, once), from: b / bins, to: (b + 1) / bins, means: found[b]! }));
  const filled = all.filter(({ count }) => count > 0);
  return {
    bins: filled.map(({ means, ...bin }) => ({ ...bin, interval: intervalOf(bin, means) })),
    error: calibrationError(filled),
    errorInterval: percentileInterval(errors),
  };
}

function binOf(score: number, bins: number): number {
  return Math.min(bins - 1, Math.max(0, Math.floor(score * bins)));
}

interface BinSums {
  readonly count: Float64Array;
  readonly right: Float64Array;
  readonly said: Float64Array;
}

/** Means are NaN where the count is 0. */
function meansOf({ count, right, said }: BinSums, weights: Uint8Array) {
  let [counted, rightOnes, saidSum] = [0, 0, 0];
  for (let group = 0; group < weights.length; group++) {
    counted += weights[group]! * count[group]!;
    rightOnes += weights[group]! * right[group]!;
    saidSum += weights[group]! * said[group]!;
  }
  return { count: counted, found: rightOnes / counted, said: saidSum / counted };
}

/** Where resamples do not differ, as of one problem's items, they say nothing; Wilson's at least counts the items. */
function intervalOf(
  { found, count }: { readonly found: number; readonly count: number },
  means: Float64Array,
): Interval {
  const interval = means.every(Number.isNaN) ? undefined : percentileInterval(means);
  return interval !== undefined && !isPoint(interval) ? interval : wilson(Math.round(found * count), count);
}

/** How many of the values, each in [0, 1], lie in each of `bins` bins of equal width; the last holds 1. */
export function histogram(values: Iterable<number>, bins = 20): readonly number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of values) counts[binOf(value, bins)]!++;
  return counts;
}

/**
 * Of all pairs that differ in `x`, the share in which the larger x has the larger y; equal y count half. 0.5: the one says
 * nothing of the other; NaN without a pair. (1 + Somers' D of y by x) / 2.
 */
export function concordance(items: readonly { readonly x: number; readonly y: number }[]): number {
  let agreeing = 0;
  let pairs = 0;
  for (let i = 0; i < items.length; i++)
    for (let j = i + 1; j < items.length; j++) {
      const [one, other] = [items[i]!, items[j]!];
      if (one.x === other.x) continue;
      pairs++;
      if (one.y === other.y) agreeing += 0.5;
      else if (one.x < other.x === one.y < other.y) agreeing++;
    }
  return agreeing / pairs;
}
