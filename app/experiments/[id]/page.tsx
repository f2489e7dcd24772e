import type { Metadata } from 'next';
import { Suspense } from 'react';
import { CurvesPage } from '@/components/experiment/curves-page';

export const metadata: Metadata = { title: 'Experiment' };

export default async function Page({ params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  return <Suspense><CurvesPage key={id} experimentId={id} /></Suspense>;
}
