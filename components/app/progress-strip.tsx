import { experimentHasEnded } from '@/lib/experiments/model';
import type { ExperimentSummary } from '@/lib/experiments/wire';
import { formatCount, formatSeconds, plural, formatAmount } from '@/components/ui/numbers';

/** How many of the runs are in, how fast they come, and how long that will go on. */
export function ProgressStrip({
  experiment: { runs, status, tokens, runsPerMinute, tokensPerSecond, etaSeconds },
}: {
  readonly experiment: ExperimentSummary;
}) {
  const isOpen = !experimentHasEnded(status);
  const share = (count: number) => `${(100 * count) / Math.max(1, runs.planned)}%`;
  const facts = [
    `${formatCount(runs.finished)} of ${plural(runs.planned, 'run')}`,
    runs.failed === 0 ? undefined : `${formatCount(runs.failed)} failed`,
    isOpen && runs.running > 0
      ? `${formatCount(runs.running)} ${status === 'paused' ? 'begun' : 'under way'}`
      : undefined,
    tokens > 0 ? `${formatAmount(tokens)} tokens` : undefined,
    isOpen && runsPerMinute !== undefined ? `${formatAmount(runsPerMinute)} runs a minute` : undefined,
    isOpen && tokensPerSecond !== undefined ? `${formatAmount(tokensPerSecond)} tokens a second` : undefined,
  ].filter((fact) => fact !== undefined);
  return (
    <div data-testid="progress">
      {isOpen || runs.finished < runs.planned ? (
        <div
          role="progressbar"
          aria-label="Runs that are in"
          aria-valuemin={0}
          aria-valuemax={runs.planned}
          aria-valuenow={runs.finished + runs.failed}
          aria-valuetext={facts.slice(0, 2).join(', ')}
          className="mb-1.5 flex h-2 overflow-hidden rounded-full bg-ink/10"
        >
          <span className="bg-ink transition-[width]" style={{ width: share(runs.finished) }} />
          <span className="bg-bad" style={{ width: share(runs.failed) }} />
          <span className="breathing bg-ink/35" style={{ width: share(runs.running) }} />
        </div>
      ) : null}
      <p className="flex flex-wrap gap-x-4 gap-y-0.5 text-sm text-mute tabular-nums">
        {facts.map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
        {status === 'running' && etaSeconds !== undefined ? (
          <span className="text-ink">about {formatSeconds(etaSeconds)} left, estimated</span>
        ) : null}
      </p>
    </div>
  );
}
