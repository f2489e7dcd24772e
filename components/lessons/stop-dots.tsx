import { lessonWords, say } from '@/lib/words';
import type { OpenLesson } from './use-lesson';

/** The stops of a lesson, which of them this is, and the way to each. */
export function StopDots({ open }: { readonly open: Pick<OpenLesson, 'lesson' | 'index' | 'language' | 'goTo'> }) {
  const { lesson, index, language, goTo } = open;
  const of = lesson.stops.length;
  return (
    <ol className="flex" aria-label={lessonWords.stops[language]}>
      {lesson.stops.map((_, i) => (
        // A stop has no name but its place.
        <li key={i}>
          <button
            type="button"
            className="grid size-7 place-items-center"
            aria-label={say(lessonWords.stopOf, language, { at: i + 1, of })}
            aria-current={i === index ? 'step' : undefined}
            onClick={() => goTo(i)}
          >
            <span
              aria-hidden="true"
              className={`rounded-full ${i === index ? 'size-3 bg-ink' : i < index ? 'size-2 bg-mute' : 'size-2 border border-mute'}`}
            />
          </button>
        </li>
      ))}
    </ol>
  );
}
