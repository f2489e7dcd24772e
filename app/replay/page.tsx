import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TabTitle } from '@/components/app/tab-title';
import { ReplayPage } from '@/components/run/recorded/replay-page';
import { tabWords } from '@/lib/words';

export const metadata: Metadata = { title: tabWords.replay.en };

export default function Page() {
  return (
    <Suspense>
      <TabTitle text={tabWords.replay} />
      <ReplayPage />
    </Suspense>
  );
}
