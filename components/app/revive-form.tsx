'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { reviveBranch } from '@/lib/client';
import { wilson } from '@/lib/metrics';
import { maxRevivals, type Revived } from '@/lib/runs/wire';
import { Notice } from '@/components/ui/notice';
import { NumberField } from '@/components/ui/number-field';
import { formatCount, formatShare, plural } from '@/components/ui/numbers';

interface ReviveFormProps {
  readonly runId: string;
  readonly node: string;
}

const usualTimes = 8;
const usualTokens = 512;

/** Writes a branch on to its end several times, with a budget that one names, and tells how often it came right. */
export function ReviveForm({ runId, node }: ReviveFormProps) {
  const [times, setTimes] = useState(usualTimes);
  const [maxTokens, setMaxTokens] = useState(usualTokens);
  const revival = useMutation({ mutationFn: () => reviveBranch(runId, { node, times, maxTokens }) });
  return (
    <div className="flex flex-col gap-3" data-testid="revive">
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-28">
          <NumberField label="Times" value={times} min={1} max={maxRevivals} onChange={setTimes} />
        </div>
        <div className="w-40">
          <NumberField label="Tokens each, at most" value={maxTokens} min={16} max={16_384} onChange={setMaxTokens} />
        </div>
        <button type="button" className="button" disabled={revival.isPending} onClick={() => revival.mutate()}>
          {revival.isPending ? 'Writing it to its end …' : 'Revive it'}
        </button>
      </div>
      <p className="text-xs text-mute">
        Written on by the run’s own policy, as it sampled there; no verifier is asked, and the run stays as it is.
      </p>
      {revival.error === null ? null : (
        <Notice tone="bad" title="It could not be written on">
          {revival.error.message}
        </Notice>
      )}
      {revival.data === undefined ? null : <Outcome revived={revival.data} />}
    </div>
  );
}

function Outcome({ revived: { times, right, unanswered, tokens, answers, text } }: { readonly revived: Revived }) {
  const interval = right === undefined ? undefined : wilson(right, times);
  return (
    <div className="text-sm" role="status" data-testid="revived">
      <p className="text-base font-medium">
        {right === undefined || interval === undefined
          ? `${plural(times, 'continuation')}; the right answer is not known.`
          : `${right} of ${times} came right (95 %: ${formatShare(interval.low)} to ${formatShare(interval.high)}).`}
      </p>
      <p className="text-mute">
        {answers.map(({ answer, count, isRight }) => `${answer}${isRight === true ? ' ✓' : ''} × ${count}`).join(', ')}
        {unanswered === 0 ? '' : `${answers.length === 0 ? '' : '; '}${unanswered} without an answer`}.{' '}
        {formatCount(tokens)} tokens.
      </p>
      <details className="mt-1">
        <summary className="w-fit py-1 text-mute">
          {right === undefined || right === 0 ? 'The first' : 'The first right one'}
        </summary>
        <pre className="max-h-60 overflow-auto whitespace-pre-wrap text-xs" tabIndex={0}>
          {text}
        </pre>
      </details>
    </div>
  );
}
