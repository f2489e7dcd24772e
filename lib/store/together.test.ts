/** Appends that are committed together: each stands or falls alone. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { OwnershipLostError, StoreError, cutLog, summarize, type Lease, type LogEntry } from '@/lib/runs';
import { applyEvents, initialState, logVersion } from '@/lib/search';
import { toySpec } from '../search/testing/run-search';
import { openStore } from './index';

const state = applyEvents(initialState, [{ type: 'run-started', version: logVersion, spec: toySpec('greedy') }]);
const times = (id: string, lastSeq: number) => ({ id, createdAt: 1, workMs: 0, lastSeq });
const entry = (seq: number): LogEntry => ({ seq, at: 1, event: { type: 'run-recovered' } });

async function withRuns(count: number) {
  const store = await openStore(join(mkdtempSync(join(tmpdir(), 'together-')), 'runs.db'));
  onTestFinished(() => store.close());
  const leases: Lease[] = [];
  for (let i = 0; i < count; i++) {
    const summary = summarize(state, times(`run-${i}`, 1));
    const lease = await store.runs.create({ summary, chunks: cutLog([entry(1)]), owner: 'me' });
    leases.push(lease!);
  }
  const append = (lease: Lease, seq: number) =>
    store.runs.append(lease, [entry(seq)], summarize(state, times(lease.runId, seq)));
  const seqs = async () =>
    Promise.all(leases.map(async ({ runId }) => (await store.runs.read(runId, 0, 10)).map(({ lastSeq }) => lastSeq)));
  return { store, leases, append, seqs };
}

describe('appends that come together', () => {
  it('are one transaction, and durable when they resolve', async () => {
    const { store, leases, append, seqs } = await withRuns(4);
    const transaction = vi.spyOn(store.db, 'transaction');
    await Promise.all(leases.map((lease) => append(lease, 2)));
    expect(transaction).toHaveBeenCalledTimes(1);
    expect(await seqs()).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
  });

  it('one whose run was taken over is refused, and the others are written', async () => {
    const { leases, append, seqs } = await withRuns(3);
    const told = await Promise.allSettled([
      append(leases[0]!, 2),
      append({ ...leases[1]!, fence: 0 }, 2),
      append(leases[2]!, 2),
    ]);
    expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(told[1]).toMatchObject({ reason: expect.any(OwnershipLostError) as unknown });
    expect(await seqs()).toEqual([[1, 2], [1], [1, 2]]);
  });

  it('where a commit fails, each is tried alone, and told its own failure', async () => {
    const { store, leases, append, seqs } = await withRuns(3);
    const failure = Object.assign(new Error('disk'), { code: 'ERR_SQLITE_ERROR', errcode: 778 });
    const plain = store.db.transaction.bind(store.db);
    let calls = 0;
    vi.spyOn(store.db, 'transaction').mockImplementation(() => {
      const real = plain();
      // The first is that of all; the third is that of the second run.
      if (![1, 3].includes(++calls)) return real;
      return Object.assign(real, { execute: () => Promise.reject(failure) });
    });
    const told = await Promise.allSettled(leases.map((lease) => append(lease, 2)));
    expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(told[1]).toMatchObject({ reason: expect.any(StoreError) as unknown });
    expect(await seqs()).toEqual([[1, 2], [1], [1, 2]]);
  });
});
