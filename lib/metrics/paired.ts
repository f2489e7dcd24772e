/** Two methods on the same problems: is one better, and how sure is that? NaN marks problems that either lacks. */
import { createRng } from '@/lib/base';
import type { Interval } from './intervals';
import { meanOf, percentileInterval, resampledMeans, type Resamples } from './resamples';

/**
 * McNemar's exact test, two-sided: with `only` problems solved by the one method alone and `other` by the other alone,
 * chance of a split at least as uneven if both were equally good (binomial, p = 1/2).
 */
export function mcNemar(only: number, other: number): number {
  const total = only + other;
  if (total === 0) return 1;
  // Terms of the smaller tail as ratios of the one before, in logarithms so that large counts do not underflow.
  let logTerm = -total * Math.LN2;
  let tail = Math.exp(logTerm);
  for (let i = 1; i <= Math.min(only, other); i++) {
    logTerm += Math.log((total - i + 1) / i);
    tail += Math.exp(logTerm);
  }
  return Math.min(1, 2 * tail);
}

/** Sign-flip permutation test of a mean difference of 0, two-sided; counts the data itself, so it is never 0. */
export function pairedPermutation(differences: readonly number[], { seed, permutations = 1_000 }: { readonly seed: number; readonly permutations?: number }): number {
  const moved = Float64Array.from(differences.filter((each) => each !== 0 && !Number.isNaN(each)));
  let observed = 0;
  for (const each of moved) observed += each;
  // Sums in another order differ in the last bits, which must not hide a tie.
  const threshold = Math.abs(observed) - 1e-9;
  const random = createRng(seed);
  let asExtreme = 1;
  for (let draw = 0; draw < permutations; draw++) {
    let sum = 0;
    let bits = 0;
    for (let i = 0; i < moved.length; i++) {
      if (i % 30 === 0) bits = Math.floor(random() * 0x4000_0000);
      // A sign without a branch, which could not be foretold.
      sum += moved[i]! * (((bits & 1) << 1) - 1);
      bits >>= 1;
    }
    if (Math.abs(sum) >= threshold) asExtreme++;
  }
  return asExtreme / (permutations + 1);
}

export interface PairedDifference extends Interval {
  readonly difference: number;
  readonly pValue: number;
  /** `tied`: the 95 % interval holds 0 or the test does not reach 5 %. */
  readonly verdict: 'better' | 'worse' | 'tied';
  /** Problems by the more frequent outcome: solved by the first alone, the second alone, both, neither. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly both: number;
  readonly neither: number;
}

/** `first` minus `second`, chances of the right answer by problem; undefined when no problem has both. */
export function pairedDifference(first: Float64Array, second: Float64Array, { resamples, seed }: { readonly resamples: Resamples; readonly seed: number }): PairedDifference | undefined {
  const differences = first.map((value, i) => value - second[i]!);
  const difference = meanOf(differences);
  if (Number.isNaN(difference)) return undefined;
  const interval = percentileInterval(resampledMeans(differences, resamples));
  const solved = { onlyFirst: 0, onlySecond: 0, both: 0, neither: 0 };
  let isBinary = true;
  differences.forEach((each, i) => {
    if (Number.isNaN(each)) return;
    if (first[i]! % 1 !== 0 || second[i]! % 1 !== 0) isBinary = false;
    solved[first[i]! > 0.5 ? (second[i]! > 0.5 ? 'both' : 'onlyFirst') : second[i]! > 0.5 ? 'onlySecond' : 'neither']++;
  });
  const pValue = isBinary ? mcNemar(solved.onlyFirst, solved.onlySecond) : pairedPermutation([...differences], { seed });
  const isTied = pValue >= 0.05 || (interval.low <= 0 && interval.high >= 0);
  return { difference, ...interval, pValue, verdict: isTied ? 'tied' : difference > 0 ? 'better' : 'worse', ...solved };
}
