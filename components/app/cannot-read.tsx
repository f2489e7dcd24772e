import type { ReactNode } from 'react';
import { siteWords } from '@/lib/words';
import { Notice } from '@/components/ui/notice';
import { PageTitle } from '@/components/ui/page-title';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';

interface CannotReadProps {
  /** As in "This run cannot be read". */
  readonly title: string;
  /** Whole sentences. */
  readonly reason: string;
  /** Why the last of the actions was not done. */
  readonly refusal: Error | null;
  readonly actions: ReactNode;
}

/** In place of the page of something that is there and that this version cannot read: why, and what can be done nevertheless. */
export function CannotRead({ title, reason, refusal, actions }: CannotReadProps) {
  const say = useSay();
  return (
    <main
      id="main"
      data-testid="cannot-read"
      className="mx-auto flex w-full max-w-2xl flex-1 flex-col justify-center gap-4 px-6 py-24"
    >
      <PageTitle title={title} />
      <h1 className="text-3xl text-balance">{title}</h1>
      <p className="wrap-anywhere text-mute">{reason}</p>
      {refusal === null ? null : (
        <Notice tone="bad" title={say(siteWords.notPossible)}>
          <Told what={refusal} />
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-2">{actions}</div>
    </main>
  );
}
