/**
 * An experiment without a page: `npm run experiment -- FILE.json [--new] [--record FILE]`. The same engine, servers and store as the app,
 * progress in the terminal. Stopped or killed, the same command goes on where it was, and so does the app. Exit code 0:
 * every run finished; 1: some failed, or it paused; 2: it could not begin; 130: stopped by a person.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { experimentSpecSchema, type ExperimentSpec } from '@/lib/experiments/model';
import type { ExperimentSummary } from '@/lib/experiments/wire';
import { openApp, readSettings, recordingEnding } from '@/lib/server';
import { recordExperiment } from './record';
import { curveTable, durationWords, progressLine } from './progress';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const lookMs = 1_000;
/** Where lines cannot be written over, a new one this often. */
const plainLineMs = 30_000;
const usage = `npm run experiment -- FILE.json [--new] [--record NAME${recordingEnding}]`;

type App = Awaited<ReturnType<typeof openApp>>;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { new: { type: 'boolean', default: false }, record: { type: 'string' } },
});
const [file] = positionals;
const spec = readSpec(file);
// Better said now than after hours.
if (values.record !== undefined && !values.record.endsWith(recordingEnding))
  giveUp(new Error(`The name of a recording ends in ${recordingEnding}. ${usage}`));

const report = (message: string, error?: unknown) => {
  console.error(`\n${message}${error instanceof Error ? ` ${error.message}` : ''}`);
};
// Runs that wait for a person's app are left to it.
const app = await openApp({ ...readSettings(root, process.env), maxRunning: 0 }, report).catch(giveUp);
const stopped = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopped.abort());

let exitCode = 2;
try {
  const id = await begin(app, spec, values.new).catch(giveUp);
  const startedAt = Date.now();
  const last = await follow(app, id);
  if (values.record !== undefined && last.status === 'finished') await record(app, id, values.record);
  exitCode = await conclude(app, last, { seconds: (Date.now() - startedAt) / 1000, isStopped: stopped.signal.aborted });
} finally {
  await app.close();
}
process.exit(exitCode);

function readSpec(path: string | undefined): ExperimentSpec {
  if (path === undefined) return giveUp(new Error(`A file with the grid is lacking. ${usage}`));
  try {
    const parsed = experimentSpecSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success
      ? parsed.data
      : giveUp(new Error(`${path} is no experiment:\n${z.prettifyError(parsed.error)}`));
  } catch (error) {
    return giveUp(
      new Error(`${path} cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`),
    );
  }
}

/** The unfinished experiment of the same grid, where there is one; else a new one. */
async function begin(
  { experiments, experimentReader, settings }: App,
  asked: ExperimentSpec,
  isNew: boolean,
): Promise<string> {
  const same = (await experimentReader.list())
    .filter((known) => known.status !== 'unreadable')
    .find(
      ({ spec: known, origin, status }) =>
        origin === 'measured' && status !== 'cancelled' && JSON.stringify(known) === JSON.stringify(asked),
    );
  if (same === undefined || isNew) {
    const id = await experiments.start(asked, stopped.signal);
    console.log(`Experiment ${id} begins; results go to ${settings.database.replace(/\/\/[^@/]*@/, '//')}.`);
    return id;
  }
  console.log(
    `Experiment ${same.id} has this grid and is ${same.status}; ${same.status === 'finished' ? '--new measures it again.' : 'it goes on.'}`,
  );
  if (same.runs.failed > 0) await experiments.command(same.id, { type: 'retry-failed' });
  if (same.status === 'paused') await experiments.command(same.id, { type: 'resume' });
  return same.id;
}

/** Until it is over, paused, or a person stops this. */
async function follow({ experimentReader }: App, id: string): Promise<ExperimentSummary> {
  for (let writtenAt = 0; ;) {
    const now = await experimentReader.detail(id);
    const isOver = now.status !== 'running' || stopped.signal.aborted;
    const isTerminal = process.stdout.isTTY;
    if (isTerminal) process.stdout.write(`\r\u001b[2K${progressLine(now)}${isOver ? '\n' : ''}`);
    else if (isOver || Date.now() - writtenAt >= plainLineMs) {
      console.log(progressLine(now));
      writtenAt = Date.now();
    }
    if (isOver) return now;
    // Told to stop, it looks at once.
    await sleep(lookMs, undefined, { signal: stopped.signal }).catch(() => undefined);
  }
}

/** The experiment as a file; in public/demo it is shown by every installation. */
async function record({ experimentReader }: App, id: string, path: string): Promise<void> {
  const bytes = await recordExperiment(experimentReader, id);
  writeFileSync(path, bytes);
  console.log(`Recorded in ${path}, ${Math.ceil(bytes.length / 1e3)} kB.`);
}

async function conclude(
  { experimentReader, experimentCurves }: App,
  { id, status, runs, failure }: ExperimentSummary,
  { seconds, isStopped }: { readonly seconds: number; readonly isStopped: boolean },
): Promise<number> {
  if (status === 'running' && isStopped) {
    console.log('Stopped. The same command goes on where it was; so does the app when it is started.');
    return 130;
  }
  if (failure !== undefined)
    console.error(`It paused by itself, because run after run failed: ${failure.message} The same command goes on.`);
  const reasons = new Map<string, number>();
  for (const {
    failure: { message },
  } of (await experimentReader.detail(id)).failures)
    reasons.set(message, (reasons.get(message) ?? 0) + 1);
  for (const [message, count] of reasons) console.error(`${count} failed: ${message}`);
  console.log(curveTable(await experimentCurves.at(id)));
  console.log(`${status} after ${durationWords(seconds)} in this process.`);
  return status === 'finished' && runs.failed === 0 ? 0 : 1;
}

function giveUp(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(2);
}
