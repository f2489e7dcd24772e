/**
 * What a run will ask of its policy, counted in whole solutions of its problem: for estimates before anything runs. Knows no
 * tokens, no model and no earlier run.
 */
import { strategyMapOf } from './auto';
import { isStrategyName, strategyOf, type StrategyName } from './registry';
import type { SearchConfig } from '../shapes/config';
import type { Effort } from './strategy';

/** Where nothing is known of a problem: the part of all solutions that give one answer, while the others give another. */
export const assumedAgreement = 0.8;

/** n, where the strategy reads it; else it writes one solution, whatever its config says. */
export function budgetOf(name: StrategyName, config: Pick<SearchConfig, 'n'>): number {
  return strategyOf(name).settings.includes('n') ? config.n : 1;
}

/** `agreement` in [0, 1] as for `Strategy.effort`. */
export function effortOf(name: StrategyName, config: SearchConfig, agreement = assumedAgreement): Effort {
  const { effort, readsMap } = strategyOf(name);
  if (readsMap === true) return mappedEffort(config, agreement);
  return effort?.(config, agreement) ?? { written: budgetOf(name, config), shown: 0 };
}

/** Of a run that goes by a map: the mean over the problems that the map was made from; each bin alike where it does not say. */
function mappedEffort(config: SearchConfig, agreement: number): Effort {
  const { bins, share } = strategyMapOf(config);
  const parts = bins.map(({ methods, problems = 1 }): Effort & { readonly problems: number } => {
    const method = methods.findLast(({ budget }) => budget <= config.n);
    if (method === undefined || !isStrategyName(method.strategy)) return { written: share, shown: 0, problems };
    const { written, shown } = effortOf(method.strategy, { ...config, ...method.settings, n: method.n }, agreement);
    const isOnTop = strategyOf(method.strategy).pooling !== 'solutions';
    return { written: isOnTop ? written + share : Math.max(written, share), shown, problems };
  });
  const all = parts.reduce((sum, { problems }) => sum + problems, 0);
  const mean = (part: 'written' | 'shown') =>
    parts.reduce((sum, each) => sum + (each[part] * each.problems) / Math.max(all, 1), 0);
  return { written: mean('written'), shown: mean('shown') };
}
