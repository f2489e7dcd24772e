import type { Metadata } from 'next';
import { Suspense } from 'react';
import { VerifiersPage } from '@/components/verifiers/verifiers-page';

export const metadata: Metadata = { title: 'Verifiers' };

export default function Page() {
  return (
    <Suspense>
      <VerifiersPage />
    </Suspense>
  );
}
