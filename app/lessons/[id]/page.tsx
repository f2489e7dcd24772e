import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TabTitle } from '@/components/app/tab-title';
import { LessonPage } from '@/components/lessons/lesson-page';
import { tabWords } from '@/lib/words';

export const metadata: Metadata = { title: tabWords.lesson.en };

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  return (
    <Suspense>
      <TabTitle text={tabWords.lesson} />
      <LessonPage key={id} id={id} />
    </Suspense>
  );
}
