/**
 * For tests: has so many jobs wait, as an experiment does: `waiting-jobs.ts DATABASE JOBS`. Writes how many there are, and how many the
 * planner thinks that there are.
 */
import { sql } from 'kysely';
import { openStore } from '../store';

const [, , database = '', count = '0'] = process.argv;
const kind = { policy: 'policy', verifier: 'verifier' } as const;
/** As many as an experiment adds at a time. */
const atOnce = 2_000;

const store = await openStore(database);
const jobs = await store.openJobs((error) => {
  throw error;
});
for (let from = 0; from < Number(count); from += atOnce)
  await jobs?.put(
    'experiment',
    '1 0',
    Array.from({ length: Math.min(atOnce, Number(count) - from) }, (_, i) => ({
      place: from + i,
      kind,
      isBegun: false,
    })),
  );
const { rows } = await sql<{ jobs: number; known: number }>`
  select (select count(*) from pgboss.job_common) as jobs, reltuples as known
  from pg_class where oid = 'pgboss.job_common'::regclass`.execute(store.db);
process.stdout.write(JSON.stringify(rows[0]));
await store.close();
