import { Link } from '@/components/ui/link';
import { linkToSettings } from '@/lib/client';
import type { RunSpec } from '@/lib/search';
import { lessonWords } from '@/lib/words';
import { MathText } from '@/components/math/math-text';
import { Icon } from '@/components/ui/icon';
import { HowChosen } from './how-chosen';
import { StopDots } from './stop-dots';
import { StopQuestion } from './stop-question';
import { StopTerms } from './stop-terms';
import type { OpenLesson } from './use-lesson';

interface StopCardProps {
  readonly open: Pick<
    OpenLesson,
    'lesson' | 'stop' | 'index' | 'language' | 'beyond' | 'goOn' | 'goBack' | 'goTo' | 'choice' | 'onChoose'
  >;
  /** Undefined while nothing of the log is read. */
  readonly spec: RunSpec | undefined;
}

/** What this stop says, and the ways on: the next stop, the next lesson, the same live. */
export function StopCard({ open, spec }: StopCardProps) {
  const { lesson, stop, index, language, beyond, goOn, goBack } = open;
  return (
    <section
      aria-label={lessonWords.stops[language]}
      className="flex min-h-[7.2rem] shrink-0 flex-wrap items-center gap-x-8 gap-y-2 border-b border-line bg-panel px-4 py-2.5 sm:px-5 low:min-h-0 presented:min-h-0 print:min-h-0 print:px-0"
    >
      <div className="min-w-0 flex-[1_1_26rem]">
        <div key={index} aria-live="polite" data-testid="stop-words">
          <p className="max-w-[74ch] text-xl presented:max-w-none leading-snug text-pretty low:text-base">
            <MathText text={stop.say[language]} />
          </p>
          {stop.question === undefined ? null : <StopQuestion open={open} question={stop.question} />}
        </div>
        <StopTerms terms={stop.terms ?? []} language={language} />
        {goOn !== undefined || spec === undefined ? null : (
          <HowChosen lesson={lesson} spec={spec} language={language} />
        )}
      </div>
      <div className="flex flex-col items-end gap-2 print:hidden">
        <div className="flex items-center gap-2">
          {spec === undefined || beyond === undefined ? null : (
            <Link
              data-chrome
              className="button"
              title={lessonWords.nowYouHint[language]}
              href={linkToSettings({ ...spec, policy: spec.policy.name, verifier: spec.verifier?.name })}
            >
              <Icon name="sliders" /> {lessonWords.nowYou[language]}
            </Link>
          )}
          <button type="button" data-chrome className="button" disabled={goBack === undefined} onClick={goBack}>
            {lessonWords.back[language]}
          </button>
          {goOn !== undefined || beyond === undefined ? (
            <button
              type="button"
              className="button button-primary min-h-11 px-6 text-base"
              disabled={goOn === undefined}
              onClick={goOn}
            >
              {lessonWords.next[language]} <Icon name="arrow" />
            </button>
          ) : (
            <Link
              className="button button-primary min-h-11 px-6 text-base"
              href={beyond.next === undefined ? '/lessons' : `/lessons/${beyond.next.id}`}
            >
              {beyond.next === undefined ? lessonWords.allLessons[language] : lessonWords.nextLesson[language]}{' '}
              <Icon name="arrow" />
            </Link>
          )}
        </div>
        <div data-chrome>
          <StopDots open={open} />
        </div>
      </div>
    </section>
  );
}
