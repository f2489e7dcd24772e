import type { BackendTrial } from '@/lib/backends/status';
import { backendWords, toldFailure } from '@/lib/words';
import { StepText } from '@/components/math/step-text';
import { formatCount, formatScore, formatSeconds } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';

/** Of every request to a model. */
const method = 'POST';

/** What came out of having a server do its work once. */
export function TrialResult({ trial }: { readonly trial: BackendTrial }) {
  const say = useSay();
  return (
    <div className="flex flex-col gap-2">
      <Outcome trial={trial} />
      {trial.sent === undefined ? null : (
        <details className="pl-4 text-sm">
          <summary className="w-fit text-mute hover:text-ink">{say(backendWords.whatWasSent)}</summary>
          <p className="mt-1 font-mono text-xs break-all">
            {method} {trial.sent.url}
          </p>
          <pre className="mt-1 max-h-64 overflow-auto rounded-md bg-ink/5 px-3 py-2 font-mono text-xs" tabIndex={0}>
            {JSON.stringify(trial.sent.body, null, 2)}
          </pre>
        </details>
      )}
    </div>
  );
}

function Outcome({ trial }: { readonly trial: BackendTrial }) {
  const say = useSay();
  switch (trial.type) {
    case 'failed':
      return (
        <p className="border-l-4 border-bad pl-3 text-sm">
          <Told what={toldFailure(trial.failure)} />
        </p>
      );
    case 'wrote': {
      const rest = (trial.ms - trial.firstTokenMs) / 1_000;
      const wrote = { tokens: formatCount(trial.tokens), first: formatSeconds(trial.firstTokenMs / 1_000) };
      return (
        <div className="border-l-4 border-focus pl-3 text-sm">
          <p>
            {trial.tokens > 1 && rest > 0
              ? say(backendWords.wroteThen, { ...wrote, rate: formatCount((trial.tokens - 1) / rest) })
              : say(backendWords.wrote, wrote)}
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
            {say(backendWords.scored, {
              time: formatSeconds(trial.ms / 1_000),
              right: formatScore(trial.right),
              wrong: formatScore(trial.wrong),
            })}
          </p>
          {isRight ? null : <p className="mt-1">{say(backendWords.prefersWrong)}</p>}
        </div>
      );
    }
  }
}
