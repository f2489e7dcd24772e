/** What stands in a race's address, what its lanes are called, and the race at one place of its clock. */
import { describe, expect, it } from 'vitest';
import { Lane } from '@/lib/race';
import type { LogEntry } from '@/lib/runs/wire';
import type { SearchConfig, StrategyName } from '@/lib/search';
import { runToy, toySpec } from '@/lib/search/testing/run-search';
import { readRaceForm, writeRaceForm, type RaceForm } from './race-form';
import type { LaneLog } from './race-logs';
import { Courses, raceOf } from './race-model';
import { laneNames, outcomeWords } from './race-words';
import { placeLabels } from './strip-labels';

const form: RaceForm = { runs: ['a', 'b'], by: 'seconds', at: undefined, limit: undefined, budgets: [] };

async function laneLog(strategy: StrategyName, config: Partial<SearchConfig> = {}, startsAt = 1_000): Promise<LaneLog> {
  const { events } = await runToy(toySpec(strategy, { n: 8, beamWidth: 2, ...config }));
  const entries = [...events, { type: 'run-ended', status: 'finished' } as const].map((event, i): LogEntry => ({
    seq: i + 1,
    at: startsAt + i * 20,
    event,
  }));
  const lane = new Lane();
  lane.read(entries);
  // What a race asks of a log, and nothing else.
  const log = { snapshot: () => ({ replay: { entries } }) } as unknown as LaneLog['log'];
  return { id: strategy, lane, log, connection: { type: 'complete' }, endsAt: undefined, broken: undefined };
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

describe('lanes', () => {
  it('are called by their strategies, and by what tells them apart where these are the same', () => {
    const [beam, wide, other, dvts] = [
      toySpec('beam-search', { n: 8, beamWidth: 2 }),
      toySpec('beam-search', { n: 16, beamWidth: 2 }),
      toySpec('beam-search', { n: 16, beamWidth: 2 }, 9),
      toySpec('dvts', { n: 8 }),
    ];
    expect(laneNames([beam, dvts])).toEqual(['Beam search', 'DVTS']);
    const names = laneNames([beam, wide, other, dvts]);
    expect(new Set(names).size).toBe(4);
    expect(names[2]).toContain('seed 9');
    expect(laneNames([beam, { ...beam }, undefined])).toEqual([
      'Beam search (lane 1)',
      'Beam search (lane 2)',
      'Lane 3',
    ]);
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
