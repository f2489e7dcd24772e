import { useMutation } from '@tanstack/react-query';
import { keepPage, savedLessonPage, type RunLog } from '@/lib/client';
import { lessonWords, liveWords, presenterWords, toldIn } from '@/lib/words';
import { Icon } from '@/components/ui/icon';
import type { OpenLesson } from './use-lesson';

interface LessonActionsProps {
  readonly open: Pick<OpenLesson, 'lesson' | 'language'>;
  /** Of its runs, by name. */
  readonly logs: ReadonlyMap<string, RunLog>;
}

/** The speaker's notes, and the lesson as a page that opens anywhere, once all of it is here. */
export function LessonActions({ open: { lesson, language }, logs }: LessonActionsProps) {
  const isWhole = lesson.runs.every(({ name }) => logs.has(name));
  const save = useMutation({
    mutationFn: async () => {
      const entries = new Map([...logs].map(([name, log]) => [name, log.snapshot().replay.entries]));
      keepPage(await savedLessonPage(lesson, entries, lesson.title[language]), `longthink-${lesson.id}`);
    },
  });
  return (
    <>
      <a
        className="button button-quiet button-square"
        aria-label={presenterWords.notes[language]}
        title={`${presenterWords.notesHint[language]} ( S )`}
        href={`/lessons/${lesson.id}/notes`}
        target="longthink-notes"
      >
        <Icon name="file" />
      </a>
      <button
        type="button"
        className="button button-quiet button-square"
        aria-label={liveWords.savePage[language]}
        title={liveWords.savePageHint[language]}
        disabled={!isWhole || save.isPending}
        onClick={() => save.mutate()}
      >
        <Icon name="download" />
      </button>
      {save.error === null ? null : (
        <span role="alert" className="max-w-60 text-sm text-bad" title={toldIn(language, save.error)}>
          {lessonWords.unsaved[language]}
        </span>
      )}
    </>
  );
}
