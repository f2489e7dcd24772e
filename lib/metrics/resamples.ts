/**
 * Bootstrap over problems with the resamples drawn once and shared: two curves read on the same resample differ by what
 * they differ in, so differences, crossings and curves all pair. Values are one number a problem (all seeds together).
 */
import { assert, createRng } from '@/lib/base';
export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface BootstrapOptions {
  readonly seed: number;
  readonly resamples?: number;
}

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

/** The first `count` of the resamples, of some problems only: how often each of those came, whatever the others did. */
export function resamplesAmong({ problems, weights }: Resamples, members: Int32Array, count: number): Resamples {
  const among = new Uint8Array(members.length * count);
  for (let r = 0; r < count; r++)
    for (let i = 0; i < members.length; i++) among[r * members.length + i] = weights[r * problems + members[i]!]!;
  return { problems: members.length, count, weights: among };
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
    alike.set(gaps, [...(alike.get(gaps) ?? []), c]);
  });
  for (const group of alike.values())
    averageTogether(
      group.map((c) => columns[c]!),
      resamples,
      group.map((c) => means[c]!),
    );
  return means;
}

function gapsOf(values: Float64Array): string {
  const gaps: number[] = [];
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i]!)) gaps.push(i);
  return gaps.join(' ');
}

/** A product of the weights with a matrix of problems x columns, four columns in one pass over a resample. */
function averageTogether(
  columns: readonly Float64Array[],
  { problems, count, weights }: Resamples,
  means: readonly Float64Array[],
): void {
  const present = Int32Array.from({ length: problems }, (_, i) => i).filter((i) => !Number.isNaN(columns[0]![i]!));
  const isWhole = present.length === problems;
  const packed = isWhole ? columns : columns.map((values) => Float64Array.from(present, (problem) => values[problem]!));
  const nothing = new Float64Array(present.length);
  const row = new Float64Array(present.length);
  for (let r = 0; r < count; r++) {
    let total = 0;
    for (let i = 0; i < row.length; i++) {
      const weight = weights[r * problems + present[i]!]!;
      row[i] = weight;
      total += weight;
    }
    for (let c = 0; c < packed.length; c += 4) {
      const sums = dotFour(row, [
        packed[c]!,
        packed[c + 1] ?? nothing,
        packed[c + 2] ?? nothing,
        packed[c + 3] ?? nothing,
      ]);
      for (let k = 0; k < 4 && c + k < packed.length; k++) means[c + k]![r] = sums[k]! / total;
    }
  }
}

const four = new Float64Array(4);
/** Four dot products with `row`; the reply is reused by the next call. */
function dotFour(
  row: Float64Array,
  [a, b, c, d]: readonly [Float64Array, Float64Array, Float64Array, Float64Array],
): Float64Array {
  let sumA = 0;
  let sumB = 0;
  let sumC = 0;
  let sumD = 0;
  for (let i = 0; i < row.length; i++) {
    const weight = row[i]!;
    sumA += weight * a[i]!;
    sumB += weight * b[i]!;
    sumC += weight * c[i]!;
    sumD += weight * d[i]!;
  }
  four[0] = sumA;
  four[1] = sumB;
  four[2] = sumC;
  four[3] = sumD;
  return four;
}

/** The 2.5th and 97.5th percentile of ascending values, as order statistics of B values (positions 0.025 and 0.975 of B + 1), rounded outwards. */
export function middleOf(sorted: Float64Array): Interval {
  const last = sorted.length - 1;
  return {
    low: sorted[Math.max(0, Math.floor(0.025 * (last + 2)) - 1)]!,
    high: sorted[Math.min(last, Math.ceil(0.975 * (last + 2)) - 1)]!,
  };
}

/** The middle 95 % of the means; resamples without one are left out. */
export function percentileInterval(means: Float64Array): Interval {
  const sorted = means.filter((mean) => !Number.isNaN(mean)).sort();
  assert(sorted.length > 0, 'an interval needs a mean');
  return middleOf(sorted);
}

/** Equal means that were summed in another order differ in the last bits. */
const sameMean = 1e-12;

/** Whether an interval of shares has no width: what it was drawn from did not differ, so it tells nothing. */
export function isPoint({ low, high }: Interval): boolean {
  return high - low < sameMean;
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

/** The same over some problems. */
export function meanAmong(values: Float64Array, problems: Int32Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < problems.length; i++) {
    const value = values[problems[i]!]!;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}
