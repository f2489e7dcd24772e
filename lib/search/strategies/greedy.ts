/**
 * Greedy decoding: the policy's single most likely solution, the baseline that every strategy is measured against.
 * Rule N-3 of SPEC.md.
 */
import { allocation } from './frontier';
import type { Strategy } from './strategy';

export const greedy: Strategy = {
  name: 'greedy',
  needsVerifier: false,
  isStepwise: false,
  temperature: 0,
  groups: () => [{ n: 1 }],
  isWhole: () => true,
  allocate: ({ candidates }) => allocation(candidates, [], []),
};
