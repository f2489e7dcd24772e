/** What the page says of a report, in sentences. Pure. */
import type { AggregationName } from '@/lib/search';
import type { Area, FailureKind, LabReport } from '@/lib/verifier-lab/wire';
import { formatCount, formatShare, plural } from '@/components/ui/numbers';

export function formatInterval({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${formatShare(low)} to ${formatShare(high)}`;
}

/** `0.913` */
export function formatArea(value: number): string {
  return value.toFixed(3);
}

/** The first thing that is said: how well it orders the solutions of a problem, and how far its scores are off. */
export function headlineOf({ verifier, judged, problems, byRun }: LabReport): string {
  if (judged === undefined)
    return byRun === undefined
      ? `No log holds a solution that ${verifier} scored and whose right answer is known.`
      : `The logs of these runs are not kept, so single solutions and steps of ${verifier} cannot be told; what their digests say stands below.`;
  const { withinProblems: within, solutions, rightShare } = judged;
  const order =
    within.value === undefined
      ? `No problem has right and wrong solutions, so nobody can say whether ${verifier} tells them apart.`
      : `Of a right and a wrong solution of the same problem, ${verifier} scores the right one higher in ${formatShare(within.value)} of pairs (95 %: ${within.interval === undefined ? '' : formatInterval(within.interval)}; chance: 50 %).`;
  return `${order} Its scores of solutions are off by ${(100 * solutions.reliability.error).toFixed(1)} points on the mean. ${formatCount(solutions.count)} solutions of ${plural(problems, 'problem')}, ${formatShare(rightShare)} of them right.`;
}

/** What the report was made of, and what not. */
export function readingWords({
  read,
  leftOut,
  withoutReference,
  withoutScores,
  unreadable,
}: LabReport['reading']): string {
  return [
    `${plural(read, 'log')} read`,
    ...(leftOut === 0 ? [] : [`${formatCount(leftOut)} more left out, as only so many are read (drawn evenly)`]),
    ...(withoutReference === 0 ? [] : [`${formatCount(withoutReference)} without a reference answer`]),
    ...(withoutScores === 0 ? [] : [`${formatCount(withoutScores)} without a scored solution`]),
    ...(unreadable === 0 ? [] : [`${formatCount(unreadable)} cannot be read`]),
  ].join('; ');
}

export const aggregationWords: Readonly<Record<AggregationName, string>> = {
  last: 'last step',
  min: 'lowest step',
  prod: 'product of steps',
  mean: 'mean of steps',
};

export function areaWords({ name, value, interval, right, wrong }: Area): string {
  const counts = `${formatCount(right)} right, ${formatCount(wrong)} wrong`;
  return value === undefined || interval === undefined
    ? `${name}: not known, ${counts}`
    : `${name}: ${formatArea(value)} (${formatArea(interval.low)} to ${formatArea(interval.high)}), ${counts}`;
}

export const failureWords: Readonly<Record<FailureKind, { readonly title: string; readonly note: string }>> = {
  'wrong-winner': {
    title: 'Sure and wrong',
    note: 'Runs whose selected answer is wrong although its best solution scored high.',
  },
  'passed-over': {
    title: 'Right, not selected',
    note: 'Runs that had the right answer and selected another. Margin: the winner’s share of the vote less that of the right answer.',
  },
  'right-cut': {
    title: 'Right, cut',
    note: 'Candidates that were cut although they held the right answer already, or although the same steps, word for word, came to it elsewhere in the run. Margin: how far below the line. Others that would have come right cannot be told from a log; revive one to see.',
  },
  cliff: {
    title: 'Cliffs',
    note: 'Steps whose score is far below that of the step before, and what the solutions through them came to.',
  },
  long: {
    title: 'Long',
    note: 'Wrong solutions that scored above the best right one of their run, and are at least half as long again.',
  },
  repeated: {
    title: 'Repeated',
    note: 'Wrong solutions that say a step again word for word, and scored above every right one of their run, or high where there is none.',
  },
};

export const methodWords: readonly string[] = [
  'A solution is right when its answer is the reference’s; finished solutions without a readable answer count as wrong, truncated ones are left out.',
  'A step’s label is what its solution came to: a good step of a wrong solution counts as wrong, so steps look less certain than they are. Blank steps are not scored and count nowhere. A step that several solutions share counts once for each.',
  'AUC: chance that a right one scores above a wrong one, ties half. Pooled over problems it also rewards knowing which problems are easy; within problems it does not, and that is what a selection needs.',
  'Reliability: ten bins of equal width; the error is the mean distance of said from found, bins weighted by their counts.',
  'Intervals are 95 %, by 300 resamples of problems with all their runs together; of gaps by 500.',
];
