/** Commits of a SQLite file and the disk: durable when they resolve, and nobody is held up meanwhile. */
import { mkdtempSync } from 'node:fs';
import type * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { cutLog, summarize, type LogEntry } from '@/lib/runs';
import { applyEvents, initialState, logVersion } from '@/lib/search';
import { toySpec } from '../../search/testing/run-search';
import { openStore } from '..';

type Told = (error: Error | null) => void;
const disk = vi.hoisted(() => ({
  pending: [] as Told[],
  isSlow: false,
  failure: null as Error | null,
  syncs: 0,
  /** Files that are on their way to the disk, and those of them that were closed. */
  busy: new Set<number>(),
  cutOff: [] as number[],
}));
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const fdatasync = (file: number, tell: Told) => {
    disk.syncs++;
    disk.busy.add(file);
    const told: Told = (error) => {
      disk.busy.delete(file);
      tell(error);
    };
    if (disk.failure !== null) return queueMicrotask(() => told(disk.failure));
    if (disk.isSlow) return disk.pending.push(told);
    return real.fdatasync(file, told);
  };
  const closeSync = (file: number) => {
    if (disk.busy.has(file)) disk.cutOff.push(file);
    real.closeSync(file);
  };
  return { ...real, fdatasync, closeSync };
});
beforeEach(() => Object.assign(disk, { pending: [], isSlow: false, failure: null, syncs: 0, cutOff: [] }));

const state = applyEvents(initialState, [{ type: 'run-started', version: logVersion, spec: toySpec('greedy') }]);
const entry = (seq: number): LogEntry => ({ seq, at: 1, event: { type: 'run-recovered' } });
const summary = (lastSeq: number) => summarize(state, { id: 'run', createdAt: 1, workMs: 0, lastSeq });

async function withRun() {
  const path = join(mkdtempSync(join(tmpdir(), 'journal-')), 'runs.db');
  const store = await openStore(path);
  onTestFinished(() => store.close());
  const lease = (await store.runs.create({ summary: summary(1), chunks: cutLog([entry(1)]), owner: 'me' }))!;
  return { path, store, append: (seq: number) => store.runs.append(lease, [entry(seq)], summary(seq)) };
}

describe('a commit', () => {
  it('is on the disk when its promise resolves, and meanwhile everything else goes on', async () => {
    const { append } = await withRun();
    disk.isSlow = true;
    let isDurable = false;
    const appended = append(2).then(() => (isDurable = true));
    await vi.waitUntil(() => disk.pending.length === 1);
    for (let i = 0; i < 10; i++) await turn();
    expect(isDurable).toBe(false);
    disk.isSlow = false;
    disk.pending[0]!(null);
    await appended;
  });

  it('that the disk did not take is an error in words, and with the next one that it takes both are there', async () => {
    const { path, store, append } = await withRun();
    disk.failure = Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });
    await expect(append(2)).rejects.toMatchObject({ kind: 'failed', isRetryable: true });
    disk.failure = null;
    await append(2);
    await append(3);
    expect((await store.runs.read('run', 0, 10)).map(({ lastSeq }) => lastSeq)).toEqual([1, 2, 3]);
    await store.close();
    const again = await openStore(path);
    onTestFinished(() => again.close());
    expect(await again.runs.summary('run')).toMatchObject({ lastSeq: 3 });
  });

  it('that is on its way when the store closes still arrives', async () => {
    const { path, store, append } = await withRun();
    disk.isSlow = true;
    const appended = append(2);
    await vi.waitUntil(() => disk.pending.length === 1);
    const closed = store.close();
    disk.isSlow = false;
    disk.pending[0]!(null);
    await Promise.all([appended, closed]);
    expect(disk.cutOff).toEqual([]);
    const again = await openStore(path);
    onTestFinished(() => again.close());
    expect(await again.runs.summary('run')).toMatchObject({ lastSeq: 2 });
  });

  it('is waited for, and what only reads is not', async () => {
    const { store, append } = await withRun();
    const before = disk.syncs;
    await store.runs.list({ limit: 10 });
    await store.runs.read('run', 0, 10);
    expect(disk.syncs).toBe(before);
    await append(2);
    expect(disk.syncs).toBe(before + 1);
  });
});
