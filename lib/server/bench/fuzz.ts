/**
 * `npm run bench -- fuzz [ADDRESS]`: ten thousand requests such as nobody in their right mind sends, against an app that runs: how many were answered how, and
 * how long the slowest took. Run it on a data folder of its own; what it starts and brings in stays there.
 */
import { performance } from 'node:perf_hooks';
import { printRatios } from '../../launch/bench/ratios';
import { oddRequests, sendOdd } from '../testing/odd-requests';

const [address = 'http://127.0.0.1:3000', count = '10000', seed = '1'] = process.argv.slice(2);
const { port } = new URL(address);
const requests = Number(count);
const atOnce = 16;

const problem = { text: 'What is 1 + 2?', answer: '3' };
const spec = {
  name: 'one',
  problems: { set: 'tiny-math-500', limit: 1 },
  strategies: [{ strategy: 'greedy', budgets: [1] }],
  policies: ['policy'],
};

/** The id of one that is sent well. */
async function begin(path: string, body: unknown): Promise<string> {
  const reply = await fetch(`${address}${path}`, { method: 'POST', body: JSON.stringify(body) });
  const { runId, id } = (await reply.json()) as { readonly runId?: string; readonly id?: string };
  if (reply.status !== 201) throw new Error(`${path} answers ${reply.status} to a request that is well.`);
  return runId ?? id ?? '';
}

const known = [await begin('/api/runs', { problem, strategy: 'greedy' }), await begin('/api/experiments', spec)];
const odd = oddRequests({ seed: Number(seed), known, hasPages: true });
const statuses = new Map<number, number>();
let [sent, slowestMs, failures] = [0, 0, 0];

async function work(): Promise<void> {
  while (sent++ < requests) {
    const request = odd.next().value;
    const from = performance.now();
    const { status, text } = await sendOdd(Number(port), request).catch((error: Error) => ({
      status: 0,
      text: error.message,
    }));
    slowestMs = Math.max(slowestMs, performance.now() - from);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status !== 0 && status < 500) continue;
    failures += 1;
    console.log(`${status} ${request.bytes.toString('latin1').slice(0, 600)}\n  ${text.slice(0, 600)}\n`);
  }
}

await Promise.all(Array.from({ length: atOnce }, work));
for (const [status, times] of [...statuses].sort(([a], [b]) => a - b))
  console.log(`${String(times).padStart(7)} x ${status}`);
console.log(
  `slowest ${slowestMs.toFixed(0)} ms; the app is ${(await fetch(`${address}/api/health`)).ok ? 'well' : 'not well'}`,
);
printRatios({ 'share of failures': failures / requests });
