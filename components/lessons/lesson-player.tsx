'use client';

import { useRouter } from 'next/navigation';
import type { Lesson, LessonList } from '@/lib/lessons';
import { lessonWords } from '@/lib/words';
import { LoadError } from '@/components/app/load-state';
import { useKeys } from '@/components/ui/keys-overlay';
import { LessonRun } from './lesson-run';
import { useLessonLead } from './use-lesson-channel';
import { useLesson } from './use-lesson';

interface LessonPlayerProps {
  readonly lesson: Lesson;
  /** The one that is told after it. */
  readonly next: LessonList['lessons'][number] | undefined;
}

/** A lesson being played: its stops one after the other, each in the run that it is about. */
export function LessonPlayer({ lesson, next }: LessonPlayerProps) {
  const open = useLesson(lesson, next);
  useLessonLead(lesson.id, open.index, open.goTo);
  const router = useRouter();
  const { stop, log, error, language, goOn, goBack, choice, onChoose } = open;
  const { question } = stop;
  const choose = (at: number) =>
    question !== undefined && choice === undefined && at < question.choices.length ? () => onChoose(at) : undefined;
  const toNext = next === undefined ? undefined : () => router.push(`/lessons/${next.id}`);
  const openNotes = () => window.open(`/lessons/${lesson.id}/notes`, 'longthink-notes', 'width=640,height=720');
  useKeys({
    title: 'Lesson',
    lines: [
      { does: lessonWords.keyNext[language], keys: { ArrowRight: goOn ?? toNext, PageDown: goOn ?? toNext } },
      { does: lessonWords.keyBack[language], keys: { ArrowLeft: goBack, PageUp: goBack } },
      { does: lessonWords.keyNotes[language], keys: { s: openNotes } },
      { does: lessonWords.keyAnswer[language], keys: { 1: choose(0), 2: choose(1), 3: choose(2), 4: choose(3) } },
    ],
  });
  if (log === undefined)
    return (
      <main id="main" className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center px-6 py-24">
        {error === undefined ? (
          <p role="status" className="text-center text-lg breathing">
            {lessonWords.opening[language]}
          </p>
        ) : (
          <LoadError error={error} title={lessonWords.runUnread[language]} onRetry={() => window.location.reload()} />
        )}
      </main>
    );
  return <LessonRun key={stop.run} open={open} log={log} />;
}
