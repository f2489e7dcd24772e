/**
 * The groups of a run as they are planned: those that its strategy begins with, then those that decisions opened, each with
 * its range of the root's children and the method that searches it. Read from the state; knows nothing of their rounds.
 */
import { assertDefined } from '@/lib/base';
import { strategyOf, type Strategy } from './strategies';
import type { SearchConfig } from './config';
import type { SearchState } from './state';

export interface PlannedGroup {
  /** Solutions it may begin: as many children of the root are its own. */
  readonly n: number;
  /** How many of them its first round begins. */
  readonly first: number;
  /** Index of the first child of the root that is its own (G-4). */
  readonly firstChild: number;
  readonly strategy: Strategy;
  readonly config: SearchConfig;
}

/** In the order of the groups. The run has started. */
export function plannedGroups(state: SearchState): readonly PlannedGroup[] {
  const spec = assertDefined(state.spec, 'the run has started');
  const strategy = strategyOf(spec.strategy);
  const { config } = spec;
  let firstChild = 0;
  return [
    ...strategy.groups(config).map((plan) => ({ ...plan, strategy, config })),
    ...state.opened.map((plan) => ({ ...plan, strategy: strategyOf(plan.strategy) })),
  ].map((plan) => {
    const planned = { ...plan, first: plan.first ?? plan.n, firstChild };
    firstChild += plan.n;
    return planned;
  });
}
