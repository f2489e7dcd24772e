/** Logs from outside: what could later not be read is refused with its line, and then nothing of it is kept. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOwner, createRunId, RunFeed, runSummarySchema, type RunSummary } from '@/lib/runs';
import type { SearchEvent } from '@/lib/search';
import { openStore, type Store } from '@/lib/store';
import { runToy, toySpec } from '../../search/testing/run-search';
import { logReply } from '../http/event-stream';
import { ImportProcesses } from '../imports/import-processes';
import { importRun } from './import-run';
import { RunRegistry } from './run-registry';

const folder = mkdtempSync(join(tmpdir(), 'longthink-import-run-'));
const processes = new ImportProcesses(fileURLToPath(new URL('../imports/import-entry.mjs', import.meta.url)));
let store: Store;
beforeAll(async () => {
  store = await openStore(join(folder, 'imported.db'));
});
afterAll(async () => {
  await processes.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const spec = toySpec('best-of-n', { n: 1 });
const started = { type: 'run-started', version: 1, spec } satisfies SearchEvent;
const linesOf = (events: readonly object[], at = (i: number) => i): string =>
  events.map((event, i) => JSON.stringify({ seq: i + 1, at: at(i), event })).join('\n');
const send = (body: string) =>
  importRun(new Request('http://127.0.0.1/', { method: 'POST', body }), {
    log: store.runs,
    marks: store.marks,
    processes,
    now: () => Date.now(),
  });
const call = (number: number, more: object = {}) => [
  { type: 'call-opened', call: number, role: 'policy', nodes: [], url: '', body: {} },
  { type: 'call-closed', call: number, promptTokens: 0, completionTokens: 0, ...more },
];
const opening = (expansion: object) => ({
  type: 'round-opened',
  group: 0,
  round: 0,
  isWhole: true,
  expansions: [{ parent: '0', firstChild: 0, children: 1, ...expansion }],
});
const ended = { type: 'run-ended', status: 'cancelled' };
const long = 'a'.repeat(200_000);
const retried = (reason: object) => ({ type: 'call-retried', call: 0, attempt: 2, delayMs: 0, reason });

describe('an imported log', { timeout: 120_000 }, () => {
  it.each([
    [
      'asks for more children than a process lives long enough to count',
      linesOf([started, opening({ children: Number.MAX_SAFE_INTEGER })]),
      /line 2: “event\.expansions\.0\.children”/i,
    ],
    ['lies beyond all time', linesOf([started, ended], (i) => (i === 0 ? -1.7e308 : 1.7e308)), /line 1: “at”/i],
    ['lies at no whole millisecond', linesOf([started, ended], (i) => i + 0.5), /line 1: “at”/i],
    [
      'spends more tokens than there are numbers',
      linesOf([started, ...call(0, { promptTokens: Number.MAX_SAFE_INTEGER }), ended]),
      /line 3: “event\.promptTokens”/i,
    ],
    [
      'spends more tokens in all than a run can',
      linesOf([started, ...call(0, { completionTokens: 1e12 }), ...call(1, { completionTokens: 1 }), ended]),
      /entry 5: .*completionTokens of all policy calls add up to more than/,
    ],
    [
      'holds a body that cannot be written again',
      linesOf([started, ...call(0)]).replace('"body":{}', `"body":{"x":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
      /line 2: “event\.body”: is nested too deeply/i,
    ],
    [
      'tells of events with names without end',
      linesOf([started, { type: long }]),
      /^The file: Line 2: this Longthink does not know the event “a{400,500} …\.$/,
    ],
    [
      'was written by a later version',
      linesOf([{ ...started, version: 3 }]),
      /line 1: written by a newer Longthink \(log version 3\); this one reads versions 1 and 2/i,
    ],
  ])('that %s is refused in words', async (_, body, words) => {
    await expect(send(body)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringMatching(words) as string,
    });
    expect((await store.runs.list({ limit: 10 })).runs).toEqual([]);
  });

  it.each<[field: string, events: readonly object[]]>([
    ['answer', [started, { type: 'answer-selected', selection: 'best', answer: long }]],
    ['failure.message', [started, { ...ended, status: 'failed', failure: { kind: 'x', message: long } }]],
    ['failure.kind', [started, { ...ended, status: 'failed', failure: { kind: long, message: 'x' } }]],
    ['failure.server', [started, { ...ended, status: 'failed', failure: { kind: 'x', message: 'x', server: long } }]],
    ['spec.policy.name', [{ ...started, spec: { ...spec, policy: { name: long, model: 'x' } } }]],
    ['spec.policy.model', [{ ...started, spec: { ...spec, policy: { name: 'x', model: long } } }]],
    ['spec.verifier.name', [{ ...started, spec: { ...spec, verifier: { ...spec.verifier!, name: long } } }]],
    ['spec.verifier.kind', [{ ...started, spec: { ...spec, verifier: { ...spec.verifier!, kind: long } } }]],
    ['url', [started, { ...call(0)[0], url: long }]],
    ['reason.message', [started, call(0)[0]!, retried({ kind: 'x', message: long })]],
    ['failure.message', [started, call(0)[0]!, { ...call(0)[1], failure: { kind: 'x', message: long } }]],
  ])('that has no end of “%s” is refused in words', async (field, events) => {
    await expect(send(linesOf(events))).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringMatching(
        new RegExp(`^The file: entry \\d: “${field.replaceAll('.', '\\.')}” is longer than [\\d,]+\\.$`),
      ) as string,
    });
    expect((await store.runs.list({ limit: 10 })).runs).toEqual([]);
  });

  it('is kept, and read back as what was checked', async () => {
    const { events } = await runToy(spec);
    const id = await send(linesOf([...events, { type: 'run-ended', status: 'finished' }]));
    const summary = await store.runs.summary(id);
    expect(runSummarySchema.parse(JSON.parse(JSON.stringify(summary)))).toEqual(summary);
    expect((await store.runs.list({ limit: 10 })).runs).toEqual([summary]);
    expect(await store.runs.remove(id)).toBe(true);
  });
});

describe('a log that is sent with its marks', () => {
  it('is kept with them', async () => {
    const { events } = await runToy(spec);
    const log = linesOf([
      ...events.filter(({ type }) => type !== 'run-ended'),
      { type: 'run-ended', status: 'finished' },
    ]);
    const marks = {
      isStarred: true,
      tags: ['hard'],
      note: '',
      nodes: { '0.0': { isStarred: false, tags: [], note: 'Here.' } },
    };
    const id = await send(`${log}\n${JSON.stringify({ marks })}\n`);
    expect(await store.marks.of(id)).toEqual(marks);
    await store.runs.remove(id);
    await expect(send(`${JSON.stringify({ marks })}\n${log}`)).rejects.toThrow(/nothing may follow the marks/i);
  });
});

describe('a stored run of which an account has texts without end', { timeout: 120_000 }, () => {
  it('is listed with their beginning, and its account is made shorter where it lies', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push(await send(linesOf([started, ended])));
    const text = 'a'.repeat(300_000);
    for (const id of ids) {
      const { summary } = await store.db
        .selectFrom('runs')
        .select('summary')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const failure = { kind: text, message: text, server: text };
      const stored = { ...(JSON.parse(summary) as object), answer: text, policy: text, verifier: text, failure };
      await store.db
        .updateTable('runs')
        .set({ summary: JSON.stringify(stored) })
        .where('id', '=', id)
        .execute();
    }
    const { runs } = await store.runs.list({ limit: 10 });
    expect(runs.map(({ id }) => id)).toEqual(ids.toReversed());
    expect(JSON.stringify(runs).length).toBeLessThan(3 * 20_000);
    expect(runs[0]).toMatchObject({ answer: `${text.slice(0, 2_000)}…`, failure: { kind: `${text.slice(0, 500)}…` } });
    const rows = await store.db.selectFrom('runs').select('summary').execute();
    expect(Math.max(...rows.map(({ summary }) => summary.length))).toBeLessThan(20_000);
    for (const id of ids) await store.runs.remove(id);
  });

  it('has room in a reply beside others: a list ends before it is too long, and goes on from there', async () => {
    const problem = { ...spec.problem, text: '\u0001'.repeat(20_000) };
    const ids = [await send(linesOf([{ ...started, spec: { ...spec, problem } }, ended]))];
    const summary = (await store.runs.summary(ids[0]!)) as RunSummary;
    for (let i = 1; i < 45; i++) {
      const id = createRunId(Date.now() + i);
      await store.runs.create({ summary: { ...summary, id }, chunks: [] });
      ids.push(id);
    }
    const first = await store.runs.list({ limit: 100 });
    expect(JSON.stringify(first).length).toBeLessThan(4_500_000);
    const rest = await store.runs.list({ limit: 100, cursor: first.nextCursor });
    expect([...first.runs, ...rest.runs].map(({ id }) => id)).toEqual(ids.toReversed());
    expect(rest.nextCursor).toBeUndefined();
    for (const id of ids) await store.runs.remove(id);
  });
});

describe('a stored run that cannot be read', { timeout: 120_000 }, () => {
  it('keeps no application from starting; it is listed, downloaded, refuses commands, and can be deleted', async () => {
    const { events } = await runToy(spec);
    const whole = await send(linesOf([...events, { type: 'run-ended', status: 'finished' }]));
    const poisoned = await send(linesOf([started, ended]));
    await store.db
      .updateTable('runs')
      .set({ status: 'running', summary: '{"seconds":null}' })
      .where('id', '=', poisoned)
      .execute();
    await store.db
      .updateTable('run_chunks')
      .set({ entries: `[{"seq":1,"at":-1.7e308,"event":${JSON.stringify(started)}},{"seq":2}]`, packed: null })
      .where('run_id', '=', poisoned)
      .execute();
    const reports: string[] = [];
    const registry = new RunRegistry({
      log: store.runs,
      feed: new RunFeed(),
      now: () => Date.now(),
      owner: createOwner(),
      maxRunning: 4,
      modelsFor: () => Promise.reject(new Error('nothing is to be searched')),
      isRepaired: async () => false,
      report: (message) => reports.push(message),
    });
    await registry.open();
    try {
      const { runs } = await registry.list({ limit: 10 });
      expect(runs.map(({ id, status }) => `${id} ${status}`)).toEqual([`${poisoned} unreadable`, `${whole} finished`]);
      await expect(registry.summary(poisoned)).rejects.toMatchObject({ code: 'conflict' });
      await expect(registry.command(poisoned, { type: 'resume' })).rejects.toThrow(
        /cannot be read between .*: “0\.at”/,
      );
      await registry.checkExists(poisoned);
      const source = { log: store.runs, marks: store.marks, feed: new RunFeed(), runId: poisoned };
      const download = logReply(source, new Request('http://localhost/'), new AbortController().signal);
      expect((await download.text()).split('\n').map((line) => line.slice(0, 20))).toEqual([
        '{"seq":1,"at":-1.7e+',
        '{"seq":2}',
        '',
      ]);
      await registry.remove(poisoned);
      await expect(registry.checkExists(poisoned)).rejects.toMatchObject({ code: 'not-found' });
      expect((await registry.list({ limit: 10 })).runs.map(({ id }) => id)).toEqual([whole]);
      expect(reports).toEqual([]);
    } finally {
      await registry.stop();
    }
  });
});
