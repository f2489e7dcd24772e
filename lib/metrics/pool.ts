/**
 * What a smaller budget would have given, from one pool of N independent solutions: averages over all k-subsets of the
 * pool, drawn without replacement. Exact unless a name says resampled.
 */
import { assert, createRng } from '@/lib/base';
import type { Candidate } from './candidate';
import { shareAvoiding } from './combinations';

function assertBudget(k: number, pool: readonly unknown[]): void {
  assert(Number.isInteger(k) && k >= 1 && k <= pool.length, `a budget of ${k} needs a pool of at least as many solutions, not ${pool.length}`);
}

/**
 * pass@k: chance that at least one of k solutions is correct, 1 - C(N - c, k) / C(N, k); the unbiased estimator of
 * Chen et al. 2021 (arXiv 2107.03374, section 2.1). 1 <= k <= N.
 */
export function passAt(k: number, pool: readonly Candidate[]): number {
  assertBudget(k, pool);
  return 1 - shareAvoiding(pool.length, pool.filter(({ isCorrect }) => isCorrect).length, k);
}

/**
 * Naive best-of-k: chance that the solution of highest value among k is correct. Equal values share their chance
 * evenly; a solution without an answer or a value ranks below all others and counts as wrong. 1 <= k <= N.
 */
export function bestOf(k: number, pool: readonly Candidate[]): number {
  assertBudget(k, pool);
  const groups = new Map<number, { size: number; correct: number }>();
  for (const { key, isCorrect, value } of pool) {
    const rank = key === undefined || value === undefined ? -Infinity : value;
    const group = groups.get(rank) ?? { size: 0, correct: 0 };
    groups.set(rank, { size: group.size + 1, correct: group.correct + (isCorrect && rank > -Infinity ? 1 : 0) });
  }
  let above = 0;
  let chance = 0;
  for (const [, { size, correct }] of [...groups].toSorted(([left], [right]) => right - left)) {
    const isHighest = shareAvoiding(pool.length, above, k) - shareAvoiding(pool.length, above + size, k);
    chance += isHighest * (correct / size);
    above += size;
  }
  return chance;
}

export interface Resampled {
  readonly mean: number;
  /** Standard error of `mean` that comes from drawing subsets only; 0 when there was just one subset to draw. */
  readonly monteCarloError: number;
}

export interface VoteOptions {
  /** Every solution counts by its value instead of as one vote. */
  readonly isWeighted: boolean;
  readonly seed: number;
  readonly subsets: number;
}

/** Chance that the vote among k solutions is correct, over seeded subsets; ties go to the answer drawn first. 1 <= k <= N. */
export function voteAmongResampled(k: number, pool: readonly Candidate[], { isWeighted, seed, subsets }: VoteOptions): Resampled {
  assertBudget(k, pool);
  const random = createRng(seed);
  const order = pool.map((_, i) => i);
  const draws = k === pool.length || k === 1 ? 1 : subsets;
  if (k === 1) return { mean: pool.filter(({ key, isCorrect }) => key !== undefined && isCorrect).length / pool.length, monteCarloError: 0 };
  let hits = 0;
  for (let draw = 0; draw < draws; draw++) {
    if (draws > 1) shuffleFirst(order, k, random);
    if (isVoteCorrect(order, k, pool, isWeighted)) hits++;
  }
  const mean = hits / draws;
  return { mean, monteCarloError: draws === 1 ? 0 : Math.sqrt((mean * (1 - mean)) / draws) };
}

/** Brings a uniform k-subset, in uniform order, to the front. */
function shuffleFirst(order: number[], k: number, random: () => number): void {
  for (let i = 0; i < k; i++) {
    const from = i + Math.floor(random() * (order.length - i));
    [order[i], order[from]] = [order[from]!, order[i]!];
  }
}

function isVoteCorrect(order: readonly number[], k: number, pool: readonly Candidate[], isWeighted: boolean): boolean {
  const votes = new Map<string, { weight: number; isCorrect: boolean }>();
  for (let i = 0; i < k; i++) {
    const { key, isCorrect, value } = pool[order[i]!]!;
    if (key === undefined) continue;
    const vote = votes.get(key);
    const weight = isWeighted ? value ?? 0 : 1;
    if (vote === undefined) votes.set(key, { weight, isCorrect });
    else vote.weight += weight;
  }
  let winner: { weight: number; isCorrect: boolean } | undefined;
  for (const vote of votes.values()) {
    if (winner === undefined || vote.weight > winner.weight) winner = vote;
  }
  return winner?.isCorrect ?? false;
}
