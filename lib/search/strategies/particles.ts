/**
 * Particle filtering (Puri et al. 2025, arXiv 2502.01618; its_hub 1.2.0): N particles write a step each, all N compete,
 * finished ones too, and N are drawn in proportion to the odds of their last scores. A copy is no node of its own: a prefix
 * drawn c times gets c children, a solution drawn c times votes c times. Rules F-1 to F-6 of SPEC.md.
 *
 * Deviations from its_hub: chance follows from the seed; a particle that is cut by a limit or lost is out, and the others
 * take its place; the last round writes to the end; all three selections are computed, of which `best` by last scores is
 * theirs; its `resampling_method` is handed on.
 */
import { assertDefined, assertUnreachable, createRng } from '@/lib/base';
import { contendersOf, endOf } from './frontier';
import { steppingSettings } from './settings';
import { roundsOf, stepThenWhole } from './stepping';
import type { Duplicates, Resampling, SearchConfig } from '../shapes/config';
import type { Decision } from '../shapes/decision';
import type { Allocation, Candidate, GroupView, Strategy } from './strategy';

export const particleFilter: Strategy = {
  needsVerifier: true,
  isStepwise: true,
  pooling: 'none',
  settings: steppingSettings,
  choices: ['resampling', 'duplicates'],
  isInSearchAndLearn: false,
  isInItsHub: true,
  groups: ({ n }) => [{ n }],
  kindOf: stepThenWhole,
  allocate: (view, config) => resample(view, drawnBy('multinomial', config), 1),
};

/**
 * Its entropic form (arXiv 2510.05825): while it is young and few particles hold most of the weight, the weights are
 * flattened, so that the verifier's first impressions do not decide alone; drawn by one comb (F-5).
 */
export const entropicParticles: Strategy = {
  ...particleFilter,
  allocate: (view, config) => resample(view, drawnBy('systematic', config), flattening(view, config)),
};

/** What competes: a running prefix or a solution, with the particles that stand on it. */
interface Stand {
  readonly id: string;
  readonly copies: number;
  /** Log odds of its last score. */
  readonly weight: number;
}

/** Scores are clipped to this distance from 0 and 1, where the odds would end. */
const leastScore = 1e-7;

function standsOf({ candidates, solutions }: GroupView, duplicates: Duplicates | undefined): readonly Stand[] {
  const stand = ({ id, lastScore }: Candidate, copies: number): Stand => {
    // What was never scored has no word in it.
    const score = Math.min(1 - leastScore, Math.max(leastScore, lastScore ?? 0));
    return { id, copies, weight: Math.log(score / (1 - score)) };
  };
  return [
    ...solutions
      .filter(({ weight, isUnscored }) => weight > 0 && !isUnscored)
      .map((solution) => stand(solution, solution.weight)),
    ...candidates
      .filter((candidate) => endOf(candidate) === 'finished' && !candidate.isUnscored)
      .map((candidate) => stand(candidate, 1)),
    ...contendersOf(candidates, duplicates).map((contender) => stand(contender, contender.copies)),
  ];
}

/** Chances of the stands: softmax of weight / temperature over particles. Their sum is 1. */
function chancesOf(stands: readonly Stand[], temperature: number): readonly number[] {
  const highest = Math.max(...stands.map(({ weight }) => weight));
  const masses = stands.map(({ weight, copies }) => copies * Math.exp((weight - highest) / temperature));
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return masses.map((mass) => mass / total);
}

/** 1 / sum of squares of the chances of particles: how many of them carry the weight. */
function effectiveSize(stands: readonly Stand[]): number {
  return (
    1 /
    chancesOf(stands, 1).reduce((sum, chance, i) => sum + chance ** 2 / assertDefined(stands[i], 'one each').copies, 0)
  );
}

/** Temperature of the entropic form; 1 where it changes nothing. */
function flattening(view: GroupView, config: SearchConfig): number {
  const stands = standsOf(view, config.duplicates);
  if (stands.length === 0) return 1;
  const progress = (view.round + 1) / roundsOf(config);
  const size = effectiveSize(stands);
  const particles = stands.reduce((sum, { copies }) => sum + copies, 0);
  if (size / particles >= 0.5 || progress >= 0.5) return 1;
  return Math.max(1, (particles / size) * (1 - progress));
}

type Drawing = Pick<SearchConfig, 'duplicates'> & { readonly resampling: Resampling };

/** How a config has particles drawn, where it leaves that open `usual`. */
function drawnBy(usual: Resampling, { duplicates, resampling = usual }: SearchConfig): Drawing {
  return { duplicates, resampling };
}

function resample(view: GroupView, { resampling, duplicates }: Drawing, temperature: number): Allocation {
  const stands = standsOf(view, duplicates);
  const chances = stands.length === 0 ? [] : chancesOf(stands, temperature);
  const drawn = drawFrom(chances, { count: view.n, resampling, seed: view.chance });
  const countOf = new Map(stands.map(({ id }, i) => [id, drawn[i] ?? 0]));
  const shareOf = new Map(stands.map(({ id }, i) => [id, chances[i]]));

  const decisions = view.candidates.map((candidate): Decision => {
    const { id: node, value } = candidate;
    const end = endOf(candidate);
    const count = countOf.get(node);
    const share = shareOf.get(node);
    // What nobody can weigh is not drawn from, and votes for itself.
    if (end === 'finished' && candidate.isUnscored) return { node, fate: end };
    if (end === 'finished') return { node, fate: end, value, weight: count ?? 0, share };
    if (end !== undefined) return { node, fate: end, value };
    if (count === undefined) return { node, fate: 'duplicate', value };
    return count === 0 ? { node, fate: 'cut', value, share } : { node, fate: 'kept', value, share, children: count };
  });
  const weights = view.solutions.flatMap(({ id: node, weight }) => {
    const count = countOf.get(node) ?? weight;
    return count === weight ? [] : [{ node, weight: count }];
  });
  const kept = decisions.flatMap(({ fate, value }) => (fate === 'kept' && value !== undefined ? [value] : []));
  return {
    decisions,
    ranked: 0,
    line: kept.length === 0 ? undefined : Math.min(...kept),
    weights,
    ...(stands.length === 0 ? {} : { measures: { effectiveSize: effectiveSize(stands), temperature } }),
  };
}

interface Draw {
  readonly count: number;
  readonly resampling: Resampling;
  readonly seed: number;
}

/** How often each is drawn, `count` in all (F-4). `chances` add up to 1, or are none. */
export function drawFrom(chances: readonly number[], { count, resampling, seed }: Draw): readonly number[] {
  const random = createRng(seed);
  switch (resampling) {
    case 'multinomial':
      return fallingOn(
        chances,
        Array.from({ length: count }, () => random()).toSorted((left, right) => left - right),
      );
    case 'systematic':
      return fallingOn(chances, combOf(count, random()));
    default:
      return assertUnreachable(resampling);
  }
}

/**
 * `count` places at equal distances in [0, 1). `start` in [0, 1) comes in steps of 2^-32; half of one keeps the teeth off the
 * bounds of equal chances, where rounding would decide.
 */
export function combOf(count: number, start: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => (i + start + 2 ** -33) / count);
}

/** How many of `places`, in [0, 1) and in order, fall on the part of each chance. */
export function fallingOn(chances: readonly number[], places: readonly number[]): readonly number[] {
  const counts = chances.map(() => 0);
  const last = chances.findLastIndex((chance) => chance > 0);
  if (last < 0) return counts;
  let at = 0;
  let reached = assertDefined(chances[0], 'there is one');
  for (const place of places) {
    // The sum of the chances may fall short of 1: the last one that has any takes what lies beyond.
    while (place >= reached && at < last) reached += assertDefined(chances[++at], 'there is one more');
    counts[at]!++;
  }
  return counts;
}
