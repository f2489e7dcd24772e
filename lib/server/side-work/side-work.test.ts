/** What a thread is given of the surroundings of the process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
