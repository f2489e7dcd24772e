'use client';

import { createContext, use } from 'react';

const Context = createContext(false);

/** Whether whoever looks at the page may look only. The server refuses their commands; the page does not offer them. */
export const ViewingOnly = Context.Provider;

export function useIsViewingOnly(): boolean {
  return use(Context);
}
