'use client';

import { navigationWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';

const words = { main: navigationWords.skipToContent, 'start-run': navigationWords.skipToRun } as const;

/** For those who go by keys: past what stands on every page, to a place on this one. Seen in the focus alone. */
export function SkipLink({ to }: { readonly to: keyof typeof words }) {
  const say = useSay();
  return (
    <a
      href={`#${to}`}
      className="sr-only z-50 rounded-md bg-ink px-4 py-2 text-bg focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
    >
      {say(words[to])}
    </a>
  );
}
