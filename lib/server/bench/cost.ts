/**
 * What a search costs this process, beside a bare client that reads the same streams: `npm run bench -- cost [--paced]`.
 * The servers answer at once (with `--paced` they take 20 ms a token), so what is measured is our own: processor time of a
 * token and of a step, with the store and its native threads, for single chains up to beams of 256.
 */
import { setMaxListeners } from 'node:events';
import { request } from 'node:http';
import { parseArgs } from 'node:util';
import { assertDefined } from '@/lib/base';
import { printRatios } from '@/lib/launch/bench/ratios';
import type { StrategyName } from '@/lib/search';
import type { GpuServer } from '../../backends/bench/gpu/start';
import { specOf } from '../runs/create-run';
import { openGpuApp, type GpuApp } from './served-app';

const { values } = parseArgs({ options: { paced: { type: 'boolean', default: false } } });
const { signal } = new AbortController();
setMaxListeners(0, signal);

interface Case {
  readonly strategy: StrategyName;
  readonly n: number;
  /** At once. */
  readonly runs: number;
}

const cases: readonly Case[] = [
  { strategy: 'beam-search', n: 4, runs: 16 },
  { strategy: 'beam-search', n: 16, runs: 8 },
  { strategy: 'beam-search', n: 64, runs: 4 },
  { strategy: 'beam-search', n: 256, runs: 2 },
  { strategy: 'dvts', n: 64, runs: 4 },
  { strategy: 'best-of-n', n: 16, runs: 16 },
];

interface Cost {
  readonly tokens: number;
  readonly steps: number;
  readonly microseconds: number;
  readonly seconds: number;
  readonly tokenizeCalls: number;
}

function usedSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

let seed = 0;

async function search({ app, policy, verifier }: GpuApp, { strategy, n, runs }: Case): Promise<Cost> {
  const problems = await app.problems.selected({ set: 'tiny-math-500', limit: runs });
  const specs = await Promise.all(
    Array.from({ length: runs }, (_, i) =>
      specOf(
        {
          problem: assertDefined(problems[i], 'a problem'),
          strategy,
          config: { n, beamWidth: 4, temperature: 0.8 },
          seed: ++seed,
        },
        app,
        signal,
      ),
    ),
  );
  const before = { policy: await policy.statistics(), verifier: await verifier.statistics() };
  const cpu = process.cpuUsage();
  const from = performance.now();
  const ids = await Promise.all(specs.map((spec) => app.registry.start(spec)));
  const summaries = await Promise.all(ids.map((id) => ended(app, id)));
  const microseconds = usedSince(cpu);
  const seconds = (performance.now() - from) / 1_000;
  const after = { policy: await policy.statistics(), verifier: await verifier.statistics() };
  const asked = (role: 'policy' | 'verifier') =>
    (after[role].calls['/tokenize'] ?? 0) - (before[role].calls['/tokenize'] ?? 0);
  return {
    tokens: after.policy.tokens - before.policy.tokens,
    steps: summaries.reduce((sum, { nodes }) => sum + nodes, 0),
    microseconds,
    seconds,
    tokenizeCalls: asked('policy') + asked('verifier'),
  };
}

async function ended({ feed, store }: GpuApp['app'], id: string) {
  const subscription = feed.subscribe(id);
  try {
    for (;;) {
      const summary = await store.runs.summary(id);
      if (summary === undefined || summary.status === 'unreadable') throw new Error(`Run ${id} is gone.`);
      if (summary.status === 'failed') throw new Error(summary.failure?.message);
      if (summary.status !== 'running') return summary;
      for (let isEnded = false; !isEnded;) {
        const chunk = subscription.take();
        if (chunk?.isTerminal === true) isEnded = true;
        if (chunk === undefined) isEnded = !(await subscription.wait(60_000, signal));
      }
    }
  } finally {
    subscription.close();
  }
}

/** Reads streams of `n` sequences with Node's own client, and parses each event. */
async function bare({ url }: GpuServer, streams: number, n: number): Promise<{ tokens: number; microseconds: number }> {
  const cpu = process.cpuUsage();
  let tokens = 0;
  const read = (own: number) =>
    new Promise<void>((resolve, reject) => {
      const asked = request(`${url}/v1/completions`, { method: 'POST' }, (reply) => {
        let rest = '';
        reply.setEncoding('utf8');
        reply.on('data', (text: string) => {
          const events = (rest + text).split('\n\n');
          rest = events.pop() ?? '';
          for (const event of events) {
            if (event === 'data: [DONE]') continue;
            tokens += (JSON.parse(event.slice('data: '.length)) as { choices: readonly unknown[] }).choices.length;
          }
        });
        reply.on('end', resolve);
      });
      asked.on('error', reject);
      asked.end(JSON.stringify({ prompt: [1, 2, 3], n, seed: own, stop: ['\n\n'], stream: true, max_tokens: 512 }));
    });
  await Promise.all(Array.from({ length: streams }, (_, i) => read(i)));
  return { tokens, microseconds: usedSince(cpu) };
}

const gpu = await openGpuApp({ ms: values.paced ? 20 : 0 });
const ratios: Record<string, number> = {};
try {
  await search(gpu, { strategy: 'beam-search', n: 16, runs: 8 });
  await search(gpu, { strategy: 'best-of-n', n: 16, runs: 8 });
  await bare(gpu.policy, 64, 16);
  const each = { bare: 0, tokens: 0 };
  for (let round = 0; round < 3; round++) {
    const { tokens, microseconds } = await bare(gpu.policy, 64, 16);
    each.bare += microseconds;
    each.tokens += tokens;
  }
  const bareMicroseconds = each.bare / each.tokens;
  console.log(`${'bare client'.padEnd(26)} ${bareMicroseconds.toFixed(1).padStart(7)} µs a token`);
  for (const one of cases) {
    const { tokens, steps, microseconds, seconds, tokenizeCalls } = await search(gpu, one);
    const name = `${one.strategy} n = ${one.n} x ${one.runs}`;
    const perToken = microseconds / tokens;
    console.log(
      `${name.padEnd(26)} ${perToken.toFixed(1).padStart(7)} µs a token ${(microseconds / steps / 1_000).toFixed(2).padStart(7)} ms a step  ${String(tokens).padStart(6)} tokens ${String(steps).padStart(5)} steps ${String(tokenizeCalls).padStart(5)} /tokenize ${(microseconds / 1e4 / seconds).toFixed(0).padStart(4)} % busy`,
    );
    ratios[`processor time a token to a bare client’s, ${name}`] = perToken / bareMicroseconds;
  }
} finally {
  await gpu.close();
}
printRatios(ratios);
process.exit();
