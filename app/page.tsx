import { Suspense } from 'react';
import { NewRunPage } from '@/components/home/new-run-page';

export default function HomePage() {
  return (
    <Suspense>
      <NewRunPage />
    </Suspense>
  );
}
