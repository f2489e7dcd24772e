/**
 * How many sequences may be in flight on one server. vLLM queues without bound unless told not to, so this is the only
 * admission control there is. It counts sequences, not requests, and knows nothing of what they are; how many are good
 * for the server is for the governor to say.
 */
import type { ServerRole } from '@/lib/search';

const priorities = ['interactive', 'experiment'] as const;
export type Priority = (typeof priorities)[number];

export interface Admission {
  /** Sequences asked for. */
  readonly sequences: number;
  readonly priority: Priority;
  readonly role: ServerRole;
}

/** Gives back the room of so many sequences, of all that are left unless said; more than are left does nothing. */
export type Release = (sequences?: number) => void;

export interface Admitted {
  /** At least one. Fewer than were asked for go now, and the rest is asked for anew: only of a server that other processes use too. */
  readonly sequences: number;
  readonly release: Release;
}

export interface Limiter {
  /** Sequences admitted and not yet released. */
  readonly inFlight: number;
  /** Sequences that wait for room. */
  readonly waiting: number;
  /** Sequences released since it was made. */
  readonly ended: number;
  readonly limit: number;
  /** Of the limit, what experiments of this process may use of a server that others use too. */
  readonly batchCap: number;
  /** Sequences of interactive runs, admitted and waiting. */
  readonly watched: number;
  readonly watchedInFlight: number;
  /** The fewest sequences with which the experiments' request that is next can begin; 0 when none waits. */
  readonly first: number;
  /**
   * Waits for room. Interactive runs go before experiments, and find an eighth of the room free of them; within a class scores
   * go before proposals, because a score ends waiting that a proposal only begins; then first come, first served. What this
   * process has alone takes a request as a whole, and one of more than the limit once it is empty. Of a server that others use
   * too an interactive run takes whatever there is, and an experiment fewer than it asked for where it could never have all.
   * Rejects with the signal's reason when it aborts first.
   */
  acquire(admission: Admission, signal: AbortSignal): Promise<Admitted>;
  /** What is in flight beyond a lower limit stays. */
  setLimit(limit: number): void;
  /** Looks whether there is room by now: the share may have grown. */
  recheck(): void;
}

/** What is to be kept to beside the limit, by a process that is not the server's only one. */
export interface LimiterShare {
  /** Sequences that this process may have in flight. */
  readonly cap: number;
  /** Of these, what its experiments may have. */
  readonly batch: number;
  /** What experiments of all processes together may have in flight, at least 1. */
  readonly batchLimit: number;
  onChange(): void;
}

interface Waiting extends Admission {
  readonly rank: number;
  readonly admit: (sequences: number) => void;
}

/** Share of the limit that experiments leave to whoever sits in front of a run and waits. */
const interactiveShare = 1 / 8;

/** Creates a limiter for `limit` sequences, at least 1. `onBusy` is told when something is asked of an idle one. */
export function createLimiter(limit: number, onBusy: () => void = () => {}, share?: LimiterShare): Limiter {
  let inFlight = 0;
  let waiting = 0;
  let ended = 0;
  let watched = 0;
  let watchedInFlight = 0;
  const queue: Waiting[] = [];

  const freeOfWatched = () => limit - Math.floor(limit * interactiveShare);
  /** Sequences that may begin now; 0: it has to wait. */
  const roomAlone = ({ sequences, priority }: Waiting) => {
    const most = priority === 'interactive' ? limit : freeOfWatched();
    return inFlight === 0 || inFlight + sequences <= most ? sequences : 0;
  };
  const leastOf = ({ sequences }: Waiting, { batchLimit }: LimiterShare) =>
    Math.min(sequences, batchLimit, freeOfWatched());
  const roomWithin = (own: LimiterShare, entry: Waiting) => {
    const free = Math.min(entry.sequences, Math.min(limit, own.cap) - inFlight);
    if (entry.priority === 'interactive') return Math.max(0, free);
    const room = Math.min(free, freeOfWatched() - inFlight, own.batch - (inFlight - watchedInFlight));
    return room >= leastOf(entry, own) ? room : 0;
  };
  const roomFor = (entry: Waiting) => (share === undefined ? roomAlone(entry) : roomWithin(share, entry));
  // Strictly in order: a small request never overtakes a large one of its own rank, so none waits for ever.
  const drain = () => {
    for (let head = queue[0]; head !== undefined; head = queue[0]) {
      const sequences = roomFor(head);
      if (sequences === 0) return;
      queue.shift();
      waiting -= head.sequences;
      inFlight += sequences;
      if (head.priority === 'interactive') {
        watched -= head.sequences - sequences;
        watchedInFlight += sequences;
      }
      head.admit(sequences);
    }
  };

  return {
    get inFlight() {
      return inFlight;
    },
    get waiting() {
      return waiting;
    },
    get ended() {
      return ended;
    },
    get limit() {
      return limit;
    },
    get batchCap() {
      return share === undefined ? limit : Math.min(limit, share.batch);
    },
    get watched() {
      return watched;
    },
    get watchedInFlight() {
      return watchedInFlight;
    },
    get first() {
      const first = queue.find(({ priority }) => priority === 'experiment');
      return first === undefined ? 0 : share === undefined ? first.sequences : leastOf(first, share);
    },
    setLimit(next) {
      limit = next;
      drain();
    },
    recheck: drain,
    acquire: (admission, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        const isWatched = admission.priority === 'interactive';
        const releaseOf = (admitted: number): Release => {
          let left = admitted;
          return (sequences = left) => {
            const over = Math.min(sequences, left);
            if (over === 0) return;
            left -= over;
            inFlight -= over;
            ended += over;
            if (isWatched) {
              watched -= over;
              watchedInFlight -= over;
            }
            drain();
            share?.onChange();
          };
        };
        const rank = priorities.indexOf(admission.priority) * 2 + (admission.role === 'verifier' ? 0 : 1);
        const onAbort = () => {
          queue.splice(queue.indexOf(entry), 1);
          waiting -= entry.sequences;
          if (isWatched) watched -= admission.sequences;
          reject(signal.reason);
          // A large request may have been what the others waited behind.
          drain();
        };
        const entry: Waiting = {
          ...admission,
          rank,
          admit: (sequences) => {
            signal.removeEventListener('abort', onAbort);
            resolve({ sequences, release: releaseOf(sequences) });
          },
        };
        signal.addEventListener('abort', onAbort, { once: true });
        const isIdle = inFlight === 0 && queue.length === 0;
        const behind = queue.findIndex((other) => other.rank > rank);
        queue.splice(behind === -1 ? queue.length : behind, 0, entry);
        waiting += entry.sequences;
        if (isWatched) watched += admission.sequences;
        drain();
        share?.onChange();
        if (isIdle) onBusy();
      }),
  };
}
