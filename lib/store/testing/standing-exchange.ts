/** For tests: a process that stands still in the middle of dividing a server: `standing-exchange.ts DATABASE`. Says so before. */
import { openStore } from '../store';

const store = await openStore(process.argv[2] ?? '');
await store.shares?.exchange('http://server', () => {
  process.stdout.write('stands\n');
  process.kill(process.pid, 'SIGSTOP');
  return { owner: 'stands', limit: 8, share: 8, batch: 7, watched: 0, wanted: 8, first: 1, servedAt: 1 };
});
