'use client';

import { useCallback, useState } from 'react';
import type { RunLog } from '@/lib/client';
import { presenterWords } from '@/lib/words';
import { useLanguage } from '@/components/ui/use-language';
import { RunFrame } from '../run-frame';
import { RunHeader } from '../run-header';
import { recordedSource } from '../playback/standing';
import { useRunAt } from '../playback/use-open-run';
import { readViewForm, type ViewForm } from '../playback/view-form';

interface StandInProps {
  readonly log: RunLog;
  readonly onPresent: () => void;
}

/** A recorded run in front of others, after the live one failed; it says that it is one. The address stays that of the live run. */
export function StandIn({ log, onPresent }: StandInProps) {
  const [form, setForm] = useState<ViewForm>(() => ({ ...readViewForm(new URLSearchParams()), isPresenting: true }));
  const language = useLanguage();
  const change = useCallback(
    (changes: Partial<ViewForm>) => {
      if (changes.isPresenting === false) onPresent();
      else setForm((old) => ({ ...old, ...changes }));
    },
    [onPresent],
  );
  const run = useRunAt({ log, sourceOf: recordedSource, form, change });
  return (
    <RunFrame
      run={run}
      header={
        <>
          <p
            role="status"
            lang={language}
            data-testid="stand-in"
            className="shrink-0 border-b border-line bg-ink px-5 py-1 text-base font-semibold text-bg"
          >
            {presenterWords.fallback[language]}
          </p>
          <RunHeader state={run.view.state} isOpening={run.playback.end === 0} isCutShort={run.standing.isCutShort} />
        </>
      }
    />
  );
}
