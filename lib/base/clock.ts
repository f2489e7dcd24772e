/**
 * Time as a thing that is handed in: what waits or measures takes a Clock, so that tests decide when time passes.
 * It knows nothing of what is waited for.
 */

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
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
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  delay: delayOnMachine,
  after: (ms, due) => {
    const timer = setTimeout(due, ms);
    return () => clearTimeout(timer);
  },
};

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
  const waiting = new Set<{ readonly due: number; readonly end: () => void }>();
  const inOrder = () => [...waiting].sort((a, b) => a.due - b.due);
  return {
    now: () => now,
    delay: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const onAbort = () => {
          waiting.delete(entry);
          reject(signal?.reason);
        };
        const entry = {
          due: now + ms,
          end: () => {
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
        };
        waiting.add(entry);
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
    after: (ms, due) => {
      const entry = { due: now + ms, end: due };
      waiting.add(entry);
      return () => void waiting.delete(entry);
    },
    advance(ms) {
      now += ms;
      for (const entry of inOrder()) {
        if (entry.due > now) return;
        waiting.delete(entry);
        entry.end();
      }
    },
    pending: () => inOrder().map((entry) => entry.due - now),
  };
}
