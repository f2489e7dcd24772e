/**
 * How several processes divide the sequences that one server may have in flight: what each may have, wants and waits for,
 * the rule by which it is divided, and the port to where all of them write it down. Pure; knows no server and no database.
 */

/** What one process has of a server, and wants. */
export interface ServerShare {
  readonly owner: string;
  /** Sequences that all processes together may have in flight, as this one is configured: the lowest counts. */
  readonly limit: number;
  /** Sequences that it may have in flight; the shares of all never exceed the limit. */
  readonly share: number;
  /** Sequences of watched runs, in flight and waiting. */
  readonly watched: number;
  /** Sequences of all runs, in flight and waiting. */
  readonly wanted: number;
  /** Sequences of the request that waits first: it goes as one, or not at all; 0: none waits. */
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

/**
 * What each is to have, by owner. Watched runs first, whoever has them; then the first request of each, beginning with who
 * has waited longest for that much; then equal parts of the rest to those who want more. What nobody wants is spread, and
 * one part kept for whoever comes next.
 */
export function dividedAmong(shares: readonly ServerShare[]): ReadonlyMap<string, number> {
  const limit = Math.min(...shares.map((each) => each.limit));
  const inOrder = shares.toSorted(
    (left, right) => left.servedAt - right.servedAt || (left.owner < right.owner ? -1 : 1),
  );
  const parts = levelled(
    limit,
    inOrder.map((each) => each.watched),
  );
  let left = limit - sumOf(parts);
  inOrder.forEach(({ first }, i) => {
    const more = Math.min(first, limit) - parts[i]!;
    if (more <= 0 || more > left) return;
    parts[i]! += more;
    left -= more;
  });
  const rest = levelled(
    left,
    // Less than its first request helps nobody.
    inOrder.map(({ wanted, first }, i) => (parts[i]! < Math.min(first, limit) ? 0 : Math.max(0, wanted - parts[i]!))),
  );
  const spare = Math.floor((left - sumOf(rest)) / (parts.length + 1));
  return new Map(inOrder.map(({ owner }, i) => [owner, parts[i]! + rest[i]! + spare]));
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
