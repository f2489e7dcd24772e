/**
 * Votes that stop when more would not change them. The window rule (Li et al. 2024, ESC, arXiv 2401.10480; their code at
 * 799157a) stops when all of a window agree; the adaptive vote (Aggarwal et al. 2023, arXiv 2305.11860; their code at
 * 899ab56) when it is sure of the leader. Both go by the order of ids, never by which solution was faster. No verifier.
 * Rules W-1 to W-5 of SPEC.md.
 *
 * Deviations: a solution without a readable answer agrees with nothing; the last window is smaller where the window does not
 * divide n; the adaptive vote begins a window of solutions at once, and counts no further than where it would have stopped.
 */
import { rootId } from '../shapes/ids';
import { confidenceIn, isSure } from './confidence';
import { expectedSamples, expectedUntilSure } from './expected-samples';
import { allocation } from './frontier';
import { samplingSettings } from './settings';
import type { SearchConfig } from '../shapes/config';
import type { Allocation, Candidate, GroupView, Strategy } from './strategy';

export const windowVote: Strategy = {
  needsVerifier: false,
  isStepwise: false,
  pooling: 'none',
  settings: [...samplingSettings, 'window'],
  isInSearchAndLearn: false,
  groups: ({ n, window }) => [{ n, first: Math.min(n, window) }],
  kindOf: () => ({ isWhole: true }),
  effort: (config, agreement) => ({ written: expectedSamples([agreement, 1 - agreement], config), shown: 0 }),
  allocate: untilWindowAgrees,
};

export const adaptiveVote: Strategy = {
  ...windowVote,
  settings: [...windowVote.settings, 'confidence'],
  effort: (config, agreement) => ({ written: expectedUntilSure(agreement, config), shown: 0 }),
  isSettled: (view, config) => leadOf(view, config).last !== undefined,
  allocate: untilSure,
};

function untilWindowAgrees(view: GroupView, config: SearchConfig): Allocation {
  const { candidates, solutions } = view;
  const [leader] = leadersOf(votesOf(candidates));
  const decided = { ...allocation(candidates, [], []), measures: { leader, window: candidates.length } };
  // A window that agrees answers alone.
  if (leader === config.window) return { ...decided, weights: solutions.map(({ id: node }) => ({ node, weight: 0 })) };
  return { ...decided, expansions: nextWindow(view, config) };
}

function untilSure(view: GroupView, config: SearchConfig): Allocation {
  const { last, leader, second } = leadOf(view, config);
  const decided = {
    ...allocation(view.candidates, [], []),
    measures: { leader, second, confidence: confidenceIn(leader, second) },
  };
  if (last === undefined) return { ...decided, expansions: nextWindow(view, config) };
  // However far the others came by then: what became of them must not depend on speed.
  const decisions = decided.decisions.map((decision, i) =>
    i > last ? { ...decision, fate: 'stopped' as const } : decision,
  );
  return { ...decided, decisions };
}

function nextWindow({ n, round, candidates }: GroupView, { window }: SearchConfig): Allocation['expansions'] {
  const begun = round * window + candidates.length;
  return begun >= n ? [] : [{ parent: rootId, children: Math.min(window, n - begun) }];
}

/** Votes of the two leading answers. */
interface Lead {
  readonly leader: number;
  readonly second: number;
  /** Place of the candidate with which the vote is sure; undefined while it is not. */
  readonly last: number | undefined;
}

function leadOf({ solutions, candidates }: GroupView, { confidence }: SearchConfig): Lead {
  const votes = votesOf(solutions);
  let [leader, second] = leadersOf(votes);
  for (const [last, { key }] of candidates.entries()) {
    if (key === undefined) continue;
    votes.set(key, (votes.get(key) ?? 0) + 1);
    [leader, second] = leadersOf(votes);
    if (isSure(leader, second, confidence)) return { leader, second, last };
  }
  return { leader, second, last: undefined };
}

/** By answer; those without a readable one gave none. */
function votesOf(solutions: readonly Candidate[]): Map<string, number> {
  const votes = new Map<string, number>();
  for (const { key } of solutions) if (key !== undefined) votes.set(key, (votes.get(key) ?? 0) + 1);
  return votes;
}

/** The two largest counts, the larger first; 0 where there is none. */
function leadersOf(votes: ReadonlyMap<string, number>): readonly [number, number] {
  const [leader = 0, second = 0] = [...votes.values()].toSorted((left, right) => right - left);
  return [leader, second];
}
