/**
 * Beam search against a verifier (Snell et al. 2024, section 5.2): N proposals per round, the best N/M prefixes are
 * kept, each gets M children. One group, so all prefixes compete. Rules B-1 to B-8 of SPEC.md.
 *
 * Deviations from search-and-learn's `search/beam_search.py`: finished solutions take a place of the budget instead of
 * being refilled beyond N, unless that is asked for; identical prefixes are one and get the children of all of them; no
 * solution is padded by copies; truncated steps are not taken for finished ones; N/M is rounded up; equal scores do not go
 * by the order of a list.
 */
import { placesTaken, withBestVoting } from './finished-places';
import { allocation, contendersOf, rank } from './frontier';
import { steppingSettings } from './settings';
import { beamWidthAt, stepThenWhole } from './stepping';
import type { SearchConfig } from '../shapes/config';
import type { Allocation, GroupView, Strategy } from './strategy';

export const beamSearch: Strategy = {
  needsVerifier: true,
  isStepwise: true,
  pooling: 'none',
  settings: [...steppingSettings, 'beamWidth'],
  choices: ['duplicates', 'finished'],
  isInSearchAndLearn: true,
  groups: ({ n }) => [{ n }],
  kindOf: stepThenWhole,
  allocate: allocateBeams,
};

/** One round of beam search within a group of `view.n` proposals. */
export function allocateBeams(view: GroupView, config: SearchConfig): Allocation {
  const beamWidth = beamWidthAt(view.round + 1, config);

  // 1. What has ended leaves the frontier, whatever its score; the others are ranked by value.
  const ranked = rank(contendersOf(view.candidates, config.duplicates), view.chance);

  // 2. Each solution still to be found is one proposal of the next round.
  const proposals = view.n - placesTaken(view, ranked, { finished: config.finished, beamWidth });

  // 3. The best are extended by M children each.
  const copies = ranked.map((contender) => contender.copies);
  return withBestVoting(view, allocation(view.candidates, ranked, childrenOf(proposals, copies, beamWidth)));
}

/**
 * Children of each prefix that is kept, best first. `copies[i]`: how often it was proposed; each of them takes a place of
 * M children (B-2), the last place what is left over (B-4). Where there are more places than candidates they are taken
 * again from the best one on (B-5).
 */
function childrenOf(proposals: number, copies: readonly number[], beamWidth: number): readonly number[] {
  if (copies.length === 0) return [];
  const places = copies.map(() => 0);
  let left = Math.ceil(proposals / beamWidth);
  for (let i = 0; left > 0; i = (i + 1) % copies.length) {
    const taken = Math.min(copies[i]!, left);
    places[i]! += taken;
    left -= taken;
  }
  const children = places.filter((count) => count > 0).map((count) => count * beamWidth);
  const excess = children.reduce((sum, count) => sum + count, 0) - proposals;
  return children.map((count, i) => (i === children.length - 1 ? count - excess : count));
}
