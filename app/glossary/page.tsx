import type { Metadata } from 'next';
import { TabTitle } from '@/components/app/tab-title';
import { GlossaryPage } from '@/components/glossary/glossary-page';
import { tabWords } from '@/lib/words';

export const metadata: Metadata = { title: tabWords.glossary.en };

export default function Page() {
  return (
    <>
      <TabTitle text={tabWords.glossary} />
      <GlossaryPage />
    </>
  );
}
