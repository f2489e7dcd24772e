/**
 * Diverse verifier tree search (Beeching, Tunstall, Rush 2024): the budget is split into N/M subtrees that never compete
 * with each other; within each, M proposals per round and the best one is kept. That is beam search with n = M, so it
 * is written as such. Rules D-1 to D-4 of SPEC.md.
 *
 * Deviations from search-and-learn's `search/diverse_verifier_tree_search.py`: a subtree whose candidate finishes goes on
 * with the others until it has M solutions, instead of returning its last M candidates finished or not; \boxed{…} ends
 * nothing; N need not be a multiple of M.
 */
import { allocateBeams } from './beam-search';
import { steppingSettings } from './settings';
import { stepThenWhole } from './stepping';
import type { SearchConfig } from '../shapes/config';
import type { GroupPlan, Strategy } from './strategy';

export const dvts: Strategy = {
  needsVerifier: true,
  isStepwise: true,
  pooling: 'subtrees',
  settings: [...steppingSettings, 'beamWidth'],
  choices: ['duplicates', 'finished'],
  isInSearchAndLearn: true,
  groups: subtrees,
  kindOf: stepThenWhole,
  allocate: allocateBeams,
};

/** Subtrees of M; when M does not divide n the last one is smaller (D-2). */
function subtrees({ n, beamWidth }: SearchConfig): readonly GroupPlan[] {
  return Array.from({ length: Math.ceil(n / beamWidth) }, (_, i) => ({ n: Math.min(beamWidth, n - i * beamWidth) }));
}
