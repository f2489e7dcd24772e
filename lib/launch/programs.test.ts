/** What runs beside the pages, bundled: each starts from its one file and answers. */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from './prepare.mjs';
import { buildPrograms } from './programs.mjs';

// Beneath the packages that are not bundled.
const folder = `node_modules/.longthink-programs-${process.pid}`;
beforeAll(() => buildPrograms(folder));
afterAll(() => rmSync(join(root, folder), { recursive: true, force: true }));
const file = (name: string) => join(root, folder, `${name}.mjs`);

it.each(['curves', 'lab', 'imports'])('the thread %s answers what it is asked', async (name) => {
  const worker = new Worker(file(name));
  const answered = new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  worker.postMessage({ job: 7, question: { type: 'of no kind' } });
  expect(await answered).toMatchObject({ job: 7 });
  await worker.terminate();
});

it('the model server has its models', async () => {
  const server = spawn(process.execPath, [file('models'), '--port', '0', '--models', 'models', '--workers', '1'], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const said = new Promise<string>((resolve, reject) => {
    createInterface({ input: server.stdout }).once('line', resolve);
    server.once('exit', () => reject(new Error('It ended before it was ready.')));
  });
  expect(JSON.parse(await said)).toMatchObject({ ready: true });
  server.removeAllListeners('exit');
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.stdin.end();
  await gone;
});
