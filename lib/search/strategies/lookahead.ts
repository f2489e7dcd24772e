/**
 * Lookahead search (Snell et al. 2024, section 5.2): beam search whose steps are worth what they lead to. From each proposal
 * up to k further steps are written greedily; the verifier's score at their end is the proposal's, and the steps are thrown
 * away. Rules K-1 to K-3 of SPEC.md.
 *
 * Deviation from search-and-learn's `search/beam_search.py`, which writes `lookahead_texts` and never scores them.
 */
import { beamSearch } from './beam-search';
import type { Strategy } from './strategy';

export const lookahead: Strategy = {
  ...beamSearch,
  settings: [...beamSearch.settings, 'lookahead'],
  isInSearchAndLearn: false,
  // Each proposal, and k steps ahead of it: N (k + 1).
  effort: ({ n, lookahead: steps }) => ({ written: n * (steps + 1), shown: 0 }),
  rollout: ({ lookahead: steps }) => (steps === 0 ? undefined : { isWhole: false, steps, temperature: 0 }),
};
