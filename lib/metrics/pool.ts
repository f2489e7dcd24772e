/**
 * What a smaller budget would have given, from one pool of N independent solutions: averages over all k-subsets of the
 * pool, drawn without replacement. Exact unless a name says resampled. Subtrees of DVTS are drawn whole: there k counts
 * subtrees, elsewhere each solution is a block of its own.
 */
import { assert, createRng } from '@/lib/base';
import type { Candidate } from './candidate';
import { shareAvoiding } from './combinations';

function assertBudget(k: number, pool: readonly unknown[]): void {
  assert(
    Number.isInteger(k) && k >= 1 && k <= pool.length,
    `a budget of ${k} needs a pool of at least as many solutions, not ${pool.length}`,
  );
}

function assertValue(value: number | undefined): void {
  assert(!Number.isNaN(value), 'a value is a number');
}

/**
 * pass@k: chance that at least one of k solutions is correct, 1 - C(N - c, k) / C(N, k); the unbiased estimator of
 * Chen et al. 2021 (arXiv 2107.03374, section 2.1). 1 <= k <= N.
 */
export function passAt(k: number, pool: readonly Candidate[]): number {
  assertBudget(k, pool);
  let correct = 0;
  for (const { isCorrect } of pool) if (isCorrect) correct++;
  return 1 - shareAvoiding(pool.length, correct, k);
}

/** `bestOfEach` for a single budget. */
export function bestOf(k: number, pool: readonly Candidate[]): number {
  return bestOfEach([k], pool)[0]!;
}

/**
 * Naive best-of-k: chance that the solution of highest value among k is correct, for each k. Equal values share their
 * chance evenly, but for the whole pool, which is the run itself: there they go to the first, as in a run. A solution
 * without an answer or a value ranks below all others and counts as wrong. 1 <= k <= N.
 */
export function bestOfEach(ks: readonly number[], pool: readonly Candidate[]): Float64Array {
  const size = pool.length;
  const ranked = pool
    .filter(({ key, value }) => key !== undefined && value !== undefined)
    .toSorted((left, right) => right.value! - left.value!);
  for (const { value } of ranked) assertValue(value);
  return Float64Array.from(ks, (k) => {
    assertBudget(k, pool);
    if (k === size) return Number(ranked[0]?.isCorrect ?? false);
    let chance = 0;
    /** Share of the k-subsets that avoid all solutions passed so far. */
    let avoiding = 1;
    for (let from = 0; from < ranked.length && avoiding > 0;) {
      const before = avoiding;
      let to = from;
      let correct = 0;
      for (; to < ranked.length && ranked[to]!.value === ranked[from]!.value; to++) {
        if (ranked[to]!.isCorrect) correct++;
        avoiding *= Math.max(0, size - k - to) / (size - to);
      }
      chance += (before - avoiding) * (correct / (to - from));
      from = to;
    }
    return chance;
  });
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

/**
 * Chance that the vote among k solutions is correct, over seeded subsets; ties go to the answer drawn first. A weighted
 * vote among solutions of which none is scored selects nothing, as in a run. 1 <= k <= N.
 */
export function voteAmongResampled(
  k: number,
  pool: readonly Candidate[],
  { isWeighted, seed, subsets }: VoteOptions,
): Resampled {
  const { majority, weighted } = votesResampled(
    [k],
    pool.map((each) => [each]),
    { seed, subsets },
  );
  const mean = (isWeighted ? weighted : majority)[0]!;
  const isExact = k === 1 || k === pool.length;
  return { mean, monteCarloError: isExact ? 0 : Math.sqrt((mean * (1 - mean)) / subsets) };
}

/** Chances by position in `ks`, which both kinds of vote get from the same subsets. */
export interface VotesResampled {
  readonly majority: Float64Array;
  readonly weighted: Float64Array;
}

/**
 * Chance that the vote among the solutions of k blocks is correct, for each k, over seeded orders of the blocks: the first
 * k of a uniform order are a uniform k-subset, so one order serves every budget. Ties go to the answer drawn first. All
 * blocks together, and single blocks, are not drawn but counted exactly. `ks` ascending.
 */
export function votesResampled(
  ks: readonly number[],
  blocks: readonly (readonly Candidate[])[],
  { seed, subsets }: Pick<VoteOptions, 'seed' | 'subsets'>,
): VotesResampled {
  for (const k of ks) assertBudget(k, blocks);
  const poll = createPoll(blocks);
  const result = { majority: new Float64Array(ks.length), weighted: new Float64Array(ks.length) };
  const order = Int32Array.from(blocks, (_, i) => i);
  ks.forEach((k, at) => {
    if (k === blocks.length) poll.count(order, [k], { ...result, at, weight: 1 });
    else if (k === 1) {
      const tally = { ...result, at, weight: 1 / blocks.length };
      for (let i = 0; i < blocks.length; i++) poll.count(order.subarray(i, i + 1), [1], tally);
    }
  });
  const first = ks.findIndex((k) => k > 1);
  const drawn = ks.filter((k) => k > 1 && k < blocks.length);
  if (drawn.length === 0) return result;
  const random = createRng(seed);
  const tally = { ...result, at: first, weight: 1 / subsets };
  for (let draw = 0; draw < subsets; draw++) {
    shuffleFirst(order, drawn.at(-1)!, random);
    poll.count(order, drawn, tally);
  }
  return result;
}

/** Brings a uniform k-subset, in uniform order, to the front. */
function shuffleFirst(order: Int32Array, k: number, random: () => number): void {
  for (let i = 0; i < k; i++) {
    const from = i + Math.floor(random() * (order.length - i));
    const moved = order[i]!;
    order[i] = order[from]!;
    order[from] = moved;
  }
}

interface Tally extends VotesResampled {
  /** Where the first of the budgets stands in the results. */
  readonly at: number;
  /** What a correct vote adds there. */
  readonly weight: number;
}

/** Counts votes along an order of blocks. Answers are numbers inside, so that a count touches no string. */
function createPoll(blocks: readonly (readonly Candidate[])[]) {
  const numbers = new Map<string, number>();
  const correct: boolean[] = [];
  const starts = new Int32Array(blocks.length + 1);
  const keys: number[] = [];
  /** 0 where nothing is scored; `isScored` tells that from a score of 0. */
  const values: number[] = [];
  const isScored: boolean[] = [];
  blocks.forEach((block, b) => {
    for (const { key, isCorrect, value } of block) {
      if (key === undefined) continue;
      let number = numbers.get(key);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(key, number);
        correct.push(false);
      }
      // One answer has one verdict, whichever of its solutions is drawn first.
      correct[number] ||= isCorrect;
      keys.push(number);
      assertValue(value);
      values.push(value ?? 0);
      isScored.push(value !== undefined);
    }
    starts[b + 1] = keys.length;
  });
  const keyOf = Int32Array.from(keys);
  const valueOf = Float64Array.from(values);
  const votes = new Float64Array(numbers.size);
  const weights = new Float64Array(numbers.size);
  /** Answers that some solution was scored for so far: an unscored one comes after all others, one scored 0 among them. */
  const isWeighed = new Uint8Array(numbers.size);
  /** Place at which an answer was first drawn; -1: not yet. */
  const firstAt = new Int32Array(numbers.size);

  function count(order: Int32Array, ks: readonly number[], { majority, weighted, at, weight }: Tally): void {
    votes.fill(0);
    weights.fill(0);
    isWeighed.fill(0);
    firstAt.fill(-1);
    let place = 0;
    let most = -1;
    let heaviest = -1;
    let next = 0;
    for (let i = 0; next < ks.length; i++) {
      const block = order[i]!;
      for (let c = starts[block]!; c < starts[block + 1]!; c++) {
        const key = keyOf[c]!;
        if (firstAt[key]! < 0) firstAt[key] = place++;
        if (isScored[c]!) isWeighed[key] = 1;
        votes[key]!++;
        weights[key]! += valueOf[c]!;
        if (most < 0 || votes[key]! > votes[most]! || (votes[key] === votes[most] && firstAt[key]! < firstAt[most]!))
          most = key;
        if (
          isWeighed[key] === 1 &&
          (heaviest < 0 ||
            weights[key]! > weights[heaviest]! ||
            (weights[key] === weights[heaviest] && firstAt[key]! < firstAt[heaviest]!))
        )
          heaviest = key;
      }
      if (i + 1 !== ks[next]) continue;
      if (most >= 0 && correct[most]) majority[at + next]! += weight;
      if (heaviest >= 0 && correct[heaviest]) weighted[at + next]! += weight;
      next++;
    }
  }
  return { count };
}

/**
 * A subtree as one candidate of naive best-of: its first solution of highest value. Ties between subtrees drawn are then
 * shared evenly by subtree, those within one go to its first, as in a run.
 */
export function bestOfBlock(block: readonly Candidate[]): Candidate {
  let best: Candidate = { key: undefined, isCorrect: false, value: undefined };
  for (const each of block) {
    assertValue(each.value);
    if (each.key !== undefined && each.value !== undefined && each.value > (best.value ?? -1)) best = each;
  }
  return best;
}

/** A subtree as one candidate of pass@k: is any of its solutions correct? */
export function anyOfBlock(block: readonly Candidate[]): Candidate {
  return block.find(({ isCorrect }) => isCorrect) ?? { key: undefined, isCorrect: false, value: undefined };
}
