/** Jobs by the thousand in a real PostgreSQL, and what its planner knows of them. Needs a Node that has jobs. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../store/testing/postgres';
import { nodeWithJobs } from './testing/newer-node';

const postgres = nodeWithJobs === undefined ? undefined : await startPostgres();
afterAll(() => postgres?.stop());

const waiting = 10_000;

describe.skipIf(postgres === undefined)('jobs of which thousands wait', () => {
  it('are known to the planner, so that it takes them in the order of the index', { timeout: 120_000 }, () => {
    const script = fileURLToPath(new URL('../store/testing/waiting-jobs.ts', import.meta.url));
    const put = spawnSync(nodeWithJobs!, ['--import', 'tsx', script, postgres!.url, String(waiting)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { jobs, known } = JSON.parse(String(put.stdout)) as { readonly jobs: number; readonly known: number };
    expect(jobs).toBe(waiting);
    // Where it knows of none, it sorts all of them for each that is taken.
    expect(known).toBeGreaterThan(waiting / 2);
  });
});
