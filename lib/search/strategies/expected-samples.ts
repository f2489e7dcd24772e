/**
 * What a vote that stops early costs on average, in solutions that it begins, when it is known how often answers come. Pure
 * numbers; knows no candidate and no round.
 */
import { isSure } from './confidence';
import type { SearchConfig } from '../shapes/config';

/**
 * Of the window rule: window i is begun when none before it has agreed, which each does with the chance q, the sum of the
 * w-th powers of `chances`. Where w divides n that is the closed form of ESC's `control_scheme.py`,
 * w (sum over i < m - 1 of q (1 - q)^i (i + 1) + (1 - q)^(m - 1) m) with m = n / w.
 *
 * `chances`: of each answer, in [0, 1], together at most 1; what is left comes without a readable answer.
 */
export function expectedSamples(chances: readonly number[], { n, window }: Pick<SearchConfig, 'n' | 'window'>): number {
  const agreeing = chances.reduce((sum, chance) => sum + chance ** window, 0);
  let reached = 1;
  let expected = 0;
  for (let begun = 0; begun < n; begun += window) {
    expected += reached * Math.min(window, n - begun);
    reached *= 1 - agreeing;
  }
  return expected;
}

/**
 * Of the adaptive vote between two answers, of which one comes with the chance `agreement`: exact, over all counts that are
 * not sure yet. A window counts whole once it is begun, as most of it is written when the vote stops in it.
 */
export function expectedUntilSure(
  agreement: number,
  { n, window, confidence }: Pick<SearchConfig, 'n' | 'window' | 'confidence'>,
): number {
  const needed = leadersNeeded(n, confidence);
  const isOver = (one: number, other: number) => Math.max(one, other) >= (needed[Math.min(one, other)] ?? Infinity);
  /** By votes for the one answer: chance that it has so many and the vote goes on. */
  let going: readonly number[] = [1];
  let expected = 0;
  for (let begun = 0; begun < n; begun++) {
    if (begun % window === 0) expected += going.reduce((sum, chance) => sum + chance, 0) * Math.min(window, n - begun);
    const before = going;
    going = Array.from({ length: begun + 2 }, (_, one) =>
      isOver(one, begun + 1 - one) ? 0 : (before[one - 1] ?? 0) * agreement + (before[one] ?? 0) * (1 - agreement),
    );
  }
  return expected;
}

/** By votes of the second: the fewest of the leader that are sure, as long as both are at most n together. */
function leadersNeeded(n: number, confidence: number): readonly number[] {
  const needed: number[] = [];
  for (let second = 0, leader = 1; ; second++) {
    while (leader + second <= n && !isSure(leader, second, confidence)) leader++;
    if (leader + second > n) return needed;
    needed.push(leader);
  }
}
