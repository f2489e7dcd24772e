/** How runs are found for lessons, and how a lesson is made of them; on searches of toy models. */
import { describe, expect, it } from 'vitest';
import { applyEvents, initialState, type Problem } from '@/lib/search';
import { runToy, toySpec } from '@/lib/search/testing/run-search';
import { castRules } from './casting';
import { filesOf } from './lesson-files';
import { stopOf, type Candidate, type LessonPlan, type Rule } from './plan';
import { aliveFirstSteps, chosenAt, endOf, firstSteps, keptIn, decisionsOf, stateAt, writtenAt } from './scene';
import { Studio, type Recording } from './studio';

async function recorded(strategy: 'beam-search' | 'best-of-n', n: number): Promise<Recording> {
  const spec = toySpec(strategy, { n, beamWidth: 2 });
  const { events } = await runToy(spec);
  const all = [
    ...events,
    ...(events.at(-1)?.type === 'run-ended' ? [] : [{ type: 'run-ended', status: 'finished' } as const]),
  ];
  return {
    spec,
    entries: all.map((event, i) => ({ seq: i + 1, at: i, event })),
    state: applyEvents(initialState, all),
  };
}

const text = (en: string) => ({ en, zh: en });
const candidates: readonly Candidate[] = ['a', 'b', 'c', 'd'].map((name) => ({
  problem: { text: name } satisfies Problem,
  steps: [],
}));
const ruleFor = (name: string, texts: string): Rule => ({
  name,
  words: text(name),
  find: async ({ problem }) => (texts.includes(problem.text) ? {} : undefined),
});
// It is asked for nothing.
const studio = new Studio({
  get backends(): never {
    throw new Error('not asked for');
  },
  get context(): never {
    throw new Error('not asked for');
  },
  seed: 1,
  map: { name: 'none', madeFrom: '', estimate: 'score-and-agreement', share: 4, bins: [] },
});

describe('runs for lessons', () => {
  it('are of the first problem that a rule asks for and no other rule has taken', async () => {
    const rules = [ruleFor('one', 'bd'), ruleFor('two', 'bc'), ruleFor('none', '')];
    for (const atOnce of [1, 2, 4]) {
      const found = await castRules(rules, candidates, { studio, atOnce, report: () => undefined });
      expect([...found].map(([name, { candidate }]) => [name, candidate.problem.text])).toEqual([
        ['one', 'b'],
        ['two', 'c'],
      ]);
    }
  });

  it('are read at the entries at which things happened', async () => {
    const run = await recorded('beam-search', 6);
    const starts = firstSteps(run).map(({ id }) => id);
    const written = stateAt(run, writtenAt(run, starts));
    expect(starts.every((id) => written.nodes.get(id)?.score !== undefined)).toBe(true);
    const kept = keptIn(decisionsOf(run, 0, 0));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.every((id) => starts.includes(id))).toBe(true);
    expect(aliveFirstSteps(run, endOf(run)).every((id) => kept.includes(id))).toBe(true);
    expect(Object.keys(stateAt(run, chosenAt(run)).selected)).not.toEqual([]);
    expect(stateAt(run, endOf(run)).status).toBe('finished');
  });
});

describe('a lesson', () => {
  const rule = ruleFor('rule', 'a');
  const plan: LessonPlan = {
    id: 'made',
    title: text('Made'),
    summary: text('made'),
    strategy: 'best-of-n',
    acts: [
      {
        rule,
        shows: ['run'],
        stops: ({ run }) => [
          stopOf({ run: 'run', at: endOf(run!), say: text('{n} of {n}'), notes: text('look'), values: { n: 3 } }),
        ],
      },
    ],
  };

  it('has the texts with the values of its run, and its packed log', async () => {
    const run = await recorded('best-of-n', 3);
    const made = filesOf(plan, new Map([['rule', { candidate: candidates[0]!, cast: { run } }]]));
    expect(made?.lesson.stops.map(({ say, at }) => [say.en, at])).toEqual([['3 of 3', run.entries.length]]);
    expect([...(made?.logs.keys() ?? [])]).toEqual(['logs/rule-run.ndjson.gz']);
  });

  it('is not made where a rule has found nothing, and never with a place that has no value', () => {
    expect(filesOf(plan, new Map())).toBeUndefined();
    expect(() => stopOf({ run: 'run', at: 1, say: text('{votes}'), notes: text('-') })).toThrow('has places for votes');
  });
});
