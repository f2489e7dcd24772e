import type { ReactNode } from 'react';
import { PageTitle } from '@/components/ui/page-title';

interface CannotReadProps {
  /** As in "This run cannot be read". */
  readonly title: string;
  /** Whole sentences. */
  readonly reason: string;
  readonly actions: ReactNode;
}

/** In place of the page of something that is there and that this version cannot read: why, and what can be done nevertheless. */
export function CannotRead({ title, reason, actions }: CannotReadProps) {
  return (
    <main
      id="main"
      data-testid="cannot-read"
      className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center gap-4 px-6 py-24"
    >
      <PageTitle title={title} />
      <h1 className="text-3xl text-balance">{title}</h1>
      <p className="wrap-anywhere text-mute">{reason}</p>
      <div className="flex flex-wrap items-center gap-2">{actions}</div>
    </main>
  );
}
