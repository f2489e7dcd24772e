/**
 * In the place of the framework’s navigation: what a reader has picked stands behind the # of the address, as a page from a
 * disk may change nothing else of it.
 */
import { useSyncExternalStore } from 'react';

const prefix = '#?';

/** Address to which a query is appended by `?`. */
export function usePathname(): string {
  return '#';
}

export function useSearchParams(): URLSearchParams {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return new URLSearchParams(hash.startsWith(prefix) ? hash.slice(prefix.length) : '');
}

/** There is nowhere else to go. */
export function useRouter(): { readonly push: (address: string) => void } {
  return { push: () => {} };
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}
