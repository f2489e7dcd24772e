import type { Lesson } from '@/lib/lessons';
import type { RunSpec } from '@/lib/search';
import { lessonWords, say, type Language } from '@/lib/words';

interface HowChosenProps {
  readonly lesson: Lesson;
  /** Of the run on the screen. */
  readonly spec: RunSpec;
  readonly language: Language;
}

/** By which rules the runs of a lesson were taken, and who recorded this one; a class should know that they were selected. */
export function HowChosen({ lesson, spec, language }: HowChosenProps) {
  const { policy, verifier, seed } = spec;
  return (
    <details
      data-chrome
      data-testid="how-chosen"
      className="mt-1 max-w-[100ch] text-sm text-mute print:not-open:hidden"
    >
      <summary className="cursor-pointer">{lessonWords.chosenBy[language]}</summary>
      <p className="mt-1">
        {lessonWords.chosenAs[language]} {lesson.rules[language]}{' '}
        {verifier === undefined
          ? say(lessonWords.madeByOne, language, { policy: policy.name, seed })
          : say(lessonWords.madeBy, language, { policy: policy.name, verifier: verifier.name, seed })}
      </p>
    </details>
  );
}
