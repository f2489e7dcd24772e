/** What is said of two verifiers on one pool, in sentences. Pure. */
import type { Comparison } from '@/lib/verifier-lab/wire';
import { labWords, type Say } from '@/lib/words';
import { formatCount } from '@/components/ui/numbers';
import { formatArea } from './lab-words';

export function comparisonWords(comparison: Comparison, say: Say): string {
  const { verifier, against, solutions, differing, unscored, correlation, withinRuns, areas, right } = comparison;
  if (solutions === 0) return say(labWords.noneScoredAgain);
  const runs = formatCount(comparison.runs);
  const both = [areas.mine.within, areas.theirs.within];
  return [
    say(labWords.onSolutions, {
      solutions: formatCount(solutions),
      runs,
      correlation: correlationWords(correlation, withinRuns, say),
    }),
    differing === 0 ? say(labWords.sameAnswer) : say(labWords.differentAnswers, { differing, runs }),
    ...(right === undefined ? [] : [say(labWords.picksRight, { ...right, verifier, against })]),
    ...(both[0] === undefined || both[1] === undefined
      ? []
      : [say(labWords.aucs, { mine: formatArea(both[0]), theirs: formatArea(both[1]), verifier, against })]),
    ...(unscored === 0 ? [] : [say(labWords.couldNotScore, { count: formatCount(unscored), against })]),
  ].join(' ');
}

function correlationWords(all: number | undefined, within: Comparison['withinRuns'], say: Say): string {
  if (all === undefined) return say(labWords.allAlike);
  return within === undefined
    ? say(labWords.correlation, { all: all.toFixed(2) })
    : say(labWords.correlationWithin, {
        all: all.toFixed(2),
        within: within.mean.toFixed(2),
        runs: formatCount(within.runs),
      });
}
