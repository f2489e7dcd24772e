/**
 * REBASE, reward-balanced search (Wu et al. 2024, arXiv 2408.00724; their code at 5da162e): one group whose width is shared
 * out among all prefixes of a round by the softmax of their values, the best first. Rules of SPEC.md.
 *
 * Deviations from their code: identical siblings are one prefix with the shares of all of them; shares are rounded up less
 * one billionth and of sums that nothing was subtracted from, because the running subtraction leaves prefixes without the
 * child that is theirs; a path over its limit is truncated by the tokens of the whole path; the last round writes to the end.
 */
import { assertDefined } from '@/lib/base';
import { allocation, contendersOf, endOf, rank } from './frontier';
import { steppingSettings } from './settings';
import { stepThenWhole } from './stepping';
import type { SearchConfig } from '../shapes/config';
import type { Allocation, GroupView, Strategy } from './strategy';

export const rebase: Strategy = {
  needsVerifier: true,
  isStepwise: true,
  pooling: 'none',
  settings: [...steppingSettings, 'rebaseTemperature'],
  choices: ['duplicates'],
  isInSearchAndLearn: false,
  groups: ({ n }) => [{ n }],
  kindOf: stepThenWhole,
  allocate: balance,
};

/** What a share may exceed a whole number by without counting as more: far above the error of the sums, far below a share. */
const slack = 1e-9;

function balance(view: GroupView, { rebaseTemperature, duplicates }: SearchConfig): Allocation {
  // 1. What has ended takes its place with it for good: the width is what is still going on.
  const width = view.candidates.filter((candidate) => endOf(candidate) === undefined).length;
  const ranked = rank(contendersOf(view.candidates, duplicates), view.chance);
  if (ranked.length === 0) return allocation(view.candidates, [], []);

  // 2. Weights by the softmax of the values; the highest is taken off first, so that nothing overflows.
  const highest = Math.max(...ranked.map(({ value }) => assertDefined(value, 'a contender is scored')));
  const weights = ranked.map(({ value }) =>
    Math.exp((assertDefined(value, 'it is scored') - highest) / rebaseTemperature),
  );
  const copies = ranked.map((contender) => contender.copies);
  const total = weights.reduce((sum, weight, i) => sum + weight * copies[i]!, 0);

  // 3. The best first, each takes its share of what is left, rounded up.
  return allocation(
    view.candidates,
    ranked,
    sharedOut(width, weights, copies),
    weights.map((weight, i) => Math.min(1, (weight * copies[i]!) / total)),
  );
}

/**
 * Children by weight, heaviest first, `width` in all: each takes its part of what is left, rounded up. Weights are positive or
 * 0, the first is positive. `copies[i]` takes its turn so many times; absent: once each.
 */
export function sharedOut(
  width: number,
  weights: readonly number[],
  copies: readonly number[] = weights.map(() => 1),
): readonly number[] {
  const turns = weights.flatMap((weight, of) => Array.from({ length: copies[of]! }, () => ({ weight, of, rest: 0 })));
  // What is left to each is summed up from the lightest on: subtracted from the whole, it would lose what is light.
  let rest = 0;
  for (const turn of turns.toReversed()) turn.rest = rest += turn.weight;

  const children = weights.map(() => 0);
  let left = width;
  for (const { weight, of, rest: remaining } of turns) {
    if (left === 0) break;
    const taken = Math.min(left, Math.ceil((left * weight) / remaining - slack));
    children[of]! += taken;
    left -= taken;
  }
  return children;
}
