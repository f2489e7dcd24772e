import type { Metadata } from 'next';
import { TabTitle } from '@/components/app/tab-title';
import { BackendsPage } from '@/components/backends/backends-page';
import { tabWords } from '@/lib/words';

export const metadata: Metadata = { title: tabWords.backends.en };

export default function Page() {
  return (
    <>
      <TabTitle text={tabWords.backends} />
      <BackendsPage />
    </>
  );
}
