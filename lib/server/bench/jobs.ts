/**
 * Jobs by the hundred thousand: `npm run bench -- jobs [--jobs 100000]`. Adds them as experiments do, takes some with few and
 * with all of them waiting, and tells the memory of the process that does. Needs PostgreSQL, and goes on under a newer Node
 * where this one is too old for jobs.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { SearchJobs, SearchPlace } from '@/lib/experiments';
import { printRatios } from '@/lib/launch/bench/ratios';
import { openStore } from '@/lib/store';
import { addPlainRows } from '../../store/testing/plain-rows';
import { startPostgres } from '../../store/testing/postgres';
import { hasJobs, nodeWithJobs } from '../testing/newer-node';

const { values } = parseArgs({ options: { jobs: { type: 'string', default: '100000' } } });
const all = Number(values.jobs);
/** As many as an experiment keeps waiting, and as a process takes at a time. */
const window = 2_000;
const atOnce = 16;
const taken = 1_600;
const kind = { policy: 'policy', verifier: 'verifier' } as const;

if (!hasJobs && nodeWithJobs !== undefined) {
  const args = ['--import', 'tsx', fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  process.exit(spawnSync(nodeWithJobs, args, { stdio: 'inherit' }).status ?? 1);
}
const postgres = hasJobs ? await startPostgres() : undefined;
if (postgres === undefined) {
  console.error('PostgreSQL 15 or newer and Node 22.12 or newer are needed.');
  process.exit(2);
}
const store = await openStore(postgres.url);
const megabytes = () => process.memoryUsage().rss / 1_048_576;

async function msOf(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function put(jobs: SearchJobs, from: number, to: number): Promise<void> {
  for (let place = from; place < to; place += window) {
    const places = Array.from({ length: Math.min(window, to - place) }, (_, i): SearchPlace => ({
      place: place + i,
      kind,
      isBegun: false,
    }));
    await jobs.put('experiment', '1 0', places);
  }
}

/** As a worker does: so many at a time, and each is over by itself. */
async function take(jobs: SearchJobs): Promise<void> {
  for (let count = 0; count < taken;) {
    const held = await jobs.take(kind, atOnce, []);
    if (held.length === 0) throw new Error('No job is left.');
    await Promise.all(held.map((job) => jobs.done(job)));
    count += held.length;
  }
}

let ratios: Readonly<Record<string, number>>;
try {
  const jobs = (await store.openJobs((error) => console.error(error)))!;
  await put(jobs, 0, window);
  const few = await msOf(() => take(jobs));
  const before = megabytes();
  const added = await msOf(() => put(jobs, window, window + all));
  const after = megabytes();
  const many = await msOf(() => take(jobs));
  const plain = await msOf(() => addPlainRows(store, all, window));
  const { waiting } = await jobs.count('experiment', [kind]);
  console.log(`${waiting} jobs wait`);
  console.log(
    `added: ${((1_000 * all) / added).toFixed(0)} a second; plain rows: ${((1_000 * all) / plain).toFixed(0)}`,
  );
  console.log(
    `taken and done, ${atOnce} at a time: ${((1_000 * taken) / few).toFixed(0)} a second with ${window} waiting, ${((1_000 * taken) / many).toFixed(0)} with ${all}`,
  );
  console.log(`memory of this process: ${before.toFixed(0)} MB before, ${after.toFixed(0)} MB with all added`);
  ratios = { 'added to plain': added / plain, 'taken of many': many / few };
} finally {
  await store.close();
  await postgres.stop();
}
printRatios(ratios);
process.exit(0);
