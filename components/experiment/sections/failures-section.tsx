'use client';

import Link from 'next/link';
import type { ExperimentDetail } from '@/lib/experiments/wire';
import { CommandButton } from '@/components/ui/command-button';
import { plural } from '@/components/ui/numbers';
import { ChartSection } from '@/components/ui/chart-section';
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
  if (experiment === undefined || experiment.failures.length === 0) return null;
  const { failures, origin, status } = experiment;
  return (
    <ChartSection
      title={plural(experiment.runs.failed, 'failed run')}
      testId="failures"
      note="They count in no number above; a problem that lacks one of its runs is left out of that point."
      controls={
        origin === 'measured' && status !== 'cancelled' ? (
          <CommandButton
            icon="refresh"
            label="Retry them"
            isPending={command.isPending && command.variables === 'retry-failed'}
            onPress={() => command.mutate('retry-failed')}
          />
        ) : undefined
      }
    >
      <ul aria-label="Failed runs" className="max-h-96 divide-y divide-line overflow-auto wrap-anywhere" tabIndex={0}>
        {failures.slice(0, most).map(({ runId, cell, problem, seed, failure }) => (
          <li key={runId} className="py-2 text-sm">
            <p>{failure.message}</p>
            <p className="flex flex-wrap gap-x-3 text-xs text-mute">
              <span>{cell}</span>
              <span>problem {problem}</span>
              <span>seed {seed}</span>
              <Link className="link text-ink" href={`/runs/${encodeURIComponent(runId)}`}>
                its tree
              </Link>
            </p>
          </li>
        ))}
      </ul>
      {failures.length > most ? (
        <p className="mt-2 text-xs text-mute">and {plural(failures.length - most, 'other')}</p>
      ) : null}
    </ChartSection>
  );
}
