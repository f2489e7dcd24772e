/** What is said of two verifiers on one pool, in sentences. Pure. */
import type { Comparison } from '@/lib/verifier-lab/wire';
import { plural } from '@/components/ui/numbers';
import { formatArea } from './lab-words';

export function comparisonWords(comparison: Comparison): string {
  const { verifier, against, solutions, runs, differing, unscored, correlation, withinRuns, areas, right } = comparison;
  if (solutions === 0) return 'No solution of these runs could be scored again.';
  const both = [areas.mine.within, areas.theirs.within];
  return [
    `On ${plural(solutions, 'solution')} of ${plural(runs, 'run')}, ${correlationWords(correlation, withinRuns)}.`,
    differing === 0
      ? 'They pick the same answer in every run.'
      : `They pick different answers in ${differing} of ${plural(runs, 'run')}.`,
    ...(right === undefined
      ? []
      : [`The pick is right in ${right.mine} of ${right.of} by ${verifier}, in ${right.theirs} by ${against}.`]),
    ...(both[0] === undefined || both[1] === undefined
      ? []
      : [`Within runs, AUC ${formatArea(both[0])} by ${verifier}, ${formatArea(both[1])} by ${against}.`]),
    ...(unscored === 0 ? [] : [`${plural(unscored, 'solution')} ${against} could not score.`]),
  ].join(' ');
}

function correlationWords(all: number | undefined, within: Comparison['withinRuns']): string {
  if (all === undefined) return 'one of both scores all alike, so that nothing can be said of their order';
  const inRuns =
    within === undefined ? '' : `, within runs ${within.mean.toFixed(2)} on the mean of ${plural(within.runs, 'run')}`;
  return `the rank correlation of their scores is ${all.toFixed(2)}${inRuns} (1: the same order, 0: none)`;
}
