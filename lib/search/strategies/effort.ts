/**
 * What a run will ask of its policy, counted in whole solutions of its problem: for estimates before anything runs. Knows no
 * tokens, no model and no earlier run.
 */
import { strategyOf, type StrategyName } from './registry';
import type { SearchConfig } from '../config';
import type { Effort } from './strategy';

/** Where nothing is known of a problem: the part of all solutions that give one answer, while the others give another. */
export const assumedAgreement = 0.8;

/** `agreement` in [0, 1] as for `Strategy.effort`. */
export function effortOf(name: StrategyName, config: SearchConfig, agreement = assumedAgreement): Effort {
  const { effort, settings } = strategyOf(name);
  return effort?.(config, agreement) ?? { written: settings.includes('n') ? config.n : 1, shown: 0 };
}
