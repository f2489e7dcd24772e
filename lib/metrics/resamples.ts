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
export function resampledMeans(values: Float64Array, resamples: Resamples): Float64Array {
  return resampledMeansOf([values], resamples)[0]!;
}

/** The same of many columns of values in one pass over the resamples: columns with the same gaps go together. */
export function resampledMeansOf(columns: readonly Float64Array[], resamples: Resamples): readonly Float64Array[] {
  const means = columns.map(() => new Float64Array(resamples.count));
  const alike = new Map<string, number[]>();
  columns.forEach((values, c) => {
    assert(values.length === resamples.problems, 'one value a problem');
    const gaps = gapsOf(values);
    alike.set(gaps, [...alike.get(gaps) ?? [], c]);
  });
  for (const group of alike.values()) averageTogether(group.map((c) => columns[c]!), resamples, group.map((c) => means[c]!));
  return means;
}

function gapsOf(values: Float64Array): string {
  const gaps: number[] = [];
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i]!)) gaps.push(i);
  return gaps.join(' ');
}

/** A product of the weights with a matrix of problems x columns, row by row of the weights. */
function averageTogether(columns: readonly Float64Array[], { problems, count, weights }: Resamples, means: readonly Float64Array[]): void {
  const width = columns.length;
  const present = Int32Array.from({ length: problems }, (_, i) => i).filter((i) => !Number.isNaN(columns[0]![i]!));
  const matrix = new Float64Array(present.length * width);
  present.forEach((problem, row) => columns.forEach((values, c) => { matrix[row * width + c] = values[problem]!; }));
  const sums = new Float64Array(width);
  for (let r = 0; r < count; r++) {
    sums.fill(0);
    let total = 0;
    for (let row = 0; row < present.length; row++) {
      const weight = weights[r * problems + present[row]!]!;
      // More than a third of the problems are not in a resample.
      if (weight === 0) continue;
      total += weight;
      const from = row * width;
      for (let c = 0; c < width; c++) sums[c]! += weight * matrix[from + c]!;
    }
    for (let c = 0; c < width; c++) means[c]![r] = sums[c]! / total;
  }
}

/** The 2.5th and 97.5th percentile of ascending values, as order statistics of B values (positions 0.025 and 0.975 of B + 1), rounded outwards. */
export function middleOf(sorted: Float64Array): Interval {
  const last = sorted.length - 1;
  return { low: sorted[Math.max(0, Math.floor(0.025 * (last + 2)) - 1)]!, high: sorted[Math.min(last, Math.ceil(0.975 * (last + 2)) - 1)]! };
}

/** The middle 95 % of the means; resamples without one are left out. */
export function percentileInterval(means: Float64Array): Interval {
  const sorted = means.filter((mean) => !Number.isNaN(mean)).sort();
  assert(sorted.length > 0, 'an interval needs a mean');
  return middleOf(sorted);
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
