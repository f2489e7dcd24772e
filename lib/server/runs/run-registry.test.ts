/** What becomes of runs once they are over, over a store of their own. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadRun } from '@/lib/runs';
import { openToyRuns, toyBeam, type ToyRuns } from '../testing/toy-runs';

let runs: ToyRuns;
beforeAll(async () => {
  runs = await openToyRuns();
});
afterAll(() => runs.close());

it('the log of a run that is over is packed, and read as before', async () => {
  const { store, registry } = runs;
  const id = await registry.start(toyBeam);
  const before = await runs.whenOver(id);
  const isPacked = async () => {
    const rows = await store.db.selectFrom('run_chunks').select('packed').where('run_id', '=', id).execute();
    return rows.length === 1 && rows[0]!.packed !== null;
  };
  while (!(await isPacked())) await sleep(10);
  expect(await loadRun(store.runs, id)).toEqual(before);
});
