import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TabTitle } from '@/components/app/tab-title';
import { ComparePage } from '@/components/experiment/compare/compare-page';
import { tabWords } from '@/lib/words';

export const metadata: Metadata = { title: tabWords.compareExperiments.en };

export default function Page() {
  return (
    <Suspense>
      <TabTitle text={tabWords.compareExperiments} />
      <ComparePage />
    </Suspense>
  );
}
