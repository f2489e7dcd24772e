import type { Metadata } from 'next';
import { Suspense } from 'react';
import { NewExperimentPage } from '@/components/new-experiment/new-experiment-page';

export const metadata: Metadata = { title: 'New experiment' };

export default function Page() {
  return (
    <Suspense>
      <NewExperimentPage />
    </Suspense>
  );
}
