/**
 * Experiments over several processes: an app and three workers on one PostgreSQL, some of them killed and some stopped in the
 * middle, and the database itself. Needs PostgreSQL and a Node that has jobs.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { openStore } from '@/lib/store';
import { startPostgres } from '../store/testing/postgres';
import { nodeWithJobs } from './testing/newer-node';
import { appendsSeen, watchAppends } from '../store/testing/old-appends';
import { clusterGrid, createCluster, essences, flawedLogs, hasEnded, startModels } from './testing/cluster';

const postgres = nodeWithJobs === undefined ? undefined : await startPostgres();
afterAll(() => postgres?.stop());

const limit = 8;
const problems = 6;

describe.skipIf(postgres === undefined)('an app and three workers', () => {
  it('killed, stopped, and with the database restarted: every search once and as one process makes it, within the limit', async () => {
    const models = await startModels(4);
    const database = postgres!.create('shared');
    const cluster = createCluster({ node: nodeWithJobs!, database, models, limit });
    try {
      const app = await cluster.startApp();
      const workers = [cluster.startWorker(), cluster.startWorker(), cluster.startWorker()];
      const store = await openStore(database);
      await watchAppends(store);
      const experiment = await app.startExperiment(clusterGrid(problems));
      const finished = async () => (await store.experiments.counts()).get(experiment)?.finished ?? 0;
      await expect.poll(finished, { timeout: 60_000 }).toBeGreaterThan(1);
      await Promise.all(workers.map(({ ready }) => ready));
      workers[0]!.process.kill('SIGKILL');
      workers[0] = cluster.startWorker();
      const firstWords = [await app.watch(1)];
      workers[1]!.process.kill('SIGSTOP');
      await sleep(1_000);
      await postgres!.restart('SIGQUIT');
      await sleep(14_000);
      workers[1]!.process.kill('SIGCONT');
      workers[2]!.process.kill('SIGKILL');
      firstWords.push(await app.watch(2));
      await expect.poll(() => hasEnded(store, experiment), { timeout: 300_000, interval: 200 }).toBe(true);
      const { policy, verifier } = await models.counts();
      expect(Math.max(policy.most, verifier.most)).toBeLessThanOrEqual(limit);
      expect(await flawedLogs(store, experiment)).toEqual([]);
      const appends = await appendsSeen(store);
      expect([appends.old, appends.all > problems * 4]).toEqual([0, true]);
      const found = await essences(store, experiment);
      expect(found.size).toBe(problems * 4);
      expect(found).toEqual(await cluster.alone(clusterGrid(problems)));
      expect(Math.max(...firstWords)).toBeLessThan(8_000);
      await store.close();
    } finally {
      await cluster.stop();
      models.stop();
    }
  }, 600_000);
});
