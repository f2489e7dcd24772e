/**
 * Moves the limit of a server with what the server says of itself: looks at `/metrics` while something is in flight, grows
 * while everything runs and more is wanted (twofold until its room is known), and shrinks when sequences are set back or the cache is nearly full, because a
 * server that runs out of cache computes everything again. A server that tells nothing keeps the limit it began with.
 */
import type { Clock } from '@/lib/base';
import type { Limiter } from './limiter';
import type { ServerLoad } from './load';

/** While the limit may soon be too low, before and after its end was met, and otherwise. A search is over in seconds. */
const lookAtOnceMs = 100;
const lookSoonMs = 500;
const lookEveryMs = 2_000;
/** Below this many a server is not worth slowing down further. */
const leastLimit = 8;
/** Shares of the cache from which it counts as nearly full, and as no longer empty enough to send more. */
const fullCache = 0.9;
const filledCache = 0.8;
/** Cut when the cache is short, and the step by which it grows or gives way to a queue. */
const cut = 1 / 4;
const step = 1 / 8;
/** Share of what runs that may wait on the server: the next ones are there when rows get free, and nobody waits long behind them. */
const usefulQueue = 1 / 4;
/** So long a watched run may wait behind it. What is asked in bursts, as scores are, is seen with a queue that is over at once. */
const longestWaitMs = 300;

export interface Look {
  readonly load: ServerLoad;
  /** Sequences set back since the look before. */
  readonly preempted: number;
  /** There was a queue at the look before, too: one alone may be a burst. */
  readonly hadQueue: boolean;
  /** The server has said before that it had no more room. */
  readonly wasFull: boolean;
  /** Somebody on our side waits for room. */
  readonly isWanted: boolean;
  /** Until what waits there has begun, at the highest pace at which sequences were seen to end; Infinity where none was. */
  readonly waitMs: number;
  /** More is in flight than the limit allows by now: it was lowered, and has not been felt on the server yet. */
  readonly isOver: boolean;
}

/** The limit after a look at the server, between a floor and `ceiling`. */
export function nextLimit(
  limit: number,
  ceiling: number,
  { load, preempted, hadQueue, wasFull, isWanted, waitMs, isOver }: Look,
): number {
  const { running = 0, waiting = 0, cacheUse = 0 } = load;
  const floor = Math.min(ceiling, leastLimit);
  if (preempted > 0 || cacheUse > fullCache) return Math.max(floor, Math.floor(limit * (1 - cut)));
  const isTooLong = waiting > running * usefulQueue && waitMs > longestWaitMs && hadQueue;
  if (isTooLong && !isOver) return Math.max(floor, Math.floor(limit * (1 - step)));
  if (waiting > 0 || cacheUse > filledCache || !isWanted) return limit;
  // Where its room ends nothing tells but asking for more, and what is too much only waits there.
  return Math.min(ceiling, wasFull ? limit + Math.max(1, Math.floor(limit * step)) : limit * 2);
}

export interface GovernorOptions {
  readonly ceiling: number;
  readonly clock: Clock;
  /** Ends all looking. */
  readonly signal: AbortSignal;
  /** The load now; undefined when the server has no metrics. Rejects when it does not answer. */
  readonly look: () => Promise<ServerLoad | undefined>;
}

/** The function that watches over `limiter` from a request to it until it is idle again. */
export function createGovernor(limiter: () => Limiter, { ceiling, clock, signal, look }: GovernorOptions): () => void {
  let isWatching = false;
  let isMute = false;
  let last: ServerLoad | undefined;
  let wasFull = false;
  /** Sequences a millisecond, at most. */
  let pace = 0;

  function pauseMs({ limit, inFlight, waiting }: Limiter): number {
    const isNear = limit < ceiling && inFlight + waiting > limit / 2;
    return isNear ? (wasFull ? lookSoonMs : lookAtOnceMs) : lookEveryMs;
  }

  async function watch(): Promise<void> {
    const own = limiter();
    while (own.inFlight > 0 || own.waiting > 0) {
      // What is in flight may come near the limit while it waits.
      const since = clock.elapsed();
      const endedBefore = own.ended;
      do await clock.delay(lookAtOnceMs, signal);
      while (clock.elapsed() - since < pauseMs(own));
      // A server that does not answer is told by the calls themselves; the limit stays.
      const load = await look().catch((): ServerLoad => ({}));
      if (load === undefined) {
        isMute = true;
        return;
      }
      const preempted = Math.max(0, (load.preemptions ?? 0) - (last?.preemptions ?? load.preemptions ?? 0));
      const hadQueue = (last?.waiting ?? 0) > 0;
      const { limit, inFlight, waiting, ended } = own;
      pace = Math.max(pace, (ended - endedBefore) / (clock.elapsed() - since));
      const waitMs = pace > 0 ? (load.waiting ?? 0) / pace : Infinity;
      const isOver = inFlight > limit;
      own.setLimit(
        nextLimit(limit, ceiling, { load, preempted, hadQueue, wasFull, isWanted: waiting > 0, waitMs, isOver }),
      );
      // What has just come waits for the next step of the server, whatever its room: a queue is there twice, while no more runs.
      const hasQueue = (load.waiting ?? 0) > 0 && hadQueue && (load.running ?? 0) <= (last?.running ?? 0);
      wasFull ||= preempted > 0 || hasQueue || (load.cacheUse ?? 0) > fullCache;
      last = load;
    }
  }

  return () => {
    if (isWatching || isMute || signal.aborted) return;
    isWatching = true;
    // The only rejection is that of a delay when the process stops.
    watch()
      .catch(() => undefined)
      .finally(() => {
        isWatching = false;
      });
  };
}
