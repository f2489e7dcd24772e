/** The worker as it is started: what it says when it cannot begin, and that it waits where waiting helps. */
import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { startPostgres } from '../../store/testing/postgres';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const patience = { timeout: 60_000 };
const postgres = await startPostgres();
afterAll(() => postgres?.stop());

/** The worker with this database, everything that it says, and how it ended. */
function worker(database: string, before: readonly string[] = []) {
  const child = spawn(process.execPath, [...before, '--import', 'tsx', 'lib/commands/worker/main.ts'], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: database, LONGTHINK_BUNDLED_URL: 'http://127.0.0.1:9' },
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (words += piece.toString()));
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
  return { child, ended, words: () => words };
}

it('a database that does not answer yet is waited for, and this is said once', { timeout: 120_000 }, async () => {
  let knocks = 0;
  const closed = createServer((socket) => {
    knocks++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => {
    closed.listen(0, '127.0.0.1', resolve);
  });
  const { port } = closed.address() as AddressInfo;
  const { child, ended, words } = worker(`postgres://nobody:secret@127.0.0.1:${port}/none`);
  await expect.poll(() => knocks, patience).toBeGreaterThan(2);
  expect(words().match(/does not answer.*Waiting for it; Ctrl\+C ends/g)).toHaveLength(1);
  expect(words()).not.toContain('secret');
  child.kill('SIGINT');
  expect(await ended).toBe('SIGINT');
  closed.close();
});

it.skipIf(postgres === undefined)(
  'a Node that is too old for jobs says so, and ends',
  { timeout: 120_000 },
  async () => {
    const older = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '22.11.0' } })`;
    const { ended, words } = worker(postgres!.url, ['--import', `data:text/javascript,${encodeURIComponent(older)}`]);
    expect(await ended).toBe(2);
    expect(words()).toMatch(/needs Node 22\.12 or newer, because pg-boss does; this is 22\.11\.0/);
  },
);

it('a file has no work to share', { timeout: 60_000 }, async () => {
  const { ended, words } = worker('data/longthink.db');
  expect(await ended).toBe(2);
  expect(words()).toMatch(/set DATABASE_URL/);
});
