/**
 * How experiments grow with workers: `npm run bench -- workers [--problems 25] [--ms 20] [--at-once 4]`. The same searches by one, two
 * and three workers over servers that have room, and by one process over a file, with the processor time of a search each way: all of
 * Longthink's processes, without the database's. With `--at-once` each process makes no more searches at a time, so that waiting
 * for servers and not this machine's processor is what bounds it. Needs PostgreSQL; processor time is told on Linux.
 */
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { printRatios } from '@/lib/launch/bench/ratios';
import { openStore } from '@/lib/store';
import { startPostgres } from '../../store/testing/postgres';
import { clusterGrid, createCluster, hasEnded, processorMs, startModels } from '../testing/cluster';
import { nodeWithJobs } from '../testing/newer-node';

const { values } = parseArgs({
  options: {
    problems: { type: 'string', default: '25' },
    ms: { type: 'string', default: '20' },
    'at-once': { type: 'string' },
  },
});
/** Sequences of each server: more than all searches together write. */
const room = 1_024;
const most = 3;

const postgres = await startPostgres();
if (postgres === undefined || nodeWithJobs === undefined) {
  console.error('PostgreSQL 15 or newer and Node 22.12 or newer are needed.');
  process.exit(2);
}
const models = await startModels(Number(values.ms));
const searchesAtOnce = values['at-once'] === undefined ? undefined : Number(values['at-once']);
const spec = clusterGrid(Number(values.problems));

interface Measured {
  readonly perSecond: number;
  /** Milliseconds of a search. */
  readonly processor: number;
}

async function withWorkers(count: number): Promise<Measured> {
  const database = postgres!.create(`workers_${count}`);
  const cluster = createCluster({ node: nodeWithJobs!, database, models, limit: room, searchesAtOnce });
  const app = await cluster.startApp();
  const workers = Array.from({ length: count }, () => cluster.startWorker());
  await Promise.all(workers.map(({ ready }) => ready));
  const store = await openStore(database);
  const processes = [app.process, ...workers.map(({ process }) => process)];
  const processor = () => processes.reduce((sum, each) => sum + processorMs(each), 0);
  const before = processor();
  const startedAt = performance.now();
  const experiment = await app.startExperiment(spec);
  while (!(await hasEnded(store, experiment))) await sleep(20);
  const seconds = (performance.now() - startedAt) / 1_000;
  const searches = (await store.experiments.runs(experiment)).length;
  const measured = { perSecond: searches / seconds, processor: (processor() - before) / searches };
  await store.close();
  await cluster.stop();
  return measured;
}

async function alone(): Promise<Measured> {
  const cluster = createCluster({
    node: nodeWithJobs!,
    database: postgres!.url,
    models,
    limit: room,
    searchesAtOnce,
  });
  const startedAt = performance.now();
  const before = process.cpuUsage();
  const searches = (await cluster.alone(spec)).size;
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - startedAt) / 1_000;
  await cluster.stop();
  return { perSecond: searches / seconds, processor: (user + system) / 1_000 / searches };
}

const say = (who: string, { perSecond, processor }: Measured) =>
  console.log(
    `${who.padEnd(24)} ${perSecond.toFixed(1)} searches a second, ${processor.toFixed(0)} ms of processor each`,
  );

let ratios: Readonly<Record<string, number>>;
try {
  const one = await alone();
  say('one process, a file', one);
  const found: Measured[] = [];
  for (let count = 1; count <= most; count++) {
    found.push(await withWorkers(count));
    say(`${count} ${count === 1 ? 'worker' : 'workers'} and the app`, found.at(-1)!);
  }
  const [first, second, third] = found;
  ratios = {
    'two workers': second!.perSecond / first!.perSecond,
    'three workers': third!.perSecond / first!.perSecond,
    'processor time as a job': first!.processor / one.processor,
  };
} finally {
  models.stop();
  await postgres.stop();
}
printRatios(ratios);
process.exit(0);
