import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TabTitle } from '@/components/app/tab-title';
import { RunPage } from '@/components/run/live/run-page';
import { tabWords } from '@/lib/words';

export const metadata: Metadata = { title: tabWords.run.en };

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  return (
    <Suspense>
      <TabTitle text={tabWords.run} />
      <RunPage key={id} runId={id} />
    </Suspense>
  );
}
