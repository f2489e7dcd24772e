/**
 * When a vote that may stop early did stop: of how many solutions, and what that spared. Reads the folded state; knows no
 * rule.
 */
import { strategyOf, type GroupState, type NodeId, type SearchState } from '@/lib/search';

export interface Settled {
  readonly group: number;
  /** Solutions that were taken into account, in id order, and those that might have been begun. */
  readonly after: number;
  readonly of: number;
  /** Begun, and left where they were. */
  readonly stopped: number;
}

/** Of each vote that is over before all its solutions were begun and awaited; none while a run goes on towards them. */
export function settledVotes(state: SearchState): readonly Settled[] {
  if (state.spec === undefined) return [];
  const { strategy, config } = state.spec;
  const plans = [
    ...strategyOf(strategy)
      .groups(config)
      .map((plan) => ({ ...plan, strategy })),
    ...state.opened,
  ];
  return state.groups.flatMap((group) => {
    const plan = plans[group.index];
    // Where later solutions are written in sight of earlier ones the budget is spent whatever they say.
    if (plan?.first === undefined || plan.first === plan.n || strategyOf(plan.strategy).asks !== undefined) return [];
    const latest = group.rounds.at(-1);
    if (latest === undefined || !latest.isDecided || latest.next.length > 0) return [];
    const ends = endsOf(state, group);
    const stopped = ends.filter((id) => isStopped(state, id)).length;
    const after = ends.length - stopped;
    return after < plan.n ? [{ group: group.index, after, of: plan.n, stopped }] : [];
  });
}

/** Of every solution that the group began, its last node. */
function endsOf(state: SearchState, group: GroupState): readonly NodeId[] {
  return group.rounds.flatMap(({ nodes }) => nodes.filter((id) => state.nodes.get(id)?.children.length === 0));
}

function isStopped(state: SearchState, id: NodeId): boolean {
  const node = state.nodes.get(id);
  return node?.finish === 'stopped' || node?.decision?.fate === 'stopped';
}
