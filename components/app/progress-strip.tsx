import { experimentHasEnded } from '@/lib/experiments/model';
import type { ExperimentSummary } from '@/lib/experiments/wire';
import { experimentsWords, fateWords } from '@/lib/words';
import { formatCount, formatSeconds, formatAmount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';

/** How many of the runs are in, how fast they come, and how long that will go on. */
export function ProgressStrip({
  experiment: { runs, status, tokens, runsPerMinute, tokensPerSecond, etaSeconds },
}: {
  readonly experiment: ExperimentSummary;
}) {
  const say = useSay();
  const isOpen = !experimentHasEnded(status);
  const share = (count: number) => `${(100 * count) / Math.max(1, runs.planned)}%`;
  const facts = [
    say(experimentsWords.finishedOf, { finished: formatCount(runs.finished), planned: formatCount(runs.planned) }),
    runs.failed === 0 ? undefined : say(experimentsWords.failed, { count: formatCount(runs.failed) }),
    isOpen && runs.running > 0
      ? say(status === 'paused' ? experimentsWords.begun : experimentsWords.underWay, {
          count: formatCount(runs.running),
        })
      : undefined,
    tokens > 0 ? say(experimentsWords.tokens, { count: formatAmount(tokens) }) : undefined,
    isOpen && runsPerMinute !== undefined
      ? say(experimentsWords.runsAMinute, { count: formatAmount(runsPerMinute) })
      : undefined,
    isOpen && tokensPerSecond !== undefined
      ? say(experimentsWords.tokensASecond, { count: formatAmount(tokensPerSecond) })
      : undefined,
  ].filter((fact) => fact !== undefined);
  return (
    <div data-testid="progress">
      {isOpen || runs.finished < runs.planned ? (
        <div
          role="progressbar"
          aria-label={say(experimentsWords.runsIn)}
          aria-valuemin={0}
          aria-valuemax={runs.planned}
          aria-valuenow={runs.finished + runs.failed}
          aria-valuetext={facts.slice(0, 2).join(say(fateWords.comma))}
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
          <span className="text-ink">{say(experimentsWords.left, { time: formatSeconds(etaSeconds) })}</span>
        ) : null}
      </p>
    </div>
  );
}
