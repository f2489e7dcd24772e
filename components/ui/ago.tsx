'use client';

import { useSyncExternalStore } from 'react';
import { formatAgo } from './numbers';
import { useSay } from './use-language';

/** A moment as "3 min ago", with the exact time on hover; kept up to date. */
export function Ago({ at }: { readonly at: number }) {
  const now = useSyncExternalStore(everyHalfMinute, currentHalfMinute, () => at);
  const date = new Date(at);
  const say = useSay();
  return (
    <time dateTime={date.toISOString()} title={date.toLocaleString()} suppressHydrationWarning>
      {formatAgo(at, Math.max(now, at), say)}
    </time>
  );
}

const tickMs = 30_000;

function everyHalfMinute(onChange: () => void): () => void {
  const timer = setInterval(onChange, tickMs);
  return () => clearInterval(timer);
}

/** Rounded so that it is the same value until the next tick. */
function currentHalfMinute(): number {
  return Math.ceil(Date.now() / tickMs) * tickMs;
}
