'use client';

import { useQuery } from '@tanstack/react-query';
import { lessonQuery } from '@/lib/client';
import { lessonWords, presenterWords, say } from '@/lib/words';
import { LoadError } from '@/components/app/load-state';
import { useLanguage } from '@/components/ui/use-language';
import { MathText } from '@/components/math/math-text';
import { useLessonFollow } from './use-lesson-channel';

/** What the speaker reads while the others see the lesson: a second window that follows the first one, and can move it. */
export function NotesPage({ id }: { readonly id: string }) {
  const { data: lesson, error, refetch } = useQuery(lessonQuery(id));
  const { stop: at, go } = useLessonFollow(id);
  const language = useLanguage();
  const stop = at === undefined ? undefined : lesson?.stops[at];
  const after = at === undefined ? undefined : lesson?.stops[at + 1];
  return (
    <main id="main" lang={language} className="mx-auto flex w-full max-w-3xl flex-1 flex-col gap-4 px-5 py-6">
      <h1 className="text-xl">
        {presenterWords.notes[language]}
        {lesson === undefined ? '' : `: ${lesson.title[language]}`}
      </h1>
      {error === null ? null : (
        <LoadError error={error} title={lessonWords.unread[language]} onRetry={() => void refetch()} />
      )}
      {lesson === undefined || at === undefined || stop === undefined ? (
        <p className="text-mute">{presenterWords.waiting[language]}</p>
      ) : (
        <>
          <div className="flex items-center justify-between gap-3">
            <p className="text-sm text-mute" data-testid="notes-at">
              {say(lessonWords.stopOf, language, { at: at + 1, of: lesson.stops.length })}
            </p>
            <div className="flex gap-2">
              <button type="button" className="button" disabled={at === 0} onClick={() => go(at - 1)}>
                {lessonWords.back[language]}
              </button>
              <button
                type="button"
                className="button button-primary"
                disabled={after === undefined}
                onClick={() => go(at + 1)}
              >
                {lessonWords.next[language]}
              </button>
            </div>
          </div>
          <p className="text-mute">
            <MathText text={stop.say[language]} />
          </p>
          <p className="text-2xl leading-snug" data-testid="notes" aria-live="polite">
            <MathText text={stop.notes[language]} />
          </p>
          {stop.question === undefined ? null : (
            <p className="text-lg">
              <MathText text={stop.question.because[language]} />
            </p>
          )}
          {after === undefined ? null : (
            <section className="mt-auto border-t border-line pt-3">
              <h2 className="text-sm text-mute">{presenterWords.nextWords[language]}</h2>
              <p>
                <MathText text={after.say[language]} />
              </p>
            </section>
          )}
        </>
      )}
    </main>
  );
}
