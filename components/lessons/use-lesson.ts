'use client';

import { useCallback, useState } from 'react';
import type { RunLog } from '@/lib/client';
import type { Lesson, LessonList, LessonStop } from '@/lib/lessons';
import type { ViewForm } from '@/components/run/playback/view-form';
import { useLanguage } from '@/components/ui/use-language';
import { useUrlForm } from '@/components/app/use-url-form';
import { readLessonForm, writeLessonForm, type LessonForm } from './lesson-form';
import type { LessonLogs } from './use-lesson-logs';

/** Nothing but what the stop itself shows. */
const untouched = {
  at: undefined,
  node: undefined,
  panel: undefined,
  whatIf: undefined,
  beside: undefined,
  card: undefined,
} as const;

/** What there is besides the lesson: other lessons, the same live. */
export interface LessonBeyond {
  /** The one that is told after it. */
  readonly next: LessonList['lessons'][number] | undefined;
}

interface LessonParts extends LessonLogs {
  readonly lesson: Lesson;
  /** Undefined in a page of its own, which leads nowhere. */
  readonly beyond: LessonBeyond | undefined;
}

/** Where in a lesson the reader is, and how to get on; the run of the stop and how it is looked at. */
export function useLesson({ lesson, logs, error, beyond }: LessonParts) {
  const [form, change] = useUrlForm<LessonForm>(readLessonForm, writeLessonForm);
  const language = useLanguage();
  const index = Math.min(form.stop, lesson.stops.length) - 1;
  const stop = lesson.stops[index]!;
  /** By stop: the choice that was made. Kept while the page is open. */
  const [choices, setChoices] = useState<ReadonlyMap<number, number>>(new Map());
  const goTo = useCallback((place: number) => change({ stop: place + 1, ...untouched }), [change]);
  return {
    lesson,
    beyond,
    index,
    stop,
    language,
    error,
    log: logs.get(stop.run),
    view: viewOf(form, stop),
    change: useViewChange(change, logs.get(stop.run)),
    choice: choices.get(index),
    onChoose: (choice: number) => setChoices((old) => new Map(old).set(index, choice)),
    goTo,
    goOn: index + 1 < lesson.stops.length ? () => goTo(index + 1) : undefined,
    goBack: index > 0 ? () => goTo(index - 1) : undefined,
  };
}

export type OpenLesson = ReturnType<typeof useLesson>;

/** What the stop shows, where the reader has not looked elsewhere. */
function viewOf(form: LessonForm, stop: LessonStop): ViewForm {
  return {
    at: form.at ?? stop.at,
    node: form.node ?? stop.node,
    panel: form.panel ?? (stop.point?.type === 'budget' ? 'run' : stop.point?.type === 'votes' ? 'answers' : undefined),
    whatIf: form.whatIf ?? stop.whatIf,
    beside: form.beside,
    card: form.card,
    isPresenting: form.isPresenting,
  };
}

/** Changes of a run's view as changes of the lesson's form: the end is an entry like any other, for absent is the stop's. */
function useViewChange(change: (changes: Partial<LessonForm>) => void, log: RunLog | undefined) {
  return useCallback(
    (changes: Partial<ViewForm>) =>
      change('at' in changes ? { ...changes, at: changes.at ?? log?.snapshot().end } : changes),
    [change, log],
  );
}
