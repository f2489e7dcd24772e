'use client';

import type { RunLog } from '@/lib/client';
import type { Lesson } from '@/lib/lessons';
import { runWords, say } from '@/lib/words';
import { LanguageToggle } from '@/components/app/language-toggle';
import { KeysButton } from '@/components/ui/keys-overlay';
import { ThemeToggle } from '@/components/ui/theme-toggle';
import { LessonRun } from '@/components/lessons/lesson-run';
import { useLesson } from '@/components/lessons/use-lesson';
import { useLessonKeys } from '@/components/lessons/use-lesson-keys';

interface SavedLessonProps {
  readonly lesson: Lesson;
  /** Of all of its runs, by name. */
  readonly logs: ReadonlyMap<string, RunLog>;
  readonly savedOn: string;
  /** Stands within another page, which has its own ways to change colours and to list keys. */
  readonly isEmbedded: boolean;
}

/** A lesson in a page of its own: its stops and its runs, and nothing that leads to another page. */
export function SavedLesson({ lesson, logs, savedOn, isEmbedded }: SavedLessonProps) {
  const open = useLesson({ lesson, logs, error: undefined, beyond: undefined });
  useLessonKeys(open);
  const { stop, log, language } = open;
  // Reading has made sure that there is one.
  if (log === undefined) return null;
  return (
    <LessonRun
      key={stop.run}
      open={open}
      log={log}
      origin={<span data-testid="origin">{say(runWords.savedOn, language, { date: savedOn })}</span>}
      actions={
        isEmbedded ? null : (
          <>
            <LanguageToggle />
            <KeysButton />
            <ThemeToggle />
          </>
        )
      }
    />
  );
}
