/** How sure a measured share is. */
import { assert } from '@/lib/base';
import { drawResamples, percentileInterval, resampledMeans } from './resamples';
import type { BootstrapOptions, Interval } from './resamples';

const z95 = 1.959963984540054;

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
 * 95 % percentile bootstrap interval of the mean. `values`: one number per problem, so that all seeds and solutions of a
 * problem stay together. Not empty.
 */
export function bootstrapMean(values: readonly number[], { seed, resamples = 2_000 }: BootstrapOptions): Interval {
  assert(values.length > 0, 'a mean needs values');
  return percentileInterval(
    resampledMeans(Float64Array.from(values), drawResamples(values.length, { seed, resamples })),
  );
}
