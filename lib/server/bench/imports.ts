/**
 * `npm run bench -- imports`: how long this process stands still while a log of 40 MB, solutions of 60 MB and problems of
 * 40 MB come in, each into a file database of its own. What others take of the machine counts too: measure on a quiet one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { importExperimentQuerySchema } from '@/lib/experiments/wire';
import { printRatios } from '@/lib/launch/bench/ratios';
import { importQuerySchema } from '@/lib/problems/wire';
import { RunFeed } from '@/lib/runs';
import { openStore } from '@/lib/store';
import { runLog } from '../../experiments/import/run-log';
import { toySpec } from '../../search/testing/run-search';
import { importExperiment } from '../experiments/import-experiment';
import { ImportProcesses } from '../imports/import-processes';
import { importSet } from '../problems/import-problems';
import { Problems, readBundledProblems } from '../problems/problems';
import { importLive } from '../runs/live-import';
import { importRun } from '../runs/import-run';

const root = process.cwd();
const noticedMs = 100;
const resolutionMs = 10;
/** As a socket hands them on. */
const pieceBytes = 65_536;
const now = () => Date.now();

const solution = (steps: number, number: number) =>
  [
    ...Array.from({ length: steps }, (_, i) => `## Step ${i + 1}: ${`so that we have ${number * 31 + i}; `.repeat(9)}`),
    `Therefore \\boxed{${number % 7}}.`,
  ].join('\n\n');
const scoresOf = (completions: readonly string[], steps: number) =>
  completions.map(() => Array.from({ length: steps + 1 }, () => 0.5));

/** Of a thousand solutions that came in pieces. */
function logOf(bytes: number): string {
  const completions = Array.from({ length: 1_000 }, (_, i) => solution(12, i));
  const chains = runLog(toySpec('best-of-n', { n: 1_000 }), { completions, scores: scoresOf(completions, 12) });
  const pieces = Math.round(bytes / chains.filter(({ type }) => type === 'node-text').length / 260);
  const events = chains.flatMap((event): readonly object[] =>
    event.type === 'node-text'
      ? Array.from({ length: pieces }, (_, i) => ({ ...event, text: `${i} ${event.text.slice(0, 150)}` }))
      : [event],
  );
  return [...events, { type: 'run-ended', status: 'finished' }]
    .map((event, i) => JSON.stringify({ seq: i + 1, at: i, event }))
    .join('\n');
}

/** Lines until there are so many bytes. */
function linesOf(bytes: number, line: (number: number) => object): string {
  const lines: string[] = [];
  for (let length = 0; length < bytes; length += lines.at(-1)!.length) lines.push(JSON.stringify(line(lines.length)));
  return lines.join('\n');
}

function solvedOf(number: number): object {
  const completions = Array.from({ length: 64 }, (_, i) => solution(8, number + i));
  return { problem: `What is ${number}?`, answer: '3', completions, scores: scoresOf(completions, 8) };
}

function request(text: string): Request {
  const bytes = Buffer.from(text);
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await yieldToOthers();
      if (at >= bytes.length) controller.close();
      else controller.enqueue(new Uint8Array(bytes.subarray(at, (at += pieceBytes))));
    },
  });
  return new Request('http://127.0.0.1/', { method: 'POST', body, duplex: 'half' } as RequestInit);
}

const folder = mkdtempSync(join(tmpdir(), 'longthink-imports-'));
const store = await openStore(join(folder, 'imported.db'));
const processes = new ImportProcesses(join(root, 'lib', 'server', 'imports', 'import-entry.mjs'));
const problems = new Problems(readBundledProblems(join(root, 'models')), store.problems);
const theirs = importExperimentQuerySchema.parse({ name: 'x', strategy: 'best-of-n', policy: 'a', verifier: 'b' });
const log = logOf(40_000_000);
const works: Readonly<Record<string, () => Promise<unknown>>> = {
  'a log': () => importRun(request(log), { log: store.runs, marks: store.marks, processes, now }),
  'a log that is live': () =>
    importLive(request(log), { log: store.runs, marks: store.marks, feed: new RunFeed(), now, report: console.error }),
  solutions: () =>
    importExperiment(request(linesOf(60_000_000, solvedOf)), theirs, {
      store,
      processes,
      problemsOf: () => Promise.reject(new Error('No set is asked for.')),
      now,
    }),
  problems: () =>
    importSet(
      request(linesOf(40_000_000, (i) => ({ problem: `${i}: ${'And more. '.repeat(40)}`, answer: '1' }))),
      importQuerySchema.parse({ set: 'theirs' }),
      { problems, store: store.problems, processes, settings: { root, datasetsUrl: 'http://127.0.0.1:1' } },
    ),
};
// A thread keeps no process alive.
const alive = setInterval(() => undefined, 1_000);
const ratios: Record<string, number> = {};
try {
  for (const [name, work] of Object.entries(works)) {
    const delay = monitorEventLoopDelay({ resolution: resolutionMs });
    const working = work();
    await yieldToOthers();
    delay.enable();
    const from = performance.now();
    await working;
    delay.disable();
    const longestMs = delay.max / 1e6 - resolutionMs;
    console.log(
      `${name.padEnd(20)} longest stall ${longestMs.toFixed(0)} ms, in ${((performance.now() - from) / 1_000).toFixed(1)} s`,
    );
    ratios[name] = longestMs / noticedMs;
  }
} finally {
  clearInterval(alive);
  await processes.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
printRatios(ratios);
