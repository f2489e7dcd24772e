/** A whole app over two servers, for benches: its own store, and nothing else started. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { experimentSpecSchema } from '@/lib/experiments/model';
import type { ExperimentSpec } from '@/lib/experiments/model';
import type { StrategyName } from '@/lib/search';
import { startGpu } from '../../backends/bench/gpu/start';
import type { GpuOptions, GpuServer } from '../../backends/bench/gpu/start';
import { openApp } from '../app';
import type { App } from '../app';
import { readSettings } from '../settings/settings';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Milliseconds a token, and prompt tokens a second: a small policy reads faster than a larger verifier. */
const usualMs = 20;
/** What an app does at its start is over then. */
const startMs = 5_000;
export const readRates = { policy: 100_000, verifier: 25_000 } as const;

/** What a bench searches: one strategy with one budget, as who changes nothing would. */
export function searched(
  strategy: StrategyName,
  {
    problems,
    n,
    width,
  }: {
    readonly problems: { readonly set: string; readonly every: number; readonly limit: number };
    readonly n: number;
    readonly width: number;
  },
): ExperimentSpec {
  return experimentSpecSchema.parse({
    name: 'bench',
    problems,
    strategies: [{ strategy, budgets: [n], config: { beamWidth: width, temperature: 0.8 } }],
    policies: ['policy'],
    verifiers: ['verifier'],
  });
}

export interface ServedApp {
  readonly app: App;
  close(): Promise<void>;
}

export interface GpuApp extends ServedApp {
  readonly policy: GpuServer;
  readonly verifier: GpuServer;
}

/** A whole app over two servers, with the settings that a user has who changes none. */
export async function openServedApp(urls: { readonly policy: string; readonly verifier: string }): Promise<ServedApp> {
  const folder = mkdtempSync(join(tmpdir(), 'longthink-bench-'));
  const configFile = join(folder, 'servers.json');
  const config = {
    policies: [{ name: 'policy', url: urls.policy, kind: 'vllm' }],
    verifiers: [{ name: 'verifier', url: urls.verifier, kind: 'rlhflow-prm' }],
  };
  writeFileSync(configFile, JSON.stringify(config));
  // The bundled servers would be started, and are not needed.
  const environment = {
    LONGTHINK_DATA: folder,
    LONGTHINK_CONFIG: configFile,
    LONGTHINK_BUNDLED_URL: urls.policy,
    LONGTHINK_MAX_RUNNING: '64',
  };
  const app = await openApp(readSettings(root, environment), (message, error) => console.error(message, error));
  await sleep(startMs);
  return {
    app,
    async close() {
      await app.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The same over two servers that take the time of a GPU. */
export async function openGpuApp(options: Pick<GpuOptions, 'rows' | 'ms'>): Promise<GpuApp> {
  const pace = options.ms === 0 ? 1 : usualMs / options.ms;
  const policy = await startGpu({ ...options, readRate: readRates.policy * pace });
  const verifier = await startGpu({ ...options, readRate: readRates.verifier * pace });
  const { app, close } = await openServedApp({ policy: policy.url, verifier: verifier.url });
  return {
    app,
    policy,
    verifier,
    async close() {
      await close();
      for (const server of [policy, verifier]) server.end();
    },
  };
}
