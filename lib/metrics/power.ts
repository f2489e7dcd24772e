/** Before anything is measured: how small a difference could such an experiment show? */
import { twoSided, z80 } from './normal';

export interface Planned {
  readonly problems: number;
  /** Comparisons that p-values will be corrected for; at least 1. */
  readonly comparisons: number;
  /** Share of the problems that only one of the two solves, in (0, 1]. */
  readonly differing: number;
}

/**
 * The smallest difference of two shares, paired by problem, that McNemar's test finds in 8 of 10 experiments (Connor 1987), at
 * 5 % shared among all comparisons. Undefined where not even a difference on all of those problems would be found.
 */
export function smallestDifference({ problems, comparisons, differing }: Planned): number | undefined {
  const z = quantileOf(0.05 / comparisons);
  const isFound = (difference: number) =>
    z * Math.sqrt(differing) + z80 * Math.sqrt(differing - difference ** 2) <= difference * Math.sqrt(problems);
  if (!isFound(differing)) return undefined;
  return bisect(0, differing, isFound);
}

/** Of the standard normal distribution, two-sided. */
function quantileOf(chance: number): number {
  return bisect(0, 40, (z) => twoSided(z) <= chance);
}

/** The least place from which on it holds; it holds at `high`. */
function bisect(low: number, high: number, holds: (place: number) => boolean): number {
  let [from, to] = [low, high];
  for (let i = 0; i < 60; i++) {
    const middle = (from + to) / 2;
    if (holds(middle)) to = middle;
    else from = middle;
  }
  return to;
}
