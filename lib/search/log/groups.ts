/**
 * The groups of a run as they are planned: those that its strategy begins with, then those that were opened later, each with
 * its range of the root's children and the method that searches it. Read from the state; knows nothing of their rounds.
 */
import { assertDefined } from '@/lib/base';
import { rootId, type NodeId } from '../shapes/ids';
import { strategyOf, type Strategy } from '../strategies';
import type { SearchConfig } from '../shapes/config';
import type { SearchState } from './state';

export interface PlannedGroup {
  /** Solutions it may begin: as many children of the root are its own. */
  readonly n: number;
  /** How many of them its first round begins. */
  readonly first: number;
  /** What its first round extends: the root, or the node that a person had it begin at. */
  readonly from: NodeId;
  /** Index of the first child of the root that is its own (G-4); one that begins elsewhere has none. */
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
    ...strategy.groups(config).map((plan) => ({ ...plan, from: rootId, strategy, config })),
    ...state.opened.map((plan) => ({ ...plan, from: plan.from ?? rootId, strategy: strategyOf(plan.strategy) })),
  ].map((plan) => {
    const planned = { ...plan, first: plan.first ?? plan.n, firstChild };
    if (plan.from === rootId) firstChild += plan.n;
    return planned;
  });
}
