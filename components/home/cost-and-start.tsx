import { ApiError } from '@/lib/client';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { formatCount, plural } from '@/components/ui/numbers';
import { Rivals } from './rivals';
import type { NewRun } from './use-new-run';

/** What the run would cost, marked as the estimate it is, and the button that starts it: in view on every screen. */
export function CostAndStart({ newRun }: { readonly newRun: NewRun }) {
  const { estimate, start, blocked, rivals } = newRun;
  const lanes = rivals.length + 1;
  return (
    <div className="panel sticky bottom-2 z-10 mt-4 flex flex-col gap-3 px-4 py-3 shadow-lg low:py-2">
      {start.error === null ? null : (
        <Notice tone="bad" title="The run could not be started" testId="start-error">
          {messageOf(start.error)}
        </Notice>
      )}
      <Rivals newRun={newRun} />
      <div className="flex items-center justify-between gap-4">
        <p className="text-sm" data-testid="cost">
          {estimate.proposals}
          {lanes === 1 ? '' : ' (this lane)'}
          <span className="block text-xs text-mute">
            {estimate.tokens === undefined ? (
              `at most ${formatCount(estimate.limit)} policy tokens`
            ) : (
              <>
                about <span className="text-ink">{formatCount(estimate.tokens)}</span> policy tokens
                {estimate.shownTokens === undefined
                  ? ''
                  : ` and ${formatCount(estimate.shownTokens)} read again in prompts`}
                , estimated from {plural(estimate.basis, 'earlier run')}
              </>
            )}
          </span>
        </p>
        <div className="flex items-center gap-2">
          <button
            type="button"
            className="button min-h-11"
            title="Race these settings against others on the same problem"
            disabled={newRun.putAside === undefined}
            onClick={newRun.putAside}
          >
            <Icon name="flag" /> <span className="max-sm:sr-only">Against …</span>
          </button>
          <button
            id="start-run"
            type="submit"
            className="button button-primary min-h-11 px-6 text-base"
            disabled={blocked !== undefined || start.isPending}
            aria-describedby={blocked === undefined ? undefined : 'why-blocked'}
          >
            <Icon name="play" /> {start.isPending ? 'Starting …' : lanes === 1 ? 'Run' : `Race ${lanes} runs`}
          </button>
        </div>
      </div>
      {blocked === undefined ? null : (
        <p id="why-blocked" className="text-right text-xs text-mute">
          {blocked}
        </p>
      )}
    </div>
  );
}

function messageOf(error: Error): string {
  if (!(error instanceof ApiError) || !Array.isArray(error.details)) return error.message;
  const issues = error.details.flatMap((issue: unknown) => (typeof issue === 'string' ? [issue] : []));
  return [error.message, ...issues].join(' ');
}
