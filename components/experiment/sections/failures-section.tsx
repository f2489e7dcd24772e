'use client';

import { Link } from '@/components/ui/link';
import type { ExperimentDetail } from '@/lib/experiments/wire';
import { CommandButton } from '@/components/ui/command-button';
import { formatCount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { comparisonWords, toldFailure } from '@/lib/words';
import { ChartSection } from '@/components/ui/chart-section';
import { Told } from '@/components/ui/told';
import type { SendCommand } from '../view/use-experiment';

/** Rows in the page at once. */
const most = 100;

interface FailuresSectionProps {
  /** Undefined until it is read. */
  readonly experiment: ExperimentDetail | undefined;
  readonly command: SendCommand;
}

/** The runs that failed, each with its reason; they count in no number above. */
export function FailuresSection({ experiment, command }: FailuresSectionProps) {
  const say = useSay();
  if (experiment === undefined || experiment.failures.length === 0) return null;
  const { failures, origin, status } = experiment;
  return (
    <ChartSection
      title={say(comparisonWords.failed, { count: formatCount(experiment.runs.failed) })}
      testId="failures"
      note={say(comparisonWords.aboutFailed)}
      controls={
        origin === 'measured' && status !== 'cancelled' ? (
          <CommandButton
            icon="refresh"
            label={say(comparisonWords.retry)}
            isPending={command.isPending && command.variables === 'retry-failed'}
            onPress={() => command.mutate('retry-failed')}
          />
        ) : undefined
      }
    >
      <ul
        aria-label={say(comparisonWords.failedRuns)}
        className="max-h-96 divide-y divide-line overflow-auto wrap-anywhere"
        tabIndex={0}
      >
        {failures.slice(0, most).map(({ runId, cell, problem, seed, failure }) => (
          <li key={runId} className="py-2 text-sm">
            <p>
              <Told what={toldFailure(failure)} />
            </p>
            <p className="flex flex-wrap gap-x-3 text-xs text-mute">
              <span>{cell}</span>
              <span>{say(comparisonWords.problem, { problem })}</span>
              <span>{say(comparisonWords.seed, { seed })}</span>
              <Link className="link text-ink" href={`/runs/${encodeURIComponent(runId)}`}>
                {say(comparisonWords.itsTree)}
              </Link>
            </p>
          </li>
        ))}
      </ul>
      {failures.length > most ? (
        <p className="mt-2 text-xs text-mute">
          {say(comparisonWords.andOthers, { count: formatCount(failures.length - most) })}
        </p>
      ) : null}
    </ChartSection>
  );
}
