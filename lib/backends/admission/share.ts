/**
 * This process's share of a server that others use too: asks for more when something waits, gives back what others need as
 * calls end, and trusts its share no longer than the others do. Knows the limiter that it is for, and no database.
 */
import type { Clock } from '@/lib/base';
import { batchLimitOf, dividedAmong, type Part, type ServerShare, type ShareTable } from '../shares';
import type { Limiter, LimiterShare } from './limiter';

/** While something is in flight or waits, the share is renewed this often. */
const beatMs = 1_000;
/** Requests that come together are told together; so are calls that end. */
const gatherMs = 10;
/** The same for those of experiments, which nobody waits for. */
const gatherBatchMs = 40;
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

const nothing: Part = { share: 0, batch: 0 };

/** Has nothing until something is asked of the limiter, and again where the share can no longer be trusted. */
export function createShare({ sharing, url, limit, limiter, clock, signal }: ShareOptions): LimiterShare {
  const { table, owner } = sharing;
  const address = sharing.addressOf(url);
  /** As it is written down; `cap` is lower while some of it is being given back. */
  let written = nothing;
  let cap = nothing;
  let target = nothing;
  let batchLimit = batchLimitOf(limit);
  /** When the share was last told to the others, by either measure; undefined: not yet. */
  let toldAt: Moment | undefined;
  let servedAt = 0;
  let isAsking = false;
  let isWanted = false;
  /** A watched run elsewhere waits for what is given back. */
  let isUrgent = false;
  /** Of whom somebody here waited when it was asked last, and nothing was to be had. */
  let refused: Short = { watched: false, batch: false };
  let idle = 0;
  let next: { readonly at: number; readonly stop: () => void } | undefined;

  /** Who waits for a larger share, and not only for what is in flight here. */
  const short = (): Short => {
    const { watched, watchedInFlight, waiting, limit: useful } = limiter();
    const watchedWaiting = watched - watchedInFlight;
    return {
      watched: watchedWaiting > 0 && cap.share < Math.min(limit, useful),
      batch: waiting > watchedWaiting && cap.batch < Math.min(batchLimit, useful),
    };
  };
  const isShort = () => short().watched || short().batch;

  /** `part`, without what is to be given back and not in flight. */
  function lowered(part: Part): Part {
    const { inFlight, watchedInFlight } = limiter();
    const share = Math.min(part.share, Math.max(target.share, inFlight));
    return { share, batch: Math.min(share, part.batch, Math.max(target.batch, inFlight - watchedInFlight)) };
  }

  /** The next exchange, `ms` from now unless one comes sooner. */
  function plan(ms: number): void {
    const at = clock.elapsed() + ms;
    // One that many calls put off each would never come.
    if (signal.aborted || (next !== undefined && next.at <= at)) return;
    next?.stop();
    const stop = clock.after(ms, () => {
      next = undefined;
      void exchange();
    });
    next = { at, stop };
  }

  async function exchange(): Promise<void> {
    if (isAsking) {
      isWanted = true;
      return;
    }
    isAsking = true;
    isWanted = false;
    const askedAt = momentOf(clock);
    let gained: Short = { watched: false, batch: false };
    try {
      gained = await ask();
      toldAt = askedAt;
    } catch {
      // The store says itself what is wrong with it. The share is trusted as long as it was.
    }
    isAsking = false;
    limiter().recheck();
    if (signal.aborted) return;
    const still = short();
    refused = { watched: still.watched && !gained.watched, batch: still.batch && !gained.batch };
    const isGiving = cap.share < written.share || cap.batch < written.batch;
    // What is given back is needed by somebody; what was gained may not be all.
    if (isWanted || (isGiving && isUrgent) || (gained.watched && still.watched)) plan(gatherMs);
    else if (isGiving || (gained.batch && still.batch)) plan(gatherBatchMs);
    else if (written.share > 0 || limiter().inFlight + limiter().waiting > 0) plan(beatMs);
  }

  /** For whom there is more than before. */
  async function ask(): Promise<Short> {
    const { inFlight, waiting, watched, first, limit: useful } = limiter();
    idle = inFlight + waiting === 0 ? idle + 1 : 0;
    if (idle > idleBeats) {
      written = cap = target = nothing;
      await table.leave(address, owner);
      return { watched: false, batch: false };
    }
    const before = written;
    let areOthersConcerned = false;
    let kept = nothing;
    await table.exchange(address, (all, at) => {
      const own = all.find((each) => each.owner === owner);
      const others = all.filter((each) => each.owner !== owner);
      // Forgotten by the others: what was ours may be theirs by now.
      const offered = { share: Math.min(own?.share ?? 0, cap.share), batch: Math.min(own?.batch ?? 0, cap.batch) };
      const wanted = Math.min(inFlight + waiting, Math.max(inFlight, useful));
      const now = { owner, limit, ...offered, watched: Math.min(watched, wanted), wanted, first, servedAt };
      const targets = dividedAmong([...others, now]);
      const ours = targets.get(owner)!;
      const lowest = Math.min(limit, ...others.map((each) => each.limit));
      batchLimit = batchLimitOf(lowest);
      const freeBatch = batchLimit - sumOf(others.map((each) => each.batch));
      const free = lowest - sumOf(others.map((each) => each.share));
      const ofBatch = grown(offered.batch, ours.batch, freeBatch);
      const forWatched = ours.share - ours.batch;
      const share = grown(offered.share, ofBatch + forWatched, free);
      const batch = Math.min(ofBatch, share);
      // Others ask again on a word of ours, and not for ever on each other's.
      const isShared = others.some((each) => isBelow(each, targets.get(each.owner)!));
      isUrgent = others.some((each) => each.share < Math.min(targets.get(each.owner)!.share, each.watched));
      const isTaken =
        isBelow({ ...now, share, batch }, ours) &&
        others.some(
          (each) => each.share > targets.get(each.owner)!.share || each.batch > targets.get(each.owner)!.batch,
        );
      areOthersConcerned =
        isTaken || (isShared && own !== undefined && (offered.share < own.share || offered.batch < own.batch));
      const due = isShared ? Math.min(batch, ours.batch) : batch;
      // What watched runs had and do not need is given back whether or not somebody wants it now.
      target = { share: Math.min(share, due + forWatched), batch: due };
      if (servedAt === 0 || batch >= Math.min(first, batchLimit)) servedAt = at;
      kept = { share, batch };
      return { ...now, share, batch, servedAt };
    });
    written = kept;
    cap = lowered(written);
    if (areOthersConcerned) await table.announce(address);
    return { watched: written.share > before.share, batch: written.batch > before.batch };
  }

  const stopListening = table.onAnnounced((announced) => {
    if (announced === address && (written.share > 0 || isShort())) plan(gatherBatchMs * Math.random());
  });
  signal.addEventListener('abort', () => {
    stopListening();
    next?.stop();
    void table.leave(address, owner).catch(() => undefined);
  });

  const isTrusted = () => toldAt !== undefined && longestSince(toldAt, clock) < table.trustedMs;
  return {
    get batchLimit() {
      return batchLimit;
    },
    get cap() {
      return isTrusted() ? cap.share : 0;
    },
    get batch() {
      return isTrusted() ? cap.batch : 0;
    },
    onChange() {
      const lower = lowered(cap);
      const isGiving = lower.share < cap.share || lower.batch < cap.batch;
      cap = lower;
      const now = short();
      if ((isGiving && isUrgent) || (now.watched && !refused.watched && !isAsking)) plan(gatherMs);
      else if (isGiving || (now.batch && !refused.batch && !isAsking)) plan(gatherBatchMs);
    },
  };
}

/** Who waits for more, or has more. */
interface Short {
  readonly watched: boolean;
  readonly batch: boolean;
}

/** What somebody who is due `due` has after taking of what is free; what there is too much of is given back elsewhere. */
function grown(has: number, due: number, free: number): number {
  return Math.max(has, Math.min(due, free));
}

/** It wants more, and is to have it. */
function isBelow({ share, batch, wanted, watched }: ServerShare, due: Part): boolean {
  return share < Math.min(due.share, wanted) || batch < Math.min(due.batch, wanted - watched);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
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
