/** Breakpoints over a real store and runner: set at the start, changed while a run goes on and while it stands. Rules H-1 to H-3 of SPEC.md. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { applyEvents, initialState, type SearchState } from '@/lib/search';
import { RunRegistry } from '@/lib/server/runs/run-registry';
import { openStore, type Store } from '@/lib/store';
import { runToy, toySpec } from '../search/testing/run-search';
import { toyModels } from '../search/testing/toy';
import { createOwner, RunFeed, type LogEntry } from './index';

const folder = mkdtempSync(join(tmpdir(), 'longthink-breakpoints-'));
let store: Store;
let registry: RunRegistry;
beforeAll(async () => {
  store = await openStore(join(folder, 'runs.db'));
  registry = new RunRegistry({
    log: store.runs,
    feed: new RunFeed(),
    now: () => Date.now(),
    owner: createOwner(),
    maxRunning: 4,
    modelsFor: async () => slowed(toyModels()),
    isRepaired: async () => false,
    report: () => undefined,
  });
  await registry.open();
});
afterAll(async () => {
  await registry.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** At the pace of a real server, so that a command comes in between. */
function slowed({ policy, verifier }: ReturnType<typeof toyModels>): ReturnType<typeof toyModels> {
  return {
    policy,
    verifier: {
      ...verifier,
      async score(request, signal) {
        await new Promise((resolve) => {
          setTimeout(resolve, 20);
        });
        return verifier.score(request, signal);
      },
    },
  };
}

async function stateOf(id: string): Promise<SearchState> {
  const chunks = await store.runs.read(id, 0, 10_000);
  const entries = chunks.flatMap(({ json }) => JSON.parse(json) as LogEntry[]);
  return applyEvents(
    initialState,
    entries.map(({ event }) => event),
  );
}
async function whenIt(id: string, status: string): Promise<SearchState> {
  await expect.poll(async () => (await registry.summary(id)).status, { timeout: 15_000 }).toBe(status);
  return stateOf(id);
}

it('H-2 a run that starts with one stands there, and goes on to where it had come without it', async () => {
  const spec = toySpec('beam-search', { n: 8, beamWidth: 2 });
  const id = await registry.start(spec, { closerThan: 1 });
  const stood = await whenIt(id, 'paused');
  expect(stood.breaks).toHaveLength(1);
  // While it stands: nowhere any more.
  await registry.command(id, { type: 'break', breakpoints: {} });
  await expect.poll(async () => (await stateOf(id)).breakpoints).toEqual({});
  expect((await stateOf(id)).status).toBe('paused');
  await registry.command(id, { type: 'resume' });
  const over = await whenIt(id, 'finished');
  expect(over.breaks).toHaveLength(1);
  const plain = applyEvents(initialState, (await runToy(spec)).events);
  const told = ({ nodes }: SearchState) =>
    new Map([...nodes].map(([node, { text, score }]) => [node, { text, score }]));
  expect(told(over)).toEqual(told(plain));
});

it('H-2 where it pauses next may be set while it goes on, and not once it is over', async () => {
  const id = await registry.start(toySpec('dvts', { n: 8, beamWidth: 2 }));
  await registry.command(id, { type: 'break', breakpoints: { fallsBy: 0 } });
  await expect.poll(async () => (await stateOf(id)).breakpoints).toEqual({ fallsBy: 0 });
  await expect.poll(async () => (await stateOf(id)).breaks.length, { timeout: 15_000 }).toBe(1);
  await registry.command(id, { type: 'cancel' }).catch(() => undefined);
  await expect.poll(async () => ['cancelled', 'finished'].includes((await registry.summary(id)).status)).toBe(true);
  await expect(registry.command(id, { type: 'break', breakpoints: {} })).rejects.toThrow('has ended');
});
