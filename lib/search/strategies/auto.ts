/**
 * The compute-optimal choice made live (Snell et al. 2024, section 3.2): a first share of whole solutions shows how hard the
 * problem is, a strategy map says what suits such a problem at this budget, and that is done. The share is paid for: its
 * solutions vote, and are the first of a method that writes each independently. Rules O-1 to O-6 of SPEC.md.
 *
 * Deviations: difficulty is estimated from this run's own first solutions, where they take 2,048 that they do not charge; by
 * the best final score, not the mean, and by the agreement of the answers; bins are ranges of it, so that a problem finds its
 * bin alone.
 */
import { assertDefined } from '@/lib/base';
import { configComplaints, fillText } from '@/lib/words';
import { allocation, endOf } from './frontier';
import { steppingSettings } from './settings';
import type { SearchConfig, StrategyMap } from '../shapes/config';
import type { Allocation, Candidate, ConfigComplaint, GroupView, Strategy } from './strategy';

export const auto: Strategy = {
  needsVerifier: true,
  // What the scores of the share say decides what is written.
  isStepwise: true,
  pooling: 'none',
  settings: [...steppingSettings, 'beamWidth', 'share'],
  choices: ['duplicates', 'finished'],
  isInSearchAndLearn: false,
  readsMap: true,
  problemsWith,
  groups: ({ n, share }) => [{ n: Math.min(n, share) }],
  kindOf: () => ({ isWhole: true }),
  allocate: choose,
};

/** What a first share says of a problem; all in [0, 1], and the higher the easier. */
export interface Ease {
  readonly estimate: number;
  /** Highest final value. */
  readonly score: number;
  /** Part of the solutions that give the commonest answer. */
  readonly agreement: number;
}

/** `solutions`: those of the `begun` that became solutions; what did not has no score and agrees with nothing (O-2). */
export function easeOf(solutions: readonly Pick<Candidate, 'value' | 'key'>[], begun: number): Ease {
  const counts = new Map<string, number>();
  for (const { key } of solutions) if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  const score = Math.max(0, ...solutions.map(({ value }) => value ?? 0));
  const agreement = Math.max(0, ...counts.values()) / begun;
  return { estimate: (score + agreement) / 2, score, agreement };
}

/** The map that a config goes by: its own, else that of the published findings. */
export function strategyMapOf(config: SearchConfig): StrategyMap {
  return config.map ?? publishedMap(config);
}

function choose({ candidates }: GroupView, config: SearchConfig): Allocation {
  // 1. How easy the problem looks.
  const solutions = candidates.filter((candidate) => endOf(candidate) === 'finished');
  const ease = easeOf(solutions, candidates.length);

  // 2. Its bin, and what the bin does with this budget.
  const { bins } = strategyMapOf(config);
  const found = bins.findIndex(({ upTo }) => ease.estimate <= upTo);
  const bin = found === -1 ? bins.length - 1 : found;
  const { methods } = assertDefined(bins[bin], 'a map has bins');
  const method = methods.findLast(({ budget }) => budget <= config.n);

  // 3. That goes on where the share has left off.
  const decided = allocation(candidates, [], []);
  const measures = { ...ease, bin: bin + 1, bins: bins.length };
  if (method === undefined) return { ...decided, measures };
  const { map: _, ...own } = config;
  const { strategy, settings, n } = method;
  return {
    ...decided,
    opens: [{ strategy, config: { ...own, ...settings, n }, begun: candidates.length }],
    measures: { ...measures, n },
  };
}

function problemsWith({ n, share, map }: SearchConfig): readonly ConfigComplaint[] {
  return [
    ...(share > n ? [{ field: 'share', said: fillText(configComplaints.shareTooLarge, { share, n }) }] : []),
    ...(map !== undefined && map.share !== share
      ? [{ field: 'share', said: fillText(configComplaints.otherShare, { map: map.name, share: map.share }) }]
      : []),
    ...(map?.bins.some(({ methods }) => methods.every(({ budget }) => budget > n)) === true
      ? [{ field: 'map', said: fillText(configComplaints.mapTooSmall, { map: map.name, n }) }]
      : []),
  ];
}

/**
 * What others found, as far as it can be said without measuring: with a small policy easy problems are best sampled and hard
 * ones searched (Snell et al. 2024, section 5.3; Liu et al. 2025, arXiv 2502.06703, section 4.2). Nobody has a budget above n.
 */
function publishedMap({ n, share, beamWidth }: SearchConfig): StrategyMap {
  const left = Math.max(0, n - share);
  const sampling = { budget: n, strategy: 'best-of-n', n, settings: {} };
  const searching = { budget: n, strategy: 'beam-search', n: left, settings: { beamWidth: Math.min(beamWidth, left) } };
  return {
    name: 'published findings',
    madeFrom:
      'What is published of other models, in words (Snell et al. 2024, Liu et al. 2025), and nothing measured with these: easy problems are sampled, hard ones searched.',
    estimate: 'score-and-agreement',
    share,
    bins: [
      { upTo: 0.5, methods: [left === 0 ? sampling : searching] },
      { upTo: 1, methods: [sampling] },
    ],
  };
}
