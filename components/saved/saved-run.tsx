'use client';

import type { RunLog } from '@/lib/client';
import type { RunMarks } from '@/lib/runs/wire';
import { runWords } from '@/lib/words';
import { LanguageToggle } from '@/components/app/language-toggle';
import { ThemeToggle } from '@/components/ui/theme-toggle';
import { KeysButton } from '@/components/ui/keys-overlay';
import { useSay } from '@/components/ui/use-language';
import { FailureNotice } from '@/components/run/failure-notice';
import { ForkOrigin } from '@/components/run/fork-origin';
import { recordedSource } from '@/components/run/playback/standing';
import { useOpenRun } from '@/components/run/playback/use-open-run';
import { RunFrame } from '@/components/run/run-frame';
import { RunHeader } from '@/components/run/run-header';

interface SavedRunProps {
  readonly log: RunLog;
  /** That it was saved with. */
  readonly marks: RunMarks | undefined;
  readonly savedOn: string;
  /** Stands within another page, which has its own ways to change colours and to list keys. */
  readonly isEmbedded: boolean;
}

/** A run in a page of its own, without a server: what a replayed run has. */
export function SavedRun({ log, marks, savedOn, isEmbedded }: SavedRunProps) {
  const say = useSay();
  const run = useOpenRun(log, recordedSource);
  return (
    <RunFrame
      run={run}
      held={marks && { marks, error: null }}
      header={
        <RunHeader
          state={run.view.state}
          isOpening={run.playback.end === 0}
          isCutShort={run.standing.isCutShort}
          origin={
            <>
              <ForkOrigin state={run.view.state} isHere={false} />
              <span data-testid="origin">{say(runWords.savedOn, { date: savedOn })}</span>
            </>
          }
          controls={
            isEmbedded ? null : (
              <>
                <LanguageToggle />
                <span className="max-sm:hidden">
                  <KeysButton />
                </span>
                <ThemeToggle />
              </>
            )
          }
        />
      }
      notices={
        run.standing.failure === undefined ? null : (
          <div className="flex shrink-0 flex-col gap-2 border-b border-line px-4 py-2">
            <FailureNotice failure={run.standing.failure} />
          </div>
        )
      }
    />
  );
}
