/**
 * The search beside the reference toolkit, on the same worlds: no difference where they are clean, and where they are not the
 * declared ones alone. Test names quote the rules of SPEC.md that make them.
 */
import { describe, expect, it } from 'vitest';
import { selectAnswer, solutionsOf, textOf, type SearchConfig } from './index';
import { referenceBeamSearch, referenceDvts, type ReferenceConfig, type ReferenceRun } from './testing/reference';
import { searchIn, worldOf, type Dirt } from './testing/worlds';
import type { SearchState } from './log/state';

type Subject = 'beam-search' | 'dvts';

interface Outcome {
  /** Texts that each round keeps, as often as their places are taken, in order of the texts. */
  readonly rounds: readonly (readonly string[])[];
  readonly pool: readonly string[];
  readonly best: string | undefined;
  readonly weighted: string | undefined;
  /** All answers with the most votes: which of them wins goes by an order of lists that nobody declared. */
  readonly majority: readonly string[];
}

function ours(state: SearchState, beamWidth: number): Outcome {
  const rounds: string[][] = [];
  for (const { decision, round, id } of state.nodes.values()) {
    if (decision === undefined) continue;
    const kept = (rounds[round] ??= []);
    for (let place = 0; place < (decision.children ?? 0); place += beamWidth) kept.push(textOf(state, id));
  }
  const solutions = solutionsOf(state);
  const votes = selectAnswer(solutions, 'majority').votes;
  return {
    rounds: rounds.map((kept) => kept.toSorted()),
    pool: solutions.flatMap(({ text, weight }) => Array.from({ length: weight }, () => text)).toSorted(),
    best: selectAnswer(solutions, 'best').answer,
    weighted: selectAnswer(solutions, 'weighted').answer,
    majority: votes.flatMap(({ count, answer }) => (count === votes[0]?.count ? [answer] : [])).toSorted(),
  };
}

function theirs({ kept, pool }: ReferenceRun): Outcome {
  const answered = pool.map(({ text, score }) => ({ answer: /\\boxed\{(.*?)\}/.exec(text)?.[1] ?? '', score }));
  const tally = (weightOf: (score: number) => number) => {
    const sums = new Map<string, number>();
    for (const { answer, score } of answered) sums.set(answer, (sums.get(answer) ?? 0) + weightOf(score));
    return [...sums].toSorted(([, left], [, right]) => right - left);
  };
  const votes = tally(() => 1);
  return {
    rounds: kept.map((texts) => texts.toSorted()),
    pool: pool.map(({ text }) => text).toSorted(),
    best: answered.toSorted((left, right) => right.score - left.score)[0]?.answer,
    weighted: tally((score) => score)[0]?.[0],
    majority: votes.flatMap(([answer, count]) => (count === votes[0]?.[1] ? [answer] : [])).toSorted(),
  };
}

interface Trial {
  readonly subject: Subject;
  readonly problems: number;
  readonly steps?: number;
  readonly config?: Partial<ReferenceConfig>;
  readonly options?: Partial<SearchConfig>;
  readonly dirt?: Dirt;
}

/** How many problems differ, by what differs. */
async function differences({
  subject,
  problems,
  steps = 4,
  config,
  options,
  dirt,
}: Trial): Promise<Record<keyof Outcome, number>> {
  const found = { rounds: 0, pool: 0, best: 0, weighted: 0, majority: 0 };
  const shape = { n: 8, beamWidth: 2, maxSteps: 8, ...config };
  const reference = subject === 'dvts' ? referenceDvts : referenceBeamSearch;
  for (let problem = 0; problem < problems; problem++) {
    const world = worldOf(problem, steps, dirt);
    const { n, beamWidth, maxSteps } = shape;
    const { state } = await searchIn(world, subject, { n, beamWidth, maxSteps, ...options });
    const [own, other] = [ours(state, beamWidth), theirs(reference(world, shape))];
    for (const name of ['rounds', 'pool', 'best', 'weighted', 'majority'] as const)
      if (JSON.stringify(own[name]) !== JSON.stringify(other[name])) found[name]++;
  }
  return found;
}

const none = { rounds: 0, pool: 0, best: 0, weighted: 0, majority: 0 };

describe('clean worlds', () => {
  it.each<Trial>([
    { subject: 'beam-search', problems: 100 },
    { subject: 'beam-search', problems: 50, config: { n: 16, beamWidth: 4 } },
    { subject: 'dvts', problems: 100 },
    { subject: 'dvts', problems: 50, config: { n: 16, beamWidth: 4 } },
  ])('B-2, D-1, A-3: no difference where solutions end by themselves: %o', async (trial) => {
    expect(await differences(trial)).toEqual(none);
  });

  it.each<Trial>([
    { subject: 'beam-search', problems: 50, steps: 6, config: { maxSteps: 3 } },
    { subject: 'dvts', problems: 50, steps: 6, config: { maxSteps: 3 } },
  ])('B-6: none where the last round writes to the end: %o', async (trial) => {
    expect(await differences(trial)).toEqual(none);
  });
});

/** What differs in `trial` at all, by name. */
async function differing(trial: Omit<Trial, 'problems'>): Promise<readonly string[]> {
  const found = await differences({ problems: 30, ...trial });
  return Object.entries(found).flatMap(([name, problems]) => (problems > 0 ? [name] : []));
}

const subjects = ['beam-search', 'dvts'] as const;
const all = ['rounds', 'pool', 'best', 'weighted', 'majority'];
const picks = ['best', 'weighted', 'majority'];

describe('worlds that are not clean', () => {
  const early = { early: 0.25 };

  it('B-3: solutions that end early take their places in beam search', async () => {
    expect(await differing({ subject: 'beam-search', dirt: early })).toEqual(all);
  });

  it('B-3, B-8: refilled, and with its completed ones sorted, there is no difference', async () => {
    const config = { n: 16, beamWidth: 4, sortCompleted: true };
    const options = { finished: 'refills' } as const;
    expect(await differing({ subject: 'beam-search', dirt: early, config, options })).toEqual([]);
  });

  it('D-4: a subtree goes on when one of its candidates has ended', async () => {
    expect(await differing({ subject: 'dvts', dirt: early })).toEqual(all);
  });

  it.each(subjects)('A-2: merged or kept, identical siblings make no difference: %s', async (subject) => {
    for (const duplicates of ['merged', 'kept'] as const)
      expect(await differing({ subject, dirt: { duplicate: 0.5 }, options: { duplicates } })).toEqual([]);
  });

  it('A-2: filtered, they are those of the published recipe, merged they are not', async () => {
    const config = { n: 16, beamWidth: 4, filterDuplicates: true };
    const trial = { subject: 'beam-search', dirt: { duplicate: 0.5 }, config } as const;
    expect(await differing({ ...trial, options: { duplicates: 'filtered' } })).toEqual([]);
    expect(await differing(trial)).toEqual(all);
  });

  it.each(subjects)('A-3, V-4: equal scores do not go by the order of a list: %s', async (subject) => {
    expect(await differing({ subject, dirt: { levels: 3 } })).toEqual(all);
  });

  it('B-4: N/M is rounded up where M does not divide N', async () => {
    expect(await differing({ subject: 'beam-search', config: { n: 10, beamWidth: 4 } })).toEqual(all);
  });

  it.each(subjects)('V-3: no answer is no answer, and nothing else differs: %s', async (subject) => {
    expect(await differing({ subject, dirt: { unanswered: 0.4 } })).toEqual(picks);
  });

  it('D-4, P-10: what is written on after an answer ends the subtrees of the reference, and ours where it is asked for', async () => {
    const dirt = { chatter: 2 };
    const options = { stopAtAnswer: true };
    expect(await differing({ subject: 'dvts', dirt })).toEqual(all);
    expect(await differing({ subject: 'dvts', dirt, options })).toEqual([]);
    // Its beam search never stops there.
    expect(await differing({ subject: 'beam-search', dirt })).toEqual([]);
    expect(await differing({ subject: 'beam-search', dirt, options })).toEqual(all);
  });
});
