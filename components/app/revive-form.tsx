'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { reviveBranch } from '@/lib/client';
import { wilson } from '@/lib/metrics';
import { maxRevivals, type Revived } from '@/lib/runs/wire';
import { fateWords, steerWords } from '@/lib/words';
import { Notice } from '@/components/ui/notice';
import { NumberField } from '@/components/ui/number-field';
import { formatCount, formatShare } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';

interface ReviveFormProps {
  readonly runId: string;
  readonly node: string;
}

const usualTimes = 8;
const usualTokens = 512;

/** Writes a branch on to its end several times, with a budget that one names, and tells how often it came right. */
export function ReviveForm({ runId, node }: ReviveFormProps) {
  const say = useSay();
  const [times, setTimes] = useState(usualTimes);
  const [maxTokens, setMaxTokens] = useState(usualTokens);
  const revival = useMutation({ mutationFn: () => reviveBranch(runId, { node, times, maxTokens }) });
  return (
    <div className="flex flex-col gap-3" data-testid="revive">
      <div className="flex flex-wrap items-end gap-3">
        <div className="w-28">
          <NumberField label={say(steerWords.times)} value={times} min={1} max={maxRevivals} onChange={setTimes} />
        </div>
        <div className="w-40">
          <NumberField
            label={say(steerWords.tokensEach)}
            value={maxTokens}
            min={16}
            max={16_384}
            onChange={setMaxTokens}
          />
        </div>
        <button type="button" className="button" disabled={revival.isPending} onClick={() => revival.mutate()}>
          {say(revival.isPending ? steerWords.reviving : steerWords.revive)}
        </button>
      </div>
      <p className="text-xs text-mute">{say(steerWords.reviveHint)}</p>
      {revival.error === null ? null : (
        <Notice tone="bad" title={say(steerWords.notRevived)}>
          <Told what={revival.error} />
        </Notice>
      )}
      {revival.data === undefined ? null : <Outcome revived={revival.data} />}
    </div>
  );
}

function Outcome({ revived: { times, right, unanswered, tokens, answers, text } }: { readonly revived: Revived }) {
  const say = useSay();
  const interval = right === undefined ? undefined : wilson(right, times);
  return (
    <div className="text-sm" role="status" data-testid="revived">
      <p className="text-base font-medium">
        {right === undefined || interval === undefined
          ? say(steerWords.revivedUnknown, { times: formatCount(times) })
          : say(steerWords.revived, {
              right,
              times,
              low: formatShare(interval.low),
              high: formatShare(interval.high),
            })}
      </p>
      <p className="text-mute">
        {answers
          .map(({ answer, count, isRight }) => `${answer}${isRight === true ? ' ✓' : ''} × ${count}`)
          .join(say(fateWords.comma))}
        {unanswered === 0
          ? ''
          : `${answers.length === 0 ? '' : '; '}${say(steerWords.unanswered, { count: unanswered })}`}
        . {say(steerWords.tokens, { count: formatCount(tokens) })}
      </p>
      <details className="mt-1">
        <summary className="w-fit py-1 text-mute">
          {say(right === undefined || right === 0 ? steerWords.first : steerWords.firstRight)}
        </summary>
        <pre className="max-h-60 overflow-auto whitespace-pre-wrap text-xs" tabIndex={0}>
          {text}
        </pre>
      </details>
    </div>
  );
}
