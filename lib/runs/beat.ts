/**
 * How often a search that somebody may watch looks at its text and writes its log: a frame or two apart while the process has
 * time, seldom where it has none, so that what is shown is late by one beat and never by more. Knows no run.
 */
import { performance } from 'node:perf_hooks';

/** Multiples of each other, so that searches look at the same moments whatever each of them goes by. */
const beatsMs = { light: 25, busy: 50, full: 100 } as const;
/** Share of its time in which the process does something. */
const busyFrom = 0.35;
const fullFrom = 0.8;
/** Over which that is measured. */
const windowMs = 250;

/** Milliseconds from one look to the next, as things are now. */
export function createBeat(utilization: () => number): () => number {
  return () => {
    const share = utilization();
    return share < busyFrom ? beatsMs.light : share < fullFrom ? beatsMs.busy : beatsMs.full;
  };
}

/** Of this process, in the latest window that is over. */
function createUtilization(): () => number {
  let since = performance.eventLoopUtilization();
  let at = performance.now();
  let share = 0;
  return () => {
    if (performance.now() - at < windowMs) return share;
    const now = performance.eventLoopUtilization();
    share = performance.eventLoopUtilization(now, since).utilization;
    since = now;
    at = performance.now();
    return share;
  };
}

export const watchedBeatMs = createBeat(createUtilization());
