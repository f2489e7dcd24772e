/**
 * This process's share of a server that others use too: asks for more when something waits, gives back what others need as
 * calls end, and trusts its share no longer than the others do. Knows the limiter that it is for, and no database.
 */
import type { Clock } from '@/lib/base';
import { dividedAmong, type ServerShare, type ShareTable } from '../shares';
import type { Limiter, LimiterShare } from './limiter';

/** While something is in flight or waits, the share is renewed this often. */
const beatMs = 1_000;
/** Requests that come together are told together; so are calls that end. */
const gatherMs = 10;
/** Looks without anything in flight or waiting before the share is given back whole. */
const idleBeats = 10;

export interface Sharing {
  readonly table: ShareTable;
  /** This process, unique per start. */
  readonly owner: string;
  /** Names the server for all processes alike. */
  readonly addressOf: (url: string) => string;
}

export interface ShareOptions {
  readonly sharing: Sharing;
  readonly url: string;
  /** Of all processes together. */
  readonly limit: number;
  readonly limiter: () => Limiter;
  readonly clock: Clock;
  /** Ends all asking. */
  readonly signal: AbortSignal;
}

/** Has nothing until something is asked of the limiter; its `cap` is 0 again where the share can no longer be trusted. */
export function createShare({ sharing, url, limit, limiter, clock, signal }: ShareOptions): LimiterShare {
  const { table, owner } = sharing;
  const address = sharing.addressOf(url);
  /** As it is written down; `cap` is lower while some of it is being given back. */
  let share = 0;
  let cap = 0;
  let target = 0;
  /** When the share was last told to the others, by either measure; undefined: not yet. */
  let toldAt: Moment | undefined;
  let servedAt = 0;
  let isAsking = false;
  let isWanted = false;
  /** Somebody here waited when it was asked last, and nothing was to be had. */
  let isRefused = false;
  let idle = 0;
  let stopWaiting: (() => void) | undefined;

  /** Something waits for a larger share, and not for the server alone. */
  const isShort = () => limiter().waiting > 0 && cap < Math.min(limit, limiter().limit);

  /** The next exchange, `ms` from now unless one comes sooner. */
  function plan(ms: number): void {
    if (signal.aborted) return;
    stopWaiting?.();
    stopWaiting = clock.after(ms, () => {
      stopWaiting = undefined;
      void exchange();
    });
  }

  async function exchange(): Promise<void> {
    if (isAsking) {
      isWanted = true;
      return;
    }
    isAsking = true;
    isWanted = false;
    const askedAt = momentOf(clock);
    let isGain = false;
    try {
      isGain = await ask();
      toldAt = askedAt;
    } catch {
      // The store says itself what is wrong with it. The share is trusted as long as it was.
    }
    isAsking = false;
    limiter().recheck();
    if (signal.aborted) return;
    isRefused = isShort() && !isGain;
    // What is given back is needed by somebody; what was gained may not be all.
    if (isWanted || cap < share || (isGain && isShort())) plan(gatherMs);
    else if (share > 0 || limiter().inFlight + limiter().waiting > 0) plan(beatMs);
  }

  /** True when the share has grown. */
  async function ask(): Promise<boolean> {
    const { inFlight, waiting, watched, first, limit: useful } = limiter();
    idle = inFlight + waiting === 0 ? idle + 1 : 0;
    if (idle > idleBeats) {
      share = cap = 0;
      await table.leave(address, owner);
      return false;
    }
    const before = share;
    let areOthersConcerned = false;
    let isOver = false;
    let kept: ServerShare | undefined;
    await table.exchange(address, (all, at) => {
      const own = all.find((each) => each.owner === owner);
      const others = all.filter((each) => each.owner !== owner);
      // Forgotten by the others: what was ours may be theirs by now.
      const offered = Math.min(own?.share ?? 0, cap);
      const now = {
        owner,
        limit,
        share: offered,
        watched,
        wanted: Math.min(inFlight + waiting, Math.max(inFlight, useful)),
        first,
        servedAt,
      };
      const targets = dividedAmong([...others, now]);
      const ours = targets.get(owner)!;
      const free =
        Math.min(limit, ...others.map((each) => each.limit)) - others.reduce((sum, each) => sum + each.share, 0);
      const next = ours > offered ? Math.max(offered, Math.min(ours, free)) : offered;
      // Others ask again on a word of ours, and not for ever on each other's.
      const isShared = others.some((each) => each.share < targets.get(each.owner)! && each.share < each.wanted);
      const isTaken = next < Math.min(ours, now.wanted) && others.some((each) => each.share > targets.get(each.owner)!);
      areOthersConcerned = isTaken || (isShared && offered < (own?.share ?? 0));
      isOver = isShared && next > ours;
      target = isOver ? ours : next;
      if (servedAt === 0 || next >= Math.min(first, limit)) servedAt = at;
      kept = { ...now, share: next, servedAt };
      return kept;
    });
    share = kept?.share ?? 0;
    cap = isOver ? Math.min(share, Math.max(target, limiter().inFlight)) : share;
    if (areOthersConcerned) await table.announce(address);
    return share > before;
  }

  const stopListening = table.onAnnounced((announced) => {
    if (announced === address && (share > 0 || isShort())) plan(gatherMs * Math.random());
  });
  signal.addEventListener('abort', () => {
    stopListening();
    stopWaiting?.();
    void table.leave(address, owner).catch(() => undefined);
  });

  return {
    limit,
    get cap() {
      return toldAt !== undefined && longestSince(toldAt, clock) < table.trustedMs ? cap : 0;
    },
    onChange() {
      const { inFlight } = limiter();
      if (cap > target && inFlight < cap) {
        cap = Math.max(target, inFlight);
        plan(gatherMs);
      } else if (isShort() && !isRefused && !isAsking) plan(gatherMs);
    },
  };
}

interface Moment {
  readonly now: number;
  readonly elapsed: number;
}

function momentOf(clock: Clock): Moment {
  return { now: clock.now(), elapsed: clock.elapsed() };
}

/**
 * Milliseconds, rather too many than too few: while this machine slept its own count stood and the others' did not, and a
 * clock that was set back says that nothing has passed.
 */
function longestSince(moment: Moment, clock: Clock): number {
  return Math.max(clock.now() - moment.now, clock.elapsed() - moment.elapsed);
}
