import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TabTitle } from '@/components/app/tab-title';
import { LessonsPage } from '@/components/lessons/lessons-page';
import { tabWords } from '@/lib/words';

export const metadata: Metadata = { title: tabWords.lessons.en };

export default function Page() {
  return (
    <Suspense>
      <TabTitle text={tabWords.lessons} />
      <LessonsPage />
    </Suspense>
  );
}
