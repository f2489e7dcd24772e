'use client';

import { useSyncExternalStore } from 'react';
import { languageFor, languages, languageSchema, type Language } from '@/lib/words';

const storageKey = 'longthink-language';
const changed = 'longthink-language';

/**
 * The language that this reader is spoken to in: what an address says, else what was chosen before, else what the browser asks
 * for. Choosing is remembered for every page.
 */
export function useLanguage(linked?: Language): readonly [Language, (language: Language) => void] {
  const own = useSyncExternalStore(subscribe, readLanguage, () => languages[0]);
  return [linked ?? own, chooseLanguage];
}

function readLanguage(): Language {
  return languageSchema.safeParse(stored()).data ?? languageFor(navigator.languages);
}

function stored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    // Storage may be forbidden; then the browser's own wish is the only one there is.
    return null;
  }
}

function chooseLanguage(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // Not remembered; whoever has it in the address keeps it there.
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
