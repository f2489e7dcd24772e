import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ComparePage } from '@/components/experiment/compare/compare-page';

export const metadata: Metadata = { title: 'Compare experiments' };

export default function Page() {
  return (
    <Suspense>
      <ComparePage />
    </Suspense>
  );
}
