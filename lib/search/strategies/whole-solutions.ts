/**
 * The strategies that write whole solutions, each on its own, and compare them only when all are there. Rules N-1 to N-3 of
 * SPEC.md.
 */
import { allocation } from './frontier';
import { samplingSettings } from './settings';
import type { Strategy } from './strategy';

/**
 * Best-of-N (Snell et al. 2024, section 5.2): N independent solutions, scored step by step; the selection picks the best,
 * or lets the scores vote.
 */
export const bestOfN: Strategy = {
  needsVerifier: true,
  isStepwise: false,
  pooling: 'solutions',
  settings: samplingSettings,
  isInSearchAndLearn: true,
  // Solutions do not compete while they are written, so each is a group of its own and none waits for another.
  groups: ({ n }) => Array.from({ length: n }, () => ({ n: 1 })),
  kindOf: () => ({ isWhole: true }),
  allocate: ({ candidates }) => allocation(candidates, [], []),
};

/**
 * Majority vote, also called self-consistency (Wang et al. 2022, arXiv 2203.11171): best-of-N without a verifier, the
 * most frequent answer wins. In search-and-learn it is a way to read best-of-N, no search of its own.
 */
export const majority: Strategy = { ...bestOfN, needsVerifier: false, isInSearchAndLearn: false };

/** Greedy decoding: the policy's single most likely solution, the baseline that every strategy is measured against. */
export const greedy: Strategy = {
  ...majority,
  pooling: 'none',
  settings: ['maxTokens'],
  temperature: 0,
  groups: () => [{ n: 1 }],
};
