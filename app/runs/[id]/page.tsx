import type { Metadata } from 'next';
import { Suspense } from 'react';
import { preload } from 'react-dom';
import { TabTitle } from '@/components/app/tab-title';
import { RunPage } from '@/components/run/live/run-page';
import { packedPath } from '@/lib/client';
import { hasEnded } from '@/lib/search';
import { atHand } from '@/lib/server';
import { tabWords } from '@/lib/words';

export const metadata: Metadata = { title: tabWords.run.en };

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  const summary = await atHand((app) => app.store.runs.summary(id));
  const isOver = summary !== undefined && summary.status !== 'unreadable' && hasEnded(summary.status);
  const endsAt = isOver ? summary.lastSeq : undefined;
  // A long log is asked for while the page's scripts arrive.
  const log = endsAt === undefined ? undefined : packedPath(id, { after: 0, lastSeq: endsAt });
  if (log !== undefined) preload(log, { as: 'fetch', crossOrigin: 'anonymous' });
  return (
    <Suspense>
      <TabTitle text={tabWords.run} />
      <RunPage key={id} runId={id} endsAt={endsAt} />
    </Suspense>
  );
}
