import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TabTitle } from '@/components/app/tab-title';
import { ExperimentsPage } from '@/components/experiments/experiments-page';
import { tabWords } from '@/lib/words';

export const metadata: Metadata = { title: tabWords.experiments.en };

export default function Page() {
  return (
    <Suspense>
      <TabTitle text={tabWords.experiments} />
      <ExperimentsPage />
    </Suspense>
  );
}
