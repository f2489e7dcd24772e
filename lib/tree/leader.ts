/**
 * The best so far, while a run is under way: the highest aggregated value among finished solutions and the candidates
 * that live on. Ties go to the one decided first. No scores, no leader.
 */
import type { NodeId, SearchState } from '@/lib/search';

export function leaderOf(state: SearchState): NodeId | undefined {
  let leader: NodeId | undefined;
  let best = -Infinity;
  for (const group of state.groups) {
    const decided = group.rounds.findLast((round) => round.isDecided && !round.isRollout);
    // Kept in an earlier round means: its children are the ones to look at now.
    const living = (decided?.nodes ?? []).filter((id) => state.nodes.get(id)?.decision?.fate === 'kept');
    for (const id of [...group.finished, ...living]) {
      const value = state.nodes.get(id)?.decision?.value;
      if (value !== undefined && value > best) {
        best = value;
        leader = id;
      }
    }
  }
  return leader;
}
