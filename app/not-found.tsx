'use client';

import { Link } from '@/components/ui/link';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { siteWords } from '@/lib/words';

/** As it stands in the bar of the browser. */
const address = '/runs/…';

export default function NotFound() {
  const say = useSay();
  return (
    <main id="main" className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center gap-4 px-6 py-24">
      <h1 className="text-3xl">{say(siteWords.noPage)}</h1>
      <p className="text-mute">
        <Said
          text={siteWords.noPageHint}
          parts={{ address: <span className="font-mono text-sm text-ink">{address}</span> }}
        />
      </p>
      <p className="flex flex-wrap gap-2">
        <Link href="/" className="button button-primary">
          {say(siteWords.startRun)}
        </Link>
        <Link href="/runs" className="button">
          {say(siteWords.allRuns)}
        </Link>
        <Link href="/replay" className="button">
          {say(siteWords.openRecorded)}
        </Link>
      </p>
    </main>
  );
}
