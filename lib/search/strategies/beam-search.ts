/**
 * Beam search against a verifier (Snell et al. 2024, section 5.2): N proposals per round, the best N/M prefixes are
 * kept, each gets M children. One group, so all prefixes compete. Rules B-1 to B-7 of SPEC.md.
 *
 * Deviations from search-and-learn's `beam_search.py`: finished solutions give up their place instead of being refilled
 * beyond N; where too few prefixes are left they share the proposals by rank, while it repeats them in the order of its
 * list; no solution is padded by copies; truncated steps are not taken for finished ones.
 */
import { allocation, contendersOf, endOf, rank } from './frontier';
import type { SearchConfig } from '../config';
import type { Allocation, GroupView, Strategy } from './strategy';

export const beamSearch: Strategy = {
  name: 'beam-search',
  needsVerifier: true,
  isStepwise: true,
  groups: ({ n }) => [{ n }],
  isWhole: isLastRound,
  allocate: allocateBeams,
};

/** The last round writes to the end, so that a search never stops in the middle of its solutions (B-6). */
export function isLastRound(round: number, config: SearchConfig): boolean {
  return round === config.maxSteps - 1;
}

/** One round of beam search within a group of `view.n` proposals. */
export function allocateBeams(view: GroupView, config: SearchConfig): Allocation {
  // 1. What has ended leaves the frontier, whatever its score.
  const finished = view.finished + view.candidates.filter((candidate) => endOf(candidate) === 'finished').length;

  // 2. The others are ranked by value.
  const ranked = rank(contendersOf(view.candidates));

  // 3. Each solution still to be found is one proposal of the next round.
  return allocation(view.candidates, ranked, childrenOf(view.n - finished, ranked.length, config.beamWidth));
}

/** Children of each prefix that is kept: M and the rest to the last one (B-2, B-4), equal shares where prefixes are few (B-5). */
function childrenOf(proposals: number, contenders: number, beamWidth: number): readonly number[] {
  const wanted = Math.ceil(proposals / beamWidth);
  if (contenders >= wanted) return Array.from({ length: wanted }, (_, i) => Math.min(beamWidth, proposals - i * beamWidth));
  return Array.from({ length: contenders }, (_, i) => Math.floor(proposals / contenders) + (i < proposals % contenders ? 1 : 0));
}
