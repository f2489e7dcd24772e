/** A method against a share that somebody else measured: nothing is known of single problems, so nothing is paired. */
import { createRng } from '@/lib/base';
import { twoSided } from './normal';
import { isPoint, percentileInterval, type Interval } from './resamples';
import { wilson } from './intervals';

export interface UnpairedDifference extends Interval {
  readonly difference: number;
  /** Normal approximation, two-sided. */
  readonly pValue: number;
}

/**
 * The share as it could have come out on other problems, `count` times: normal, with the deviation of Agresti and Coull's
 * adjusted share, which is not 0 where none or all were solved. `problems`: how many it was measured on, at least 1.
 */
export function drawShares(
  share: number,
  problems: number,
  { seed, count }: { readonly seed: number; readonly count: number },
): Float64Array {
  const random = createRng(seed);
  const deviation = deviationOf(share, problems);
  return Float64Array.from({ length: count }, () => {
    // Box and Muller 1958; 1 - random() is never 0.
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.min(1, Math.max(0, share + deviation * normal));
  });
}

/** `accuracy` minus `share`. `means`: ours by resample; `shares`: theirs as drawn, as many; `problems`: of ours and theirs. */
export function unpairedDifference(
  accuracy: number,
  share: number,
  {
    means,
    shares,
    problems,
  }: {
    readonly means: Float64Array;
    readonly shares: Float64Array;
    readonly problems: readonly [ours: number, theirs: number];
  },
): UnpairedDifference {
  const [ours, theirs] = problems;
  const difference = accuracy - share;
  const drawn = percentileInterval(means);
  const spread = isPoint(drawn) ? deviationOf(accuracy, ours) : deviationAmong(means);
  const interval = isPoint(drawn)
    ? shiftedWilson(accuracy, ours, share)
    : percentileInterval(means.map((mean, r) => mean - shares[r]!));
  return { difference, ...interval, pValue: twoSided(difference / Math.hypot(spread, deviationOf(share, theirs))) };
}

function deviationOf(share: number, problems: number): number {
  const adjusted = (share * problems + 2) / (problems + 4);
  return Math.sqrt((adjusted * (1 - adjusted)) / (problems + 4));
}

function deviationAmong(means: Float64Array): number {
  const known = means.filter((mean) => !Number.isNaN(mean));
  const middle = known.reduce((sum, mean) => sum + mean, 0) / known.length;
  return Math.sqrt(known.reduce((sum, mean) => sum + (mean - middle) ** 2, 0) / Math.max(1, known.length - 1));
}

function shiftedWilson(accuracy: number, problems: number, share: number): Interval {
  const { low, high } = wilson(accuracy * problems, problems);
  return { low: low - share, high: high - share };
}
