/**
 * How several processes divide the sequences that one server may have in flight: what each may have, wants and waits for,
 * the rule by which it is divided, and the port to where all of them write it down. Pure; knows no server and no database.
 *
 * Two things hold at every instant. The shares of all never exceed the limit. What of them experiments may use never exceeds
 * `batchLimitOf` the limit, and whoever has no watched run has nothing but that: so however many processes stand still with
 * all that they have, some of the server is left for a watched run of any other, as far as other watched runs do not have it.
 */

/** What one process has of a server, and wants. */
export interface ServerShare {
  readonly owner: string;
  /** Sequences that all processes together may have in flight, as this one is configured: the lowest counts. */
  readonly limit: number;
  /** Sequences that it may have in flight; the shares of all never exceed the limit. */
  readonly share: number;
  /** Of these, what its experiments may have in flight. */
  readonly batch: number;
  /** Sequences of watched runs, in flight and waiting. */
  readonly watched: number;
  /** Sequences of all runs, in flight and waiting. */
  readonly wanted: number;
  /** The fewest sequences with which the experiments' request that waits first can begin; 0: none waits. */
  readonly first: number;
  /** When its share was last enough for its first request, by the clock of those who write it down. */
  readonly servedAt: number;
}

/** Where the shares of processes that live are written down. */
export interface ShareTable {
  /**
   * In one step that no other process is in the middle of: gives `decide` all shares of `address` whose owners have been
   * heard of lately, and the time in milliseconds, and keeps what it answers as that of its owner. Rejects when it cannot.
   */
  exchange(address: string, decide: (shares: readonly ServerShare[], at: number) => ServerShare): Promise<void>;
  /** Has the other processes look at their shares of `address`. */
  announce(address: string): Promise<void>;
  /** Forgets the share of a process that has nothing in flight. */
  leave(address: string, owner: string): Promise<void>;
  /** Calls back with an address at which others wait for more. Gives the function that ends it. */
  onAnnounced(listener: (address: string) => void): () => void;
  /** So long after an exchange a share is surely still its owner's, in milliseconds: then it may be given to others. */
  readonly trustedMs: number;
}

/** What a process may have in flight, and how much of it for experiments. */
export interface Part {
  readonly share: number;
  readonly batch: number;
}

/**
 * Sequences that experiments of all processes together may have in flight: an eighth of the limit, and one at least, is left
 * to watched runs. A server of three or fewer is too small to leave anything idle.
 */
export function batchLimitOf(limit: number): number {
  return limit < 4 ? limit : limit - Math.max(1, Math.floor(limit / 8));
}

/**
 * What each is to have, by owner. Watched runs first, whoever has them; then the first request of each that experiments wait
 * with, beginning with who has waited longest for that much; then equal parts of the rest to those who want more. What
 * nobody wants of that is spread, and one part kept for whoever comes next.
 */
export function dividedAmong(shares: readonly ServerShare[]): ReadonlyMap<string, Part> {
  const limit = Math.min(...shares.map((each) => each.limit));
  // By name: what does not divide stays with the same one, and is not handed around for ever.
  const all = shares.toSorted((left, right) => (left.owner < right.owner ? -1 : 1));
  const watched = levelled(
    limit,
    all.map((each) => each.watched),
  );
  const batch = all.map(() => 0);
  let left = Math.min(batchLimitOf(limit), limit - sumOf(watched));
  const least = all.map(({ first }) => Math.min(first, batchLimitOf(limit)));
  const inTurn = all.map((_, i) => i).toSorted((one, other) => all[one]!.servedAt - all[other]!.servedAt);
  for (const i of inTurn) {
    if (least[i]! > left) continue;
    batch[i] = least[i]!;
    left -= least[i]!;
  }
  const rest = levelled(
    left,
    // Less than its first request helps nobody.
    all.map(({ wanted, watched: ofRuns }, i) => (batch[i]! < least[i]! ? 0 : Math.max(0, wanted - ofRuns - batch[i]!))),
  );
  const spare = Math.floor((left - sumOf(rest)) / (all.length + 1));
  return new Map(
    all.map(({ owner }, i) => {
      const own = batch[i]! + rest[i]! + spare;
      return [owner, { share: watched[i]! + own, batch: own }];
    }),
  );
}

/** Whole parts of `total`, none larger than what is wanted, as equal as that allows. */
function levelled(total: number, wanted: readonly number[]): number[] {
  const parts = wanted.map(() => 0);
  let left = total;
  const ascending = wanted.map((_, i) => i).toSorted((one, other) => wanted[one]! - wanted[other]!);
  ascending.forEach((i, before) => {
    parts[i] = Math.min(wanted[i]!, Math.floor(left / (wanted.length - before)));
    left -= parts[i];
  });
  // What is left are parts of one, which did not divide.
  for (const i of ascending.toReversed()) {
    const more = Math.min(left, wanted[i]! - parts[i]!);
    parts[i]! += more;
    left -= more;
  }
  return parts;
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
