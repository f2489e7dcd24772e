/** Which problems one point solved and another did not. Pure. */
import type { PointProblems } from '@/lib/client';

export type SolvedProblem = PointProblems['problems'][number];
export const solvedNames = ['onlySeries', 'onlyReference', 'both', 'neither'] as const;
export type SolvedName = (typeof solvedNames)[number];

export interface SolvedPair {
  readonly id: string;
  readonly series: SolvedProblem;
  readonly reference: SolvedProblem;
}

/** Solved: right more often than not, over subsets and seeds, as the paired tests count it. Problems that either lacks are in neither list. */
export function solvedBy(
  series: PointProblems,
  reference: PointProblems,
): Readonly<Record<SolvedName, readonly SolvedPair[]>> {
  const others = new Map(reference.problems.map((problem) => [problem.id, problem]));
  const lists: Record<SolvedName, SolvedPair[]> = { onlySeries: [], onlyReference: [], both: [], neither: [] };
  for (const problem of series.problems) {
    const other = others.get(problem.id);
    if (other === undefined) continue;
    const [isOurs, isTheirs] = [problem.chance > 0.5, other.chance > 0.5];
    lists[isOurs ? (isTheirs ? 'both' : 'onlySeries') : isTheirs ? 'onlyReference' : 'neither'].push({
      id: problem.id,
      series: problem,
      reference: other,
    });
  }
  return lists;
}
