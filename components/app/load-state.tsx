'use client';

import type { ReactNode } from 'react';
import { ApiError } from '@/lib/client';
import { sharedWords } from '@/lib/words';
import { Notice } from '@/components/ui/notice';
import { useSay } from '@/components/ui/use-language';
import { Told } from '@/components/ui/told';

interface LoadErrorProps {
  readonly error: Error;
  /** What could not be loaded, as in "The runs could not be read". */
  readonly title: string;
  readonly onRetry: () => void;
}

/** A query that failed, with what to do; pages poll meanwhile and come back by themselves. */
export function LoadError({ error, title, onRetry }: LoadErrorProps) {
  const say = useSay();
  const isDown = error instanceof ApiError && error.isServerDown;
  return (
    <Notice
      tone="bad"
      title={isDown ? say(sharedWords.serverDown) : title}
      testId={isDown ? 'server-down' : 'load-error'}
      actions={
        <button type="button" className="button" onClick={onRetry}>
          {say(sharedWords.tryNow)}
        </button>
      }
    >
      <Told what={error} />
    </Notice>
  );
}

/** Grey lines in the shape of what is coming. */
export function Placeholder({ rows, label }: { readonly rows: number; readonly label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col gap-2">
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className="h-14 rounded-lg bg-ink/5 breathing" style={{ animationDelay: `${i * 120}ms` }} />
      ))}
    </div>
  );
}

/** Nothing here yet, and the way to something. */
export function Empty({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="panel flex flex-col items-center gap-2 px-6 py-14 text-center" data-testid="empty">
      <p className="text-lg font-medium">{title}</p>
      <div className="text-sm text-mute">{children}</div>
    </div>
  );
}
