/** All strategies by name, and which of them stand for something. */
import { beamSearch } from './beam-search';
import { dvts } from './dvts';
import { bestOfN, greedy, majority } from './whole-solutions';
import type { StrategyName } from '../config';
import type { Strategy } from './strategy';

const strategies: Readonly<Record<StrategyName, Strategy>> = {
  greedy,
  'best-of-n': bestOfN,
  majority,
  'beam-search': beamSearch,
  dvts,
};

/** What a model is measured with when it stands as a baseline. */
export const baselineStrategy = 'greedy' satisfies StrategyName;

/** What a run is made with when nothing is said. */
export const defaultStrategy = 'beam-search' satisfies StrategyName;

export function strategyOf(name: StrategyName): Strategy {
  return strategies[name];
}
