/** Runs over a real store and ports without a server: durability, commands, endings, readers. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import {
  applyEvents,
  BackendError,
  initialState,
  type Policy,
  type SearchEvent,
  type StrategyName,
  type Verifier,
} from '@/lib/search';
import { openStore, type Store } from '@/lib/store';
import { beginningOf, RunRegistry } from '@/lib/server/runs/run-registry';
import { toyModels } from '../search/testing/toy';
import { toySpec } from '../search/testing/run-search';
import { coalesce } from './coalesce';
import { createOwner, createRunId, followRun, Runner, RunFeed, StoreError, type LogEntry, type RunLog } from './index';

const folder = mkdtempSync(join(tmpdir(), 'longthink-runs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

interface House {
  readonly registry: RunRegistry;
  readonly store: Store;
  readonly feed: RunFeed;
  readonly reports: string[];
  close(): Promise<void>;
}

async function house(
  options: {
    path?: string;
    maxRunning?: number;
    models?: { policy: Policy; verifier: Verifier };
    wrap?: (log: RunLog) => RunLog;
  } = {},
): Promise<House> {
  const store = await openStore(options.path ?? join(folder, `${files++}.db`));
  const feed = new RunFeed();
  const reports: string[] = [];
  const models = options.models ?? slowed(toyModels());
  const registry = new RunRegistry({
    log: options.wrap?.(store.runs) ?? store.runs,
    feed,
    now: () => Date.now(),
    owner: createOwner(),
    maxRunning: options.maxRunning ?? 4,
    modelsFor: async () => models,
    isRepaired: async () => false,
    report: (message) => reports.push(message),
  });
  await registry.open();
  return {
    registry,
    store,
    feed,
    reports,
    async close() {
      await registry.stop();
      await store.close();
    },
  };
}

/** The toy models at the pace of a real server, so that a test can come in between. */
function slowed({ policy, verifier }: { policy: Policy; verifier: Verifier }): { policy: Policy; verifier: Verifier } {
  return {
    verifier,
    policy: {
      ...policy,
      async *propose(request, signal) {
        for await (const proposals of policy.propose(request, signal)) {
          await new Promise((resolve) => {
            setTimeout(resolve, 1);
          });
          yield proposals;
        }
      },
    },
  };
}

async function entriesOf(store: Store, id: string): Promise<LogEntry[]> {
  return (await store.runs.read(id, 0, 10_000)).flatMap((chunk) => JSON.parse(chunk.json) as LogEntry[]);
}
async function whenOver(store: Store, id: string, statuses = ['finished', 'failed', 'cancelled']): Promise<string> {
  await expect
    .poll(async () => statuses.includes((await store.runs.summary(id))?.status ?? ''), { timeout: 15_000 })
    .toBe(true);
  return (await store.runs.summary(id))!.status;
}
/** A valid log: numbered without gaps, folding, with exactly one end, at its end. */
function expectWhole(entries: readonly LogEntry[]): void {
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1));
  applyEvents(
    initialState,
    entries.map(({ event }) => event),
  );
  expect(entries.filter(({ event }) => event.type === 'run-ended').length).toBe(1);
  expect(entries.at(-1)!.event.type).toBe('run-ended');
}

it('pieces of a thought are joined, but for those that begin anew', () => {
  const thought = (text: string, isAnew?: true): SearchEvent => ({
    type: 'node-thought',
    node: '0.0',
    text,
    ...(isAnew && { isAnew }),
  });
  const events = [thought('a'), thought('b'), thought('c', true), thought('d')];
  expect(coalesce(events.map((event) => ({ at: 0, event }))).map(({ event }) => event)).toEqual([
    thought('ab'),
    thought('cd', true),
  ]);
});

describe('a run', () => {
  it('is searched to its end, and its summary says what came of it', async () => {
    const { registry, store, close } = await house();
    const id = await registry.start(toySpec('beam-search'));
    expect(await whenOver(store, id)).toBe('finished');
    const entries = await entriesOf(store, id);
    expectWhole(entries);
    const summary = await registry.summary(id);
    expect(summary).toMatchObject({
      status: 'finished',
      strategy: 'beam-search',
      lastSeq: entries.length,
      selection: 'weighted',
    });
    expect(summary.policyTokens).toBeGreaterThan(0);
    await close();
  });

  it('V-10: has failed when the policy server lost every path, and says so', async () => {
    const { policy, verifier } = toyModels();
    const lost: Policy = {
      ...policy,
      async *propose({ count }) {
        for (let index = 0; index < count; index++) yield [{ type: 'finish', index, finish: 'dropped' }];
      },
    };
    const { registry, store, close } = await house({ models: { policy: lost, verifier } });
    const id = await registry.start(toySpec('best-of-n', { n: 2 }));
    expect(await whenOver(store, id)).toBe('failed');
    expectWhole(await entriesOf(store, id));
    expect((await registry.summary(id)).failure).toMatchObject({ kind: 'lost', server: 'toy policy' });
    await close();
  });

  it('is told to nobody before it is durable', async () => {
    const durable = new Map<string, number>();
    const { registry, store, feed, close } = await house({
      wrap: (log) => ({
        ...log,
        async append(lease, entries, summary) {
          await new Promise((resolve) => {
            setTimeout(resolve, 15);
          });
          await log.append(lease, entries, summary);
          durable.set(lease.runId, entries.at(-1)!.seq);
        },
      }),
    });
    const id = await registry.start(toySpec('dvts'));
    let told = 0;
    for await (const chunk of followRun(store.runs, feed, {
      runId: id,
      after: 1,
      signal: new AbortController().signal,
    })) {
      expect(chunk.lastSeq).toBeLessThanOrEqual(durable.get(id) ?? 1);
      told = chunk.lastSeq;
    }
    expect(told).toBe((await entriesOf(store, id)).length);
    await close();
  });

  it.each([
    [
      'a server that fails for good',
      new BackendError('unreachable', 'The policy server is down. Start it.', { server: 'toy', isRetryable: false }),
      /policy server is down/,
    ],
    ['a bug', new TypeError('undefined is not a function'), /This is a bug/],
  ])('%s ends it as failed, once, with the words in the log', async (_, error, words) => {
    const models = toyModels();
    const { registry, store, close } = await house({
      models: {
        ...models,
        policy: {
          ...models.policy,
          // oxlint-disable-next-line require-yield -- it fails before its first word
          async *propose() {
            throw error;
          },
        },
      },
    });
    const id = await registry.start(toySpec('beam-search'));
    expect(await whenOver(store, id)).toBe('failed');
    expectWhole(await entriesOf(store, id));
    expect((await registry.summary(id)).failure?.message).toMatch(words);
    await close();
  });

  it('a store that fails for a while loses nothing: what could not be written is taken up again', async () => {
    let failures = 3;
    const { registry, store, close } = await house({
      wrap: (log) => ({
        ...log,
        async append(lease, entries, summary) {
          if (failures-- > 0) throw new StoreError('full', 'The disk is full.', { isRetryable: true });
          await log.append(lease, entries, summary);
        },
      }),
    });
    const id = await registry.start(toySpec('beam-search'));
    expect(await whenOver(store, id)).toBe('finished');
    expectWhole(await entriesOf(store, id));
    await close();
  });
});

describe('commands', () => {
  it('cancel at any moment ends it once', async () => {
    for (let i = 0; i < 8; i++) {
      const { registry, store, close } = await house();
      const id = await registry.start(toySpec('dvts', { n: 12 }, i));
      await new Promise((resolve) => {
        setTimeout(resolve, i * 9);
      });
      await registry.command(id, { type: 'cancel' }).catch(() => undefined);
      await whenOver(store, id);
      expectWhole(await entriesOf(store, id));
      await close();
    }
  });

  it('pause holds it, step advances one round, resume goes on to the same tree', async () => {
    const { registry, store, close } = await house();
    const id = await registry.start(toySpec('beam-search', { n: 12 }, 4));
    await registry.command(id, { type: 'pause' });
    await whenOver(store, id, ['paused']);
    const held = (await entriesOf(store, id)).length;
    await new Promise((resolve) => {
      setTimeout(resolve, 120);
    });
    expect((await entriesOf(store, id)).length).toBe(held);
    await registry.command(id, { type: 'step' });
    await expect
      .poll(async () => (await entriesOf(store, id)).filter(({ event }) => event.type === 'run-paused').length, {
        timeout: 10_000,
      })
      .toBe(2);
    const decided = (entries: readonly LogEntry[]) =>
      entries.filter(({ event }) => event.type === 'round-decided').length;
    expect(decided(await entriesOf(store, id))).toBeLessThanOrEqual(2);
    await registry.command(id, { type: 'resume' });
    await whenOver(store, id);
    const entries = await entriesOf(store, id);
    expectWhole(entries);
    const whole = await house();
    const other = await whole.registry.start(toySpec('beam-search', { n: 12 }, 4));
    await whenOver(whole.store, other);
    const tree = (list: readonly LogEntry[]) =>
      [
        ...applyEvents(
          initialState,
          list.map(({ event }) => event),
        ).nodes.values(),
      ]
        .map((node) => [node.id, node.text, node.decision?.fate].join())
        .sort();
    expect(tree(entries)).toEqual(tree(await entriesOf(whole.store, other)));
    await close();
    await whole.close();
  });

  it('an ended run refuses commands with 409, an unknown one with 404', async () => {
    const { registry, store, close } = await house();
    const id = await registry.start(toySpec('greedy'));
    await whenOver(store, id);
    await expect(registry.command(id, { type: 'pause' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(registry.command('nope', { type: 'pause' })).rejects.toMatchObject({ code: 'not-found' });
    await close();
  });
});

describe('many runs', () => {
  it('wait for their turn, and tell their place', async () => {
    const { registry, store, close } = await house({ maxRunning: 1 });
    const ids = [];
    for (let i = 0; i < 3; i++) ids.push(await registry.start(toySpec('beam-search', {}, i)));
    expect((await registry.summary(ids[2]!)).queuePosition).toBe(2);
    for (const id of ids) await whenOver(store, id);
    for (const id of ids) expectWhole(await entriesOf(store, id));
    await close();
  });

  it('are given back at a stop and taken up by the next start, nothing generated twice', async () => {
    const path = join(folder, 'handover.db');
    const first = await house({ path });
    const ids: string[] = [];
    for (let i = 0; i < 3; i++) ids.push(await first.registry.start(toySpec('dvts', { n: 12 }, i)));
    await new Promise((resolve) => {
      setTimeout(resolve, 40);
    });
    await first.close();
    const second = await house({ path });
    for (const id of ids) {
      expect(await whenOver(second.store, id)).toBe('finished');
      const entries = await entriesOf(second.store, id);
      expectWhole(entries);
      const opened = entries.flatMap(({ event }) => (event.type === 'node-opened' ? [event.node] : []));
      expect(new Set(opened).size).toBe(opened.length);
    }
    await second.close();
  });
});

describe('readers', () => {
  it('get every entry once and in order, fast or slow, early or late', async () => {
    const { registry, store, feed, close } = await house();
    const id = await registry.start(toySpec('best-of-n', { n: 12 }));
    const read = async (after: number, pauseMs: number) => {
      const seqs: number[] = [];
      for await (const chunk of followRun(store.runs, feed, {
        runId: id,
        after,
        signal: new AbortController().signal,
      })) {
        seqs.push(...(JSON.parse(chunk.json) as LogEntry[]).map(({ seq }) => seq));
        if (pauseMs > 0)
          await new Promise((resolve) => {
            setTimeout(resolve, pauseMs);
          });
      }
      return seqs;
    };
    const readers = await Promise.all([read(0, 0), read(0, 25), read(3, 5), read(0, 1), read(10, 0)]);
    const total = (await entriesOf(store, id)).length;
    const from = (after: number) => Array.from({ length: total - after }, (_, i) => after + i + 1);
    expect(readers).toEqual([from(0), from(0), from(3), from(0), from(10)]);
    await close();
  });
});

describe('a run that nobody waits for', () => {
  it('P-12: has its texts come at once, but as they are written while somebody reads it', async () => {
    const { policy, verifier } = slowed(toyModels());
    const asked: boolean[] = [];
    const propose: Policy['propose'] = (request, signal) => {
      asked.push(request.atOnce !== undefined);
      return policy.propose(request, signal);
    };
    const { store, feed, close } = await house();
    const owner = createOwner();
    const search = async (gatherMs: number | undefined) => {
      const begun = beginningOf(toySpec('beam-search', { n: 8, beamWidth: 2 }), {
        id: createRunId(files++),
        createdAt: 0,
        workMs: 0,
      });
      const lease = await store.runs.create({ ...begun, owner });
      const runner = new Runner(
        {
          log: store.runs,
          feed,
          now: () => Date.now(),
          modelsFor: async () => ({ policy: { ...policy, propose }, verifier }),
          isRepaired: async () => false,
          report: () => undefined,
        },
        { lease: lease!, summary: begun.summary },
        gatherMs === undefined ? {} : { gatherMs },
      );
      return { id: begun.summary.id, done: runner.done };
    };
    const askedDuring = async (work: () => Promise<unknown>) => {
      await work();
      return new Set(asked.splice(0));
    };
    expect(await askedDuring(async () => (await search(undefined)).done)).toEqual(new Set([false]));
    expect(await askedDuring(async () => (await search(50)).done)).toEqual(new Set([true]));
    const followed = async () => {
      const { id, done } = await search(50);
      const subscription = feed.subscribe(id);
      await done;
      subscription.close();
      expect(feed.isFollowed(id)).toBe(false);
    };
    expect(await askedDuring(followed)).toEqual(new Set([false]));
    await close();
  });
});

describe('coalescing', () => {
  it('joins the pieces of a node and changes nothing that folds', async () => {
    const { runToy } = await import('../search/testing/run-search');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<StrategyName>('beam-search', 'dvts', 'best-of-n'),
        fc.nat(200),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 10 }),
        async (strategy, seed, sizes) => {
          const { events } = await runToy(toySpec(strategy, {}, seed), { latencySeed: seed });
          const joined: SearchEvent[] = [];
          for (let at = 0, i = 0; at < events.length; i++) {
            const size = sizes[i % sizes.length]!;
            joined.push(
              ...coalesce(events.slice(at, at + size).map((event) => ({ at: 0, event }))).map(({ event }) => event),
            );
            at += size;
          }
          expect(joined.length).toBeLessThanOrEqual(events.length);
          expect(applyEvents(initialState, joined)).toEqual(applyEvents(initialState, events));
        },
      ),
      { numRuns: 40 },
    );
  });
});
