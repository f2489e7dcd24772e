/**
 * How full an experiment keeps a server of 256 rows at 20 ms a token, with the settings of who changes none, and how long it
 * takes beside the reference toolkit's own loops on the same kind of servers: `npm run bench -- filling [--problems 50]
 * [--n 16] [--only best-of-n] [--ms 20]`. Each strategy has fresh servers, so none finds another's cache or limits that have
 * grown. On slower servers, of more milliseconds, a busy machine matters less: what is left is how the work is given out.
 */
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { printRatios } from '@/lib/launch/bench/ratios';
import { openGpuApp, searched } from './served-app';
import { gpuMarks, reference } from './reference-loops';
import type { Reference } from './reference-loops';

const { values } = parseArgs({
  options: {
    problems: { type: 'string', default: '50' },
    n: { type: 'string', default: '16' },
    ms: { type: 'string', default: '20' },
    only: { type: 'string' },
    alone: { type: 'boolean', default: false },
  },
});
const rows = 256;
const ms = Number(values.ms);
const width = 4;
const n = Number(values.n);
const problems = {
  set: 'tiny-math-500',
  every: Math.floor(500 / Number(values.problems)),
  limit: Number(values.problems),
};
const { signal } = new AbortController();
setMaxListeners(0, signal);

type Strategy = 'best-of-n' | 'dvts' | 'beam-search';
const strategies: readonly Strategy[] = ['best-of-n', 'dvts', 'beam-search'];
/** One problem at a time it takes minutes; a few problems say as much. */
const slowProblems = 4;

interface Ours extends Reference {
  readonly cpuSeconds: number;
  /** Sequences that wrote, on average over the ticks of the policy's server. */
  readonly rowsInUse: number;
  /** The same, second by second. */
  readonly rowsBySecond: readonly number[];
  /** Seconds that the ticks of the policy's server were to take, whatever else the machine had to do. */
  readonly tickSeconds: number;
}

async function ours(strategy: Strategy): Promise<Ours> {
  const { app, policy, close } = await openGpuApp({ rows, ms });
  try {
    const spec = searched(strategy, { problems, n, width });
    const cpu = process.cpuUsage();
    const from = performance.now();
    const id = await app.experiments.start(spec, signal);
    const rowsBySecond: number[] = [];
    let seen = { ticks: 0, rowTicks: 0 };
    for (let isOver = false; !isOver; await sleep(50)) {
      isOver = (await app.store.experiments.head(id))?.status !== 'running';
      if (performance.now() - from < (rowsBySecond.length + 1) * 1_000) continue;
      const { ticks: until, rowTicks: rowsUntil } = await policy.statistics();
      rowsBySecond.push(Math.round((rowsUntil - seen.rowTicks) / Math.max(1, until - seen.ticks)));
      seen = { ticks: until, rowTicks: rowsUntil };
    }
    const seconds = (performance.now() - from) / 1_000;
    const { user, system } = process.cpuUsage(cpu);
    const { tokens, ticks, rowTicks, busyMs } = await policy.statistics();
    const cpuSeconds = (user + system) / 1e6;
    return { seconds, tokens, cpuSeconds, rowsInUse: rowTicks / ticks, rowsBySecond, tickSeconds: busyMs / 1_000 };
  } finally {
    await close();
  }
}

async function theirs(strategy: Strategy): Promise<Reference & { readonly tickSeconds: number }> {
  const { app, policy, verifier, close } = await openGpuApp({ rows, ms });
  try {
    const asked = strategy === 'beam-search' ? { ...problems, limit: slowProblems } : problems;
    const texts = (await app.problems.selected(asked)).map(({ text }) => text);
    const found = await reference(
      strategy,
      { policy: policy.url, verifier: verifier.url, marks: gpuMarks },
      { problems: texts, n, width },
    );
    // One server waits while the other works.
    const busy = (await policy.statistics()).busyMs + (await verifier.statistics()).busyMs;
    return { ...found, tickSeconds: busy / 1_000 };
  } finally {
    await close();
  }
}

const ratios: Record<string, number> = {};
const full = rows / (ms / 1_000);
for (const strategy of strategies.filter((each) => values.only === undefined || each === values.only)) {
  const mine = await ours(strategy);
  const filled = mine.seconds / (mine.tokens / full);
  console.log(
    `${strategy.padEnd(12)} Longthink ${mine.seconds.toFixed(1).padStart(6)} s ${String(mine.tokens).padStart(7)} tokens, ${mine.tickSeconds.toFixed(1)} s of ticks, ${mine.rowsInUse.toFixed(0).padStart(3)} of ${rows} rows, ${filled.toFixed(2)} of a server kept full, ${((mine.cpuSeconds * 1e6) / mine.tokens).toFixed(0)} µs a token`,
  );
  console.log(`${''.padEnd(12)} rows in use, second by second: ${mine.rowsBySecond.join(' ')}`);
  ratios[`wall-clock to that of a server kept full, ${strategy}`] = filled;
  if (values.alone) continue;
  const other = await theirs(strategy);
  console.log(
    `${''.padEnd(12)} reference ${other.seconds.toFixed(1).padStart(6)} s ${String(other.tokens).padStart(7)} tokens, ${other.tickSeconds.toFixed(1)} s of ticks`,
  );
  ratios[`time a token, reference’s loop to ours, ${strategy}`] =
    other.seconds / other.tokens / (mine.seconds / mine.tokens);
  ratios[`the same in ticks, ${strategy}`] = other.tickSeconds / other.tokens / (mine.tickSeconds / mine.tokens);
}
printRatios(ratios);
process.exit();
