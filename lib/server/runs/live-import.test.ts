/** A search that another tool is doing, as it comes in: seen at once, kept when it breaks off, and searched on by nobody. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOwner, createRunId, cutLog, RunFeed, summarize, type LogEntry, type RunSummary } from '@/lib/runs';
import { applyEvents, initialState, type SearchEvent } from '@/lib/search';
import { openStore, type Store } from '@/lib/store';
import { runToy, toySpec } from '../../search/testing/run-search';
import { importLive } from './live-import';
import { RunRegistry } from './run-registry';

const folder = mkdtempSync(join(tmpdir(), 'longthink-live-import-'));
let store: Store;
beforeAll(async () => {
  store = await openStore(join(folder, 'live.db'));
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const spec = toySpec('best-of-n', { n: 2 });
/** Later runs are newer. */
let startedAt = 0;
const lineOf = (event: SearchEvent, i: number) => `${JSON.stringify({ seq: i + 1, at: startedAt + i, event })}\n`;

/** A sender that says line after line. */
function sender() {
  startedAt += 1_000;
  let say!: (text: string) => void;
  let end!: () => void;
  let cut!: () => void;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      say = (text) => controller.enqueue(new TextEncoder().encode(text));
      end = () => controller.close();
      cut = () => controller.error(new Error('the sender is gone'));
    },
  });
  const feed = new RunFeed();
  const request = new Request('http://127.0.0.1/', { method: 'POST', body, duplex: 'half' } as RequestInit);
  const done = importLive(request, {
    log: store.runs,
    marks: store.marks,
    feed,
    now: () => startedAt + 500,
    report: () => undefined,
  });
  done.catch(() => undefined);
  return { say, end, cut, done, feed };
}
const newest = async () => (await store.runs.list({ limit: 1 })).runs[0] as RunSummary | undefined;
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; ; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    if (tries === 400) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
const at = (lastSeq: number) => until(async () => ((await newest())?.lastSeq === lastSeq ? newest() : undefined));
async function logOf(runId: string): Promise<readonly LogEntry[]> {
  return (await store.runs.read(runId, 0, 1_000)).flatMap(({ json }) => JSON.parse(json) as LogEntry[]);
}
const registryAt = () =>
  new RunRegistry({
    log: store.runs,
    feed: new RunFeed(),
    now: () => Date.now(),
    owner: createOwner().replace(/^[^/]+/, 'elsewhere'),
    maxRunning: 4,
    modelsFor: () => Promise.reject(new Error('nothing is to be searched')),
    isRepaired: async () => false,
    report: () => undefined,
  });

describe('a run that comes in live', () => {
  it('is there with its first line, and whoever follows it is told of each further one', async () => {
    const { events } = await runToy(spec);
    const all = [
      ...events.filter(({ type }) => type !== 'run-ended'),
      { type: 'run-ended', status: 'finished' } as const,
    ];
    const { say, end, done, feed } = sender();
    say(lineOf(all[0]!, 0));
    const first = await at(1);
    expect(first).toMatchObject({ status: 'running', importedAt: startedAt + 500 });
    const follower = feed.subscribe(first.id);
    say(lineOf(all[1]!, 1));
    expect(await follower.wait(5_000, new AbortController().signal)).toBe(true);
    expect(follower.take()).toMatchObject({ firstSeq: 2, lastSeq: 2, isTerminal: false });
    say(
      all
        .slice(2)
        .map((event, i) => lineOf(event, i + 2))
        .join(''),
    );
    end();
    expect(await done).toBe(first.id);
    expect(await newest()).toMatchObject({ id: first.id, status: 'finished', lastSeq: all.length });
    expect((await logOf(first.id)).map(({ event }) => event)).toEqual(all);
    follower.close();
  });

  it.each([
    ['ends early', (s: ReturnType<typeof sender>) => s.end(), undefined],
    ['breaks off', (s: ReturnType<typeof sender>) => s.cut(), /gone/],
    ['says what is no entry', (s: ReturnType<typeof sender>) => s.say('{"seq":9}\n'), /line 3/i],
    [
      'says a line without end',
      (s: ReturnType<typeof sender>) => s.say('x'.repeat(1_000_001)),
      /Line 3: longer than 1,000,000 characters/,
    ],
    [
      'says what may not follow',
      (s: ReturnType<typeof sender>) => s.say(lineOf({ type: 'node-closed', node: '0.7', finish: 'eos' }, 2)),
      /entry 3/,
    ],
  ])('and %s is kept as paused, with what came before', async (_, finish, words) => {
    const { events } = await runToy(spec);
    const sending = sender();
    sending.say(events.slice(0, 2).map(lineOf).join(''));
    const { id } = await at(2);
    finish(sending);
    if (words === undefined) expect(await sending.done).toBe(id);
    else await expect(sending.done).rejects.toThrow(words);
    expect(await newest()).toMatchObject({ id, status: 'paused', lastSeq: 3 });
  });

  it('that is deleted meanwhile is over, and its sender is told', async () => {
    const { events } = await runToy(spec);
    const { say, done } = sender();
    say(lineOf(events[0]!, 0));
    const { id } = await at(1);
    await store.runs.remove(id);
    say(lineOf(events[1]!, 1));
    await expect(done).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/deleted/) as string });
    expect(await store.runs.summary(id)).toBeUndefined();
  });

  it('is its sender’s alone while that goes on', async () => {
    const { events } = await runToy(spec);
    const { say, end, done } = sender();
    say(lineOf(events[0]!, 0));
    const { id } = await at(1);
    expect(await store.runs.claim(id, 'somebody/1/else')).toBeUndefined();
    end();
    await done;
    expect((await store.runs.claim(id, 'somebody/1/else'))?.summary.status).toBe('paused');
  });

  it('is paused when the app died that took it in: its sender is gone, and nobody asked for it to be searched on', async () => {
    const { events } = await runToy(spec);
    startedAt += 1_000;
    const entries = [{ seq: 1, at: startedAt, event: events[0]! }];
    const times = { createdAt: startedAt, workMs: 0, lastSeq: 1, importedAt: startedAt };
    const id = createRunId(startedAt);
    // Going on, and nobody’s.
    await store.runs.create({
      summary: summarize(applyEvents(initialState, [events[0]!]), { id, ...times }),
      chunks: cutLog(entries),
    });
    const registry = registryAt();
    await registry.open();
    try {
      const after = await until(async () => ((await newest())?.status === 'paused' ? newest() : undefined));
      expect(after.id).toBe(id);
      expect((await logOf(id)).map(({ event }) => event.type)).toEqual(['run-started', 'run-paused']);
    } finally {
      await registry.stop();
    }
  });
});
