/**
 * Experiments over an app and three workers while processes are killed and stopped at random moments, and the database in the
 * middle: `npm run bench -- kills [--moments 100] [--problems 100] [--seed 1]`. Ends with what is true of every log, and how
 * many sequences were ever in flight at once. Needs PostgreSQL.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { uniformAt } from '@/lib/base';
import { printRatios } from '@/lib/launch/bench/ratios';
import { openStore } from '@/lib/store';
import { startPostgres } from '../../store/testing/postgres';
import { clusterGrid, createCluster, essences, flawedLogs, hasEnded, startModels } from '../testing/cluster';
import { nodeWithJobs } from '../testing/newer-node';
import { appendsSeen, watchAppends } from '../../store/testing/old-appends';

const { values } = parseArgs({
  options: {
    moments: { type: 'string', default: '100' },
    problems: { type: 'string', default: '100' },
    limit: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    ms: { type: 'string', default: '5' },
  },
});
const moments = Number(values.moments);
const limit = Number(values.limit);
const chance = (i: number) => uniformAt(Number(values.seed), i);
const startedAt = performance.now();
const say = (text: string) => console.log(`${((performance.now() - startedAt) / 1_000).toFixed(1)} s  ${text}`);

const postgres = await startPostgres();
if (postgres === undefined || nodeWithJobs === undefined) {
  console.error('PostgreSQL 15 or newer and Node 22.12 or newer are needed.');
  process.exit(2);
}
const models = await startModels(Number(values.ms));
const cluster = createCluster({ node: nodeWithJobs, database: postgres.url, models, limit });
let ratios: Readonly<Record<string, number>>;
try {
  const app = await cluster.startApp();
  say('the app is open');
  const workers = [cluster.startWorker(), cluster.startWorker(), cluster.startWorker()];
  const spec = clusterGrid(Number(values.problems));
  const store = await openStore(postgres.url);
  await watchAppends(store);
  const experiment = await app.startExperiment(spec);
  say(`experiment ${experiment} began`);
  const finished = async () => (await store.experiments.counts()).get(experiment)?.finished ?? 0;
  const firstWords: number[] = [];
  const stopped: Promise<void>[] = [];
  while ((await finished()) === 0) await sleep(100);
  say('its first search is done');
  for (let moment = 0; moment < moments && !(await hasEnded(store, experiment)); moment++) {
    await sleep(300 + chance(4 * moment) * 1_700);
    const place = Math.floor(chance(4 * moment + 1) * workers.length);
    // One that has not begun yet is no loss to anybody.
    await workers[place]!.ready;
    const worker = workers[place]!.process;
    if (moment === Math.floor(moments / 2)) {
      say('the database is restarted');
      await postgres.restart('SIGQUIT');
    }
    // One that began while the database was away has ended.
    if (worker.exitCode !== null || chance(4 * moment + 2) < 0.5) {
      worker.kill('SIGKILL');
      workers[place] = cluster.startWorker();
    } else {
      // Some wake when all is as it was, some when their jobs, leases and shares are others'.
      worker.kill('SIGSTOP');
      stopped.push(sleep(500 + chance(4 * moment + 3) * 25_000).then(() => void worker.kill('SIGCONT')));
    }
    if (moment % 10 === 5) firstWords.push(await app.watch(moment));
    const { policy, verifier } = await models.counts();
    if (moment % 5 === 0)
      say(
        `moment ${moment}: ${await finished()} done, ${policy.now} and ${verifier.now} in flight, most ${policy.most} and ${verifier.most}, first words ${firstWords.map(Math.round).join(' ')} ms`,
      );
  }
  await Promise.all(stopped);
  while (!(await hasEnded(store, experiment))) await sleep(200);
  const counts = await models.counts();
  const flawed = await flawedLogs(store, experiment);
  const found = await essences(store, experiment);
  say(`ended: ${found.size} searches`);
  const alone = await cluster.alone(spec);
  const other = [...alone].filter(([run, essence]) => found.get(run) !== essence);
  say(
    `${alone.size} made by one process alone, ${other.length} of them otherwise; ${flawed.length} logs without their one end`,
  );
  say(
    `most in flight: ${counts.policy.most} and ${counts.verifier.most} of ${limit}; ${counts.policy.requests} calls to write`,
  );
  const appends = await appendsSeen(store);
  say(`${appends.all} appends, ${appends.old} of them by a process that another had taken the run from`);
  say(`first words of watched runs after ${firstWords.map(Math.round).join(', ')} ms`);
  await store.close();
  ratios = {
    'in flight to limit': Math.max(counts.policy.most, counts.verifier.most) / limit,
    otherwise: (other.length + flawed.length) / alone.size,
    'appends under an old fence': appends.old / appends.all,
  };
} finally {
  await cluster.stop();
  models.stop();
  await postgres.stop();
}
printRatios(ratios);
process.exit(0);
