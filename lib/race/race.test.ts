/** Lanes of a race against the fold of the same logs, entry by entry; who is first, and who shares that place. */
import { createReadStream, readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEvents,
  forkOf,
  initialState,
  selectAnswer,
  selectionOf,
  solutionsOf,
  strategyNames,
  type SearchEvent,
  type SearchState,
  type StrategyName,
} from '@/lib/search';
import { verdictOf } from '@/lib/tree';
import type { LogEntry } from '@/lib/runs/wire';
import { readLogLines } from '@/lib/runs/log-lines';
import { runToy, startOf, toySpec } from '../search/testing/run-search';
import { amountOf, Course, Lane, outcomeOf, type LaneModels, type Runner } from './index';

const entriesOf = (events: readonly SearchEvent[], everyMs = 10): LogEntry[] =>
  events.map((event, i) => ({ seq: i + 1, at: 1_000 + i * everyMs, event }));
const whole = (events: readonly SearchEvent[]): LogEntry[] =>
  entriesOf([...events, { type: 'run-ended', status: 'finished' }]);
const logOf = async (strategy: StrategyName, seed = 1, config = {}) =>
  whole((await runToy(toySpec(strategy, { n: 8, beamWidth: 2, ...config }, seed))).events);
function laneOf(entries: readonly LogEntry[]): Lane {
  const lane = new Lane();
  lane.read(entries);
  return lane;
}

/** As the page of the run tells it at this place. */
function answerIn(state: SearchState): string | undefined {
  if (state.spec === undefined) return undefined;
  const selection = selectionOf(state.spec);
  return (state.selected[selection] ?? selectAnswer(solutionsOf(state), selection)).answer;
}

function expectSameAsFold(entries: readonly LogEntry[]): void {
  const lane = laneOf(entries);
  let state = initialState;
  for (const { seq, event } of entries) {
    state = applyEvents(state, [event]);
    const held = lane.answerAt(seq);
    expect(held.answer).toBe(answerIn(state));
    expect(held.verdict).toBe(verdictOf(held.answer, state.spec?.problem.answer));
    const { policy, verifier } = lane.spendingAt(seq);
    const { totals } = state;
    expect(verifier).toEqual(tokensOf(totals.verifier));
    expect(policy.completion).toBeGreaterThanOrEqual(totals.policy.completionTokens);
    if (state.calls.every(({ status }) => status !== 'open')) expect(policy).toEqual(tokensOf(totals.policy));
  }
}

function tokensOf({ promptTokens, cachedTokens, completionTokens, calls }: SearchState['totals']['policy']) {
  return { prompt: promptTokens, cached: cachedTokens, completion: completionTokens, calls };
}

describe('a lane', () => {
  it.each(strategyNames)(
    '%s: holds what its run would choose, and has spent what its ledger says, after every entry',
    async (name) => {
      await fc.assert(
        fc.asyncProperty(fc.nat(1_000), async (seed) => expectSameAsFold(await logOf(name, seed))),
        { numRuns: 4 },
      );
    },
  );

  const fixtures = new URL('../runs/__fixtures__/', import.meta.url);
  const files = ['version-1', 'version-2'].flatMap((version) =>
    readdirSync(new URL(version, fixtures))
      .filter((name) => name.endsWith('.ndjson'))
      .map((name) => `${version}/${name}`),
  );
  it.each(files)('%s, of real servers, likewise', async (file) => {
    const entries: LogEntry[] = [];
    const stream = Readable.toWeb(createReadStream(new URL(file, fixtures))) as ReadableStream<Uint8Array>;
    for await (const batch of readLogLines(stream)) entries.push(...batch);
    expectSameAsFold(entries);
  });

  it('goes on through a fork that goes by another selection', async () => {
    const { events } = await runToy(toySpec('best-of-n', { n: 6 }));
    const at = events.findIndex(({ type }) => type === 'answer-selected');
    const spec = { ...toySpec('best-of-n', { n: 6, selection: 'majority' }) };
    const made = forkOf(events, { parent: 'p', seq: at, spec });
    expectSameAsFold(entriesOf([...events.slice(0, made.shared), ...made.events]));
  });

  it('goes on through a fork in which a person cut a solution, and a step that several go on from', async () => {
    const { events } = await runToy(toySpec('best-of-n', { n: 6 }));
    for (const node of ['0.0', events.findLast((event) => event.type === 'node-closed')!.node]) {
      const made = forkOf(events, { parent: 'p', edit: { type: 'exclude', node } });
      expectSameAsFold(entriesOf([...events.slice(0, made.shared), ...made.events]));
    }
  });

  it('read in pieces is what it is at once', async () => {
    const entries = await logOf('dvts');
    const lane = new Lane();
    for (let end = 0; end <= entries.length; end += 7) lane.read(entries.slice(0, end));
    lane.read(entries);
    const at = laneOf(entries);
    expect(lane.answers).toEqual(at.answers);
    for (let seq = 0; seq <= entries.length; seq++) expect(lane.spendingAt(seq)).toEqual(at.spendingAt(seq));
  });

  it('counts the words of an open call as they come, and what the ledger lost as lost', async () => {
    const start = startOf(toySpec('best-of-n', { n: 1 }));
    const call: SearchEvent = {
      type: 'call-opened',
      call: 0,
      role: 'policy',
      nodes: ['0.0'],
      url: 'u',
      body: {},
    } satisfies SearchEvent;
    const events: SearchEvent[] = [
      ...start,
      { type: 'prompt-built', prompt: { text: 'P' } },
      {
        type: 'round-opened',
        group: 0,
        round: 0,
        isWhole: true,
        expansions: [{ parent: '0', firstChild: 0, children: 1 }],
      },
      { type: 'node-opened', node: '0.0', group: 0, round: 0 },
      call,
      { type: 'node-text', node: '0.0', text: 'a\n\n', tokens: 3 },
      { type: 'node-closed', node: '0.0', finish: 'step' },
      { type: 'node-opened', node: '0.0.0', group: 0, round: 0 },
      { type: 'node-text', node: '0.0.0', text: 'b', tokens: 2 },
      { type: 'run-paused' },
      { type: 'run-resumed' },
    ];
    const lane = laneOf(entriesOf(events, 1_000));
    const written = events.map((_, i) => lane.spendingAt(i + 1).policy.completion);
    expect(written).toEqual([0, 0, 0, 0, 0, 3, 3, 3, 5, 0, 0]);
    // The pause is no work.
    expect(lane.spendingAt(events.length).ms).toBe(9_000);
    // Nobody goes back in time for it.
    const course = new Course(lane, 'tokens', free);
    expect(course.amountAt(events.length)).toBe(5);
    expect(course.seqAt(4)).toBe(8);
  });
});

const facts = (parametersM: number) => ({ parametersM, promptPrice: 1, completionPrice: 2 });
const free: LaneModels = {
  policy: { parametersM: undefined, promptPrice: undefined, completionPrice: undefined },
  verifier: undefined,
};

describe('measures', () => {
  const spending = {
    ms: 1_500,
    policy: { prompt: 10, cached: 4, completion: 20, calls: 1 },
    verifier: { prompt: 30, cached: 0, completion: 1, calls: 1 },
  };
  it('charge policy and verifier both, and nothing that is not known', () => {
    const models = { policy: facts(1), verifier: facts(2) };
    expect(amountOf(spending, 'seconds', models)).toBe(1.5);
    expect(amountOf(spending, 'tokens', models)).toBe(20);
    expect(amountOf(spending, 'flops', models)).toBe(2e6 * 26 + 4e6 * 31);
    expect(amountOf(spending, 'price', models)).toBeCloseTo((10 + 40 + 30 + 2) / 1e6);
    expect(amountOf(spending, 'flops', { ...models, verifier: undefined })).toBe(2e6 * 26);
    expect(amountOf(spending, 'flops', { ...models, verifier: free.policy })).toBeUndefined();
    expect(amountOf(spending, 'price', free)).toBeUndefined();
  });

  it('say where a lane was when so much was spent: never beyond it', async () => {
    const lane = laneOf(await logOf('beam-search'));
    for (const measure of ['seconds', 'tokens', 'flops'] as const) {
      const course = new Course(lane, measure, { policy: facts(1), verifier: facts(8) });
      const all = course.amountAt(lane.end);
      expect(course.seqAt(all)).toBe(lane.end);
      for (let amount = 0; amount < all; amount += all / 50) {
        const seq = course.seqAt(amount);
        expect(course.amountAt(seq)).toBeLessThanOrEqual(amount);
        expect(course.amountAt(seq + 1)).toBeGreaterThan(amount);
      }
    }
  });
});

describe('who is first', () => {
  /** One solution a step of time; the answers in their order. */
  const laneWith = (answers: readonly string[]): Runner => {
    const n = answers.length;
    const events: SearchEvent[] = [
      ...startOf({ ...toySpec('majority', { n, selection: 'majority' }), verifier: undefined }),
      { type: 'prompt-built', prompt: { text: 'P' } },
      ...answers.flatMap((answer, group): SearchEvent[] => [
        {
          type: 'round-opened',
          group,
          round: 0,
          isWhole: true,
          expansions: [{ parent: '0', firstChild: group, children: 1 }],
        },
        { type: 'node-opened', node: `0.${group}`, group, round: 0 },
        { type: 'node-text', node: `0.${group}`, text: `$\\boxed{${answer}}$`, tokens: 5 },
        { type: 'node-closed', node: `0.${group}`, finish: 'eos' },
      ]),
    ];
    const lane = laneOf(entriesOf(events, 100));
    return { lane, course: new Course(lane, 'seconds', free), end: lane.end };
  };

  it('is the lane that held the right answer first, whether it kept it or not', () => {
    const runners = [laneWith(['1', '3', '3']), laneWith(['3', '1', '1']), laneWith(['2'])];
    const { arrivals, first } = outcomeOf(runners, 'seconds', Infinity);
    expect(first).toEqual([1]);
    expect(arrivals.map(({ at }) => at)).toEqual([1.3, 0.5, undefined]);
    expect(arrivals.map(({ isKept }) => isKept)).toEqual([true, false, false]);
  });

  it('are all whose times cannot be told apart', () => {
    const runners = [laneWith(['3']), laneWith(['3', '3'])];
    expect(outcomeOf(runners, 'seconds', Infinity).first).toEqual([0, 1]);
  });

  it('is told as far as the race has come, and never beyond the end of a lane', () => {
    const [slow, fast] = [laneWith(['1', '3', '3']), laneWith(['1', '1', '1', '3'])];
    expect(outcomeOf([slow, fast], 'seconds', 1).first).toEqual([]);
    expect(outcomeOf([{ ...slow, end: slow.course.seqAt(0.9) }, fast], 'seconds', Infinity).first).toEqual([]);
  });
});
