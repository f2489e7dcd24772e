/**
 * The form of `longthink.config.json`: which policies and verifiers there are and how to reach them. Reads a value, not
 * a file: who finds the file and the environment is the server's business.
 */
import { z } from 'zod';
import { Secret, policyKinds, verifierKinds } from './backend';
import type { Backend, PolicyBackend, VerifierBackend, VerifierKind } from './backend';
import { kindOfModel } from './verifier-kinds';

/** Sequences in flight per server where nothing is configured: enough to fill a small GPU, few enough to keep its cache. */
const defaultConcurrency = { initial: 128, ceiling: 512 };
const defaultTimeoutSeconds = 120;

const urlSchema = z.string().max(2_000).superRefine((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const complain = (message: string) => context.addIssue({ code: 'custom', message });
  if (url === undefined || !/^https?:$/.test(url.protocol)) complain('must be an http or https address, e.g. http://127.0.0.1:8000');
  else if (url.username !== '' || url.password !== '') complain('must not contain a user name or password; put the key into apiKeyEnv');
  else if (url.search !== '' || url.hash !== '') complain('must not contain ? or #');
});

const common = {
  name: z.string().trim().min(1).max(200),
  url: urlSchema,
  model: z.string().min(1).max(500).optional(),
  /** The key itself, or (better) the name of the environment variable that holds it. */
  apiKey: z.string().min(1).max(2_000).regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces').optional(),
  apiKeyEnv: z.string().min(1).max(200).optional(),
  parametersM: z.number().positive().optional(),
  maxConcurrency: z.int().min(1).max(512).optional(),
  timeoutSeconds: z.number().min(1).max(3_600).optional(),
};
/** Their prompt forms have a place for one. */
const kindsWithSystemPrompt: ReadonlySet<VerifierKind> = new Set(['likelihood', 'qwen-prm', 'outcome-rm', 'judge']);
const systemPrompt = z.string().max(20_000).optional();
const policySchema = z.strictObject({ ...common, kind: z.enum(policyKinds), systemPrompt });
const verifierSchema = z.strictObject({ ...common, kind: z.enum(verifierKinds).optional(), systemPrompt })
  .transform((entry, context) => {
    const kind = entry.kind ?? kindOfModel(entry.model ?? entry.name);
    if (kind !== undefined) return { ...entry, kind };
    context.addIssue({ code: 'custom', path: ['kind'], message: `cannot be told from the name of the model; write one of ${verifierKinds.join(', ')}` });
    return z.NEVER;
  })
  .refine((entry) => entry.systemPrompt === undefined || kindsWithSystemPrompt.has(entry.kind), { path: ['systemPrompt'], message: 'is not used by this kind of verifier; take it out' });

export const backendsConfigSchema = z.strictObject({
  policies: z.array(policySchema).min(1, 'needs at least one policy'),
  verifiers: z.array(verifierSchema).default([]),
});
/** What may be written into `longthink.config.json`. */
export type BackendsConfig = z.input<typeof backendsConfigSchema>;

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
}

type Entry = z.infer<typeof policySchema> | z.infer<typeof verifierSchema>;

/**
 * Checks a configuration and fills its defaults; `/v1` and slashes at the end of a URL are dropped. All entries of one
 * URL share the lowest `maxConcurrency` given for it. Throws BackendConfigError.
 */
export function readBackends(value: unknown, options: ReadOptions): Backends {
  const source = options.source ?? 'longthink.config.json';
  const parsed = backendsConfigSchema.safeParse(value);
  if (!parsed.success) {
    throw new BackendConfigError(source, parsed.error.issues.map((issue) => ({ path: pathText(issue.path), message: issue.message })));
  }
  const lists = { policies: parsed.data.policies, verifiers: parsed.data.verifiers } as const;
  const issues = [...duplicateNames('policies', lists.policies), ...duplicateNames('verifiers', lists.verifiers)];
  const lowest = new Map<string, number>();
  for (const entry of [...lists.policies, ...lists.verifiers]) {
    const url = baseUrl(entry.url);
    if (entry.maxConcurrency !== undefined) lowest.set(url, Math.min(entry.maxConcurrency, lowest.get(url) ?? entry.maxConcurrency));
  }
  const toBackend = (path: string, entry: Entry) => {
    const url = baseUrl(entry.url);
    return {
      name: entry.name, url, model: entry.model, parametersM: entry.parametersM,
      systemPrompt: 'systemPrompt' in entry ? entry.systemPrompt : undefined,
      apiKey: readKey(path, entry, options.env, issues),
      concurrency: concurrencyOf(lowest.get(url)),
      timeoutMs: (entry.timeoutSeconds ?? defaultTimeoutSeconds) * 1_000,
      isBundled: options.isBundled ?? false,
      setting: { path, source },
    };
  };
  const backends: Backends = {
    policies: lists.policies.map((entry, i) => ({ ...toBackend(`policies[${i}]`, entry), role: 'policy', kind: entry.kind })),
    verifiers: lists.verifiers.map((entry, i) => ({ ...toBackend(`verifiers[${i}]`, entry), role: 'verifier', kind: entry.kind })),
  };
  if (issues.length > 0) throw new BackendConfigError(source, issues);
  return backends;
}

/** What is configured is meant: the server begins with it, and never gets more. */
function concurrencyOf(configured: number | undefined): Backend['concurrency'] {
  return configured === undefined ? defaultConcurrency : { initial: configured, ceiling: configured };
}

interface Issue { readonly path: string; readonly message: string }

function readKey(path: string, entry: Entry, env: ReadOptions['env'], issues: Issue[]): Backend['apiKey'] {
  if (entry.apiKeyEnv === undefined) return entry.apiKey === undefined ? undefined : new Secret(entry.apiKey);
  if (entry.apiKey !== undefined) issues.push({ path: `${path}.apiKey`, message: 'cannot stand beside apiKeyEnv; keep one of them' });
  const value = env[entry.apiKeyEnv]?.trim();
  if (value) return new Secret(value);
  issues.push({ path: `${path}.apiKeyEnv`, message: `the environment variable ${entry.apiKeyEnv} is not set` });
  return undefined;
}

function duplicateNames(list: string, entries: readonly Entry[]): Issue[] {
  return entries.flatMap((entry, i) => {
    const first = entries.findIndex((other) => other.name === entry.name);
    return first === i ? [] : [{ path: `${list}[${i}].name`, message: `“${entry.name}” is already the name of ${list}[${first}]` }];
  });
}

function baseUrl(text: string): string {
  return new URL(text).href.replace(/\/+$/, '').replace(/\/v1$/, '');
}

function pathText(path: readonly PropertyKey[]): string {
  const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('').replace(/^\./, '');
  return text === '' ? 'the whole file' : text;
}
