/**
 * Sequential revisions (Snell et al. 2024, section 6): chains of whole solutions, each written in sight of up to four of its
 * chain before it. Chains run side by side, so n = C x R is spent deep, wide or both. A revision may spoil what was right, so
 * the selection looks at all of them: the weighted vote within each chain first, then between chains; the majority over all.
 * Rules of SPEC.md.
 */
import { configComplaints, fillText } from '@/lib/words';
import { rootId } from '../shapes/ids';
import { allocation, endOf } from './frontier';
import { samplingSettings } from './settings';
import type { SearchConfig } from '../shapes/config';
import type { Allocation, GroupPlan, GroupView, Strategy } from './strategy';

export const revisions: Strategy = {
  needsVerifier: true,
  isStepwise: false,
  pooling: 'none',
  settings: [...samplingSettings, 'revisions'],
  isInSearchAndLearn: false,
  votesByGroup: true,
  asks: 'revise',
  problemsWith: ({ n, revisions: length }) =>
    length > n ? [{ field: 'revisions', said: fillText(configComplaints.chainTooLong, { length, n }) }] : [],
  effort: (config) => ({ written: config.n, shown: attemptsShown(config) }),
  groups: chains,
  kindOf: () => ({ isWhole: true }),
  allocate: revise,
};

/** Earlier attempts that a revision sees. */
export const attemptsSeen = 4;

/** The last chain is shorter when the length does not divide n. */
function chains({ n, revisions: length }: SearchConfig): readonly GroupPlan[] {
  return Array.from({ length: Math.ceil(n / length) }, (_, i) => ({ n: Math.min(length, n - i * length), first: 1 }));
}

function attemptsShown(config: SearchConfig): number {
  let shown = 0;
  for (const { n } of chains(config))
    for (let before = 0; before < n; before++) shown += Math.min(before, attemptsSeen);
  return shown;
}

function revise({ n, round, solutions, candidates }: GroupView): Allocation {
  const decided = allocation(candidates, [], []);
  if (round + 1 >= n) return decided;
  const finished = [...solutions, ...candidates.filter((candidate) => endOf(candidate) === 'finished')];
  const attempts = finished.slice(-attemptsSeen).map(({ id }) => id);
  return { ...decided, expansions: [{ parent: rootId, children: 1, ...(attempts.length === 0 ? {} : { attempts }) }] };
}
