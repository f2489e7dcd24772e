'use client';

import { useQuery } from '@tanstack/react-query';
import { lessonQuery, lessonsQuery } from '@/lib/client';
import { lessonWords } from '@/lib/words';
import { LoadError } from '@/components/app/load-state';
import { useLanguage } from '@/components/ui/use-language';
import { Link } from '@/components/ui/link';
import { LessonPlayer } from './lesson-player';

/** One lesson, once it is read. */
export function LessonPage({ id }: { readonly id: string }) {
  const lesson = useQuery(lessonQuery(id));
  const list = useQuery(lessonsQuery());
  const language = useLanguage();
  const all = list.data?.lessons;
  const at = all?.findIndex((each) => each.id === id) ?? -1;
  if (lesson.data !== undefined)
    return <LessonPlayer key={id} lesson={lesson.data} next={at < 0 ? undefined : all?.[at + 1]} />;
  // What is no file of a lesson is answered with a page.
  const isMissing = all !== undefined && at < 0;
  return (
    <main id="main" className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center gap-3 px-6 py-24">
      {isMissing ? (
        <>
          <h1 className="text-3xl">{lessonWords.noSuch[language]}</h1>
          <p className="text-mute">
            <Link href="/lessons" className="link text-ink">
              {lessonWords.allLessons[language]}
            </Link>
          </p>
        </>
      ) : lesson.error === null ? (
        <p role="status" className="text-center text-lg breathing">
          {lessonWords.opening[language]}
        </p>
      ) : (
        <LoadError error={lesson.error} title={lessonWords.unread[language]} onRetry={() => void lesson.refetch()} />
      )}
    </main>
  );
}
