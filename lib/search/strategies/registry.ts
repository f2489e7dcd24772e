/**
 * All strategies by name, and which of them stand for something: the one list of names. To add one: a file here, its line
 * below, and its record in `components/strategies/looks.ts`; everything else asks.
 */
import { auto } from './auto';
import { beamSearch } from './beam-search';
import { dvts } from './dvts';
import { adaptiveVote, windowVote } from './early-stopping';
import { lookahead } from './lookahead';
import { entropicParticles, particleFilter } from './particles';
import { rebase } from './rebase';
import { revisions } from './revisions';
import { selfAggregation } from './self-aggregation';
import { bestOfN, greedy, majority } from './whole-solutions';
import type { Strategy } from './strategy';

const strategies = {
  greedy,
  'best-of-n': bestOfN,
  majority,
  'beam-search': beamSearch,
  dvts,
  lookahead,
  rebase,
  'particle-filter': particleFilter,
  'entropic-particles': entropicParticles,
  revisions,
  'self-aggregation': selfAggregation,
  'window-vote': windowVote,
  'adaptive-vote': adaptiveVote,
  auto,
} as const satisfies Readonly<Record<string, Strategy>>;

/** What a strategy is called in configs, logs and addresses. */
export type StrategyName = keyof typeof strategies;

/** In the order of lists and filters. */
export const strategyNames = Object.keys(strategies) as readonly StrategyName[];

/** What a model is measured with when it stands as a baseline. */
export const baselineStrategy = 'greedy' satisfies StrategyName;

/** What a run is made with when nothing is said. */
export const defaultStrategy = 'beam-search' satisfies StrategyName;

/** What writes whole solutions, each on its own, for a search that scores, or for one that does not. */
export function samplingStrategy(isScored: boolean): StrategyName {
  return isScored ? 'best-of-n' : 'majority';
}

export function isStrategyName(name: string): name is StrategyName {
  return Object.hasOwn(strategies, name);
}

export function strategyOf(name: StrategyName): Strategy {
  return strategies[name];
}
