import { Link } from '@/components/ui/link';
import type { ReactNode } from 'react';
import { selectionOf, type SearchState } from '@/lib/search';
import { verdictOf } from '@/lib/tree';
import { lessonWords, presenterWords, say, sharedWords } from '@/lib/words';
import { Verdict } from '@/components/app/verdict';
import { Icon } from '@/components/ui/icon';
import { MathText } from '@/components/math/math-text';
import { describeSetting, strategyWords } from '@/components/strategies/looks-of';
import type { OpenLesson } from './use-lesson';

interface LessonHeaderProps {
  readonly open: Pick<OpenLesson, 'lesson' | 'stop' | 'beyond' | 'language'>;
  /** At the cursor. */
  readonly state: SearchState;
  /** Whether it is right is not said yet. */
  readonly isAsked: boolean;
  readonly onPresent: () => void;
  /** Where the lesson comes from, when it is not of this server. */
  readonly origin: ReactNode;
  readonly actions: ReactNode;
}

/** Which lesson this is, what the run on the screen was asked and how it goes about it, and what came out at the cursor. */
export function LessonHeader({ open, state, isAsked, onPresent, origin, actions }: LessonHeaderProps) {
  const { lesson, stop, beyond, language } = open;
  const { statement } = lesson.runs.find(({ name }) => name === stop.run) ?? {};
  const { spec, selected } = state;
  const selection = spec === undefined ? undefined : selected[selectionOf(spec)];
  const verdict = verdictOf(selection?.answer, spec?.problem.answer);
  return (
    <header className="flex shrink-0 items-start gap-x-5 border-b border-line px-4 py-2 max-sm:flex-wrap sm:px-5 print:px-0">
      <div className="min-w-0 flex-1 max-sm:basis-full">
        <p data-chrome className="flex flex-wrap items-baseline gap-x-3 text-sm text-mute">
          {beyond === undefined ? null : (
            <Link href="/lessons" className="link print:hidden">
              {lessonWords.lessons[language]}
            </Link>
          )}
          <span className="font-medium text-ink">{lesson.title[language]}</span>
          {spec === undefined ? null : (
            <span className="low:hidden">
              {say(sharedWords.strategyWith, language, {
                strategy: strategyWords(spec.strategy, language).title,
                setting: describeSetting(spec.strategy, spec.config, language),
              })}
            </span>
          )}
          <span className="rounded-full border border-line px-2 text-xs">{lessonWords.recorded[language]}</span>
          {origin}
        </p>
        <h1
          lang="en"
          className="mt-0.5 max-h-16 overflow-auto text-lg max-sm:max-h-28 max-sm:text-base leading-snug font-semibold low:max-h-8 low:text-base presented:max-h-none presented:text-base print:max-h-none"
        >
          {spec === undefined ? lesson.title[language] : <MathText text={spec.problem.text} />}
        </h1>
        {statement === undefined || language === 'en' ? null : (
          // While the hall is asked, the tree needs its line: its letters are to be read from the back row.
          <p
            data-testid="statement"
            className={`text-sm text-mute presented:text-base ${isAsked ? 'presented:hidden' : ''}`}
          >
            <MathText text={statement[language]} />
          </p>
        )}
      </div>
      {selection === undefined ? null : (
        <p data-testid="answer" className="flex shrink-0 items-baseline gap-3 self-center">
          <span className="max-w-72 truncate text-2xl font-semibold low:text-base">
            {selection.answer === undefined ? '–' : <MathText text={`$${selection.answer}$`} />}
          </span>
          <Verdict isCorrect={verdict === undefined || isAsked ? undefined : verdict === 'right'} size="large" />
        </p>
      )}
      <div data-chrome className="ml-auto flex items-center print:hidden">
        <button
          type="button"
          className="button button-quiet button-square"
          aria-label={presenterWords.present[language]}
          title={`${presenterWords.present[language]} ( B )`}
          onClick={onPresent}
        >
          <Icon name="screen" />
        </button>
        {actions}
      </div>
    </header>
  );
}
