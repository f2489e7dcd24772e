/**
 * One policy and one verifier from environment variables, for a container or a first try: `LONGTHINK_POLICY_URL` and its
 * like. What they cannot say (several servers, prices, prompts) the configuration file can.
 */
import { BackendConfigError, readBackends } from '@/lib/backends';
import type { Backends } from '@/lib/backends';

type Environment = Readonly<Record<string, string | undefined>>;

/** Field of an entry, and the end of the variable's name. */
const suffixes = {
  name: 'NAME',
  url: 'URL',
  model: 'MODEL',
  kind: 'KIND',
  apiKey: 'KEY',
  systemPrompt: 'SYSTEM_PROMPT',
  parametersB: 'PARAMETERS_B',
  maxConcurrency: 'MAX_CONCURRENCY',
  timeoutSeconds: 'TIMEOUT_SECONDS',
} as const;
const numeric: ReadonlySet<string> = new Set(['parametersB', 'maxConcurrency', 'timeoutSeconds']);

/** The backends that the environment tells of; undefined when it tells of none. Throws BackendConfigError that names the variable. */
export function readEnvironmentBackends(environment: Environment): Backends | undefined {
  const policy = entryOf(environment, 'POLICY');
  const verifier = entryOf(environment, 'VERIFIER');
  if (policy === undefined && verifier === undefined) return undefined;
  const variables = { policies: namesOf('POLICY'), verifiers: namesOf('VERIFIER') };
  // A verifier alone is checked beside a policy that is taken away again: the file's form wants one.
  const stand = { name: 'none', url: 'http://127.0.0.1:9' };
  try {
    const { policies, verifiers } = readBackends(
      { policies: [policy ?? stand], verifiers: verifier === undefined ? [] : [verifier] },
      { env: environment, variables },
    );
    return { policies: policy === undefined ? [] : policies, verifiers };
  } catch (error) {
    if (!(error instanceof BackendConfigError)) throw error;
    const named = error.issues.map(({ path, message }) => ({ path: variableOf(path), message }));
    throw new BackendConfigError('The environment', named);
  }
}

function entryOf(environment: Environment, role: 'POLICY' | 'VERIFIER'): Readonly<Record<string, unknown>> | undefined {
  const found = Object.entries(suffixes).flatMap(([field, suffix]) => {
    const text = environment[`LONGTHINK_${role}_${suffix}`]?.trim();
    return text === undefined || text === '' ? [] : [[field, numeric.has(field) ? Number(text) : text] as const];
  });
  if (found.length === 0) return undefined;
  return { name: role === 'POLICY' ? 'own-policy' : 'own-verifier', ...Object.fromEntries(found) };
}

function namesOf(role: 'POLICY' | 'VERIFIER'): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(suffixes).map(([field, suffix]) => [field, `LONGTHINK_${role}_${suffix}`]));
}

/** `policies[0].url` as `LONGTHINK_POLICY_URL`; a path without a variable stays. */
function variableOf(path: string): string {
  const [, list, field = ''] = /^(policies|verifiers)\[0\]\.(\w+)/.exec(path) ?? [];
  const suffix = field in suffixes ? suffixes[field as keyof typeof suffixes] : undefined;
  return list === undefined || suffix === undefined
    ? path
    : `LONGTHINK_${list === 'policies' ? 'POLICY' : 'VERIFIER'}_${suffix}`;
}
