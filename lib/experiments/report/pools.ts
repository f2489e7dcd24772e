/**
 * From one run's solutions to the chance of the right answer at each budget it answers, under each reading. Knows the
 * strategies' rules of drawing (single solutions, whole subtrees, nothing at all) and no experiment.
 */
import { assertUnreachable, hashString } from '@/lib/base';
import { anyOfBlock, bestOfBlock, bestOfEach, passAt, votesResampled, type Candidate } from '@/lib/metrics';
import { readingNames, type CurvePoint } from './curve-model';
import type { Cell, RunDigest, RunResult } from '../model';

export type Reading = (typeof readingNames)[number];

/** Orders drawn for each pool; one order serves all budgets. A run is digested once, so they cost little. */
export const subsets = 128;

/** What a budget is drawn from. */
export interface Draws {
  readonly n: number;
  /** Blocks drawn, and how many there are; equal where nothing is drawn. */
  readonly k: number;
  readonly blocks: number;
}

export function readingsOf({ strategy }: Cell): readonly Reading[] {
  switch (strategy) {
    case 'greedy':
      return ['majority'];
    case 'majority':
      return ['majority', 'oracle'];
    case 'best-of-n':
    case 'beam-search':
    case 'dvts':
      return readingNames;
    default:
      return assertUnreachable(strategy);
  }
}

/** The budgets of a cell that can be had; a budget that would cut a subtree of DVTS is left out. */
export function drawsOf({ strategy, config, budgets }: Cell): readonly Draws[] {
  switch (strategy) {
    case 'greedy':
      return [{ n: 1, k: 1, blocks: 1 }];
    case 'beam-search':
      return [{ n: config.n, k: 1, blocks: 1 }];
    case 'best-of-n':
    case 'majority':
      return budgets.map((n) => ({ n, k: n, blocks: config.n }));
    case 'dvts': {
      const blocks = Math.max(1, Math.floor(config.n / config.beamWidth));
      return budgets.flatMap((n) =>
        n === config.n
          ? { n, k: blocks, blocks }
          : n % config.beamWidth === 0
            ? { n, k: n / config.beamWidth, blocks }
            : [],
      );
    }
    default:
      return assertUnreachable(strategy);
  }
}

export function estimateOf({ strategy }: Cell, reading: Reading, { k, blocks }: Draws): CurvePoint['estimate'] {
  if (strategy === 'beam-search' || strategy === 'greedy') return 'measured';
  return reading === 'best' || reading === 'oracle' || k === blocks || k === 1 ? 'exact' : 'resampled';
}

/** What curves read of a result. */
export function digestOf(cell: Cell, result: RunResult): RunDigest {
  const { runId, problem, seed, solutions, policy, verifier, seconds } = result;
  const chances = chancesOf(cell, drawsOf(cell), result);
  const listed = (reading: Reading) => Array.from(chances[reading], (chance) => Math.min(1, Math.max(0, chance)));
  const values = solutions.flatMap(({ value }) => value ?? []);
  return {
    runId,
    cell: cell.id,
    problem,
    seed,
    chances: {
      majority: listed('majority'),
      best: listed('best'),
      weighted: listed('weighted'),
      oracle: listed('oracle'),
    },
    solutions: solutions.length,
    rightShare: solutions.filter(isRight).length / Math.max(1, solutions.length),
    ...(values.length === 0 ? {} : { meanValue: values.reduce((sum, value) => sum + value, 0) / values.length }),
    policy,
    verifier,
    seconds,
  };
}

/** By reading, in the order of `drawsOf`. */
function chancesOf(
  cell: Cell,
  draws: readonly Draws[],
  result: RunResult,
): Readonly<Record<Reading, ArrayLike<number>>> {
  if (cell.strategy === 'beam-search' || cell.strategy === 'greedy') {
    const { majority, best, weighted } = result.isCorrect;
    return {
      majority: [Number(majority)],
      best: [Number(best)],
      weighted: [Number(weighted)],
      oracle: [Number(result.solutions.some(isRight))],
    };
  }
  const blocks = blocksOf(cell, draws[0]?.blocks ?? 0, result);
  const ks = draws.map(({ k }) => k);
  const votes = votesResampled(ks, blocks, { seed: hashString(`${result.problem} ${result.seed}`), subsets });
  const any = blocks.map(anyOfBlock);
  return { ...votes, best: bestOfEach(ks, blocks.map(bestOfBlock)), oracle: ks.map((k) => passAt(k, any)) };
}

/** One block for each solution asked for; those that were lost or cut count as wrong ones without an answer. */
function blocksOf({ strategy }: Cell, count: number, { solutions }: RunResult): readonly (readonly Candidate[])[] {
  if (strategy !== 'dvts')
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
