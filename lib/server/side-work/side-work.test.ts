/** What a thread is given of the surroundings of the process, and how this one ends with what works beside it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it, vi } from 'vitest';
import { SideWork } from './side-work';

const folder = mkdtempSync(join(tmpdir(), 'longthink-thread-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('keys of others are not among it', { timeout: 60_000 }, async () => {
  const entry = join(folder, 'tells.mjs');
  writeFileSync(
    entry,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', ({ job }) => parentPort.postMessage({ job, made: { ...process.env } }));`,
  );
  vi.stubEnv('THEIR_API_KEY', 'secret');
  vi.stubEnv('DATABASE_URL', 'postgres://user:secret@host/db');
  const thread = new SideWork<string, Readonly<Record<string, string>>>({ entry, does: 'tells what it sees' });
  try {
    const seen = await thread.ask('what is there?');
    expect(seen).toHaveProperty('PATH');
    expect(JSON.stringify(seen)).not.toContain('secret');
  } finally {
    await thread.close();
    vi.unstubAllEnvs();
  }
});

it.each([
  ['thread', '', "import { parentPort as port } from 'node:worker_threads';", 'port.postMessage'],
  ['process', 'maxMemoryMb: 64,', 'const port = process;', 'port.send'],
])('who waits for the end of a %s stays until then', { timeout: 60_000 }, (kind, options, port, reply) => {
  const entry = join(folder, `ends-${kind}.mjs`);
  writeFileSync(entry, `${port} port.on('message', ({ job }) => ${reply}({ job, made: 'here' }));`);
  const script = join(folder, `waits-${kind}.mts`);
  writeFileSync(
    script,
    `import { SideWork } from ${JSON.stringify(pathToFileURL(join(process.cwd(), 'lib', 'server', 'side-work', 'side-work.ts')).href)};
     const stays = setTimeout(() => undefined, 30_000);
     const work = new SideWork({ entry: ${JSON.stringify(entry)}, does: 'says that it is here', ${options} });
     console.log(await work.ask('are you?'));
     clearTimeout(stays);
     await work.close();
     console.log('gone');`,
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'here\ngone\n', stderr: '' });
});
