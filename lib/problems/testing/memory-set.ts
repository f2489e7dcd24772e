/** A set in memory, behind the port. */
import type { ProblemSet } from '../wire';
import type { PlacedProblem, SetDraft } from '../store';

export interface MemorySet extends SetDraft {
  readonly problems: PlacedProblem[];
  readonly state: { isPublished: boolean; isDiscarded: boolean };
}

export function memorySet(name = 'set'): MemorySet {
  const problems: PlacedProblem[] = [];
  const ids = new Set<string>();
  const state = { isPublished: false, isDiscarded: false };
  return {
    problems,
    state,
    async add(more) {
      return more.flatMap((placed) => {
        if (ids.has(placed.problem.uniqueId)) return [placed.row];
        ids.add(placed.problem.uniqueId);
        problems.push(placed);
        return [];
      });
    },
    async publish(): Promise<ProblemSet> {
      state.isPublished = true;
      return { name, problems: problems.length, isBundled: false, levels: [], subjects: [] };
    },
    async discard() {
      state.isDiscarded = true;
    },
  };
}
