/** A disk that runs full while searches write, up to the registry that people command. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createOwner, RunFeed } from '@/lib/runs';
import { openStore, type Store } from '@/lib/store';
import { openSmallDisk } from '@/lib/store/testing/small-disk';
import { toySpec } from '../search/testing/run-search';
import { toyModels } from '../search/testing/toy';
import { healthOf } from './health';
import { RunRegistry } from './runs/run-registry';
import { toyGrid, toyHouse } from './testing/toy-experiments';

const disk = openSmallDisk(12);
afterAll(() => disk?.close());
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
});
