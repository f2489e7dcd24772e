/**
 * How many sequences may be in flight on one server. vLLM queues without bound unless told not to, so this is the only
 * admission control there is. It counts sequences, not requests, and knows nothing of what they are; how many are good
 * for the server is for the governor to say.
 */
import type { ServerRole } from '@/lib/search';

const priorities = ['interactive', 'experiment'] as const;
export type Priority = (typeof priorities)[number];

export interface Admission {
  /** Sequences asked for; more than the limit waits for an empty server and then runs alone. */
  readonly sequences: number;
  readonly priority: Priority;
  readonly role: ServerRole;
}

/** Gives back the room of so many sequences, of all that are left unless said; more than are left does nothing. */
export type Release = (sequences?: number) => void;

export interface Limiter {
  /** Sequences admitted and not yet released. */
  readonly inFlight: number;
  /** Sequences that wait for room. */
  readonly waiting: number;
  readonly limit: number;
  /** Of the limit, what this process may use of a server that others use too. */
  readonly cap: number;
  /** Sequences of interactive runs, admitted and waiting. */
  readonly watched: number;
  /** Sequences of the request that is next; 0 when none waits. */
  readonly first: number;
  /**
   * Waits for room and returns the function that gives it back. Interactive runs go before experiments, and find an eighth
   * of the room free of them; within a class scores go before proposals, because a score ends waiting that a proposal only
   * begins; then first come, first served. Rejects with the signal's reason when it aborts first.
   */
  acquire(admission: Admission, signal: AbortSignal): Promise<Release>;
  /** What is in flight beyond a lower limit stays. */
  setLimit(limit: number): void;
  /** Looks whether there is room by now: `cap` may have grown. */
  recheck(): void;
}

/** What is to be kept to beside the limit, by a process that is not the server's only one. */
export interface LimiterShare {
  readonly cap: number;
  /** Of all processes together; a request that is larger has the server alone once `cap` is as much. */
  readonly limit: number;
  onChange(): void;
}

interface Waiting extends Admission {
  readonly rank: number;
  readonly admit: () => void;
}

/** Share of the limit that experiments leave to whoever sits in front of a run and waits. */
const interactiveShare = 1 / 8;

const wholeServer: LimiterShare = { cap: Infinity, limit: Infinity, onChange: () => {} };

/** Creates a limiter for `limit` sequences, at least 1. `onBusy` is told when something is asked of an idle one. */
export function createLimiter(limit: number, onBusy: () => void = () => {}, share = wholeServer): Limiter {
  let inFlight = 0;
  let waiting = 0;
  let watched = 0;
  const queue: Waiting[] = [];

  const roomFor = ({ sequences, priority }: Waiting) => {
    const most = Math.min(limit, share.cap);
    const free = priority === 'interactive' ? most : most - Math.floor(most * interactiveShare);
    if (inFlight + sequences <= free) return true;
    return inFlight === 0 && share.cap >= Math.min(sequences, share.limit);
  };
  // Strictly in order: a small request never overtakes a large one of its own rank, so none waits for ever.
  const drain = () => {
    for (let head = queue[0]; head !== undefined && roomFor(head); head = queue[0]) {
      queue.shift();
      waiting -= head.sequences;
      inFlight += head.sequences;
      head.admit();
    }
  };

  return {
    get inFlight() {
      return inFlight;
    },
    get waiting() {
      return waiting;
    },
    get limit() {
      return limit;
    },
    get cap() {
      return Math.min(limit, share.cap);
    },
    get watched() {
      return watched;
    },
    get first() {
      return queue[0]?.sequences ?? 0;
    },
    setLimit(next) {
      limit = next;
      drain();
    },
    recheck: drain,
    acquire: (admission, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        let left = admission.sequences;
        const release: Release = (sequences = left) => {
          const over = Math.min(sequences, left);
          if (over === 0) return;
          left -= over;
          inFlight -= over;
          if (admission.priority === 'interactive') watched -= over;
          drain();
          share.onChange();
        };
        const rank = priorities.indexOf(admission.priority) * 2 + (admission.role === 'verifier' ? 0 : 1);
        const onAbort = () => {
          queue.splice(queue.indexOf(entry), 1);
          waiting -= entry.sequences;
          if (admission.priority === 'interactive') watched -= admission.sequences;
          reject(signal.reason);
          // A large request may have been what the others waited behind.
          drain();
        };
        const entry: Waiting = {
          ...admission,
          rank,
          admit: () => {
            signal.removeEventListener('abort', onAbort);
            resolve(release);
          },
        };
        signal.addEventListener('abort', onAbort, { once: true });
        const isIdle = inFlight === 0 && queue.length === 0;
        const behind = queue.findIndex((other) => other.rank > rank);
        queue.splice(behind === -1 ? queue.length : behind, 0, entry);
        waiting += entry.sequences;
        if (admission.priority === 'interactive') watched += admission.sequences;
        drain();
        share.onChange();
        if (isIdle) onBusy();
      }),
  };
}
