/**
 * Beam search against a verifier (Snell et al. 2024, section 5.2): N proposals per round, the best N/M prefixes are
 * kept, each gets M children. One group, so all prefixes compete. Rules B-1 to B-7 of SPEC.md.
 *
 * Deviations from search-and-learn's `search/beam_search.py`: finished solutions give up their place instead of being
 * refilled beyond N; identical prefixes are one and get the children of all of them; no solution is padded by copies;
 * truncated steps are not taken for finished ones; N/M is rounded up; equal scores do not go by the order of a list.
 */
import { allocation, contendersOf, endOf, rank } from './frontier';
import { steppingSettings } from './settings';
import type { SearchConfig } from '../config';
import type { Allocation, GroupView, RoundKind, Strategy } from './strategy';

export const beamSearch: Strategy = {
  needsVerifier: true,
  isStepwise: true,
  pooling: 'none',
  settings: [...steppingSettings, 'beamWidth'],
  isInSearchAndLearn: true,
  groups: ({ n }) => [{ n }],
  kindOf: stepThenWhole,
  allocate: allocateBeams,
};

/** The last round writes to the end, so that a search never stops in the middle of its solutions (B-6). */
export function stepThenWhole(round: number, config: SearchConfig): RoundKind {
  return { isWhole: round >= config.maxSteps - 1 };
}

/** One round of beam search within a group of `view.n` proposals. */
export function allocateBeams(view: GroupView, config: SearchConfig): Allocation {
  // 1. What has ended leaves the frontier, whatever its score.
  const finished =
    view.solutions.length + view.candidates.filter((candidate) => endOf(candidate) === 'finished').length;

  // 2. The others are ranked by value.
  const ranked = rank(contendersOf(view.candidates), view.chance);

  // 3. Each solution still to be found is one proposal of the next round.
  return allocation(
    view.candidates,
    ranked,
    childrenOf(
      view.n - finished,
      ranked.map(({ copies }) => copies),
      config.beamWidth,
    ),
  );
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
