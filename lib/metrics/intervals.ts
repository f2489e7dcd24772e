/** How sure a measured share is. */
import { assert } from '@/lib/base';
import { z95 } from './normal';
import { drawResamples, isPoint, meanOf, percentileInterval, resampledMeans } from './resamples';
import type { BootstrapOptions, Interval } from './resamples';

/** Wilson's 95 % score interval for a share of `hits` in `total` independent trials (Wilson 1927). 0 <= hits <= total, total >= 1. */
export function wilson(hits: number, total: number): Interval {
  assert(total >= 1 && hits >= 0 && hits <= total, `${hits} hits in ${total} trials are not a share`);
  const share = hits / total;
  const squared = (z95 * z95) / total;
  const middle = (share + squared / 2) / (1 + squared);
  const half = (z95 / (1 + squared)) * Math.sqrt((share * (1 - share)) / total + squared / (4 * total));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * The 95 % interval of a mean of chances by problem (NaN where a problem is left out), from its means by resample. Where
 * resamples do not differ, as of a single problem or of values that are all equal, they say nothing of how sure the mean
 * is: there it is Wilson's. Some value is not NaN.
 */
export function meanInterval(values: Float64Array, resampled: Float64Array): Interval {
  const interval = resampled.every(Number.isNaN) ? undefined : percentileInterval(resampled);
  if (interval !== undefined && !isPoint(interval)) return interval;
  const known = values.filter((value) => !Number.isNaN(value));
  // Sums of shares may leave [0, 1] in the last bit.
  return wilson(known.length * Math.min(1, Math.max(0, meanOf(known))), known.length);
}

/**
 * 95 % percentile bootstrap interval of the mean, as `meanInterval`. `values`: one chance per problem, so that all seeds and
 * solutions of a problem stay together. Not empty.
 */
export function bootstrapMean(values: readonly number[], { seed, resamples = 2_000 }: BootstrapOptions): Interval {
  assert(values.length > 0, 'a mean needs values');
  const column = Float64Array.from(values);
  return meanInterval(column, resampledMeans(column, drawResamples(values.length, { seed, resamples })));
}
