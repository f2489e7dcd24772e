/** Runs that leave others, over the store and a real runner; the models are the toy ones. Rules of SPEC.md. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEntries, type LogEntry } from '@/lib/runs';
import { forkRunSchema } from '@/lib/runs/wire';
import { applyEvents, initialState, type RunSpec } from '@/lib/search';
import type { Store } from '@/lib/store';
import { toySpec } from '../../search/testing/run-search';
import { openToyRuns, type ToyRuns } from '../testing/toy-runs';
import { forkRun, type ForkDependencies } from './fork-run';
import type { RunRegistry } from './run-registry';

let runs: ToyRuns;
let store: Store;
let registry: RunRegistry;
let app: ForkDependencies;
beforeAll(async () => {
  runs = await openToyRuns();
  ({ store, registry } = runs);
  const { verifier } = toySpec('beam-search');
  const named = (name?: string) => ({ name: name ?? 'toy', model: 'toy' });
  // What resolving names asks of an application, and nothing else.
  const models = {
    policy: named,
    verifier: named,
    resolved: async (backend: object) => backend,
    verifierRef: ({ name }: { readonly name: string }) => ({ ...verifier, name }),
    whyUnfit: async () => undefined,
    whyTooLong: async () => undefined,
  } as unknown as ForkDependencies['models'];
  const maps = { madeWith: async () => undefined } as unknown as ForkDependencies['maps'];
  app = { models, maps, registry, store };
});
afterAll(() => runs.close());

async function logOf(id: string): Promise<readonly LogEntry[]> {
  const entries: LogEntry[] = [];
  for await (const read of readEntries(store.runs, id)) entries.push(...read);
  return entries;
}
async function whenOver(id: string): Promise<readonly LogEntry[]> {
  await expect.poll(async () => (await registry.summary(id)).status, { timeout: 15_000 }).toBe('finished');
  return logOf(id);
}
const started = async (spec: RunSpec) => {
  const id = await registry.start(spec);
  return { id, entries: await whenOver(id) };
};
const fork = (id: string, body: object) => forkRun(id, forkRunSchema.parse(body), app, new AbortController().signal);
const treeOf = (entries: readonly LogEntry[]) =>
  [
    ...applyEvents(
      initialState,
      entries.map(({ event }) => event),
    ).nodes.values(),
  ]
    .map(({ id, text, score, decision }) => ({ id, text, score, decision }))
    .toSorted((left, right) => (left.id < right.id ? -1 : 1));

describe('a fork of a stored run', () => {
  it('begins with the entries of its parent, says so, ends by itself, and leaves the parent as it was', async () => {
    const parent = await started(toySpec('beam-search'));
    const place = parent.entries.findIndex(({ event }) => event.type === 'round-decided');
    const child = await whenOver(await fork(parent.id, { seq: place + 1 }));
    expect(child.slice(0, place + 1)).toEqual(parent.entries.slice(0, place + 1));
    expect(child[place + 1]?.event).toEqual({ type: 'run-forked', parent: parent.id, seq: place + 1 });
    expect(child.map(({ seq }) => seq)).toEqual(child.map((_, i) => i + 1));
    expect(child.filter(({ event }) => event.type === 'run-recovered')).toEqual([]);
    expect(treeOf(child)).toEqual(treeOf(parent.entries));
    expect(await logOf(parent.id)).toEqual(parent.entries);
  });

  it('counts no second of what lies between its parent and itself', async () => {
    const parent = await started(toySpec('beam-search'));
    await new Promise((resolve) => {
      setTimeout(resolve, 1_200);
    });
    const id = await fork(parent.id, { seq: 30 });
    await whenOver(id);
    expect((await registry.summary(id)).seconds).toBeLessThan(1);
  });

  it('goes on from the end of what there is: one solution votes no longer, another step gets more', async () => {
    const parent = await started(toySpec('best-of-n', { n: 3 }));
    const end = parent.entries.findIndex(({ event }) => event.type === 'answer-selected');
    const node = parent.entries.flatMap(({ event }) =>
      event.type === 'round-decided' ? event.decisions.filter(({ fate }) => fate === 'finished') : [],
    )[0]!.node;
    const without = await whenOver(await fork(parent.id, { edit: { type: 'exclude', node } }));
    expect(without.slice(0, end)).toEqual(parent.entries.slice(0, end));
    expect(without[end]?.event).toEqual({ type: 'node-excluded', node });
    const id = await fork(parent.id, { edit: { type: 'continue', node: '0', children: 2 } });
    const more = await whenOver(id);
    expect(more.filter(({ event }) => event.type === 'round-opened')).toHaveLength(4);
    expect(await registry.summary(id)).toMatchObject({ status: 'finished' });
  });

  it('goes on by other numbers, and keeps those that nobody changed', async () => {
    const parent = await started(toySpec('beam-search', { n: 8, beamWidth: 4, temperature: 1.1 }));
    const id = await fork(parent.id, { seq: 30, strategy: 'rebase', config: { rebaseTemperature: 2 }, seed: 5 });
    await whenOver(id);
    const { config, strategy, seed } = await registry.summary(id);
    expect({ ...config, strategy, seed }).toMatchObject({
      strategy: 'rebase',
      n: 8,
      temperature: 1.1,
      rebaseTemperature: 2,
      maxSteps: 6,
      seed: 5,
    });
  });

  it('goes on with a verifier where its parent had none, from all that was written before the answers', async () => {
    const parent = await started(toySpec('majority', { n: 5 }));
    expect((await registry.summary(parent.id)).verifier).toBeUndefined();
    const end = parent.entries.findIndex(({ event }) => event.type === 'answer-selected');
    const id = await fork(parent.id, { strategy: 'best-of-n', verifier: 'reader' });
    const child = await whenOver(id);
    expect(child.slice(0, end)).toEqual(parent.entries.slice(0, end));
    expect(child[end]?.event).toMatchObject({ type: 'run-forked', parent: parent.id, seq: end });
    expect(await registry.summary(id)).toMatchObject({
      verifier: 'reader',
      selection: 'weighted',
      policyTokens: (await registry.summary(parent.id)).policyTokens,
    });
    expect(treeOf(child).map(({ text }) => text)).toEqual(treeOf(parent.entries).map(({ text }) => text));
    expect(treeOf(child).filter(({ score }) => score !== undefined).length).toBeGreaterThan(5);
    const anew = await whenOver(await fork(parent.id, { seq: 1, strategy: 'beam-search' }));
    expect(anew.some(({ event }) => event.type === 'round-decided' && event.line !== undefined)).toBe(true);
    await expect(fork(parent.id, { strategy: 'beam-search' })).rejects.toThrow(/5 groups .* after entry 1/);
    await expect(fork(parent.id, {})).rejects.toThrow(/selected before/);
  });

  it('goes on by another verifier, and by what is usual where that is asked for', async () => {
    const parent = await started(toySpec('beam-search', { aggregation: 'min', duplicates: 'kept' }));
    const id = await fork(parent.id, {
      seq: 30,
      verifier: 'another',
      config: { aggregation: null, selection: 'best' },
    });
    await whenOver(id);
    const { config, verifier } = await registry.summary(id);
    expect(verifier).toBe('another');
    expect(config).toMatchObject({ selection: 'best', duplicates: 'kept' });
    expect(config.aggregation).toBeUndefined();
    expect((await registry.summary(parent.id)).verifier).toBe('toy verifier');
  });

  it.each<readonly [string, object, string, RegExp]>([
    ['a number out of range', { seq: 9, config: { n: 0 } }, 'bad-request', /config: n/],
    ['a setting that there is not', { seq: 9, config: { m: 4 } }, 'bad-request', /config/],
    ['numbers that do not go together', { seq: 9, config: { n: 2 } }, 'bad-request', /beamWidth/],
    ['other groups', { seq: 30, strategy: 'dvts' }, 'conflict', /cannot go on as dvts/],
    ['a place that is not there', { seq: 100_000 }, 'conflict', /no entry 100000/],
    ['a step that is not there', { edit: { type: 'cut', node: '0.99' } }, 'conflict', /0.99 is not there/],
  ])('is refused for %s, and nothing is begun', async (_, body, code, words) => {
    const parent = await started(toySpec('beam-search'));
    const before = (await registry.list({ limit: 200 })).runs.length;
    await expect(fork(parent.id, body)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(words) as string,
    });
    expect((await registry.list({ limit: 200 })).runs).toHaveLength(before);
  });

  it('of what is not there is not found', async () => {
    await expect(fork('nobody', { seq: 1 })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('takes one place only', () => {
    expect(forkRunSchema.safeParse({ seq: 3, node: '0.1' }).success).toBe(false);
  });
});
