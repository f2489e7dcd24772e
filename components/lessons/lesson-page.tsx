'use client';

import { useQuery } from '@tanstack/react-query';
import { ApiError, lessonQuery, lessonsQuery } from '@/lib/client';
import { lessonWords } from '@/lib/words';
import { LoadError } from '@/components/app/load-state';
import { useLanguage } from '@/components/app/use-language';
import Link from 'next/link';
import { LessonPlayer } from './lesson-player';

/** One lesson, once it is read. */
export function LessonPage({ id }: { readonly id: string }) {
  const lesson = useQuery(lessonQuery(id));
  const list = useQuery(lessonsQuery());
  const [language] = useLanguage();
  if (lesson.data !== undefined) {
    const all = list.data?.lessons ?? [];
    const at = all.findIndex((each) => each.id === id);
    return <LessonPlayer key={id} lesson={lesson.data} next={at < 0 ? undefined : all[at + 1]} />;
  }
  const isMissing = lesson.error instanceof ApiError && lesson.error.status === 404;
  return (
    <main id="main" className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center gap-3 px-6 py-24">
      {lesson.error === null ? (
        <p role="status" className="text-center text-lg breathing">
          {lessonWords.opening[language]}
        </p>
      ) : isMissing ? (
        <>
          <h1 className="text-3xl">There is no such lesson</h1>
          <p className="text-mute">
            <Link href="/lessons" className="link text-ink">
              {lessonWords.allLessons[language]}
            </Link>
          </p>
        </>
      ) : (
        <LoadError error={lesson.error} title="The lesson could not be read" onRetry={() => void lesson.refetch()} />
      )}
    </main>
  );
}
