/** Shares of model servers in a real PostgreSQL, where one of those who divide them stands still. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { ServerShare } from '@/lib/backends/shares';
import { openStore } from './index';
import { startPostgres } from './testing/postgres';

const postgres = await startPostgres();
afterAll(() => postgres?.stop());
const share: ServerShare = {
  owner: 'goes on',
  limit: 8,
  share: 1,
  batch: 0,
  watched: 1,
  wanted: 1,
  first: 0,
  servedAt: 1,
};

describe.skipIf(postgres === undefined)('a process that stands still in the middle of dividing a server', () => {
  it('holds nobody up, and has changed nothing', async () => {
    const store = await openStore(postgres!.url);
    const script = fileURLToPath(new URL('testing/standing-exchange.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, postgres!.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    const met: (readonly ServerShare[])[] = [];
    const exchange = () =>
      store.shares!.exchange('http://server', (all) => {
        met.push(all);
        return share;
      });
    await exchange();
    expect(met).toEqual([[]]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await exchange();
    expect(met[1]).toEqual([share]);
    await store.close();
  }, 60_000);

  it('counts from now when a clock was set back, and is forgotten after a while', async () => {
    const store = await openStore(postgres!.create('set_back'));
    await store.shares!.exchange('http://server', () => share);
    await store.db
      .updateTable('server_shares')
      .set({ heard_at: Date.now() + 3_600_000 })
      .execute();
    await store.shares!.exchange('http://server', () => ({ ...share, owner: 'other' }));
    const { heard_at: heardAt } = await store.db
      .selectFrom('server_shares')
      .select('heard_at')
      .where('owner', '=', 'goes on')
      .executeTakeFirstOrThrow();
    expect(heardAt).toBeLessThan(Date.now() + 1_800_000);
    await store.close();
  });
});
