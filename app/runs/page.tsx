import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TabTitle } from '@/components/app/tab-title';
import { RunsPage } from '@/components/runs/runs-page';
import { tabWords } from '@/lib/words';

export const metadata: Metadata = { title: tabWords.runs.en };

export default function Page() {
  return (
    <Suspense>
      <TabTitle text={tabWords.runs} />
      <RunsPage />
    </Suspense>
  );
}
