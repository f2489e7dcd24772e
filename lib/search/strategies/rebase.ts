/**
 * REBASE, reward-balanced search (Wu et al. 2024, arXiv 2408.00724; their code at 5da162e): one group whose width is shared
 * out among all prefixes of a round by the softmax of their values, the best first. Rules of SPEC.md.
 *
 * Deviations from their code: identical siblings are one prefix with the share of all of them; the shares are rounded up less
 * one billionth, because the running subtraction leaves a prefix without the child that is its own; a path over its limit is
 * truncated by the tokens of the whole path; the last round writes to the end.
 */
import { assertDefined } from '@/lib/base';
import { stepThenWhole } from './beam-search';
import { allocation, contendersOf, endOf, rank } from './frontier';
import { steppingSettings } from './settings';
import type { SearchConfig } from '../config';
import type { Allocation, GroupView, Strategy } from './strategy';

export const rebase: Strategy = {
  needsVerifier: true,
  isStepwise: true,
  pooling: 'none',
  settings: [...steppingSettings, 'rebaseTemperature'],
  isInSearchAndLearn: false,
  groups: ({ n }) => [{ n }],
  kindOf: stepThenWhole,
  allocate: balance,
};

/** What a share may exceed a whole number by without counting as more: far above the error of the sums, far below a share. */
const slack = 1e-9;

function balance(view: GroupView, { rebaseTemperature }: SearchConfig): Allocation {
  // 1. What has ended takes its place with it for good: the width is what is still going on.
  const width = view.candidates.filter((candidate) => endOf(candidate) === undefined).length;
  const ranked = rank(contendersOf(view.candidates), view.chance);
  if (ranked.length === 0) return allocation(view.candidates, [], []);

  // 2. Shares by the softmax of the values; the highest is taken off first, so that nothing overflows.
  const highest = Math.max(...ranked.map(({ value }) => assertDefined(value, 'a contender is scored')));
  const weights = ranked.map(
    ({ value, copies }) => copies * Math.exp((assertDefined(value, 'it is scored') - highest) / rebaseTemperature),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);

  // 3. The best first, each takes its share of what is left, rounded up.
  return allocation(
    view.candidates,
    ranked,
    sharedOut(width, weights),
    weights.map((weight) => weight / total),
  );
}

/** Children by weight, heaviest first, `width` in all. */
export function sharedOut(width: number, weights: readonly number[]): readonly number[] {
  let left = width;
  let rest = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight, i) => {
    const isLast = i === weights.length - 1;
    const taken = isLast ? left : Math.max(0, Math.min(left, Math.ceil((left * weight) / rest - slack)));
    left -= taken;
    rest -= weight;
    return taken;
  });
}
