/**
 * How many sequences may be in flight on one server. vLLM queues without bound and never refuses, so this is the only
 * admission control there is. It counts sequences, not requests, and knows nothing of what they are.
 */
import type { ServerRole } from '@/lib/search';

export const priorities = ['interactive', 'experiment'] as const;
export type Priority = (typeof priorities)[number];

export interface Admission {
  /** Sequences asked for; more than the limit waits for an empty server and then runs alone. */
  readonly sequences: number;
  readonly priority: Priority;
  readonly role: ServerRole;
}

export interface Limiter {
  /** Sequences admitted and not yet released. */
  readonly inFlight: number;
  /**
   * Waits for room and returns the function that gives it back (calling it again does nothing). Interactive runs go
   * before experiments; within a class scores go before proposals, because a score ends waiting that a proposal only
   * begins; then first come, first served. Rejects with the signal's reason when it aborts first.
   */
  acquire(admission: Admission, signal: AbortSignal): Promise<() => void>;
  /** Lowers the limit; what is in flight stays. */
  tighten(limit: number): void;
}

interface Waiting {
  readonly sequences: number;
  readonly rank: number;
  readonly admit: () => void;
}

/** Creates a limiter for `limit` sequences, at least 1. */
export function createLimiter(limit: number): Limiter {
  let inFlight = 0;
  const queue: Waiting[] = [];

  // Strictly in order: a small request never overtakes a large one of its own rank, so none waits for ever.
  const drain = () => {
    for (let head = queue[0]; head !== undefined; head = queue[0]) {
      if (inFlight > 0 && inFlight + head.sequences > limit) return;
      queue.shift();
      inFlight += head.sequences;
      head.admit();
    }
  };

  return {
    get inFlight() {
      return inFlight;
    },
    tighten(lower) {
      limit = Math.min(limit, lower);
    },
    acquire: ({ sequences, priority, role }, signal) => new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      let isReleased = false;
      const release = () => {
        if (isReleased) return;
        isReleased = true;
        inFlight -= sequences;
        drain();
      };
      const rank = priorities.indexOf(priority) * 2 + (role === 'verifier' ? 0 : 1);
      const onAbort = () => {
        queue.splice(queue.indexOf(entry), 1);
        reject(signal.reason);
        // A large request may have been what the others waited behind.
        drain();
      };
      const entry: Waiting = {
        sequences, rank,
        admit: () => { signal.removeEventListener('abort', onAbort); resolve(release); },
      };
      signal.addEventListener('abort', onAbort, { once: true });
      const behind = queue.findIndex((other) => other.rank > rank);
      queue.splice(behind === -1 ? queue.length : behind, 0, entry);
      drain();
    }),
  };
}

export interface Limiters {
  /** The limiter of this URL, made on first use; a lower limit given later tightens it. */
  of(url: string, limit: number): Limiter;
}

/** One limiter per URL: models behind one address share its memory and its queue. */
export function createLimiters(): Limiters {
  const limiters = new Map<string, Limiter>();
  return {
    of(url, limit) {
      const found = limiters.get(url);
      found?.tighten(limit);
      const limiter = found ?? createLimiter(limit);
      limiters.set(url, limiter);
      return limiter;
    },
  };
}
