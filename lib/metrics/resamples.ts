/**
 * Bootstrap over problems with the resamples drawn once and shared: two curves read on the same resample differ by what
 * they differ in, so differences, crossings and curves all pair. Values are one number a problem (all seeds together).
 */
import { assert, createRng } from '@/lib/base';
import type { BootstrapOptions, Interval } from './intervals';

export interface Resamples {
  readonly problems: number;
  readonly count: number;
  /** Row r: how often each problem is in resample r; `count` rows of `problems`. At most 255 times. */
  readonly weights: Uint8Array;
}

export function drawResamples(problems: number, { seed, resamples = 1_000 }: BootstrapOptions): Resamples {
  assert(problems > 0, 'resamples need problems');
  const random = createRng(seed);
  const weights = new Uint8Array(problems * resamples);
  for (let r = 0; r < resamples; r++) {
    const row = r * problems;
    for (let i = 0; i < problems; i++) {
      const at = row + Math.floor(random() * problems);
      if (weights[at]! < 255) weights[at]!++;
    }
  }
  return { problems, count: resamples, weights };
}

/**
 * Mean of the values in each resample, by resample. `values`: by problem, NaN where a problem is left out; a resample that
 * holds none of the others has no mean (NaN).
 */
export function resampledMeans(values: Float64Array, { problems, count, weights }: Resamples): Float64Array {
  assert(values.length === problems, 'one value a problem');
  const present = [...values.keys()].filter((i) => !Number.isNaN(values[i]!));
  const index = Int32Array.from(present);
  const packed = Float64Array.from(present, (i) => values[i]!);
  const means = new Float64Array(count);
  if (present.length === problems) {
    // No gaps: every resample holds as many values as there are problems.
    for (let r = 0, at = 0; r < count; r++) {
      let sum = 0;
      for (let i = 0; i < problems; i++) sum += weights[at++]! * values[i]!;
      means[r] = sum / problems;
    }
    return means;
  }
  for (let r = 0; r < count; r++) {
    const row = r * problems;
    let sum = 0;
    let total = 0;
    for (let j = 0; j < index.length; j++) {
      const weight = weights[row + index[j]!]!;
      sum += weight * packed[j]!;
      total += weight;
    }
    means[r] = sum / total;
  }
  return means;
}

/** The middle 95 % of the means; resamples without one are left out. */
export function percentileInterval(means: Float64Array): Interval {
  const sorted = means.filter((mean) => !Number.isNaN(mean)).sort();
  assert(sorted.length > 0, 'an interval needs a mean');
  return { low: sorted[Math.floor(0.025 * sorted.length)]!, high: sorted[Math.max(0, Math.ceil(0.975 * sorted.length) - 1)]! };
}

/** Mean of the values that are not NaN; NaN without any. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}
