import type { Metadata } from 'next';
import { Suspense } from 'react';
import { LessonPage } from '@/components/lessons/lesson-page';

export const metadata: Metadata = { title: 'Lesson' };

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  return (
    <Suspense>
      <LessonPage key={id} id={id} />
    </Suspense>
  );
}
