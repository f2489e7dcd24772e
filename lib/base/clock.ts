/**
 * Time as a thing that is handed in: what waits or measures takes a Clock, so that tests decide when time passes.
 * It knows nothing of what is waited for.
 */

export interface Clock {
  /** Milliseconds since the epoch, as the machine is set: may jump. */
  now(): number;
  /**
   * What takes time is measured by this: milliseconds since some moment, which go on whatever the clock is set to, and stand
   * while the machine sleeps or the process is stopped.
   */
  elapsed(): number;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when `signal` aborts first. */
  delay(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `due` once after `ms` milliseconds, unless what it returns was called before: for what is mostly called off. */
  after(ms: number, due: () => void): () => void;
}

/** A Clock whose time stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves time on by `ms` and ends the delays that are due, the earliest first. */
  advance(ms: number): void;
  /** Milliseconds still to go of each delay under way, the shortest first. */
  pending(): readonly number[];
  /** Sets it, forwards or back, as a machine is set that finds out how late it is. No time passes. */
  set(now: number): void;
}

/** The process looks at the time this often; longer than `longestMs` without a look it was not awake. */
const lookEveryMs = 1_000;
const longestMs = 5_000;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: createAwakeTime(),
  delay: delayOnMachine,
  after: (ms, due) => {
    const timer = setTimeout(due, ms);
    return () => clearTimeout(timer);
  },
};

/** Not every system's counter stands while it sleeps, and none while a process is stopped: what lies between looks tells. */
function createAwakeTime(): () => number {
  let total = 0;
  let last: number | undefined;
  const look = () => {
    const now = performance.now();
    if (last === undefined) setInterval(look, lookEveryMs).unref();
    else total += Math.min(now - last, longestMs);
    last = now;
    return total;
  };
  return look;
}

function delayOnMachine(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** The wait before retry number `retry` (the first is 0): `firstMs`, then twice as long each time, `longestMs` at most. */
export function doublingDelay(retry: number, firstMs: number, longestMs = Infinity): number {
  return Math.min(longestMs, firstMs * 2 ** retry);
}

/** For tests: a clock that starts at `start` and moves only when told to. */
export function createManualClock(start = 0): ManualClock {
  let now = start;
  let elapsed = start;
  /** By what has elapsed. */
  const waiting = new Set<{ readonly due: number; readonly end: () => void }>();
  const inOrder = () => [...waiting].sort((a, b) => a.due - b.due);
  return {
    now: () => now,
    elapsed: () => elapsed,
    delay: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const onAbort = () => {
          waiting.delete(entry);
          reject(signal?.reason);
        };
        const entry = {
          due: elapsed + ms,
          end: () => {
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
        };
        waiting.add(entry);
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
    after: (ms, due) => {
      const entry = { due: elapsed + ms, end: due };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    advance(ms) {
      now += ms;
      elapsed += ms;
      for (const entry of inOrder()) {
        if (entry.due > elapsed) return;
        waiting.delete(entry);
        entry.end();
      }
    },
    pending: () => inOrder().map((entry) => entry.due - elapsed),
    set: (at) => void (now = at),
  };
}
