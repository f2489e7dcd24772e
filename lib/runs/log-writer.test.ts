/** The writer of a log under a clock that stands still and a store that fails as it is told. */
import { setImmediate as settle } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '@/lib/base';
import { applyEvents, BackendError, initialState, logVersion, type SearchEvent } from '@/lib/search';
import { toySpec } from '../search/testing/run-search';
import { OwnershipLostError, RunFeed, StoreError } from './index';
import { LogWriter, type LogWriterOptions } from './log-writer';
import { gate, ScriptedLog } from './testing/scripted-log';

const lease = { runId: 'run', owner: 'process', fence: 3 };
const started: SearchEvent = { type: 'run-started', version: logVersion, spec: toySpec('best-of-n', { n: 2 }) };
const times = { id: 'run', createdAt: 9_000, workMs: 70, lastSeq: 1 };
const full = new StoreError('full', 'The disk is full.', { isRetryable: true });
const prompt: SearchEvent = { type: 'prompt-built', prompt: { text: 'P' } };
/** Two solutions begin. */
const begun: readonly SearchEvent[] = [
  prompt,
  {
    type: 'round-opened',
    group: 0,
    round: 0,
    isWhole: true,
    expansions: [{ parent: '0', firstChild: 0, children: 2 }],
  },
  { type: 'node-opened', node: '0.0', group: 0, round: 0 },
  { type: 'node-opened', node: '0.1', group: 0, round: 0 },
];
const paused: SearchEvent = { type: 'run-paused' };
const resumed: SearchEvent = { type: 'run-resumed' };
const recovered: SearchEvent = { type: 'run-recovered' };
const finished: SearchEvent = { type: 'run-ended', status: 'finished' };
const failed: SearchEvent = { type: 'run-ended', status: 'failed', failure: { kind: 'bug', message: 'It broke.' } };

function text(node: string, piece: string, tokenIds?: number[]): SearchEvent {
  return {
    type: 'node-text',
    node,
    text: piece,
    tokens: tokenIds?.length ?? 1,
    ...(tokenIds === undefined ? {} : { tokenIds }),
  };
}

/** A writer on a log that holds its first entry, with everything around it. */
function desk(options: Partial<LogWriterOptions> = {}) {
  const clock = createManualClock(10_000);
  const log = new ScriptedLog();
  const feed = new RunFeed();
  const reader = feed.subscribe(lease.runId);
  let failures = 0;
  const writer = new LogWriter({
    lease,
    log,
    feed,
    clock,
    state: applyEvents(initialState, [started]),
    times,
    lastAt: 9_500,
    beatMs: () => 25,
    onFailure: () => failures++,
    ...options,
  });
  const pass = async (ms: number) => {
    clock.advance(ms);
    await settle();
  };
  return { clock, log, reader, writer, pass, failures: () => failures };
}

describe('gathering', () => {
  it('events wait 2 ms for company and become durable as one chunk, each with its own time', async () => {
    const { log, writer, clock, pass } = desk();
    await writer.push(prompt);
    await pass(1);
    expect([log.asked.length, clock.pending()]).toEqual([0, [1]]);
    await writer.push(paused);
    await pass(1);
    expect(log.chunks.map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])).toEqual([[2, 3]]);
    expect(log.entries().map(({ at }) => at)).toEqual([10_000, 10_001]);
    expect(clock.pending()).toEqual([]);
  });

  it('a log is written once in a beat and 10 ms at most, however events come', async () => {
    const { log, writer, clock, pass } = desk();
    await writer.push(prompt);
    await pass(2);
    await pass(10);
    await writer.push(paused);
    expect([log.chunks.length, clock.pending()]).toEqual([1, [25]]);
    await pass(25);
    expect(log.chunks.length).toBe(2);
    await pass(34);
    await writer.push(resumed);
    expect(clock.pending()).toEqual([2]);
  });

  it('what has waited its beat is written at once, with all that waits, once', async () => {
    const { log, writer, clock, pass } = desk();
    await writer.push(prompt);
    await pass(2);
    await pass(10);
    await writer.push(paused);
    writer.hurry();
    expect([log.chunks.length, clock.pending()]).toEqual([1, [2]]);
    await pass(1);
    await writer.push(resumed);
    writer.hurry();
    expect(clock.pending()).toEqual([1]);
    await pass(1);
    expect(log.chunks.map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])).toEqual([
      [2, 2],
      [3, 4],
    ]);
    // There is nothing to hurry any more, and the next gathering waits as before.
    writer.hurry();
    expect(clock.pending()).toEqual([]);
    await writer.push(paused);
    expect(clock.pending()).toEqual([35]);
  });

  it('nothing hurries where nobody watches', async () => {
    const { writer, clock } = desk({ gatherMs: 500 });
    await writer.push(prompt);
    writer.hurry();
    expect(clock.pending()).toEqual([500]);
  });

  it('waits longer where nobody watches, and not at all for whoever flushes', async () => {
    const { log, writer, clock } = desk({ gatherMs: 500 });
    await writer.push(prompt);
    expect(clock.pending()).toEqual([500]);
    await writer.flush();
    expect([log.chunks.length, clock.pending()]).toEqual([1, []]);
    await writer.write(paused);
    expect([log.chunks.length, clock.pending()]).toEqual([2, []]);
    await writer.flush();
    expect(log.asked.length).toBe(2);
  });

  it('pieces of a step join where the first stood, with the ids of all; a piece without ids leaves the whole without', async () => {
    const { log, writer } = desk();
    const pieces = [
      text('0.0', 'one ', [1]),
      text('0.1', 'half ', [7]),
      text('0.0', 'two ', [2, 3]),
      text('0.1', 'a pair'),
      text('0.0', 'three', [4]),
    ];
    for (const event of [...begun, ...pieces]) await writer.push(event);
    await writer.flush();
    const joined: unknown[] = log
      .entries()
      .slice(begun.length)
      .map(({ event }) => event);
    expect(joined).toEqual([
      { type: 'node-text', node: '0.0', text: 'one two three', tokens: 4, tokenIds: [1, 2, 3, 4] },
      { type: 'node-text', node: '0.1', text: 'half a pair', tokens: 2 },
    ]);
    expect(writer.state).toEqual(applyEvents(initialState, [started, ...begun, ...pieces]));
  });

  it('no text crosses a pause or a recovery, nor the end of a gathering', async () => {
    const { log, writer, pass } = desk();
    for (const event of begun) await writer.push(event);
    for (const event of [text('0.0', 'a'), paused, resumed, text('0.0', 'b'), recovered, text('0.0', 'c')])
      await writer.push(event);
    await pass(40);
    await writer.push(text('0.0', 'd'));
    await pass(40);
    expect(
      log
        .entries()
        .slice(begun.length)
        .map(({ event }) => (event.type === 'node-text' ? event.text : event.type)),
    ).toEqual(['a', 'run-paused', 'run-resumed', 'b', 'run-recovered', 'c', 'd']);
  });

  it.each([
    ['2,000 events', (i: number): SearchEvent => (i % 2 === 0 ? paused : resumed), 1_999],
    ['200,000 characters', (): SearchEvent => text('0.0', 'x'.repeat(20_000)), 9],
  ])('whoever pushes waits for the store at %s', async (_, eventOf, before) => {
    const { log, writer, clock } = desk();
    for (const event of begun) await writer.write(event);
    const door = gate();
    log.faults = [{ type: 'held', until: door.opened }];
    for (let i = 0; i < before; i++) await writer.push(eventOf(i));
    let isThrough = false;
    const last = writer.push(eventOf(before)).then(() => {
      isThrough = true;
    });
    await settle();
    expect([isThrough, log.asked.length]).toEqual([false, begun.length + 1]);
    door.open();
    await last;
    // With the desk empty again events wait for company as before.
    await writer.push(eventOf(0));
    expect([log.chunks.length, clock.pending()]).toEqual([begun.length + 1, [35]]);
  });
});

describe('numbers', () => {
  it('go on from what the log holds, without a gap, whatever was gathered together', async () => {
    const { log, writer, pass } = desk({ times: { ...times, lastSeq: 41 } });
    for (const event of begun) {
      await writer.push(event);
      if (event.type !== 'prompt-built') await pass(40);
    }
    await writer.flush();
    expect(log.entries().map(({ seq }) => seq)).toEqual([42, 43, 44, 45]);
    expect(log.asked.map((asked) => asked.lease)).toEqual(log.asked.map(() => lease));
  });

  it.each([
    ['an hour forwards', 3_610_000],
    ['an hour back', -3_590_000],
  ])('L-8 a clock that is set %s moves no entry, and is no work', async (_, now) => {
    const { clock, log, writer, pass } = desk();
    await writer.write(prompt);
    await pass(100);
    clock.set(now);
    await writer.write(paused);
    clock.set(10_000);
    await writer.write(resumed);
    await pass(50);
    await writer.write(finished);
    expect(log.entries().map(({ at }) => at)).toEqual([10_000, 10_100, 10_100, 10_150]);
    expect(log.asked.at(-1)!.summary.seconds).toBe((70 + 500 + 100 + 50) / 1_000);
  });

  it('L-8 whoever goes on with a log writes nothing before its last entry, whatever the clock says', async () => {
    const { log, writer, pass } = desk({ lastAt: 3_600_000 });
    await writer.write(recovered);
    await pass(30);
    await writer.write(finished);
    expect(log.entries().map(({ at }) => at)).toEqual([3_600_000, 3_600_030]);
    expect(writer.workMs).toBe(70 + 30);
  });

  it('writers at once are served in the order in which they came', async () => {
    const { log, writer } = desk();
    const door = gate();
    log.faults = [{ type: 'held', until: door.opened }];
    const events = [prompt, paused, resumed, paused, resumed];
    const all = Promise.all(events.map((event) => writer.write(event)));
    await settle();
    expect(log.asked.length).toBe(1);
    door.open();
    await all;
    expect(log.entries().map(({ seq, event }) => [seq, event.type])).toEqual(
      events.map(({ type }, i) => [i + 2, type]),
    );
  });
});

describe('durable first', () => {
  it('nobody hears of an entry, and the fold does not know it, before it is durable', async () => {
    const { log, writer, reader, pass } = desk();
    const door = gate();
    log.faults = [{ type: 'held', until: door.opened }];
    await writer.push(prompt);
    await writer.push(paused);
    await pass(40);
    expect([log.asked.length, log.chunks.length, reader.take(), writer.state.prompt]).toEqual([
      1,
      0,
      undefined,
      undefined,
    ]);
    door.open();
    await settle();
    expect(reader.take()).toEqual({ ...log.chunks[0], isTerminal: false });
    expect(writer.state.prompt).toEqual({ text: 'P' });
  });

  it('readers are told which chunk is the last', async () => {
    const { writer, reader } = desk();
    await writer.write(prompt);
    await writer.push(paused);
    await writer.push(finished);
    await writer.flush();
    expect([reader.take(), reader.take()].map((chunk) => [chunk?.lastSeq, chunk?.isTerminal])).toEqual([
      [2, false],
      [4, true],
    ]);
  });
});

describe('a store that fails', () => {
  it('for a while is asked for the same entries again, and goes on with what came meanwhile', async () => {
    const { log, writer, reader, clock, pass, failures } = desk();
    log.faults = Array.from({ length: 3 }, () => ({ type: 'refused' as const, error: full }));
    await writer.push(prompt);
    await pass(40);
    expect(clock.pending()).toEqual([50]);
    await writer.push(paused);
    await pass(50);
    expect(clock.pending()).toEqual([200]);
    await pass(200);
    expect([log.asked.length, log.chunks.length, reader.take()]).toEqual([3, 0, undefined]);
    await pass(500);
    await writer.flush();
    expect(log.asked.slice(0, 4).map(({ entries }) => entries)).toEqual(Array(4).fill(log.asked[0]!.entries));
    expect(log.entries().map(({ seq, event }) => [seq, event.type])).toEqual([
      [2, 'prompt-built'],
      [3, 'run-paused'],
    ]);
    expect(failures()).toBe(0);
  });

  it('whose answer was lost has written, and the entries are there once', async () => {
    const { log, writer, reader, clock, pass } = desk();
    log.faults = [{ type: 'lost', error: full }];
    await writer.push(prompt);
    await pass(40);
    expect([log.chunks.length, reader.take()]).toEqual([1, undefined]);
    await pass(clock.pending()[0]!);
    await writer.write(paused);
    expect(log.entries().map(({ seq }) => seq)).toEqual([2, 3]);
    expect(reader.take()?.lastSeq).toBe(2);
  });

  it('is given up after six pauses, which together are shorter than a lease; it is told once, and stays refused', async () => {
    const { log, writer, reader, clock, pass, failures } = desk();
    log.faults = Array.from({ length: 7 }, () => ({ type: 'refused' as const, error: full }));
    const refused = expect(writer.write(prompt)).rejects.toBe(full);
    await settle();
    const pauses: number[] = [];
    for (let [next] = clock.pending(); next !== undefined; [next] = clock.pending()) {
      pauses.push(next);
      expect(failures()).toBe(0);
      await pass(next);
    }
    await refused;
    expect(pauses).toEqual([50, 200, 500, 1_000, 2_000, 4_000]);
    await expect(writer.push(paused)).rejects.toBe(full);
    await expect(writer.flush()).rejects.toBe(full);
    await expect(writer.write(finished)).rejects.toBe(full);
    expect([failures(), log.asked.length, reader.take(), writer.state.prompt]).toEqual([1, 7, undefined, undefined]);
  });

  it.each([
    ['for good', new StoreError('read-only', 'The disk is read-only.', { isRetryable: false })],
    ['because another process owns the run now', new OwnershipLostError('run')],
    ['by a bug', new TypeError('undefined is not a function')],
    ['by something else that may be tried again', new BackendError('cut', 'No.', { server: 'x', isRetryable: true })],
  ])('%s is not asked again, and nothing is written after it', async (_, error) => {
    const { log, writer, clock, failures } = desk();
    log.faults = [{ type: 'refused', error }];
    await expect(writer.write(prompt)).rejects.toBe(error);
    expect(clock.pending()).toEqual([]);
    await expect(writer.write(finished)).rejects.toBe(error);
    expect([failures(), log.asked.length]).toEqual([1, 1]);
  });

  it('while nobody waits tells whoever pushes next, and writes nothing of what was gathered meanwhile', async () => {
    const { log, writer, pass, failures } = desk();
    const door = gate();
    log.faults = [{ type: 'held', until: door.opened.then(() => Promise.reject(new OwnershipLostError('run'))) }];
    await writer.push(prompt);
    await pass(40);
    await writer.push(paused);
    door.open();
    await settle();
    await pass(40);
    expect([failures(), log.asked.length]).toEqual([1, 1]);
    await expect(writer.push(resumed)).rejects.toThrow(OwnershipLostError);
  });
});

describe('an event that cannot follow', () => {
  it('is told once and never written; the log goes on without it and without a gap', async () => {
    const { log, writer, failures } = desk();
    await writer.write(prompt);
    await expect(writer.write(text('0.9', 'x'))).rejects.toThrow(/node-text of node 0\.9/);
    await writer.write(paused);
    expect(log.entries().map(({ seq, event }) => [seq, event.type])).toEqual([
      [2, 'prompt-built'],
      [3, 'run-paused'],
    ]);
    expect(failures()).toBe(0);
  });

  it('takes what was gathered with it along: a chunk is written whole or not at all', async () => {
    const { log, writer, reader, pass } = desk();
    await writer.push(prompt);
    await writer.push(text('0.9', 'x'));
    await pass(40);
    expect([log.asked, reader.take(), writer.state.prompt]).toEqual([[], undefined, undefined]);
    await expect(writer.push(paused)).rejects.toThrow(/node 0\.9/);
  });

  it.each([
    ['an event out of form', { ...prompt, prompt: { text: 'P', tokenIds: [0.5] } }, 10_000],
    ['a time that is none', prompt, Infinity],
  ] satisfies [string, SearchEvent, number][])(
    '%s is one: what cannot be read again is not written',
    async (_, event, now) => {
      let elapsed = 0;
      const { log, writer } = desk({ clock: { ...createManualClock(), now: () => 10_000, elapsed: () => elapsed } });
      elapsed = now - 10_000;
      await expect(writer.write(event)).rejects.toThrow();
      elapsed = 0;
      await writer.write(paused);
      expect(log.entries()).toEqual([{ seq: 2, at: 10_000, event: paused }]);
    },
  );

  it.each([
    ['another end', finished],
    ['another kind of end', failed],
    ['a pause', paused],
    ['more of the search', prompt],
  ])('%s after the end is one: a log has exactly one terminal entry, its last', async (_, event) => {
    const { log, writer, reader } = desk();
    await writer.write(finished);
    await expect(writer.write(event)).rejects.toThrow(/has ended \(finished\)/);
    expect(log.entries().map(({ event: { type } }) => type)).toEqual(['run-ended']);
    expect([reader.take()?.isTerminal, reader.take()]).toEqual([true, undefined]);
  });

  it('a failed run takes a resume and ends again', async () => {
    const { log, writer } = desk();
    for (const event of [failed, resumed, finished]) await writer.write(event);
    expect(log.entries().map(({ event: { type } }) => type)).toEqual(['run-ended', 'run-resumed', 'run-ended']);
  });
});

describe('what goes beside the entries', () => {
  it('is the summary of the log up to them', async () => {
    const { log, writer, pass } = desk({ times: { ...times, experiment: { id: 'e', cell: 'c' }, importedAt: 9_100 } });
    for (const event of begun) await writer.push(event);
    await writer.flush();
    await pass(500);
    await writer.push({ type: 'call-opened', call: 0, role: 'policy', nodes: ['0.0'], url: 'toy://', body: {} });
    await writer.push({ type: 'call-closed', call: 0, promptTokens: 5, completionTokens: 12 });
    await writer.push(failed);
    await writer.flush();
    expect(log.asked.map(({ summary }) => summary)).toMatchObject([
      { status: 'running', nodes: 2, calls: 0, policyTokens: 0, lastSeq: 5, seconds: 0.57 },
      {
        id: 'run',
        createdAt: 9_000,
        importedAt: 9_100,
        experiment: { id: 'e', cell: 'c' },
        status: 'failed',
        failure: { message: 'It broke.' },
        nodes: 2,
        calls: 1,
        policyTokens: 12,
        lastSeq: 8,
        seconds: 1.07,
      },
    ]);
    expect(log.asked[0]!.summary.failure).toBeUndefined();
  });

  it('is the time that was worked: what is durable, without its pauses', async () => {
    const { writer, pass } = desk();
    await pass(100);
    await writer.push(prompt);
    expect(writer.workMs).toBe(70);
    await pass(30);
    await writer.push(paused);
    await pass(5_000);
    await writer.push(resumed);
    await pass(7);
    await writer.push(finished);
    await writer.flush();
    // 70 before; 600 to the prompt, 30 to the pause, 7 from the resume to the end.
    expect(writer.workMs).toBe(70 + 600 + 30 + 7);
  });
});
