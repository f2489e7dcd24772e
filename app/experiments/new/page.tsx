import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TabTitle } from '@/components/app/tab-title';
import { NewExperimentPage } from '@/components/new-experiment/new-experiment-page';
import { tabWords } from '@/lib/words';

export const metadata: Metadata = { title: tabWords.newExperiment.en };

export default function Page() {
  return (
    <Suspense>
      <TabTitle text={tabWords.newExperiment} />
      <NewExperimentPage />
    </Suspense>
  );
}
