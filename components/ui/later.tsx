import { useDeferredValue, type ReactNode } from 'react';

/** What a reader sees only after scrolling or unfolding: drawn when the rest stands, in pieces between which the page answers. */
export function Later({ children }: { readonly children: ReactNode }) {
  return useDeferredValue(true, false) ? children : null;
}
