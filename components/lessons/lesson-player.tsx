'use client';

import { useRouter } from 'next/navigation';
import type { Lesson, LessonList } from '@/lib/lessons';
import { lessonWords } from '@/lib/words';
import { LoadError } from '@/components/app/load-state';
import { LessonActions } from './lesson-actions';
import { LessonRun } from './lesson-run';
import { useLessonLead } from './use-lesson-channel';
import { useLesson } from './use-lesson';
import { useLessonKeep } from './use-lesson-keep';
import { useLessonKeys } from './use-lesson-keys';
import { useLessonLogs } from './use-lesson-logs';

interface LessonPlayerProps {
  readonly lesson: Lesson;
  /** The one that is told after it. */
  readonly next: LessonList['lessons'][number] | undefined;
}

/** A lesson being played: its stops one after the other, each in the run that it is about. */
export function LessonPlayer({ lesson, next }: LessonPlayerProps) {
  const { logs, error } = useLessonLogs(lesson);
  const open = useLesson({ lesson, logs, error, beyond: { next } });
  useLessonLead(lesson.id, open.index, open.goTo);
  const router = useRouter();
  const { stop, log, language } = open;
  const keep = useLessonKeep(lesson.runs.find(({ name }) => name === stop.run)?.file ?? '');
  const toNext = next === undefined ? undefined : () => router.push(`/lessons/${next.id}`);
  const openNotes = () => window.open(`/lessons/${lesson.id}/notes`, 'longthink-notes', 'width=640,height=720');
  useLessonKeys(open, { toNext, openNotes });
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
  return (
    <LessonRun key={stop.run} open={open} log={log} keep={keep} actions={<LessonActions open={open} logs={logs} />} />
  );
}
