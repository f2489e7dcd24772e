/**
 * What is set from outside: environment variables and `longthink.config.json`. Read once, checked, and handed in as
 * plain values; no other file of the product looks at the environment.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { BackendConfigError, readBackends } from '@/lib/backends';
import type { Backends } from '@/lib/backends';
import { defaultDatasetsUrl } from '@/lib/problems';
import { bundledBackends } from './bundled-backends';
import { readEnvironmentBackends } from './environment-backends';

const configName = 'longthink.config.json';

const environmentSchema = z.object({
  DATABASE_URL: z.string().min(1).optional(),
  LONGTHINK_DATA: z.string().min(1).default('data'),
  LONGTHINK_CONFIG: z.string().min(1).optional(),
  LONGTHINK_BUNDLED_URL: z.url({ protocol: /^https?$/ }).optional(),
  LONGTHINK_DATASETS_URL: z.url({ protocol: /^https?$/ }).default(defaultDatasetsUrl),
  LONGTHINK_ALLOWED_HOSTS: z.string().default(''),
  /** Set by the launcher, which binds the app to it; started otherwise, nobody knows who may reach it. */
  LONGTHINK_LISTENS_AT: z.string().default(''),
  LONGTHINK_MAX_RUNNING: z.coerce.number().int().min(1).max(1_000).default(8),
  LONGTHINK_MAX_EXPERIMENT_RUNS: z.coerce.number().int().min(0).max(1_000).default(256),
});

/** Environment variables as a value that is handed in. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Settings {
  /** The folder everything relative is relative to. */
  readonly root: string;
  /** For `openStore`. */
  readonly database: string;
  readonly modelsFolder: string;
  /** Strategy maps of this installation's own. */
  readonly mapsFolder: string;
  /** A bundled model server that somebody else runs; absent: we run our own. */
  readonly bundledUrl: string | undefined;
  /** Where datasets are read by name; a mirror speaks the same interface. */
  readonly datasetsUrl: string;
  readonly allowedHosts: readonly string[];
  /** It listens to this machine alone, and knows it. */
  readonly isLocal: boolean;
  /** Searches at the same time in this process, those of experiments apart. */
  readonly maxRunning: number;
  /** Those of experiments: so many at most, where the servers have room for them; 0 leaves them to other processes. */
  readonly maxExperimentRuns: number;
  readonly configFile: string;
  /** False when the file was named by LONGTHINK_CONFIG and therefore has to be there. */
  readonly isConfigOptional: boolean;
  readonly environment: Environment;
}

/** A setting that cannot be used; `message` names it. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Reads the environment. Throws SettingsError. */
export function readSettings(root: string, environment: Environment): Settings {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(filled);
  if (!parsed.success) throw new SettingsError(`The environment cannot be used: ${z.prettifyError(parsed.error)}`);
  const env = parsed.data;
  return {
    root,
    database: env.DATABASE_URL ?? join(resolve(root, env.LONGTHINK_DATA), 'longthink.db'),
    modelsFolder: join(root, 'models'),
    mapsFolder: join(resolve(root, env.LONGTHINK_DATA), 'maps'),
    bundledUrl: env.LONGTHINK_BUNDLED_URL?.replace(/\/+$/, ''),
    datasetsUrl: env.LONGTHINK_DATASETS_URL.replace(/\/+$/, ''),
    allowedHosts: env.LONGTHINK_ALLOWED_HOSTS.split(',')
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ''),
    isLocal: ['127.0.0.1', 'localhost', '::1'].includes(env.LONGTHINK_LISTENS_AT),
    maxRunning: env.LONGTHINK_MAX_RUNNING,
    maxExperimentRuns: env.LONGTHINK_MAX_EXPERIMENT_RUNS,
    configFile: resolve(root, env.LONGTHINK_CONFIG ?? configName),
    isConfigOptional: env.LONGTHINK_CONFIG === undefined,
    environment,
  };
}

/**
 * The backends to offer: those of the configuration file first, then those of the environment, then the bundled ones at
 * `bundledUrl`, as far as their models are there. Throws BackendConfigError when something in there cannot be used.
 */
export function readConfiguredBackends(settings: Settings, bundledUrl: string | undefined): Backends {
  const own = joined(readConfigFile(settings), readEnvironmentBackends(settings.environment));
  const bundled = bundledUrl === undefined ? undefined : bundledBackends(settings.modelsFolder, bundledUrl);
  const names = new Set([...(own?.policies ?? []), ...(own?.verifiers ?? [])].map((backend) => backend.name));
  const free = (name: string) => (names.has(name) ? `bundled-${name}` : name);
  const ours =
    bundled === undefined
      ? undefined
      : readBackends(
          {
            policies: bundled.policies?.map((policy) => ({ ...policy, name: free(policy.name) })),
            verifiers: bundled.verifiers?.map((verifier) => ({ ...verifier, name: free(verifier.name) })),
          },
          { env: settings.environment, source: 'the bundled models', isBundled: true },
        );
  return {
    policies: [...(own?.policies ?? []), ...(ours?.policies ?? [])],
    verifiers: [...(own?.verifiers ?? []), ...(ours?.verifiers ?? [])],
  };
}

function joined(one: Backends | undefined, other: Backends | undefined): Backends | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const twice = [...other.policies, ...other.verifiers].find((backend) =>
    [...one.policies, ...one.verifiers].some(({ role, name }) => role === backend.role && name === backend.name),
  );
  if (twice !== undefined) {
    const path = `LONGTHINK_${twice.role.toUpperCase()}_NAME`;
    throw new BackendConfigError('The environment', [
      { path, message: `“${twice.name}” is already the name of a ${twice.role} in ${configName}` },
    ]);
  }
  return { policies: [...one.policies, ...other.policies], verifiers: [...one.verifiers, ...other.verifiers] };
}

function readConfigFile(settings: Settings): Backends | undefined {
  const { configFile } = settings;
  if (!existsSync(configFile)) {
    if (settings.isConfigOptional) return undefined;
    throw new BackendConfigError(configFile, [
      { path: 'the whole file', message: 'is not there; LONGTHINK_CONFIG names it' },
    ]);
  }
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(configFile, 'utf8'));
  } catch (error) {
    throw new BackendConfigError(sourceOf(settings), [
      { path: 'the whole file', message: `is not JSON: ${error instanceof Error ? error.message : 'unreadable'}` },
    ]);
  }
  return readBackends(value, { env: settings.environment, source: sourceOf(settings) });
}

/** The configuration file as messages name it. */
export function sourceOf({ configFile }: Settings): string {
  return basename(configFile);
}
