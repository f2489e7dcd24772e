/**
 * Which servers the live tests talk to: addresses from the environment or the default ports of `serve.sh`, and whether
 * anything answers there. Knows nothing of what is tested.
 */

export const serverNames = ['policy', 'qwen-prm', 'outcome-rm', 'keyed'] as const;
export type ServerName = (typeof serverNames)[number];

interface KnownServer {
  readonly variable: string;
  readonly url: string;
  readonly what: string;
}

const known: Readonly<Record<ServerName, KnownServer>> = {
  'policy': { variable: 'LONGTHINK_TEST_POLICY', url: 'http://127.0.0.1:8000', what: 'a causal model served for generation' },
  'qwen-prm': { variable: 'LONGTHINK_TEST_QWEN_PRM', url: 'http://127.0.0.1:8002', what: 'a Qwen2ForProcessRewardModel served for pooling' },
  'outcome-rm': { variable: 'LONGTHINK_TEST_OUTCOME_RM', url: 'http://127.0.0.1:8003', what: 'a sequence classifier with one label' },
  'keyed': { variable: 'LONGTHINK_TEST_KEYED', url: 'http://127.0.0.1:8004', what: 'a causal model with --api-key longthink-test (or LONGTHINK_TEST_KEY) and --max-num-queued-reqs 2' },
};

/** The key of the `keyed` server. */
export const liveKey = process.env.LONGTHINK_TEST_KEY ?? 'longthink-test';

export interface LiveServer {
  readonly name: ServerName;
  readonly url: string;
  /** What `/version` says, `unknown` when it says nothing; undefined: nothing answers. */
  readonly version: string | undefined;
  /** One line for whoever reads the output. */
  readonly words: string;
}

/** Looks at every address once. */
export function findServers(): Promise<readonly LiveServer[]> {
  return Promise.all(serverNames.map(async (name) => {
    const { variable, url: standard, what } = known[name];
    const url = (process.env[variable] ?? standard).replace(/\/+$/, '');
    const version = await versionAt(url);
    const words = version === undefined
      ? `${name}: nothing answers at ${url}. Start ${what} there, or set ${variable} (README, “Tests against real servers”).`
      : `${name}: version ${version} at ${url}`;
    return { name, url, version, words };
  }));
}

async function versionAt(url: string): Promise<string | undefined> {
  try {
    const reply = await fetch(`${url}/version`, { signal: AbortSignal.timeout(3_000) });
    const body: unknown = await reply.json().catch(() => undefined);
    return typeof body === 'object' && body !== null && 'version' in body ? String(body.version) : 'unknown';
  } catch {
    // Nothing there, or nothing that answers in time: both are told as absent.
    return undefined;
  }
}
