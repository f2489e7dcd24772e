import type { Metadata } from 'next';
import { Suspense } from 'react';
import { TabTitle } from '@/components/app/tab-title';
import { RacePage } from '@/components/run/race/race-page';
import { tabWords } from '@/lib/words';

export const metadata: Metadata = { title: tabWords.race.en };

export default function Page() {
  return (
    <Suspense>
      <TabTitle text={tabWords.race} />
      <RacePage />
    </Suspense>
  );
}
