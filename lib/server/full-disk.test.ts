/** A disk that runs full while searches write, up to the registry that people command. */
import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { importExperimentQuerySchema } from '@/lib/experiments/wire';
import { importQuerySchema } from '@/lib/problems/wire';
import { createOwner, RunFeed } from '@/lib/runs';
import { logVersion } from '@/lib/search';
import { openStore, type Store } from '@/lib/store';
import { openSmallDisk } from '@/lib/store/testing/small-disk';
import { toySpec } from '../search/testing/run-search';
import { toyModels } from '../search/testing/toy';
import { importExperiment } from './experiments/import-experiment';
import { healthOf } from './health';
import { importSet } from './problems/import-problems';
import { Problems, readBundledProblems } from './problems/problems';
import { ImportProcesses } from './imports/import-processes';
import { importRun } from './runs/import-run';
import { RunRegistry } from './runs/run-registry';
import { toyGrid, toyHouse } from './testing/toy-experiments';

const disk = openSmallDisk(12);
const processes = new ImportProcesses(fileURLToPath(new URL('imports/import-entry.mjs', import.meta.url)));
afterAll(async () => {
  await processes.close();
  disk?.close();
});
const patience = { timeout: 60_000 };

function registryOver(store: Store): RunRegistry {
  const models = toyModels();
  return new RunRegistry({
    log: store.runs,
    feed: new RunFeed(),
    now: () => Date.now(),
    owner: createOwner(),
    maxRunning: 4,
    modelsFor: async () => models,
    isRepaired: async () => false,
    report: () => undefined,
  });
}

/** Of so many characters, which nobody packs into fewer bytes than three for four. */
const randomText = (length: number) => randomBytes((length * 3) / 4).toString('base64');
const spec = { ...toySpec('best-of-n'), problem: { text: `A long problem. ${'And more. '.repeat(1_800)}` } };

describe.skipIf(disk === undefined)('a full disk', { timeout: 180_000 }, () => {
  it('is told by its health, by the runs that stand, and takes deleting; searches go on when there is room', async () => {
    const path = join(disk!.folder, 'data', 'longthink.db');
    let store = await openStore(path);
    let registry = registryOver(store);
    await registry.open();
    const statusOf = async (id: string) => (await registry.summary(id)).status;
    const ended: string[] = [];
    for (let i = 0; i < 40; i++) ended.push(await registry.start(spec));
    await expect
      .poll(async () => (await registry.list({ limit: 100 })).runs.every((run) => run.status === 'finished'), patience)
      .toBe(true);
    expect(statSync(`${path}-reserve`).size).toBe(1_048_576);
    const models = { statuses: async () => [] } as unknown as Parameters<typeof healthOf>[1];
    expect((await healthOf(store, models)).status).toBe('ok');

    // Not a byte is left, in the middle of a run.
    const standing = await registry.start(spec);
    disk!.leave(0);
    const refused = /the disk is full\. Free some space, or delete runs/;
    await expect
      .poll(async () => (await Promise.allSettled([registry.start(spec)]))[0].status, patience)
      .toBe('rejected');
    const left = (await registry.list({ limit: 100 })).runs.filter((run) => run.status === 'running');
    await expect.poll(async () => (await healthOf(store, models)).status, patience).toBe('down');
    for (const { id } of left)
      await expect.poll(async () => (await registry.summary(id)).standsBecause, patience).toMatch(refused);
    expect((await healthOf(store, models)).parts[0]!.message).toMatch(refused);

    // Deleting works one by one, again and again, also after a start on a disk that is full.
    for (const id of ended.splice(0, 3)) await registry.remove(id);
    disk!.leave(0);
    await registry.stop();
    await store.close();
    disk!.leave(0);
    store = await openStore(path);
    registry = registryOver(store);
    await registry.open();
    for (const id of ended.splice(0, 30)) await registry.remove(id);
    await store.giveBack();

    disk!.leave(6_000_000);
    await expect.poll(async () => (await healthOf(store, models)).status, patience).toBe('ok');
    expect(existsSync(`${path}-reserve`)).toBe(true);
    await expect.poll(() => statusOf(standing), patience).toBe('finished');
    for (const { id } of left) await expect.poll(() => statusOf(id), patience).toBe('finished');
    await registry.stop();
    await store.close();
  });

  it('is told by the experiment that stands, in the list too, and no longer when there is room and it goes on', async () => {
    disk!.leave(6_000_000);
    const house = await toyHouse({ path: join(disk!.folder, 'experiments.db'), tokenMs: 5 });
    const id = await house.experiments.start(toyGrid({ problems: { set: 'toy' } }), new AbortController().signal);
    await expect.poll(async () => (await house.reader.detail(id)).runs.finished, patience).toBeGreaterThan(0);
    disk!.leave(0);
    const standsBecause = async () => (await house.reader.detail(id)).standsBecause;
    await expect.poll(standsBecause, patience).toMatch(/the disk is full\. Free some space/);
    expect((await house.reader.list())[0]).toMatchObject({ id, standsBecause: await standsBecause() });
    disk!.leave(6_000_000);
    await expect.poll(async () => (await house.reader.detail(id)).status, patience).toBe('finished');
    expect(await standsBecause()).toBeUndefined();
    await house.close();
  });

  it('refuses logs, solutions of other tools and problem sets in words, keeps nothing of them, and deletes what there is', async () => {
    disk!.leave(6_000_000);
    const house = await toyHouse({ path: join(disk!.folder, 'brought-in.db') });
    const { store } = house;
    const problems = new Problems(readBundledProblems('models'), store.problems);
    const settings = { root: process.cwd(), datasetsUrl: 'http://127.0.0.1:1' };
    const request = (body: string) => new Request('http://127.0.0.1/', { method: 'POST', body });
    const importProblemSet = (name: string, rows: number) =>
      importSet(
        request(
          Array.from({ length: rows }, (_, i) =>
            JSON.stringify({ problem: `Problem ${i}. ${'And more. '.repeat(200)}`, answer: '1' }),
          ).join('\n'),
        ),
        importQuerySchema.parse({ set: name }),
        { problems, store: store.problems, processes, settings },
      );
    const rowOf = (_: unknown, i: number) => ({
      problem: `A long problem, the ${i}th. ${'And more. '.repeat(1_500)}`,
      answer: '3',
      completions: Array.from({ length: 8 }, () => `${randomText(20_000)}\n\nSo \\boxed{3}.`),
      scores: Array.from({ length: 8 }, () => [0.5, 0.5]),
    });
    const solutions = Array.from({ length: 90 }, rowOf)
      .map((row) => JSON.stringify(row))
      .join('\n');
    const expansions = [{ parent: '0', firstChild: 0, children: 1 }];
    const log = [
      { type: 'run-started', version: logVersion, spec },
      { type: 'round-opened', group: 0, round: 0, isWhole: true, expansions },
      { type: 'node-opened', node: '0.0', group: 0, round: 0 },
      ...[1, 2].map(() => ({ type: 'node-text', node: '0.0', text: randomText(7_600_000), tokens: 1 })),
    ]
      .map((event, i) => JSON.stringify({ seq: i + 1, at: 1, event }))
      .join('\n');
    const theirs = importExperimentQuerySchema.parse({
      name: 'theirs',
      strategy: 'best-of-n',
      policy: 'Llama 1B',
      verifier: 'PRM',
    });
    await importProblemSet('before', 10);
    const finished = await house.runs.start(toySpec('greedy'));
    await expect.poll(async () => (await house.runs.summary(finished)).status, patience).toBe('finished');
    const experiment = await house.experiments.start(
      toyGrid({ problems: { set: 'toy' } }),
      new AbortController().signal,
    );
    await expect.poll(async () => (await house.reader.detail(experiment)).status, patience).toBe('finished');
    const kept = async () => [
      (await store.runs.list({ limit: 100 })).runs.length,
      (await house.reader.list()).length,
      (await store.problems.sets()).map(({ name }) => name),
    ];
    const before = await kept();
    const full = { kind: 'full', message: expect.stringMatching(/the disk is full\. Free some space/) as string };

    const dependencies = {
      store,
      log: store.runs,
      marks: store.marks,
      processes,
      problemsOf: () => expect.fail('no set is asked for'),
      now: () => Date.now(),
    };

    // Each is larger than all of the disk, and runs out of room in the middle.
    disk!.leave(0);
    await expect(importProblemSet('too large', 4_000)).rejects.toMatchObject(full);
    await expect(importRun(request(log), dependencies)).rejects.toMatchObject(full);
    await expect(importExperiment(request(solutions), theirs, dependencies)).rejects.toMatchObject(full);
    expect(await kept()).toEqual(before);
    expect(await problems.list({ set: 'before', limit: 3 })).toMatchObject({ problems: { length: 3 } });

    expect(await store.problems.remove('before')).toBe(true);
    await house.experiments.remove(experiment);
    await house.runs.remove(finished);
    expect(await kept()).toEqual([0, 0, []]);
    disk!.leave(6_000_000);
    await expect.poll(() => importProblemSet('after', 10).then(({ set }) => set.problems), patience).toBe(10);
    await importRun(request(log.split('\n')[0]!), dependencies);
    await house.close();
  });
});
