/**
 * Recursive self-aggregation (Venkatraman et al. 2025, arXiv 2509.26626; their code at 537ec60): a population of solutions,
 * replaced loop by loop by as many new ones, each written in sight of K drawn from it. No verifier. n = population x loops.
 * Rules U-1 to U-4 of SPEC.md.
 *
 * Deviations: a reply that is no solution leaves its place empty, and a population that is lost whole leaves the one before
 * it in place, or is begun afresh where there is none; the answer is the majority of the last population, where they report
 * its mean accuracy.
 */
import { configComplaints, fillText } from '@/lib/words';
import { assertDefined, createRng } from '@/lib/base';
import { rootId } from '../shapes/ids';
import { allocation, endOf } from './frontier';
import { samplingSettings } from './settings';
import type { SearchConfig } from '../shapes/config';
import type { Allocation, GroupView, Strategy } from './strategy';

export const selfAggregation: Strategy = {
  needsVerifier: false,
  isStepwise: false,
  pooling: 'none',
  settings: [...samplingSettings, 'loops', 'aggregated'],
  isInSearchAndLearn: false,
  asks: 'aggregate',
  problemsWith: ({ n, loops }) =>
    n % loops === 0 ? [] : [{ field: 'loops', said: fillText(configComplaints.unevenLoops, { n, loops }) }],
  effort: (config) => {
    const size = sizeOf(config.n, config);
    return { written: config.n, shown: (config.n - size) * Math.min(config.aggregated, size) };
  },
  groups: (config) => [{ n: config.n, first: sizeOf(config.n, config) }],
  kindOf: () => ({ isWhole: true }),
  allocate: aggregateAgain,
};

/** Solutions of a population; `n` is a multiple of the loops wherever a config was checked. */
function sizeOf(n: number, { loops }: SearchConfig): number {
  return Math.max(1, Math.floor(n / loops));
}

function aggregateAgain({ n, round, solutions, candidates, chance }: GroupView, config: SearchConfig): Allocation {
  const decided = allocation(candidates, [], []);
  const born = candidates.filter((candidate) => endOf(candidate) === 'finished');
  const before = solutions.filter(({ weight }) => weight > 0);
  const population = born.length > 0 ? born : before;
  const weights = born.length > 0 ? before.map(({ id: node }) => ({ node, weight: 0 })) : [];
  if (round + 1 >= Math.min(config.loops, n)) return { ...decided, weights };

  const size = sizeOf(n, config);
  if (population.length === 0) return { ...decided, expansions: [{ parent: rootId, children: size }] };
  const random = createRng(chance);
  const expansions = Array.from({ length: size }, () => ({
    parent: rootId,
    children: 1,
    attempts: drawnFrom(population, config.aggregated, random).map(({ id }) => id),
  }));
  return { ...decided, weights, expansions };
}

/** `count` of `all` without replacement, all of them where there are fewer, in the order in which they were drawn. */
function drawnFrom<Value>(all: readonly Value[], count: number, random: () => number): readonly Value[] {
  const left = [...all];
  const drawn: Value[] = [];
  while (drawn.length < count && left.length > 0)
    drawn.push(assertDefined(left.splice(Math.floor(random() * left.length), 1)[0], 'it was there'));
  return drawn;
}
