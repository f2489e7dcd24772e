/**
 * What is set from outside: environment variables and `longthink.config.json`. Read once, checked, and handed in as
 * plain values; no other file of the product looks at the environment.
 */
import { existsSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { wholeNumber } from '@/lib/base';
import { BackendConfigError, readBackends } from '@/lib/backends';
import type { Backends } from '@/lib/backends';
import { defaultDatasetsUrl } from '@/lib/problems';
import { bundledBackends } from './bundled-backends';
import { readEnvironmentBackends } from './environment-backends';

const configName = 'longthink.config.json';

/** Goes into headers and cookies as it is. */
const tokenSchema = z
  .string()
  .regex(/^[\w.~+/=-]{16,200}$/, 'must be 16 to 200 letters, digits or any of - . _ ~ + / =')
  .optional();

const environmentSchema = z.object({
  PORT: wholeNumber({ min: 1, max: 65_535 }).default(3_000),
  DATABASE_URL: z.string().min(1).optional(),
  LONGTHINK_DATA: z.string().min(1).default('data'),
  LONGTHINK_CONFIG: z.string().min(1).optional(),
  LONGTHINK_BUNDLED_URL: z.url({ protocol: /^https?$/ }).optional(),
  LONGTHINK_DATASETS_URL: z.url({ protocol: /^https?$/ }).default(defaultDatasetsUrl),
  LONGTHINK_ALLOWED_HOSTS: z.string().default(''),
  /** Set by the launcher, which binds the app to it; started otherwise, nobody knows who may reach it. */
  LONGTHINK_LISTENS_AT: z.string().default(''),
  LONGTHINK_TOKEN: tokenSchema,
  LONGTHINK_VIEWER_TOKEN: tokenSchema,
  LONGTHINK_PROXIES: z
    .string()
    .default('')
    .transform(listIn)
    .refine((proxies) => proxies.every(isAddressOrRange), 'must be addresses in numbers, or ranges like 10.0.0.0/8'),
  LONGTHINK_MAX_RUNNING: wholeNumber({ min: 1, max: 1_000 }).default(8),
  LONGTHINK_KEEP_DAYS: wholeNumber({ min: 1, max: 36_500 }).optional(),
  LONGTHINK_MAX_EXPERIMENT_RUNS: wholeNumber({ min: 0, max: 1_000 }).default(256),
});

/** Environment variables as a value that is handed in. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Settings {
  /** The folder everything relative is relative to. */
  readonly root: string;
  /** Where everything lies that this installation keeps, PostgreSQL apart. */
  readonly dataFolder: string;
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
  /** Address or name; empty where nobody knows. */
  readonly listensAt: string;
  readonly port: number;
  /** It listens to this machine alone, and knows it. */
  readonly isLocal: boolean;
  /** Others than whoever is at this machine may reach it, or it was said that a token is asked for. */
  readonly needsToken: boolean;
  /** Set from outside; absent ones are made. */
  readonly tokens: { readonly owner: string | undefined; readonly viewer: string | undefined };
  /** Where hashes of those that were made lie. */
  readonly accessFile: string;
  /** Addresses in numbers, or ranges of them, whose word on where a request comes from is believed. */
  readonly proxies: readonly string[];
  /** Searches at the same time in this process, those of experiments apart. */
  readonly maxRunning: number;
  /** Those of experiments: so many at most, where the servers have room for them; 0 leaves them to other processes. */
  readonly maxExperimentRuns: number;
  /** Runs are kept for so many days; undefined: until somebody deletes them. */
  readonly keepDays: number | undefined;
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
  const data = resolve(root, env.LONGTHINK_DATA);
  const isLocal = isLoopback(env.LONGTHINK_LISTENS_AT);
  const tokens = { owner: env.LONGTHINK_TOKEN, viewer: env.LONGTHINK_VIEWER_TOKEN };
  if (tokens.owner !== undefined && tokens.owner === tokens.viewer)
    throw new SettingsError('LONGTHINK_TOKEN and LONGTHINK_VIEWER_TOKEN are the same. Choose two.');
  return {
    root,
    dataFolder: data,
    database: env.DATABASE_URL ?? join(data, 'longthink.db'),
    modelsFolder: join(root, 'models'),
    mapsFolder: join(data, 'maps'),
    bundledUrl: env.LONGTHINK_BUNDLED_URL?.replace(/\/+$/, ''),
    datasetsUrl: env.LONGTHINK_DATASETS_URL.replace(/\/+$/, ''),
    allowedHosts: listIn(env.LONGTHINK_ALLOWED_HOSTS.toLowerCase()),
    listensAt: env.LONGTHINK_LISTENS_AT,
    port: env.PORT,
    isLocal,
    // A proxy on this machine connects from it, whoever stands behind.
    needsToken:
      !isLocal || Object.values(tokens).some((token) => token !== undefined) || env.LONGTHINK_PROXIES.length > 0,
    tokens,
    accessFile: join(data, 'access.json'),
    proxies: env.LONGTHINK_PROXIES,
    maxRunning: env.LONGTHINK_MAX_RUNNING,
    maxExperimentRuns: env.LONGTHINK_MAX_EXPERIMENT_RUNS,
    keepDays: env.LONGTHINK_KEEP_DAYS,
    configFile: resolve(root, env.LONGTHINK_CONFIG ?? configName),
    isConfigOptional: env.LONGTHINK_CONFIG === undefined,
    environment,
  };
}

function listIn(text: string): readonly string[] {
  return text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
  return family !== 0 && isRange && more.length === 0;
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
  if (isEmptyConfig(value)) return undefined;
  return readBackends(value, { env: settings.environment, source: sourceOf(settings) });
}

/** A file of which the last server was removed names none, and says nothing wrong. */
export function isEmptyConfig(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}

/** The configuration file as messages name it. */
export function sourceOf({ configFile }: Settings): string {
  return basename(configFile);
}
