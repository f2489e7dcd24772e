'use client';

import { createContext, use } from 'react';
import { navigationWords } from '@/lib/words';

const Context = createContext(false);

/** Whether whoever looks at the page may look only. The server refuses their commands; the page does not offer them. */
export const ViewingOnly = Context.Provider;

export function useIsViewingOnly(): boolean {
  return use(Context);
}

export const viewingOnlyWords = navigationWords.whyViewingOnly.en;
