import type { LessonQuestion } from '@/lib/lessons';
import { lessonWords } from '@/lib/words';
import { MathText } from '@/components/math/math-text';
import { Icon } from '@/components/ui/icon';
import type { OpenLesson } from './use-lesson';

interface StopQuestionProps {
  readonly open: Pick<OpenLesson, 'language' | 'choice' | 'onChoose'>;
  readonly question: LessonQuestion;
}

/** A question to think about before going on; after a choice, which one was right and why. */
export function StopQuestion({ open, question }: StopQuestionProps) {
  const { language, choice, onChoose } = open;
  const isAnswered = choice !== undefined;
  return (
    <div className="mt-1.5" role="group" aria-label={question.ask[language]} data-testid="question">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span className="font-medium">
          <MathText text={question.ask[language]} />
        </span>
        {question.choices.map((text, i) => (
          <button
            key={text.en}
            type="button"
            className="button print:min-h-0 print:border-none print:p-0"
            aria-pressed={choice === i}
            disabled={isAnswered && choice !== i}
            onClick={() => onChoose(i)}
          >
            <kbd className="kbd">{i + 1}</kbd>
            <MathText text={text[language]} />
            {isAnswered && i === question.right ? (
              <span className="text-good">
                <Icon name="check" />
              </span>
            ) : null}
          </button>
        ))}
      </p>
      {isAnswered ? (
        <p role="status" className="mt-1 max-w-[74ch] text-mute presented:max-w-none">
          <span className={`font-medium ${choice === question.right ? 'text-good' : 'text-ink'}`}>
            {choice === question.right ? lessonWords.right[language] : lessonWords.notQuite[language]}
          </span>{' '}
          <MathText text={question.because[language]} />
        </p>
      ) : null}
    </div>
  );
}
