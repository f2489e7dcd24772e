import type { Metadata } from 'next';
import { preload } from 'react-dom';
import { TabTitle } from '@/components/app/tab-title';
import { CurvesPage } from '@/components/experiment/curves-page';
import { atHand, firstLook } from '@/lib/server';
import { tabWords } from '@/lib/words';

export const metadata: Metadata = { title: tabWords.experiment.en };

interface PageProps {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<{ readonly reference?: string | string[]; readonly against?: string | string[] }>;
}

export default async function Page({ params, searchParams }: PageProps) {
  const { id } = await params;
  const { reference, against } = await searchParams;
  const first = Array.isArray(against) ? undefined : await atHand((app) => firstLook(app, id, against));
  // The curves take longest: they are asked for while the page's scripts arrive.
  const parts = [
    ...(first === undefined ? ['', ...(against === undefined ? ['/verdict'] : [])] : []),
    ...(reference === undefined ? ['/curves'] : []),
  ];
  for (const part of parts)
    preload(`/api/experiments/${encodeURIComponent(id)}${part}`, { as: 'fetch', crossOrigin: 'anonymous' });
  return (
    // Without a boundary: what stands behind one is shown by a script, and the sentence is to stand before any.
    <>
      <TabTitle text={tabWords.experiment} />
      <CurvesPage key={id} experimentId={id} first={first} />
    </>
  );
}
