'use client';

import { lessonWords } from '@/lib/words';
import { useKeys } from '@/components/ui/keys-overlay';
import type { OpenLesson } from './use-lesson';

interface WaysBeyond {
  /** To the lesson that is told after this one. */
  readonly toNext: (() => void) | undefined;
  readonly openNotes: () => void;
}

/** The keys of a lesson: its stops, its questions, and what there is `beyond` it; undefined in a page of its own. */
export function useLessonKeys(
  { stop, language, goOn, goBack, choice, onChoose }: OpenLesson,
  beyond?: WaysBeyond,
): void {
  const { question } = stop;
  const choose = (at: number) =>
    question !== undefined && choice === undefined && at < question.choices.length ? () => onChoose(at) : undefined;
  const next = goOn ?? beyond?.toNext;
  useKeys({
    title: lessonWords.keys[language],
    lines: [
      { does: lessonWords.keyNext[language], keys: { ArrowRight: next, PageDown: next } },
      { does: lessonWords.keyBack[language], keys: { ArrowLeft: goBack, PageUp: goBack } },
      ...(beyond === undefined ? [] : [{ does: lessonWords.keyNotes[language], keys: { s: beyond.openNotes } }]),
      { does: lessonWords.keyAnswer[language], keys: { 1: choose(0), 2: choose(1), 3: choose(2), 4: choose(3) } },
    ],
  });
}
