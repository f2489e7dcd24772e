import type { Metadata } from 'next';
import { Suspense } from 'react';
import { RunPage } from '@/components/run/live/run-page';

export const metadata: Metadata = { title: 'Run' };

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  return (
    <Suspense>
      <RunPage key={id} runId={id} />
    </Suspense>
  );
}
