/** Old runs over a real store: what is counted is what goes, when it is said and by itself. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { createOwner, createRunId, cutLog, RunFeed, summarize } from '@/lib/runs';
import { applyEvents, initialState, type SearchEvent } from '@/lib/search';
import { openStore } from '@/lib/store';
import { toySpec } from '../../search/testing/run-search';
import { countOlder, keepFor, removeOlder } from './retention';
import { RunRegistry } from './run-registry';

const folder = mkdtempSync(join(tmpdir(), 'longthink-retention-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const dayMs = 86_400_000;
const now = 1_800_000_000_000;

describe('old runs', () => {
  it('are counted before, deleted when it is said, and by themselves where that is set', async () => {
    const store = await openStore(join(folder, 'runs.db'));
    const report = vi.fn();
    const registry = new RunRegistry({
      log: store.runs,
      feed: new RunFeed(),
      now: () => now,
      report,
      owner: createOwner(),
      maxRunning: 1,
      modelsFor: () => Promise.reject(new Error('nothing searches here')),
      isRepaired: () => Promise.resolve(false),
    });
    const add = async (ageDays: number) => {
      const at = now - ageDays * dayMs;
      const events: SearchEvent[] = [
        { type: 'run-started', version: 2, spec: toySpec('majority') },
        { type: 'run-ended', status: 'finished' },
      ];
      const id = createRunId(at);
      const summary = summarize(applyEvents(initialState, events), { id, createdAt: at, workMs: 0, lastSeq: 2 });
      await store.runs.create({ summary, chunks: cutLog(events.map((event, i) => ({ seq: i + 1, at, event }))) });
      return id;
    };
    for (let i = 0; i < 120; i++) await add(40 + i);
    const [month, week] = [await add(20), await add(5)];
    const house = { registry, store, now: () => now, report };

    expect(await countOlder(30, house)).toBe(120);
    expect(await removeOlder(30, house)).toBe(120);
    expect(await countOlder(0, house)).toBe(2);
    const { runs } = await store.runs.list({ limit: 10 });
    expect(runs.map(({ id }) => id)).toEqual([week, month]);

    vi.useFakeTimers();
    const beat = keepFor(7, house);
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    beat.stop();
    vi.useRealTimers();
    await expect.poll(async () => (await store.runs.list({ limit: 10 })).runs.map(({ id }) => id)).toEqual([week]);
    expect(report).not.toHaveBeenCalled();
    await registry.stop();
    await store.close();
  });
});
