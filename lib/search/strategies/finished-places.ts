/**
 * What finished solutions do to the budget of a group that goes on: three rules (`finished` of a config), and who votes where
 * more have finished than there is budget. Rules B-3 and B-8 of SPEC.md.
 */
import { assertUnreachable } from '@/lib/base';
import { byMerit, endOf, type Contender } from './frontier';
import type { Finished } from '../shapes/config';
import type { Allocation, Candidate, GroupView } from './strategy';

/** Places of the next round that solutions take; `ranked` is what goes on, best first. In [0, n]. */
export function placesTaken(
  view: GroupView,
  ranked: readonly Contender[],
  { finished = 'takes', beamWidth }: { readonly finished: Finished | undefined; readonly beamWidth: number },
): number {
  switch (finished) {
    case 'takes':
      return finishedOf(view).length;
    case 'competes':
      return placesAboveLine(finishedOf(view), ranked, { n: view.n, beamWidth });
    case 'refills':
      return 0;
    default:
      return assertUnreachable(finished);
  }
}

/** Solutions of the group in their order, those that finished in this round last. */
function finishedOf({ solutions, candidates }: GroupView): readonly Candidate[] {
  return [...solutions, ...candidates.filter((candidate) => endOf(candidate) === 'finished')];
}

/**
 * Solutions and prefixes are ranked together, and places go down the ranking until n are taken: one to a solution, M to a
 * prefix for each time it was proposed. Among equal values the solution, which is there already, goes first.
 */
function placesAboveLine(
  solutions: readonly Candidate[],
  ranked: readonly Contender[],
  { n, beamWidth }: { readonly n: number; readonly beamWidth: number },
): number {
  const values = solutions.map(({ value = 0 }) => value).toSorted((left, right) => right - left);
  let taken = 0;
  let left = n;
  for (const { value = 0, copies } of ranked) {
    while (left > 0 && values[taken] !== undefined && values[taken]! >= value) {
      taken++;
      left--;
    }
    if (left <= 0) break;
    left -= copies * beamWidth;
  }
  return taken;
}

/** `allocation` with the votes of the n best solutions, where more have finished; of equal ones the earlier votes (B-8). */
export function withBestVoting(view: GroupView, allocation: Allocation): Allocation {
  const solutions = finishedOf(view);
  if (solutions.length <= view.n) return allocation;
  const voting = new Set(
    solutions
      .toSorted(byMerit)
      .slice(0, view.n)
      .map(({ id }) => id),
  );
  return {
    ...allocation,
    decisions: allocation.decisions.map((decision) =>
      decision.fate === 'finished' && !voting.has(decision.node) ? { ...decision, weight: 0 } : decision,
    ),
    weights: view.solutions.flatMap(({ id: node, weight }) =>
      weight > 0 && !voting.has(node) ? [{ node, weight: 0 }] : [],
    ),
  };
}
