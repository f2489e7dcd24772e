'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { lessonsQuery } from '@/lib/client';
import { languageSchema, lessonWords, say, type Language } from '@/lib/words';
import { LanguageToggle } from '@/components/app/language-toggle';
import { LoadError, Placeholder } from '@/components/app/load-state';
import { useLanguage } from '@/components/app/use-language';
import { useUrlForm } from '@/components/app/use-url-form';
import { StrategySketch } from '@/components/strategies/strategy-sketch';

interface ListForm {
  readonly lang: Language | undefined;
}

function readForm(params: URLSearchParams): ListForm {
  return { lang: languageSchema.safeParse(params.get('lang')).data };
}

function writeForm({ lang }: ListForm): URLSearchParams {
  return new URLSearchParams(lang === undefined ? {} : { lang });
}

/** All lessons, in the order in which they are told. */
export function LessonsPage() {
  const [form, change] = useUrlForm<ListForm>(readForm, writeForm);
  const [language, choose] = useLanguage(form.lang);
  const lessons = useQuery(lessonsQuery());
  return (
    <main id="main" lang={language} className="mx-auto w-full max-w-[72rem] flex-1 px-4 py-6 sm:px-6">
      <div className="flex items-start justify-between gap-3">
        <h1 className="text-2xl">{lessonWords.lessons[language]}</h1>
        <LanguageToggle
          language={language}
          onChoose={(lang) => {
            choose(lang);
            change({ lang });
          }}
        />
      </div>
      <p className="mt-1.5 max-w-[68ch] text-mute">{lessonWords.about[language]}</p>
      <div className="mt-5">
        {lessons.error === null ? null : (
          <LoadError
            error={lessons.error}
            title="The lessons could not be read"
            onRetry={() => void lessons.refetch()}
          />
        )}
        {lessons.isPending ? <Placeholder rows={6} label="Reading the lessons" /> : null}
        <ol className="grid gap-3 md:grid-cols-2" data-testid="lessons">
          {lessons.data?.lessons.map(({ id, title, summary, strategy, minutes }, i) => (
            <li key={id}>
              <Link
                href={`/lessons/${id}${form.lang === undefined ? '' : `?lang=${form.lang}`}`}
                className="panel flex h-full items-start gap-4 p-4 hover:border-ink"
              >
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
