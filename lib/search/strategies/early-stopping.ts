/**
 * Votes that stop when more would not change them. The window rule (Li et al. 2024, ESC, arXiv 2401.10480; their code at
 * 799157a) stops when all of a window agree; the adaptive vote (Aggarwal et al. 2023, arXiv 2305.11860; their code at
 * 899ab56) when it is sure of the leader. Both go by the order of ids, never by which solution was faster. No verifier.
 * Rules W-1 to W-5 of SPEC.md.
 *
 * Deviations: a solution without a readable answer agrees with nothing; the last window is smaller where the window does not
 * divide n; the adaptive vote may begin a window of solutions at once, and counts no further than where it would have
 * stopped.
 */
import { rootId } from '../ids';
import { allocation, endOf } from './frontier';
import { samplingSettings } from './settings';
import type { SearchConfig } from '../config';
import type { Allocation, Candidate, GroupView, Strategy } from './strategy';

export const windowVote: Strategy = {
  needsVerifier: false,
  isStepwise: false,
  pooling: 'none',
  settings: [...samplingSettings, 'window'],
  isInSearchAndLearn: false,
  groups: ({ n, window }) => [{ n, first: Math.min(n, window) }],
  kindOf: () => ({ isWhole: true }),
  allocate: untilWindowAgrees,
};

export const adaptiveVote: Strategy = {
  ...windowVote,
  settings: [...windowVote.settings, 'confidence'],
  isSettled: (view, config) => firstSure(view, config) !== undefined,
  allocate: untilSure,
};

function untilWindowAgrees(view: GroupView, config: SearchConfig): Allocation {
  const { candidates, solutions } = view;
  const decided = allocation(candidates, [], []);
  const [first] = candidates;
  const agrees =
    candidates.length === config.window &&
    candidates.every((candidate) => candidate.key !== undefined && candidate.key === first?.key);
  // A window that agrees answers alone.
  if (agrees) return { ...decided, weights: solutions.map(({ id: node }) => ({ node, weight: 0 })) };
  return { ...decided, expansions: nextWindow(view, config) };
}

function untilSure(view: GroupView, config: SearchConfig): Allocation {
  const { candidates } = view;
  const sure = firstSure(view, config);
  const decided = allocation(candidates, [], []);
  if (sure === undefined) return { ...decided, expansions: nextWindow(view, config) };
  const decisions = decided.decisions.map((decision, i) =>
    i > sure && endOf(candidates[i] as Candidate) === 'finished' ? { ...decision, fate: 'stopped' as const } : decision,
  );
  return { ...decided, decisions };
}

function nextWindow({ n, round, candidates }: GroupView, { window }: SearchConfig): Allocation['expansions'] {
  const begun = round * window + candidates.length;
  return begun >= n ? [] : [{ parent: rootId, children: Math.min(window, n - begun) }];
}

/** Place of the candidate with which the vote is sure; undefined while it is not. */
function firstSure({ solutions, candidates }: GroupView, { confidence }: SearchConfig): number | undefined {
  const counts = new Map<string, number>();
  const count = ({ key }: Candidate) => {
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  solutions.forEach(count);
  for (const [i, candidate] of candidates.entries()) {
    count(candidate);
    const [leader = 0, second = 0] = [...counts.values()].toSorted((left, right) => right - left);
    if (leader > second && confidenceIn(leader, second) >= confidence) return i;
  }
  return undefined;
}

/**
 * How sure it is that the answer of `leader` votes is the more frequent one against `second`: 1 less the incomplete beta
 * function at one half, of leader + 1 and second + 1. In [0.5, 1) for leader >= second.
 */
export function confidenceIn(leader: number, second: number): number {
  const trials = leader + second + 1;
  let logTerm = -trials * Math.LN2;
  let sum = 0;
  for (let k = 0; k <= second; k++) {
    sum += Math.exp(logTerm);
    logTerm += Math.log((trials - k) / (k + 1));
  }
  return 1 - sum;
}
