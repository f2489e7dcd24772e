/**
 * One method for each bin, so that the expected accuracy is highest while the mean cost stays within a limit: a knapsack
 * with a choice in each bin, by its linear relaxation. Numbers only; knows no strategy and no problem.
 */
import { assertDefined } from '@/lib/base';

/** A method within a bin: part of the problems that it solves, and what one costs. */
export interface Option {
  readonly accuracy: number;
  readonly cost: number;
}

export interface BinOptions {
  /** Part of all problems that lie in the bin. */
  readonly weight: number;
  readonly options: readonly Option[];
}

interface Step {
  readonly bin: number;
  readonly to: number;
  readonly gain: number;
  readonly cost: number;
}

/**
 * The option of each bin, by place. All bins begin with their cheapest option; then, of all steps from an option to the next
 * dearer one worth it, the one with the most accuracy a unit of cost is taken first, until the limit leaves no room. A bin
 * whose next step has no room takes the most accurate option that has, and is left there. What the cheapest cost is spent, whatever the limit.
 */
export function allocate(bins: readonly BinOptions[], limit: number): readonly number[] {
  const hulls = bins.map(({ options }) => upperHull(options));
  const chosen = hulls.map((hull) => assertDefined(hull[0], 'a bin has options'));
  let spent = bins.reduce((sum, { weight, options }, b) => sum + weight * options[chosen[b]!]!.cost, 0);
  const isClosed = bins.map(() => false);
  // On a hull the steps of a bin stand in the order of their slopes, so that each comes after the one it goes on from.
  for (const { bin, to, cost } of stepsOf(bins, hulls)) {
    if (isClosed[bin] === true) continue;
    if (spent + cost <= limit) {
      chosen[bin] = to;
      spent += cost;
      continue;
    }
    const { weight, options } = bins[bin]!;
    const before = options[chosen[bin]!]!;
    const room = before.cost + (limit - spent) / weight;
    for (const [place, option] of options.entries())
      if (option.cost <= room && option.accuracy > options[chosen[bin]!]!.accuracy) chosen[bin] = place;
    spent += weight * (options[chosen[bin]!]!.cost - before.cost);
    isClosed[bin] = true;
  }
  return chosen;
}

/** Steepest first. */
function stepsOf(bins: readonly BinOptions[], hulls: readonly (readonly number[])[]): readonly Step[] {
  return hulls
    .flatMap((hull, bin) => {
      const { weight, options } = bins[bin]!;
      return hull.slice(1).map((to, i): Step => {
        const [before, after] = [options[hull[i]!]!, options[to]!];
        return {
          bin,
          to,
          gain: weight * (after.accuracy - before.accuracy),
          cost: weight * (after.cost - before.cost),
        };
      });
    })
    .toSorted((one, other) => other.gain * one.cost - one.gain * other.cost);
}

/** Options by ascending cost on the upper hull of (cost, accuracy): each dearer one gains, and the slopes fall. */
function upperHull(options: readonly Option[]): readonly number[] {
  const byCost = [...options.keys()].toSorted(
    (one, other) => options[one]!.cost - options[other]!.cost || options[other]!.accuracy - options[one]!.accuracy,
  );
  const hull: number[] = [];
  for (const option of byCost) {
    const { accuracy, cost } = options[option]!;
    if (hull.length > 0 && accuracy <= options[hull.at(-1)!]!.accuracy) continue;
    while (hull.length >= 2) {
      const [first, second] = [options[hull.at(-2)!]!, options[hull.at(-1)!]!];
      const isBelow =
        (second.accuracy - first.accuracy) * (cost - first.cost) <=
        (accuracy - first.accuracy) * (second.cost - first.cost);
      if (!isBelow) break;
      hull.pop();
    }
    hull.push(option);
  }
  return hull;
}
