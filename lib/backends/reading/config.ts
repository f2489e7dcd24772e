/**
 * From the configuration to backends: defaults, keys, limits that entries share. Reads a value, not a file: who finds the
 * file and the environment is the server's business.
 */
import { Secret } from '../config/backend';
import type { Backend, PolicyBackend, VerifierBackend } from '../config/backend';
import { addressIn } from './address';
import type { Address } from './address';
import { backendsConfigSchema, shownAsChat } from './config-schema';
import type { PolicyEntry, VerifierEntry } from './config-schema';

/** Sequences in flight per server where nothing is configured: as many as vLLM holds that was told nothing else, and what its load allows. */
const defaultConcurrency = { initial: 256, ceiling: 1_024 };
const defaultTimeoutSeconds = 120;
const defaultRetries = 3;

export interface Backends {
  readonly policies: readonly PolicyBackend[];
  readonly verifiers: readonly VerifierBackend[];
}

/** The configuration cannot be used; `message` lists every field that is wrong and what it should be. */
export class BackendConfigError extends Error {
  override readonly name = 'BackendConfigError';
  readonly issues: readonly { readonly path: string; readonly message: string }[];
  constructor(source: string, issues: BackendConfigError['issues']) {
    super(`${source} cannot be used: ${issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ')}.`);
    this.issues = issues;
  }
}

export interface ReadOptions {
  /** Where `apiKeyEnv` is looked up. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Named in messages; default `longthink.config.json`. */
  readonly source?: string;
  /** True for the configuration that Longthink makes for its own model server. */
  readonly isBundled?: boolean;
  /** Environment variables that stand for fields of the entries, for the messages. */
  readonly variables?: {
    readonly policies: Backend['setting']['variables'];
    readonly verifiers: Backend['setting']['variables'];
  };
}

type Entry = PolicyEntry | VerifierEntry;

/**
 * Checks a configuration and fills its defaults; `/v1` and slashes at the end of a URL are dropped. All entries of one
 * URL share the lowest `maxConcurrency` given for it. Throws BackendConfigError.
 */
export function readBackends(value: unknown, options: ReadOptions): Backends {
  const source = options.source ?? 'longthink.config.json';
  const parsed = backendsConfigSchema.safeParse(value);
  if (!parsed.success) {
    throw new BackendConfigError(
      source,
      parsed.error.issues.map((issue) => ({ path: pathText(issue.path), message: issue.message })),
    );
  }
  const lists = { policies: parsed.data.policies, verifiers: parsed.data.verifiers } as const;
  const issues = [...duplicateNames('policies', lists.policies), ...duplicateNames('verifiers', lists.verifiers)];
  const lowest = lowestLimits([...lists.policies, ...lists.verifiers]);
  const toBackend = (list: keyof typeof lists, i: number, entry: Entry) => {
    const path = `${list}[${i}]`;
    const addresses = addressesOf(entry);
    const urls = [...new Set(addresses.map(({ url }) => url))];
    const { prompt, completion } = entry.pricePerMillionTokens ?? {};
    return {
      name: entry.name,
      url: urls[0]!,
      urls,
      apiPath: addresses[0]!.apiPath,
      query: entry.query ?? {},
      headers: Object.fromEntries(Object.entries(entry.headers ?? {}).map(([name, text]) => [name, new Secret(text)])),
      extraBody: entry.extraBody ?? {},
      affinity: entry.affinity ?? ('search' as const),
      model: entry.model,
      parametersM: entry.parametersB === undefined ? undefined : entry.parametersB * 1_000,
      price: prompt === undefined || completion === undefined ? undefined : { prompt, completion },
      systemPrompt: entry.systemPrompt,
      keyHeader: entry.apiKeyHeader,
      apiKey: readKey(path, entry, options.env, issues),
      concurrency: concurrencyOf(Math.min(...urls.map((url) => lowest.get(url) ?? Infinity))),
      timeoutMs: (entry.timeoutSeconds ?? defaultTimeoutSeconds) * 1_000,
      retries: defaultRetries,
      isBundled: options.isBundled ?? false,
      setting: {
        path,
        source,
        ...(options.variables?.[list] === undefined ? {} : { variables: options.variables[list] }),
      },
    };
  };
  const backends: Backends = {
    policies: lists.policies.map((entry, i) => ({
      ...toBackend('policies', i, entry),
      role: 'policy',
      kind: entry.kind,
      chatTemplate: entry.chatTemplate,
      revisions: entry.revisions === shownAsChat ? undefined : entry.revisions,
    })),
    verifiers: lists.verifiers.map((entry, i) => ({
      ...toBackend('verifiers', i, entry),
      role: 'verifier',
      kind: entry.kind,
    })),
  };
  if (issues.length > 0) throw new BackendConfigError(source, issues);
  return backends;
}

interface Issue {
  readonly path: string;
  readonly message: string;
}

function addressesOf({ url, urls = [], apiPath }: Entry): readonly Address[] {
  return (url === undefined ? urls : [url]).map((text) => addressIn(text, apiPath));
}

function lowestLimits(entries: readonly Entry[]): ReadonlyMap<string, number> {
  const lowest = new Map<string, number>();
  for (const entry of entries) {
    if (entry.maxConcurrency === undefined) continue;
    for (const { url } of addressesOf(entry))
      lowest.set(url, Math.min(entry.maxConcurrency, lowest.get(url) ?? Infinity));
  }
  return lowest;
}

/** What is configured is meant: the server begins with it, and never gets more. */
function concurrencyOf(configured: number): Backend['concurrency'] {
  return configured === Infinity ? defaultConcurrency : { initial: configured, ceiling: configured };
}

function readKey(path: string, entry: Entry, env: ReadOptions['env'], issues: Issue[]): Backend['apiKey'] {
  if (entry.apiKeyEnv === undefined) return entry.apiKey === undefined ? undefined : new Secret(entry.apiKey);
  if (entry.apiKey !== undefined)
    issues.push({ path: `${path}.apiKey`, message: 'cannot stand beside apiKeyEnv; keep one of them' });
  const value = env[entry.apiKeyEnv]?.trim();
  if (value) return new Secret(value);
  issues.push({ path: `${path}.apiKeyEnv`, message: `the environment variable ${entry.apiKeyEnv} is not set` });
  return undefined;
}

function duplicateNames(list: string, entries: readonly Entry[]): Issue[] {
  return entries.flatMap((entry, i) => {
    const first = entries.findIndex((other) => other.name === entry.name);
    return first === i
      ? []
      : [{ path: `${list}[${i}].name`, message: `“${entry.name}” is already the name of ${list}[${first}]` }];
  });
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  return text === '' ? 'the whole file' : text;
}
