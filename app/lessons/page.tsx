import type { Metadata } from 'next';
import { Suspense } from 'react';
import { LessonsPage } from '@/components/lessons/lessons-page';

export const metadata: Metadata = { title: 'Lessons' };

export default function Page() {
  return (
    <Suspense>
      <LessonsPage />
    </Suspense>
  );
}
