'use client';

import { useQuery } from '@tanstack/react-query';
import { Link } from '@/components/ui/link';
import { useSyncExternalStore } from 'react';
import { lessonsQuery } from '@/lib/client';
import { lessonWords } from '@/lib/words';
import { useLanguage } from '@/components/ui/use-language';
import { Icon } from '@/components/ui/icon';

const storageKey = 'longthink-lesson-offer';
const changed = 'longthink-lesson-offer';

/** Offers the first lesson to those who are new here, until they say once that they do not want it. */
export function LessonOffer() {
  // Nothing is offered before it is known whether it is wanted.
  const isWanted = useSyncExternalStore(subscribe, readWanted, () => false);
  const [first] = useQuery(lessonsQuery()).data?.lessons ?? [];
  const language = useLanguage();
  if (!isWanted || first === undefined) return null;
  return (
    <p
      lang={language}
      data-testid="lesson-offer"
      className="flex w-fit items-center gap-1 rounded-full border border-line bg-panel pl-4 text-sm"
    >
      <Link href={`/lessons/${first.id}`} className="link font-medium">
        {lessonWords.firstOffer[language]}
      </Link>
      <button
        type="button"
        className="button button-quiet button-square rounded-full"
        aria-label={lessonWords.dismiss[language]}
        title={lessonWords.dismiss[language]}
        onClick={dismiss}
      >
        <Icon name="close" size={14} />
      </button>
    </p>
  );
}

function readWanted(): boolean {
  try {
    return localStorage.getItem(storageKey) === null;
  } catch {
    // What cannot be dismissed for good is not offered.
    return false;
  }
}

function dismiss(): void {
  try {
    localStorage.setItem(storageKey, 'dismissed');
  } catch {
    // Then it was not offered either.
  }
  window.dispatchEvent(new Event(changed));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener(changed, onChange);
  window.addEventListener('storage', onChange);
  return () => {
    window.removeEventListener(changed, onChange);
    window.removeEventListener('storage', onChange);
  };
}
