/** For tests: has so many jobs wait, as an experiment does: `waiting-jobs.ts DATABASE JOBS`. */
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
await store.close();
