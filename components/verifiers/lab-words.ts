/** What the page says of a report, in sentences. Pure. */
import type { Area, LabReport } from '@/lib/verifier-lab/wire';
import { labWords, type Say } from '@/lib/words';
import { formatCount, formatShare } from '@/components/ui/numbers';

/** Where all resamples are at one place, as of a single problem, nothing is known of how sure it is. */
export function formatInterval({ low, high }: { readonly low: number; readonly high: number }, say: Say): string {
  if (low === high) return say(labWords.noInterval);
  return say(labWords.interval, { low: formatShare(low), high: formatShare(high) });
}

/** `0.913` */
export function formatArea(value: number): string {
  return value.toFixed(3);
}

/** The first thing that is said: how well it orders the solutions of a problem, and how far its scores are off. */
export function headlineOf({ verifier, judged, problems, byRun }: LabReport, say: Say): string {
  if (judged === undefined) return say(byRun === undefined ? labWords.noSolution : labWords.digestsOnly, { verifier });
  const { withinProblems: within, solutions, rightShare } = judged;
  const order =
    within.value === undefined
      ? say(labWords.noPairs, { verifier })
      : say(labWords.pairs, {
          verifier,
          share: formatShare(within.value),
          interval: within.interval === undefined ? '' : formatInterval(within.interval, say),
        });
  return say(labWords.offBy, {
    order,
    points: (100 * solutions.reliability.error).toFixed(1),
    count: formatCount(solutions.count),
    problems: formatCount(problems),
    right: formatShare(rightShare),
  });
}

/** What the report was made of, and what not. */
export function readingWords(
  { read, leftOut, withoutReference, withoutScores, unreadable }: LabReport['reading'],
  say: Say,
): string {
  const counted = (number: number) => ({ count: formatCount(number) });
  return [
    say(labWords.read, counted(read)),
    ...(leftOut === 0 ? [] : [say(labWords.leftOut, counted(leftOut))]),
    ...(withoutReference === 0 ? [] : [say(labWords.withoutReference, counted(withoutReference))]),
    ...(withoutScores === 0 ? [] : [say(labWords.withoutScores, counted(withoutScores))]),
    ...(unreadable === 0 ? [] : [say(labWords.unreadable, counted(unreadable))]),
  ].join(say(labWords.semicolon));
}

export function areaWords({ name, value, interval, right, wrong }: Area, say: Say): string {
  const counted = { name, right: formatCount(right), wrong: formatCount(wrong) };
  return value === undefined || interval === undefined
    ? say(labWords.areaUnknown, counted)
    : say(labWords.area, {
        ...counted,
        value: formatArea(value),
        low: formatArea(interval.low),
        high: formatArea(interval.high),
      });
}
