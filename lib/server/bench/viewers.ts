/**
 * A run that many watch: `npm run bench -- viewers [--viewers 200] [--ms 300]`. A built app of its own, over servers that take
 * so long for a word; first one viewer, then all at once, each with a stream of its own. Told are the entries that somebody
 * lacks, how long after it happened an entry was with whom once all were there, and the processor time of the app; this process,
 * which reads all of the streams, shares the machine with it.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { printRatios } from '@/lib/launch/bench/ratios';
import type { LogEntry } from '@/lib/runs';
import { processorMs, startModels } from '../testing/cluster';

const { values } = parseArgs({
  options: { viewers: { type: 'string', default: '200' }, ms: { type: 'string', default: '300' } },
});
const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'longthink-viewers-'));
const models = await startModels(Number(values.ms));
const port = await freePort();
const address = `http://127.0.0.1:${port}`;
const server = { model: 'stub', maxConcurrency: 64 };
writeFileSync(
  join(folder, 'config.json'),
  JSON.stringify({
    policies: [{ name: 'policy', kind: 'vllm', url: models.policy, ...server }],
    verifiers: [{ name: 'verifier', kind: 'rlhflow-prm', url: models.verifier, ...server }],
  }),
);
const app = spawn(process.execPath, [join(root, 'lib', 'launch', 'front.mjs'), 'start'], {
  cwd: root,
  env: {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(port),
    LONGTHINK_LISTENS_AT: '127.0.0.1',
    LONGTHINK_DATA: folder,
    LONGTHINK_CONFIG: join(folder, 'config.json'),
    LONGTHINK_BUNDLED_URL: models.policy,
  },
  stdio: ['ignore', 'ignore', 'inherit'],
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: found } = probe.address() as AddressInfo;
      probe.close(() => resolve(found));
    });
  });
}

interface Seen {
  readonly seq: number;
  /** When it happened, and when it was here; milliseconds since the epoch. */
  readonly at: number;
  readonly hereAt: number;
}

/** All that one viewer gets of a run, to its end. */
function view(runId: string): Promise<readonly Seen[]> {
  return new Promise((resolve, reject) => {
    const seen: Seen[] = [];
    let rest = '';
    const take = (text: string) => {
      const hereAt = Date.now();
      const messages = (rest + text).split('\n\n');
      rest = messages.pop() ?? '';
      for (const message of messages)
        for (const { seq, at } of JSON.parse(/^data: (.*)$/m.exec(message)?.[1] ?? '[]') as LogEntry[])
          seen.push({ seq, at, hereAt });
    };
    get(`${address}/api/runs/${runId}/events`, { agent: false, headers: { accept: 'text/event-stream' } }, (reply) => {
      reply.setEncoding('utf8');
      reply.on('data', take);
      reply.on('end', () => resolve(seen));
      reply.on('error', reject);
    }).on('error', reject);
  });
}

interface Watched {
  readonly lost: number;
  readonly p50: number;
  readonly p95: number;
}

async function watched(viewers: number, seed: number): Promise<Watched> {
  const reply = await fetch(`${address}/api/runs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      problem: { text: 'What is 1 + 2?', answer: '3' },
      strategy: 'best-of-n',
      config: { n: 32 },
      policy: 'policy',
      verifier: 'verifier',
      seed,
    }),
  });
  const { runId } = (await reply.json()) as { readonly runId: string };
  const startedAt = performance.now();
  const before = processorMs(app);
  const all = await Promise.all(Array.from({ length: viewers }, () => view(runId)));
  const seconds = (performance.now() - startedAt) / 1_000;
  const processor = (processorMs(app) - before) / 1_000;
  const log = await (await fetch(`${address}/api/runs/${runId}/events`)).text();
  const entries = log.trimEnd().split('\n').length;
  const lost = all.reduce((sum, seen) => sum + entries - seen.filter(({ seq }, i) => seq === i + 1).length, 0);
  const thereAt = Math.max(...all.map(([first]) => first!.hereAt));
  const delays = all
    .flatMap((seen) => seen.flatMap(({ at, hereAt }) => (at > thereAt ? [hereAt - at] : [])))
    .toSorted((one, other) => one - other);
  const at = (share: number) => delays[Math.floor(share * (delays.length - 1))]!;
  console.log(
    `${viewers} ${viewers === 1 ? 'viewer' : 'viewers'}: ${entries} entries in ${seconds.toFixed(1)} s, ${lost} lost; ${Math.round(delays.length / viewers)} of them when all were there, with a delay of ${at(0.5)} ms p50, ${at(0.95)} ms p95, ${at(1)} ms at most; ${processor.toFixed(2)} s of the app’s processor`,
  );
  return { lost, p50: at(0.5), p95: at(0.95) };
}

let ratios: Readonly<Record<string, number>>;
try {
  for (let tries = 0; ; tries++) {
    const isThere = await fetch(`${address}/api/health/live`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) break;
    if (app.exitCode !== null || tries === 600) throw new Error('The app did not start. Is it built?');
    await sleep(100);
  }
  // What is loaded at the first use is no part of it.
  await watched(1, 1);
  const one = await watched(1, 2);
  const many = await watched(Number(values.viewers), 3);
  ratios = { lost: many.lost, 'p50 of many': many.p50 / one.p50, 'p95 of many': many.p95 / one.p95 };
} finally {
  app.kill('SIGTERM');
  models.stop();
}
await new Promise((resolve) => {
  if (app.exitCode !== null) resolve(undefined);
  else app.once('exit', resolve);
});
rmSync(folder, { recursive: true, force: true });
printRatios(ratios);
process.exit(0);
