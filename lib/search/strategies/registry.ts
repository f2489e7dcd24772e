/** All strategies by name: the one place to add the next. */
import { beamSearch } from './beam-search';
import { bestOfN } from './best-of-n';
import { dvts } from './dvts';
import { greedy } from './greedy';
import { majority } from './majority';
import type { StrategyName } from '../config';
import type { Strategy } from './strategy';

const strategies: Readonly<Record<StrategyName, Strategy>> = {
  greedy,
  'best-of-n': bestOfN,
  majority,
  'beam-search': beamSearch,
  dvts,
};

export function strategyOf(name: StrategyName): Strategy {
  return strategies[name];
}
