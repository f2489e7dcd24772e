/** What stands in a race's address, what its lanes are called, and the race at one place of its clock. */
import { describe, expect, it } from 'vitest';
import { Lane } from '@/lib/race';
import type { LogEntry, RunSummary } from '@/lib/runs/wire';
import { forkOf, type SearchConfig, type StrategyName } from '@/lib/search';
import { runToy, toySpec } from '@/lib/search/testing/run-search';
import { readRaceForm, writeRaceForm, type RaceForm } from './race-form';
import type { LaneLog } from './race-logs';
import { Courses, raceOf } from './race-model';
import { outcomeWords } from './race-words';
import { placeLabels } from './strip-labels';

const form: RaceForm = { runs: ['a', 'b'], by: 'seconds', at: undefined, limit: undefined, budgets: [] };

async function laneLog(strategy: StrategyName, config: Partial<SearchConfig> = {}, startsAt = 1_000): Promise<LaneLog> {
  const { events } = await runToy(toySpec(strategy, { n: 8, beamWidth: 2, ...config }));
  return laneOf(
    strategy,
    [...events, { type: 'run-ended', status: 'finished' } as const].map((event, i): LogEntry => ({
      seq: i + 1,
      at: startsAt + i * 20,
      event,
    })),
  );
}

function laneOf(id: string, entries: readonly LogEntry[]): LaneLog {
  const lane = new Lane();
  lane.read(entries);
  // What a race asks of a log, and nothing else.
  const log = { snapshot: () => ({ replay: { entries } }) } as unknown as LaneLog['log'];
  return { id, lane, log, connection: { type: 'complete' }, summary: undefined, reaches: 0, broken: undefined };
}

function summaryOf({ id, lane: { spec, end } }: LaneLog): RunSummary {
  const { policy, verifier, ...rest } = spec!;
  const nothing = { policyTokens: 0, verifierTokens: 0, calls: 0, nodes: 0, seconds: 0 };
  const status = 'finished';
  return { id, createdAt: 0, status, ...rest, policy: policy.name, verifier: verifier?.name, lastSeq: end, ...nothing };
}

const facts = [
  { role: 'policy', name: 'toy policy', parametersM: 1 },
  { role: 'verifier', name: 'toy verifier', parametersM: 8 },
] as const;

describe('the race in the address', () => {
  it.each<RaceForm>([
    form,
    { runs: ['a', 'b', 'c'], by: 'tokens', at: 120.5, limit: 'flops', budgets: [1e9, undefined, 2e9] },
  ])('survives the way into the address and back', (each) => {
    expect(readRaceForm(writeRaceForm(each))).toEqual(each);
  });
  it('what cannot be read falls back, one field at a time', () => {
    const params = new URLSearchParams('runs=a,,b,a,c,d,e&by=yards&at=-1&limit=tokens&budgets=5,x,0');
    expect(readRaceForm(params)).toEqual({
      runs: ['a', 'b', 'c', 'd'],
      by: 'seconds',
      at: undefined,
      limit: 'tokens',
      budgets: [5, undefined, undefined],
    });
  });
});

describe('a race', () => {
  it('ends where its longest lane does, with meters at what each has spent', async () => {
    const logs = [await laneLog('beam-search'), await laneLog('majority')];
    const race = raceOf(logs, form, { facts, courses: new Courses() });
    expect(race.known).toEqual(['seconds', 'tokens', 'flops']);
    expect(race.lanes.map(({ seq }) => seq)).toEqual(logs.map(({ lane }) => lane.end));
    expect(race.total).toBe(Math.max(...race.lanes.map(({ endAt }) => endAt)));
    expect(race.lanes[0]!.spent.tokens).toBe(logs[0]!.lane.spendingAt(Infinity).policy.completion);
    expect(race.atOnce).toBe(2);
    expect(race.isGoingOn).toBe(false);
  });

  it('takes a meter from no lane because of another: what is not known is told of the lane alone, and no clock counts it', async () => {
    const logs = [await laneLog('majority'), await laneLog('beam-search')];
    const priced = { ...facts[0], promptPrice: 1, completionPrice: 2 };
    const race = raceOf(
      logs,
      { ...form, by: 'price', limit: 'price', budgets: [1, 1] },
      { facts: [priced], courses: new Courses() },
    );
    expect(race).toMatchObject({
      known: ['seconds', 'tokens'],
      metered: ['seconds', 'tokens', 'flops', 'price'],
      by: 'seconds',
      limit: undefined,
    });
    const [majority, beam] = race.lanes;
    const { prompt, completion } = logs[0]!.lane.spendingAt(Infinity).policy;
    expect(majority!.spent.price).toBeCloseTo((prompt + 2 * completion) / 1e6);
    expect(majority!.untold).toEqual({});
    expect(beam!.spent).toMatchObject({ flops: undefined, price: undefined });
    expect(beam!.untold).toEqual({ flops: 'toy verifier', price: 'toy verifier' });
  });

  it('counts by the price where it is known of all', async () => {
    const logs = [await laneLog('beam-search')];
    const priced = facts.map((each) => ({ ...each, promptPrice: 1, completionPrice: 2 }));
    const race = raceOf(logs, { ...form, by: 'price' }, { facts: priced, courses: new Courses() });
    expect(race.by).toBe('price');
    expect(race.total).toBe(race.lanes[0]!.spent.price);
  });

  it('is opening while the server has not said how far a log goes, or not all of it is here', async () => {
    const log = await laneLog('beam-search');
    const { entries } = log.log.snapshot().replay;
    const half = laneOf('half', entries.slice(0, 20));
    const opening = (each: Partial<LaneLog>) =>
      raceOf([log, { ...half, ...each }], form, { facts, courses: new Courses() });
    expect(opening({ lane: new Lane(), connection: { type: 'retrying', attempt: 2, message: 'down' } })).toMatchObject({
      isOpening: true,
    });
    expect(opening({ lane: new Lane(), connection: { type: 'opening' } }).lanes[1]).toMatchObject({ isArriving: true });
    expect(opening({ summary: 'asked' })).toMatchObject({ isOpening: true, isGoingOn: false });
    expect(opening({ reaches: entries.length })).toMatchObject({ isOpening: true });
    expect(opening({ reaches: 20 })).toMatchObject({ isOpening: false, isGoingOn: true });
    expect(opening({ reaches: entries.length, broken: 'no log' })).toMatchObject({ isOpening: false });
    const { lane: _, ...known } = { ...log, summary: summaryOf(log) };
    const race = raceOf([{ ...known, lane: new Lane(), reaches: 9 }], form, { facts, courses: new Courses() });
    expect(race.lanes[0]).toMatchObject({ name: 'Beam search', spec: undefined, isArriving: true });
  });

  it('counts nothing of which a model keeps silent', async () => {
    const logs = [await laneLog('beam-search')];
    expect(raceOf(logs, { ...form, by: 'flops' }, { facts: [facts[0]], courses: new Courses() })).toMatchObject({
      known: ['seconds', 'tokens'],
      by: 'seconds',
    });
  });

  it('stands at one place for all lanes: none has spent more than the clock says', async () => {
    const logs = [await laneLog('beam-search'), await laneLog('best-of-n')];
    const race = raceOf(logs, { ...form, by: 'tokens', at: 40 }, { facts, courses: new Courses() });
    for (const { spent, seq, end } of race.lanes) {
      expect(spent.tokens).toBeLessThanOrEqual(40);
      expect(seq).toBeLessThan(end);
    }
  });

  it('lets a lane end where its budget is spent, in what the clock does not count either', async () => {
    const logs = [await laneLog('beam-search'), await laneLog('best-of-n')];
    const race = raceOf(
      logs,
      { ...form, limit: 'tokens', budgets: [30, undefined] },
      { facts, courses: new Courses() },
    );
    const [short, whole] = race.lanes;
    expect(short).toMatchObject({ isSpent: true, isGoingOn: false });
    expect(short!.spentAtEnd.tokens).toBeLessThanOrEqual(30);
    expect(logs[0]!.lane.spendingAt(short!.end + 1).policy.completion).toBeGreaterThan(30);
    expect(short!.answers.every(({ to }) => to <= short!.endAt)).toBe(true);
    expect(whole!.isSpent).toBe(false);
  });

  it('that was run one after the other shared nothing', async () => {
    const logs = [await laneLog('beam-search'), await laneLog('majority', {}, 1_000_000)];
    expect(raceOf(logs, form, { facts, courses: new Courses() }).atOnce).toBe(1);
  });

  it('of a run and what left it shared nothing before that: those entries are the parent’s', async () => {
    const parent = await laneLog('beam-search');
    const { entries } = parent.log.snapshot().replay;
    const { shared, events } = forkOf(
      entries.map(({ event }) => event),
      { parent: 'p', seq: 30 },
    );
    const own = events.map((event, i): LogEntry => ({ seq: shared + i + 1, at: 1_000_000 + i, event }));
    const child = laneOf('child', [...entries.slice(0, shared), ...own]);
    const race = raceOf([parent, child], form, { facts, courses: new Courses() });
    expect(race.atOnce).toBe(1);
    expect(race.lanes.map(({ name }) => name)).toEqual(['Beam search', 'Beam search, forked at entry 30']);
  });
});

describe('who was first, in words', () => {
  const names = ['Beam search', 'DVTS', 'Best-of-N'];
  const never = { at: undefined, isKept: false };
  const how = { measure: 'tokens', isOver: true, atOnce: 3 } as const;
  it.each([
    [
      [{ at: 120, isKept: true }, { at: 90, isKept: true }, never],
      [1],
      'First at the right answer: DVTS, at 90 tokens; Beam search at 120 tokens, Best-of-N never.',
    ],
    [
      [{ at: 90, isKept: true }, { at: 90, isKept: false }, never],
      [0, 1],
      'Tied for the right answer at 90 tokens: Beam search and DVTS; DVTS gave it up; Best-of-N never.',
    ],
    [
      [{ at: 90, isKept: false }, never, never],
      [0],
      'First at the right answer: Beam search, at 90 tokens, which then gave it up; DVTS never, Best-of-N never.',
    ],
    [[never, never, never], [], 'Nobody came to the right answer.'],
  ])('%j', (arrivals, first, words) => {
    expect(outcomeWords({ arrivals, first }, names, how)).toBe(words);
  });
  it('says with seconds who shared the servers, and nothing for good before the end', () => {
    const outcome = { arrivals: [{ at: 1.5, isKept: true }, never, never], first: [0] };
    expect(outcomeWords(outcome, names, { measure: 'seconds', isOver: false, atOnce: 2 })).toBe(
      'First at the right answer: Beam search, at 1.5 s; DVTS not yet, Best-of-N not yet. Up to 2 of them ran at the same time.',
    );
  });
});

describe('answers on a strip', () => {
  const words = '7x + 31';

  it('stand where they were held, or beside it where nothing else is', () => {
    expect(placeLabels([{ start: 100, end: 200, words }], 300)).toEqual([{ left: 100, width: 100 }]);
    const [behind] = placeLabels([{ start: 230, end: 236, words }], 300);
    expect(behind).toMatchObject({ left: 236 });
    expect(behind!.width).toBeGreaterThan(50);
    const [back] = placeLabels([{ start: 290, end: 300, words }], 300);
    expect(back!.left + back!.width).toBe(290);
    expect(back!.left).toBeLessThan(240);
  });

  it('are cut or left out where others stand, and never lie on each other', () => {
    const stretches = [0, 20, 60, 150, 290].map((start, i, all) => ({ start, end: all[i + 1] ?? 300, words }));
    const labels = placeLabels(stretches, 300);
    expect(labels.map((label) => label !== undefined)).toEqual([false, true, true, true, false]);
    const apart = placeLabels(
      [
        { start: 40, end: 44, words },
        { start: 150, end: 154, words },
        { start: 296, end: 300, words },
      ],
      300,
    );
    apart.forEach((label, i) => {
      const next = apart[i + 1];
      if (next !== undefined) expect(label!.left + label!.width).toBeLessThanOrEqual(next.left);
    });
    expect(apart.every((label) => label !== undefined)).toBe(true);
  });
});
