'use client';

import { useQuery } from '@tanstack/react-query';
import { Link } from '@/components/ui/link';
import { lessonsQuery } from '@/lib/client';
import { lessonWords, say } from '@/lib/words';
import { LoadError, Placeholder } from '@/components/app/load-state';
import { useLanguage } from '@/components/ui/use-language';
import { StrategySketch } from '@/components/strategies/strategy-sketch';

/** All lessons, in the order in which they are told. */
export function LessonsPage() {
  const language = useLanguage();
  const lessons = useQuery(lessonsQuery());
  return (
    <main id="main" lang={language} className="mx-auto w-full max-w-[72rem] flex-1 px-4 py-6 sm:px-6">
      <h1 className="text-2xl">{lessonWords.lessons[language]}</h1>
      <p className="mt-1.5 max-w-[68ch] text-mute">{lessonWords.about[language]}</p>
      <div className="mt-5">
        {lessons.error === null ? null : (
          <LoadError
            error={lessons.error}
            title={lessonWords.lessonsUnread[language]}
            onRetry={() => void lessons.refetch()}
          />
        )}
        {lessons.isPending ? <Placeholder rows={6} label={lessonWords.reading[language]} /> : null}
        <ol className="grid gap-3 md:grid-cols-2" data-testid="lessons">
          {lessons.data?.lessons.map(({ id, title, summary, strategy, minutes }, i) => (
            <li key={id}>
              <Link href={`/lessons/${id}`} className="panel flex h-full items-start gap-4 p-4 hover:border-ink">
                <span className="text-2xl font-semibold text-mute tabular-nums">{i + 1}</span>
                <span className="min-w-0 flex-1">
                  <span className="block text-lg font-semibold">{title[language]}</span>
                  <span className="mt-0.5 block text-sm text-mute">{summary[language]}</span>
                  <span className="mt-1.5 block text-xs text-mute">
                    {say(lessonWords.inMinutes, language, { minutes })}
                  </span>
                </span>
                <StrategySketch strategy={strategy} />
              </Link>
            </li>
          ))}
        </ol>
      </div>
    </main>
  );
}
