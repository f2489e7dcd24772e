/**
 * The difference of two shares of problems that are not the same, or of which nothing is known one by one: nothing is paired, and each
 * side brings the error of its own sample.
 */
import { createRng } from '@/lib/base';
import { wilson } from './intervals';
import { twoSided } from './normal';
import { isPoint, percentileInterval, type Interval } from './resamples';

/** A share, how sure it is (95 %), and its standard error. */
export interface SampledShare extends Interval {
  readonly share: number;
  readonly deviation: number;
}

export interface UnpairedDifference extends Interval {
  readonly difference: number;
  /** Normal approximation, two-sided. */
  readonly pValue: number;
}

/** Of what was measured here: as its resamples say, and where these do not differ, as of so many independent problems. */
export function measuredShare(share: number, means: Float64Array, problems: number): SampledShare {
  const drawn = percentileInterval(means);
  return isPoint(drawn) ? publishedShare(share, problems) : { share, ...drawn, deviation: deviationAmong(means) };
}

/** Of a number alone: that of so many independent problems (Wilson), and exact where nobody says how many (undefined). */
export function publishedShare(share: number, problems: number | undefined): SampledShare {
  return problems === undefined
    ? { share, low: share, high: share, deviation: 0 }
    : { share, ...wilson(share * problems, problems), deviation: deviationOf(share, problems) };
}

/**
 * `ours` minus `theirs`. The interval is Newcombe's hybrid of the two sides' own (Statistics in Medicine 17, 1998, method 10, with
 * Wilson's; Zou and Donner 2008 for any others): each end is as far from the difference as the ends that lead there are from their
 * shares, squared and added. The p-value is of the standard error of a difference of independent shares.
 */
export function unpairedDifference(ours: SampledShare, theirs: SampledShare): UnpairedDifference {
  const difference = ours.share - theirs.share;
  return {
    difference,
    low: difference - Math.hypot(ours.share - ours.low, theirs.high - theirs.share),
    high: difference + Math.hypot(ours.high - ours.share, theirs.share - theirs.low),
    pValue: twoSided(difference / Math.hypot(ours.deviation, theirs.deviation)),
  };
}

/** The share as it could have come out on other problems, `count` times: normal, by its standard error. */
export function drawShares(
  { share, deviation }: SampledShare,
  { seed, count }: { readonly seed: number; readonly count: number },
): Float64Array {
  const random = createRng(seed);
  return Float64Array.from({ length: count }, () => {
    // Box and Muller 1958; 1 - random() is never 0.
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.min(1, Math.max(0, share + deviation * normal));
  });
}

/** Of Agresti and Coull's adjusted share, which is not 0 where none or all were solved. `problems` is at least 1. */
function deviationOf(share: number, problems: number): number {
  const adjusted = (share * problems + 2) / (problems + 4);
  return Math.sqrt((adjusted * (1 - adjusted)) / (problems + 4));
}

function deviationAmong(means: Float64Array): number {
  const known = means.filter((mean) => !Number.isNaN(mean));
  const middle = known.reduce((sum, mean) => sum + mean, 0) / known.length;
  return Math.sqrt(known.reduce((sum, mean) => sum + (mean - middle) ** 2, 0) / Math.max(1, known.length - 1));
}
