/** Two methods on the same problems: is one better, and how sure is that? NaN marks problems that either lacks. */
import { createRng } from '@/lib/base';
import type { Interval } from './resamples';
import { wilson } from './intervals';
import { isPoint, meanOf, percentileInterval, resampledMeans, type Resamples } from './resamples';

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

/** A test that has seen so many permutations as extreme as the data is far from any threshold and may stop. */
const enoughExtremes = 100;
/** Nor is one drawn that would find, by Hoeffding's bound, an extreme in all its permutations less often than this. */
const hopeless = 0.001;

/**
 * Sign-flip permutation test of a mean difference of 0, two-sided; counts the data itself, so it is never 0. Stops early
 * where nothing is to be found (Besag and Clifford 1991, sequential Monte Carlo p-values).
 */
export function pairedPermutation(
  differences: readonly number[],
  { seed, permutations = 1_000 }: { readonly seed: number; readonly permutations?: number },
): number {
  const moved = Float64Array.from(differences.filter((each) => each !== 0 && !Number.isNaN(each)));
  let observed = 0;
  let squares = 0;
  for (const each of moved) {
    observed += each;
    squares += each * each;
  }
  // Hoeffding 1963: a sum of signed differences reaches the observed one with at most this chance.
  const bound = squares === 0 ? 1 : 2 * Math.exp(-(observed * observed) / (2 * squares));
  if (bound * permutations < hopeless) return bound;
  // Sums in another order differ in the last bits, which must not hide a tie.
  const threshold = Math.abs(observed) - 1e-9;
  const random = createRng(seed);
  let asExtreme = 1;
  let draws = 0;
  while (draws < permutations && asExtreme <= enoughExtremes) {
    draws++;
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
  // So many draws show nothing below 1 / (permutations + 1); the bound does.
  return Math.min(asExtreme / (draws + 1), bound);
}

/**
 * Where every problem shows the same difference, resamples cannot tell how many more would show another: up to Wilson's upper
 * end for none in so many, each by as much as there is room for.
 */
function uniformInterval(difference: number, differences: Float64Array): Interval {
  const count = differences.filter((each) => !Number.isNaN(each)).length;
  const others = wilson(0, count).high;
  return { low: Math.max(-1, difference - others), high: Math.min(1, difference + others) };
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

export interface PairedOptions {
  readonly resamples: Resamples;
  readonly seed: number;
  /** Means of the two by resample, where they are known already and neither leaves a problem out. */
  readonly means?: readonly [first: Float64Array, second: Float64Array];
}

/** `first` minus `second`, chances of the right answer by problem; undefined when no problem has both. */
export function pairedDifference(
  first: Float64Array,
  second: Float64Array,
  { resamples, seed, means }: PairedOptions,
): PairedDifference | undefined {
  const differences = first.map((value, i) => value - second[i]!);
  const difference = meanOf(differences);
  if (Number.isNaN(difference)) return undefined;
  const drawn = percentileInterval(
    means === undefined ? resampledMeans(differences, resamples) : means[0].map((mean, r) => mean - means[1][r]!),
  );
  const interval = isPoint(drawn) ? uniformInterval(difference, differences) : drawn;
  const solved = { onlyFirst: 0, onlySecond: 0, both: 0, neither: 0 };
  let isBinary = true;
  differences.forEach((each, i) => {
    if (Number.isNaN(each)) return;
    if (first[i]! % 1 !== 0 || second[i]! % 1 !== 0) isBinary = false;
    solved[first[i]! > 0.5 ? (second[i]! > 0.5 ? 'both' : 'onlyFirst') : second[i]! > 0.5 ? 'onlySecond' : 'neither']++;
  });
  const pValue = isBinary
    ? mcNemar(solved.onlyFirst, solved.onlySecond)
    : pairedPermutation([...differences], { seed });
  const isTied = pValue >= 0.05 || (interval.low <= 0 && interval.high >= 0);
  return { difference, ...interval, pValue, verdict: isTied ? 'tied' : difference > 0 ? 'better' : 'worse', ...solved };
}
