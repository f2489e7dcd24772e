import type { BackendTrial } from '@/lib/backends/status';
import { StepText } from '@/components/math/step-text';
import { formatCount, formatScore, formatSeconds, plural } from '@/components/ui/numbers';

/** What came out of having a server do its work once. */
export function TrialResult({ trial }: { readonly trial: BackendTrial }) {
  return (
    <div className="flex flex-col gap-2">
      <Outcome trial={trial} />
      {trial.sent === undefined ? null : (
        <details className="pl-4 text-sm">
          <summary className="w-fit text-mute hover:text-ink">What was sent</summary>
          <p className="mt-1 font-mono text-xs break-all">POST {trial.sent.url}</p>
          <pre className="mt-1 max-h-64 overflow-auto rounded-md bg-ink/5 px-3 py-2 font-mono text-xs" tabIndex={0}>
            {JSON.stringify(trial.sent.body, null, 2)}
          </pre>
        </details>
      )}
    </div>
  );
}

function Outcome({ trial }: { readonly trial: BackendTrial }) {
  switch (trial.type) {
    case 'failed':
      return <p className="border-l-4 border-bad pl-3 text-sm">{trial.failure.message}</p>;
    case 'wrote': {
      const rest = (trial.ms - trial.firstTokenMs) / 1_000;
      const rate = trial.tokens > 1 && rest > 0 ? `, then ${formatCount((trial.tokens - 1) / rest)} tokens/s` : '';
      return (
        <div className="border-l-4 border-focus pl-3 text-sm">
          <p>
            Wrote {plural(trial.tokens, 'token')} of a step: the first after {formatSeconds(trial.firstTokenMs / 1_000)}
            {rate}.
          </p>
          <div className="mt-1 rounded-md bg-ink/5 px-3 py-2">
            <StepText text={trial.text} isOpen={false} />
          </div>
        </div>
      );
    }
    case 'scored': {
      const isRight = trial.right > trial.wrong;
      return (
        <div className={`border-l-4 ${isRight ? 'border-focus' : 'border-bad'} pl-3 text-sm`}>
          <p>
            Scored two steps in {formatSeconds(trial.ms / 1_000)}: a right one {formatScore(trial.right)}, a wrong one{' '}
            {formatScore(trial.wrong)}.
          </p>
          {isRight ? null : (
            <p className="mt-1">It does not prefer the right one. Check that its kind is the one of its model.</p>
          )}
        </div>
      );
    }
  }
}
