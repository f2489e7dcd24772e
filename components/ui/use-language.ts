'use client';

import { useSyncExternalStore } from 'react';
import { languages, sayIn, toldIn, type Language, type Say, type Told } from '@/lib/words';
import { onLanguage, readLanguage } from './language';

/** The language that this reader is spoken to in; changes when another is chosen. */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguage, readLanguage, () => languages[0]);
}

/** Says texts of the catalogue in the reader's language. */
export function useSay(): Say {
  return sayIn(useLanguage());
}

/** What another part of the program told, in the reader’s language where it came in it. */
export function useTold(): (what: Told) => string {
  const language = useLanguage();
  return (what) => toldIn(language, what);
}
