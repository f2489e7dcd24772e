/** Runs over a store of their own, made by the toy models: what a process is made of that searches, for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOwner, loadRun, RunFeed, type LoadedRun } from '@/lib/runs';
import { openStore, type Store } from '@/lib/store';
import { toySpec } from '../../search/testing/run-search';
import { toyModels } from '../../search/testing/toy';
import { RunRegistry } from '../runs/run-registry';

export interface ToyRuns {
  readonly store: Store;
  readonly registry: RunRegistry;
  /** What its log says once it has ended. */
  readonly whenOver: (runId: string) => Promise<LoadedRun>;
  close(): Promise<void>;
}

export async function openToyRuns(): Promise<ToyRuns> {
  const folder = mkdtempSync(join(tmpdir(), 'longthink-toy-runs-'));
  const store = await openStore(join(folder, 'runs.db'));
  const registry = new RunRegistry({
    log: store.runs,
    feed: new RunFeed(),
    now: () => Date.now(),
    owner: createOwner(),
    maxRunning: 4,
    modelsFor: async () => toyModels(),
    isRepaired: async () => false,
    report: () => undefined,
  });
  await registry.open();
  return {
    store,
    registry,
    async whenOver(runId) {
      while ((await registry.summary(runId)).status !== 'finished')
        await new Promise((resolve) => {
          setTimeout(resolve, 20);
        });
      return loadRun(store.runs, runId);
    },
    async close() {
      await registry.stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A beam search of eight, some of whose branches were cut. */
export const toyBeam = toySpec('beam-search', { n: 8, beamWidth: 4 }, 7);
