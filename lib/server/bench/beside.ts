/**
 * An experiment and the reference toolkit's own loops on the same real servers, in turns, which nobody else asks:
 * `npm run bench -- beside [--policy URL] [--verifier URL] [--problems 12] [--n 16] [--turns 2] [--only best-of-n]`. They
 * are two vLLM of the bundled policy and PRM, as `lib/backends/testing/live/serve.sh` starts them.
 */
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { assertDefined } from '@/lib/base';
import { printRatios } from '@/lib/launch/bench/ratios';
import { openServedApp, searched } from './served-app';
import { bundledMarks, reference } from './reference-loops';

const { values } = parseArgs({
  options: {
    policy: { type: 'string', default: 'http://127.0.0.1:8000' },
    verifier: { type: 'string', default: 'http://127.0.0.1:8001' },
    problems: { type: 'string', default: '12' },
    n: { type: 'string', default: '16' },
    turns: { type: 'string', default: '2' },
    only: { type: 'string' },
  },
});
const urls = { policy: values.policy, verifier: values.verifier };
const width = 4;
const n = Number(values.n);
const limit = Number(values.problems);
const problems = { set: 'tiny-math-500', every: Math.floor(500 / limit), limit };
const { signal } = new AbortController();
setMaxListeners(0, signal);

const strategies = ['best-of-n', 'dvts', 'beam-search'] as const;
type Strategy = (typeof strategies)[number];

interface Turn {
  readonly seconds: number;
  /** What both servers wrote and read, as they tell it. */
  readonly written: number;
  readonly read: number;
  /** Of processor time, in this process: all of ours, or the loops. */
  readonly cpuSeconds: number;
}

/** Tokens that a server has written and read since its start. */
async function tokensOf(url: string): Promise<{ readonly written: number; readonly read: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const total = (name: string) =>
    Number(
      assertDefined(new RegExp(`^vllm:${name}_tokens_total\\{.*\\} (\\S+)$`, 'm').exec(text)?.[1], `${name} told`),
    );
  return { written: total('generation'), read: total('prompt') };
}

async function timed(work: () => Promise<unknown>): Promise<Turn> {
  const before = await Promise.all([tokensOf(urls.policy), tokensOf(urls.verifier)]);
  const from = performance.now();
  const cpu = process.cpuUsage();
  await work();
  const seconds = (performance.now() - from) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const after = await Promise.all([tokensOf(urls.policy), tokensOf(urls.verifier)]);
  return {
    seconds,
    written: after[0].written - before[0].written,
    read: after[1].read - before[1].read,
    cpuSeconds: (user + system) / 1e6,
  };
}

/** One app a turn, so that none knows what another found out. */
async function withApp(work: (served: Awaited<ReturnType<typeof openServedApp>>) => Promise<Turn>): Promise<Turn> {
  const served = await openServedApp(urls);
  try {
    return await work(served);
  } finally {
    await served.close();
  }
}

const ours = (strategy: Strategy) =>
  withApp(async ({ app }) => {
    const spec = searched(strategy, { problems, n, width });
    return await timed(async () => {
      const id = await app.experiments.start(spec, signal);
      while ((await app.store.experiments.head(id))?.status === 'running') await sleep(50);
    });
  });

const theirs = (strategy: Strategy) =>
  withApp(async ({ app }) => {
    const texts = (await app.problems.selected(problems)).map(({ text }) => text);
    return await timed(() => reference(strategy, { ...urls, marks: bundledMarks }, { problems: texts, n, width }));
  });

const ratios: Record<string, number> = {};
for (const strategy of strategies.filter((each) => values.only === undefined || each === values.only)) {
  const found: { readonly ours: Turn; readonly theirs: Turn }[] = [];
  for (let turn = 0; turn < Number(values.turns); turn++) {
    const pair = { ours: await ours(strategy), theirs: await theirs(strategy) };
    found.push(pair);
    for (const [who, { seconds, written, read, cpuSeconds }] of Object.entries(pair))
      console.log(
        `${strategy.padEnd(12)} ${who.padEnd(6)} ${seconds.toFixed(1).padStart(6)} s, policy wrote ${written} tokens, verifier read ${read}, ${cpuSeconds.toFixed(1)} s of processor time here`,
      );
  }
  const aToken = (who: 'ours' | 'theirs') => Math.min(...found.map((pair) => pair[who].seconds / pair[who].written));
  ratios[`time a token, reference’s loop to ours, ${strategy}`] = aToken('theirs') / aToken('ours');
}
printRatios(ratios);
process.exit();
