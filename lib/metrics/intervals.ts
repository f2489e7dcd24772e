/** How sure a measured share is. */
import { assert, createRng } from '@/lib/base';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

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

export interface BootstrapOptions {
  readonly seed: number;
  readonly resamples?: number;
}

/**
 * 95 % percentile bootstrap interval of the mean. `values`: one number per problem, so that all seeds and solutions of a
 * problem stay together. Not empty.
 */
export function bootstrapMean(values: readonly number[], { seed, resamples = 2_000 }: BootstrapOptions): Interval {
  assert(values.length > 0, 'a mean needs values');
  const random = createRng(seed);
  const means = Float64Array.from({ length: resamples }, () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[Math.floor(random() * values.length)]!;
    return sum / values.length;
  }).sort();
  return { low: means[Math.floor(0.025 * resamples)]!, high: means[Math.ceil(0.975 * resamples) - 1]! };
}
