/**
 * From one run's solutions to the chance of the right answer at each budget it answers, under each reading. Knows the
 * ways of drawing (single solutions, whole subtrees, nothing at all), no strategy by name and no experiment.
 */
import { assertUnreachable, hashString } from '@/lib/base';
import { anyOfBlock, bestOfBlock, bestOfEach, passAt, votesResampled, type Candidate } from '@/lib/metrics';
import { easeOf, isOneSolution, strategyOf, subtreesOf } from '@/lib/search';
import { readingNames, type CurvePoint, type Reading } from './curve-model';
import type { Cell, RunDigest, RunResult } from '../model';

/** Orders drawn for each pool; one order serves all budgets. A run is digested once, so they cost little. */
export const subsets = 128;

/** What a budget is drawn from. */
export interface Draws {
  readonly n: number;
  /** Blocks drawn, and how many there are; equal where nothing is drawn. */
  readonly k: number;
  readonly blocks: number;
}

/** The budgets of a cell that can be had; a budget that would cut a subtree is left out. */
export function drawsOf({ strategy, config, budgets }: Cell): readonly Draws[] {
  const facts = strategyOf(strategy);
  switch (facts.pooling) {
    case 'none':
      return [{ n: config.n, k: 1, blocks: 1 }];
    case 'solutions':
      return budgets.map((n) => ({ n, k: n, blocks: config.n }));
    case 'subtrees': {
      const { width, count: blocks } = subtreesOf(facts, config);
      return budgets.flatMap((n) =>
        n === config.n ? { n, k: blocks, blocks } : n % width === 0 ? { n, k: n / width, blocks } : [],
      );
    }
    default:
      return assertUnreachable(facts.pooling);
  }
}

export function estimateOf({ strategy }: Cell, reading: Reading, { k, blocks }: Draws): CurvePoint['estimate'] {
  if (strategyOf(strategy).pooling === 'none') return 'measured';
  return isByRank(reading) || k === blocks || k === 1 ? 'exact' : 'resampled';
}

/** What the best of a subset is, or whether any of it is right, is known of all subsets at once. */
function isByRank(reading: Reading): boolean {
  return reading === 'oracle' || isOneSolution(reading);
}

/** What curves read of a result. */
export function digestOf(cell: Cell, result: RunResult): RunDigest {
  const { runId, problem, seed, solutions, policy, verifier, seconds } = result;
  const chances = chancesOf(cell, drawsOf(cell), result);
  const listed = (reading: Reading) => Array.from(chances[reading], (chance) => Math.min(1, Math.max(0, chance)));
  const values = solutions.flatMap(({ value }) => value ?? []);
  const firstShares = firstSharesOf(cell, result);
  const rightByPlace = rightByPlaceOf(cell, result);
  return {
    runId,
    cell: cell.id,
    problem,
    seed,
    chances: byReading(listed),
    solutions: solutions.length,
    ...(firstShares.length === 0 ? {} : { firstShares }),
    rightShare: solutions.filter(isRight).length / Math.max(1, solutions.length),
    ...(rightByPlace.length === 0 ? {} : { rightByPlace }),
    ...(values.length === 0 ? {} : { meanValue: values.reduce((sum, value) => sum + value, 0) / values.length }),
    policy,
    verifier,
    seconds,
  };
}

/** Of chains side by side, the first place first; a place that none of them has is none. */
function rightByPlaceOf({ strategy }: Cell, { solutions }: RunResult): number[] {
  if (strategyOf(strategy).asks !== 'revise') return [];
  const places = new Map<number, number>();
  const at: RunResult['solutions'][number][][] = [];
  for (const solution of solutions) {
    const place = places.get(solution.group) ?? 0;
    places.set(solution.group, place + 1);
    (at[place] ??= []).push(solution);
  }
  return at.map((mine) => mine.filter(isRight).length / mine.length);
}

/** First shares that are looked at: enough to see how much an estimate depends on chance. */
const mostShares = 4;

/** Those of a pool, in the order of its solutions; each goes on with the solutions after it, and then with those before it. */
function firstSharesOf(cell: Cell, { solutions }: RunResult): NonNullable<RunDigest['firstShares']> {
  const { needsVerifier, pooling } = strategyOf(cell.strategy);
  const { n, share } = cell.config;
  if (!needsVerifier || pooling !== 'solutions') return [];
  const pool: (RunResult['solutions'][number] | undefined)[] = Array.from({ length: n });
  for (const solution of solutions) pool[solution.group] = solution;
  return Array.from({ length: Math.min(mostShares, Math.floor(n / share)) }, (_, i) => {
    const inOrder = [...pool.slice(i * share), ...pool.slice(0, i * share)];
    const finished = inOrder.slice(0, share).flatMap((each) => (each === undefined || each.isTruncated ? [] : [each]));
    const blocks = inOrder.map((each) => (each === undefined ? [] : [candidateOf(each)]));
    return {
      estimate: Number(
        easeOf(
          finished.map(({ key, value }) => ({ key, value })),
          share,
        ).estimate.toFixed(4),
      ),
      right: drawsOf(cell).map(({ k }) => isVotedRight(blocks.slice(0, k))),
    };
  });
}

/** All of them vote, in their order, so that nothing is drawn. */
function isVotedRight(blocks: readonly (readonly Candidate[])[]): boolean {
  return votesResampled([blocks.length], blocks, { seed: 0, subsets: 1 }).weighted[0] === 1;
}

/** By reading, in the order of `drawsOf`. */
function chancesOf(
  cell: Cell,
  draws: readonly Draws[],
  result: RunResult,
): Readonly<Record<Reading, ArrayLike<number>>> {
  if (strategyOf(cell.strategy).pooling === 'none')
    return byReading((reading) => [
      Number(reading === 'oracle' ? result.solutions.some(isRight) : result.isCorrect[reading]),
    ]);
  const blocks = blocksOf(cell, draws[0]?.blocks ?? 0, result);
  const ks = draws.map(({ k }) => k);
  const votes = votesResampled(ks, blocks, { seed: hashString(`${result.problem} ${result.seed}`), subsets });
  const any = blocks.map(anyOfBlock);
  return { ...votes, best: bestOfEach(ks, blocks.map(bestOfBlock)), oracle: ks.map((k) => passAt(k, any)) };
}

function byReading<Value>(valueOf: (reading: Reading) => Value): Readonly<Record<Reading, Value>> {
  return Object.fromEntries(readingNames.map((reading) => [reading, valueOf(reading)])) as Record<Reading, Value>;
}

/** One block for each solution asked for, or each subtree; what was lost or cut counts as wrong and without an answer. */
function blocksOf({ strategy }: Cell, count: number, { solutions }: RunResult): readonly (readonly Candidate[])[] {
  if (strategyOf(strategy).pooling !== 'subtrees')
    return Array.from({ length: count }, (_, i) => (solutions[i] === undefined ? [] : [candidateOf(solutions[i])]));
  const blocks: Candidate[][] = Array.from({ length: count }, () => []);
  for (const solution of solutions) blocks[solution.group]?.push(candidateOf(solution));
  return blocks;
}

function candidateOf(solution: RunResult['solutions'][number]): Candidate {
  const isRead = solution.key !== undefined && !solution.isTruncated;
  return { key: isRead ? solution.key : undefined, isCorrect: isRead && solution.isCorrect, value: solution.value };
}

function isRight({ isCorrect, isTruncated }: RunResult['solutions'][number]): boolean {
  return isCorrect && !isTruncated;
}
