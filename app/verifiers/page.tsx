import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TabTitle } from '@/components/app/tab-title';
import { VerifiersPage } from '@/components/verifiers/verifiers-page';
import { tabWords } from '@/lib/words';

export const metadata: Metadata = { title: tabWords.verifiers.en };

export default function Page() {
  return (
    <Suspense>
      <TabTitle text={tabWords.verifiers} />
      <VerifiersPage />
    </Suspense>
  );
}
