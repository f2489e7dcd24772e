/**
 * How long a run was worked on: the time between its entries, without pauses and without the time in which nobody owned it.
 */
import type { SearchEvent } from '@/lib/search';

/** Milliseconds of work that ended with `event`, which came `gapMs` after the entry before it. */
export function workMsOf(event: SearchEvent, gapMs: number): number {
  const isIdle =
    event.type === 'breakpoints-set' ||
    event.type === 'run-resumed' ||
    event.type === 'run-recovered' ||
    event.type === 'run-forked';
  return isIdle ? 0 : Math.max(0, gapMs);
}

/** Milliseconds of work in a log, or in a part of one that begins with its first entry. */
export function workMsIn(entries: readonly { readonly at: number; readonly event: SearchEvent }[]): number {
  return entries.reduce((sum, { at, event }, i) => sum + workMsOf(event, at - (entries[i - 1]?.at ?? at)), 0);
}
