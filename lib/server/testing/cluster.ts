/**
 * For tests: an app, workers, a PostgreSQL and two counting model servers, each a process, with what may happen to them. And
 * what must be true of their logs afterwards.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { experimentSpecSchema, type ExperimentSpec } from '@/lib/experiments/model';
import { loadRun, type LogEntry } from '@/lib/runs';
import type { SearchState } from '@/lib/search';
import type { Store } from '@/lib/store';
import { openApp } from '../app';
import { readSettings } from '../settings/settings';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Counts {
  readonly now: number;
  /** Sequences in flight at any instant so far. */
  readonly most: number;
  readonly requests: number;
}

export interface ModelServers {
  readonly policy: string;
  readonly verifier: string;
  counts(): Promise<{ readonly policy: Counts; readonly verifier: Counts }>;
  stop(): void;
}

/** Starts both model servers; a word takes `wordMs`. */
export async function startModels(wordMs: number): Promise<ModelServers> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'lib/server/testing/stub-models.ts', String(wordMs)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString()));
  });
  const { policy, verifier } = JSON.parse(line) as { policy: string; verifier: string };
  const countsOf = async (url: string) => (await (await fetch(`${url}/counts`)).json()) as Counts;
  return {
    policy,
    verifier,
    counts: async () => ({ policy: await countsOf(policy), verifier: await countsOf(verifier) }),
    stop: () => void child.kill('SIGKILL'),
  };
}

export interface ClusterOptions {
  /** Of the Node that they run on. */
  readonly node: string;
  readonly database: string;
  readonly models: ModelServers;
  /** Sequences in flight at once, on each of the two servers. */
  readonly limit: number;
  /** Searches of experiments at a time in the app. */
  readonly appSearches?: number;
  /** In each of the others; absent: as many as the servers have room for. */
  readonly searchesAtOnce?: number | undefined;
}

export interface Cluster {
  /** What one process makes of an experiment, in a file of its own. */
  alone(spec: ExperimentSpec): Promise<ReadonlyMap<string, string>>;
  startApp(): Promise<AppProcess>;
  startWorker(): Worker;
  stop(): Promise<void>;
}

export interface Worker {
  readonly process: ChildProcess;
  /** Resolves when it works, or could not begin. */
  readonly ready: Promise<void>;
}

export interface AppProcess {
  readonly process: ChildProcess;
  startExperiment(spec: ExperimentSpec): Promise<string>;
  /** Milliseconds until its first word was durable. */
  watch(seed: number): Promise<number>;
}

export function createCluster({
  node,
  database,
  models,
  limit,
  appSearches = 0,
  searchesAtOnce,
}: ClusterOptions): Cluster {
  const folder = mkdtempSync(join(tmpdir(), 'longthink-cluster-'));
  const config = join(folder, 'config.json');
  const server = { model: 'stub', maxConcurrency: limit };
  writeFileSync(
    config,
    JSON.stringify({
      policies: [{ name: 'policy', kind: 'vllm', url: models.policy, ...server, parametersB: 0.001 }],
      verifiers: [{ name: 'verifier', kind: 'rlhflow-prm', url: models.verifier, ...server, parametersB: 0.001 }],
    }),
  );
  const env = {
    ...process.env,
    DATABASE_URL: database,
    LONGTHINK_CONFIG: config,
    LONGTHINK_DATA: folder,
    // Nobody asks it; the models of these tests are the two above.
    LONGTHINK_BUNDLED_URL: models.policy,
    ...(searchesAtOnce === undefined ? {} : { LONGTHINK_MAX_EXPERIMENT_RUNS: String(searchesAtOnce) }),
  };
  const children = new Set<ChildProcess>();
  let started = 0;
  const start = (file: string, more: Readonly<Record<string, string>>, stdio: 'ipc' | 'ignore') => {
    const child = spawn(node, ['--import', 'tsx', file], {
      cwd: root,
      // Its connections say which process they are of.
      env: { ...env, DATABASE_URL: `${database}?application_name=process-${++started}`, ...more },
      stdio: ['ignore', 'pipe', 'inherit', stdio],
    });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  };
  return {
    async alone(spec) {
      const { DATABASE_URL: _, ...own } = env;
      const app = await openApp(readSettings(root, own), (message, error) => {
        throw new Error(message, { cause: error });
      });
      const experiment = await app.experiments.start(spec, new AbortController().signal);
      while (!(await hasEnded(app.store, experiment))) await sleep(100);
      const found = await essences(app.store, experiment);
      await app.close();
      return found;
    },
    startWorker() {
      const worker = start('lib/commands/worker/main.ts', {}, 'ignore');
      const ready = new Promise<void>((resolve) => {
        worker.stdout?.once('data', () => resolve());
        worker.once('exit', () => resolve());
      });
      return { process: worker, ready };
    },
    async startApp() {
      const searches = { LONGTHINK_MAX_EXPERIMENT_RUNS: String(appSearches) };
      const app = start('lib/server/testing/app-process.ts', searches, 'ipc');
      const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
      let ids = 0;
      const answer = () =>
        new Promise<unknown>((resolve, reject) => {
          waiting.set(ids, { resolve, reject });
        });
      app.on('message', ({ id, value, error }: { id: number; value?: unknown; error?: string }) => {
        const waiter = waiting.get(id);
        waiting.delete(id);
        if (error === undefined) waiter?.resolve(value);
        else waiter?.reject(new Error(error));
      });
      const ask = (message: object): Promise<unknown> => {
        ids++;
        app.send({ id: ids, ...message });
        return answer();
      };
      await answer();
      return {
        process: app,
        startExperiment: async (spec) => String(await ask({ experiment: spec })),
        watch: async (seed) => Number(await ask({ watch: watchedRun(seed) })),
      };
    },
    async stop() {
      await Promise.all(
        [...children].map(
          (child) =>
            new Promise((resolve) => {
              child.once('exit', resolve);
              child.kill('SIGKILL');
            }),
        ),
      );
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const config = { maxSteps: 6, maxTokens: 400, maxStepTokens: 80 };

function watchedRun(seed: number) {
  return {
    problem: { text: 'What is 1 + 2?', answer: '3' },
    strategy: 'beam-search',
    config: { n: 4, beamWidth: 2, ...config },
    policy: 'policy',
    verifier: 'verifier',
    seed,
  };
}

/** `problems` problems, four searches each. */
export function clusterGrid(problems: number): ExperimentSpec {
  return experimentSpecSchema.parse({
    name: 'cluster',
    problems: { set: 'tiny-math-500', limit: problems },
    strategies: [
      { strategy: 'best-of-n', budgets: [4], config },
      { strategy: 'beam-search', budgets: [4], config: { ...config, beamWidth: 2 } },
      { strategy: 'dvts', budgets: [4], config: { ...config, beamWidth: 2 } },
      { strategy: 'greedy', budgets: [1], config },
    ],
    policies: ['policy'],
    verifiers: ['verifier'],
    seeds: [1],
  });
}

/** What a search came to, by the planned run: everything but when it happened, who did it and in how many calls. */
export async function essences(store: Store, experiment: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { runId, cell, problem, seed } of await store.experiments.runs(experiment))
    found.set(`${cell} | ${problem} | ${seed}`, essenceOf((await loadRun(store.runs, runId)).state));
  return found;
}

function essenceOf({ status, nodes, groups, selected }: SearchState): string {
  return JSON.stringify({
    status,
    selected,
    nodes: [...nodes.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    groups,
  });
}

/** Runs of the experiment whose log is not whole, has no end or more than one. */
export async function flawedLogs(store: Store, experiment: string): Promise<readonly string[]> {
  const flawed: string[] = [];
  for (const { runId } of await store.experiments.runs(experiment)) {
    const entries = (await store.runs.read(runId, 0, 100_000)).flatMap(({ json }) => JSON.parse(json) as LogEntry[]);
    const ends = entries.filter(({ event }) => event.type === 'run-ended').length;
    if (ends !== 1 || entries.some(({ seq }, i) => seq !== i + 1)) flawed.push(runId);
  }
  return flawed;
}

/** Milliseconds of processor time that a process has had; 0 where the machine does not say, which is anywhere but on Linux. */
export function processorMs({ pid }: ChildProcess): number {
  try {
    const [, user = '0', system = '0'] =
      /^.*\) .(?: -?\d+){10} (\d+) (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    // Ticks are hundredths of a second wherever Linux runs Node.
    return (Number(user) + Number(system)) * 10;
  } catch {
    return 0;
  }
}

/** Asks the store, without being one of those who work. */
export async function hasEnded(store: Store, experiment: string): Promise<boolean> {
  const head = await store.experiments.head(experiment);
  return head?.status === 'finished';
}
