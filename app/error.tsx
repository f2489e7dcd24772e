'use client';

import { Link } from '@/components/ui/link';
import { useEffect, useRef } from 'react';
import { useSay } from '@/components/ui/use-language';
import { siteWords } from '@/lib/words';

/** For bugs only; what can go wrong in use is told where it happens. */
export default function ErrorPage({
  error,
  reset,
}: {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}) {
  const say = useSay();
  const heading = useRef<HTMLHeadingElement>(null);
  // The page under the reader was replaced: a screen reader goes on here.
  useEffect(() => heading.current?.focus(), []);
  return (
    <main id="main" className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center gap-4 px-6 py-24">
      <h1 ref={heading} tabIndex={-1} className="text-3xl outline-none">
        {say(siteWords.bug)}
      </h1>
      <p className="text-mute">{say(siteWords.bugHint)}</p>
      <pre className="panel max-h-48 overflow-auto p-3 font-mono text-sm break-words whitespace-pre-wrap">
        {error.message}
        {error.digest === undefined ? '' : `\n(${error.digest})`}
      </pre>
      <p className="text-sm text-mute">{say(siteWords.bugReport)}</p>
      <p className="flex flex-wrap gap-2">
        <button type="button" className="button button-primary" onClick={reset}>
          {say(siteWords.tryAgain)}
        </button>
        <Link className="button" href="/runs">
          {say(siteWords.allRuns)}
        </Link>
      </p>
    </main>
  );
}
