/**
 * Best-of-N (Snell et al. 2024, section 5.2): N independent whole solutions, each scored step by step; the selection
 * picks the best, or lets the scores vote. Rules N-1 and N-2 of SPEC.md.
 */
import { allocation } from './frontier';
import type { Strategy } from './strategy';

export const bestOfN: Strategy = {
  name: 'best-of-n',
  needsVerifier: true,
  isStepwise: false,
  // Solutions do not compete while they are written, so each is a group of its own and none waits for another.
  groups: ({ n }) => Array.from({ length: n }, () => ({ n: 1 })),
  isWhole: () => true,
  allocate: ({ candidates }) => allocation(candidates, [], []),
};
