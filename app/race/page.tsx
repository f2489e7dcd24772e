import type { Metadata } from 'next';
import { Suspense } from 'react';
import { RacePage } from '@/components/run/race/race-page';

export const metadata: Metadata = { title: 'Race' };

export default function Page() {
  return (
    <Suspense>
      <RacePage />
    </Suspense>
  );
}
