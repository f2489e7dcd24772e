'use client';

import { z } from 'zod';
import { ApiError } from '@/lib/client';
import { smallestDifference } from '@/lib/metrics';
import { formatAmount, formatCount, formatSeconds } from '@/components/ui/numbers';
import { gridFormWords, toldSchema, type Say, type Told as Telling } from '@/lib/words';
import { useSay, useTold } from '@/components/ui/use-language';
import { Badge } from '@/components/ui/badge';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { Told } from '@/components/ui/told';
import type { NewExperiment } from './use-new-experiment';

/** What the grid would cost, marked as the estimate it is, and the button that starts it. */
export function EstimatePanel({ next }: { readonly next: Pick<NewExperiment, 'estimate' | 'start' | 'blocked'> }) {
  const say = useSay();
  const told = useTold();
  const { estimate: query, start, blocked } = next;
  const estimate = blocked === undefined ? query.data : undefined;
  const facts: readonly (readonly [string, string])[] =
    estimate === undefined
      ? []
      : [
          [say(gridFormWords.problems), formatCount(estimate.problems)],
          [say(gridFormWords.cells), formatCount(estimate.cells)],
          [say(gridFormWords.runs), formatCount(estimate.runs)],
          [say(gridFormWords.calls), formatAmount(estimate.calls)],
          [say(gridFormWords.policyTokens), formatAmount(estimate.policyTokens)],
          ...(estimate.shownTokens === undefined
            ? []
            : [[say(gridFormWords.shownTokens), formatAmount(estimate.shownTokens)] as const]),
          [say(gridFormWords.verifierTokens), formatAmount(estimate.verifierTokens)],
          [
            say(gridFormWords.time),
            estimate.seconds === undefined
              ? say(gridFormWords.timeUnknown)
              : say(gridFormWords.aboutTime, { time: formatSeconds(estimate.seconds) }),
          ],
          [say(gridFormWords.smallest), powerWords(estimate.problems, 1, say)],
          [
            say(gridFormWords.smallestOf, { points: formatCount(estimate.points) }),
            powerWords(estimate.problems, estimate.points, say),
          ],
        ];
  return (
    <>
      <section aria-labelledby="estimate-title" data-testid="estimate" aria-busy={query.isFetching}>
        <div className="mb-1 flex items-baseline justify-between gap-3">
          <h2 id="estimate-title" className="text-base">
            {say(gridFormWords.cost)}
          </h2>
          <Badge title={say(gridFormWords.estimatedHint)}>{say(gridFormWords.estimated)}</Badge>
        </div>
        {estimate === undefined ? (
          <p className="text-sm text-mute">
            {blocked ??
              (query.error === null
                ? say(gridFormWords.reckoning)
                : say(gridFormWords.notReckoned, { why: told(query.error) }))}
          </p>
        ) : (
          <>
            <dl
              className={`grid grid-cols-[1fr_auto] text-sm tabular-nums ${query.isPlaceholderData ? 'opacity-60' : ''}`}
            >
              {facts.map(([name, value]) => (
                <div key={name} className="contents">
                  <dt className="border-t border-line py-1 pr-4 text-mute">{name}</dt>
                  <dd className="border-t border-line py-1 text-right">{value}</dd>
                </div>
              ))}
            </dl>
            <p className="mt-1 text-xs text-mute">{say(gridFormWords.basis, { basis: say(estimate.basis) })}</p>
          </>
        )}
      </section>
      {start.error === null ? null : (
        <Notice tone="bad" title={say(gridFormWords.notStarted)} testId="start-error">
          <Told what={start.error} />
          {complaintsOf(start.error)
            .map(told)
            .map((complaint) => (
              <span key={complaint} className="block">
                {complaint}
              </span>
            ))}
        </Notice>
      )}
      <div>
        <button
          type="submit"
          className="button button-primary min-h-11 w-full text-base"
          aria-disabled={blocked !== undefined || start.isPending || undefined}
          aria-describedby={blocked === undefined ? undefined : 'why-blocked'}
        >
          <Icon name="play" /> {say(start.isPending ? gridFormWords.starting : gridFormWords.start)}
        </button>
        {blocked === undefined ? null : (
          <p id="why-blocked" className="mt-1 text-xs text-mute">
            {blocked}
          </p>
        )}
      </div>
    </>
  );
}

/** Methods that are compared differ on about so many of the problems. */
const usuallyDiffering = 0.25;

function powerWords(problems: number, comparisons: number, say: Say): string {
  const least =
    problems === 0
      ? undefined
      : smallestDifference({ problems, comparisons: Math.max(1, comparisons), differing: usuallyDiffering });
  return least === undefined
    ? say(gridFormWords.tooFew)
    : say(gridFormWords.aboutPoints, { points: (100 * least).toFixed(1) });
}

const issuesSchema = z.object({ issues: z.array(toldSchema.loose()) });

/** The server's list of what is wrong with the grid, beyond the first, which its message says already. */
function complaintsOf(error: Error): readonly Telling[] {
  const { data } = issuesSchema.safeParse(error instanceof ApiError ? error.details : undefined);
  return data?.issues.slice(1) ?? [];
}
