/**
 * How often a search that somebody may watch looks at its text and writes its log: a frame or two apart while the process has
 * time, seldom where it has none, so that what is shown is late by one beat and never by more. Knows no run.
 */
import { performance } from 'node:perf_hooks';

/** One is a multiple of the other, so that searches look at the same moments whichever each of them goes by. */
export const beatsMs = { light: 20, busy: 40 } as const;
/** Share of its time in which the process does something. */
const busyFrom = 0.35;
/** Over which that is measured. */
const windowMs = 250;

/** Milliseconds from one look to the next, as things are now. */
export function createBeat(utilization: () => number): () => number {
  return () => (utilization() < busyFrom ? beatsMs.light : beatsMs.busy);
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
