/**
 * Sets of real numbers as sorted, disjoint intervals of doubles, and their algebra. Ends are compared with a small
 * relative tolerance, because they come from doubles. It knows nothing of how sets are written.
 */

export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly closedLow: boolean;
  readonly closedHigh: boolean;
}
export type RealSet = readonly Interval[];

const TOLERANCE = 1e-9;

/** The set of one number. */
export function point(value: number): Interval {
  return { low: value, high: value, closedLow: true, closedHigh: true };
}

export function isClose(a: number, b: number): boolean {
  // Finiteness first: Infinity - Infinity is NaN.
  if (a === b || !Number.isFinite(a) || !Number.isFinite(b)) return a === b;
  return Math.abs(a - b) <= TOLERANCE * Math.max(1e-3, Math.abs(a), Math.abs(b));
}

export function isSameSet(a: RealSet, b: RealSet): boolean {
  return (
    a.length === b.length &&
    a.every((x, index) => {
      const y = b[index]!;
      return (
        isClose(x.low, y.low) && isClose(x.high, y.high) && x.closedLow === y.closedLow && x.closedHigh === y.closedHigh
      );
    })
  );
}

/** Sorted, without empty intervals, touching ones merged; infinite ends are open. */
export function normalized(intervals: readonly Interval[]): RealSet {
  const sorted = intervals
    .map((x) => ({
      ...x,
      closedLow: x.closedLow && Number.isFinite(x.low),
      closedHigh: x.closedHigh && Number.isFinite(x.high),
    }))
    .filter((x) => (isClose(x.low, x.high) ? x.closedLow && x.closedHigh : x.low < x.high))
    .sort((x, y) => x.low - y.low || Number(y.closedLow) - Number(x.closedLow));
  const merged: Interval[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    const touches =
      last !== undefined && (isClose(next.low, last.high) ? next.closedLow || last.closedHigh : next.low < last.high);
    if (!touches) merged.push(next);
    else merged[merged.length - 1] = joined(last, next);
  }
  return merged;
}

function joined(a: Interval, b: Interval): Interval {
  const closedLow = a.closedLow || (isClose(a.low, b.low) && b.closedLow);
  if (isClose(a.high, b.high)) return { ...a, closedLow, closedHigh: a.closedHigh || b.closedHigh };
  const longer = a.high > b.high ? a : b;
  return { low: a.low, closedLow, high: longer.high, closedHigh: longer.closedHigh };
}

export function complement(set: RealSet): RealSet {
  const gaps: Interval[] = [];
  let [low, closedLow] = [-Infinity, false];
  for (const x of set) {
    gaps.push({ low, closedLow, high: x.low, closedHigh: !x.closedLow });
    [low, closedLow] = [x.high, !x.closedHigh];
  }
  return normalized([...gaps, { low, closedLow, high: Infinity, closedHigh: false }]);
}

export function intersection(a: RealSet, b: RealSet): RealSet {
  const common = a.flatMap((x) =>
    b.map((y): Interval => {
      const low = isClose(x.low, y.low)
        ? { at: x.low, closed: x.closedLow && y.closedLow }
        : x.low > y.low
          ? { at: x.low, closed: x.closedLow }
          : { at: y.low, closed: y.closedLow };
      const high = isClose(x.high, y.high)
        ? { at: x.high, closed: x.closedHigh && y.closedHigh }
        : x.high < y.high
          ? { at: x.high, closed: x.closedHigh }
          : { at: y.high, closed: y.closedHigh };
      return { low: low.at, closedLow: low.closed, high: high.at, closedHigh: high.closed };
    }),
  );
  return normalized(common);
}
