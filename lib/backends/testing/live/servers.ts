/**
 * Which servers the live tests talk to: addresses from the environment or the default ports of `serve.sh`, and whether
 * anything answers there. Knows nothing of what is tested.
 */

export const serverNames = [
  'policy',
  'prm',
  'qwen-prm',
  'outcome-rm',
  'keyed',
  'llama-server',
  'llama-cpp-python',
  'litellm',
  'vllm-router',
] as const;
export type ServerName = (typeof serverNames)[number];

interface KnownServer {
  readonly variable: string;
  readonly url: string;
  readonly what: string;
}

const known: Readonly<Record<ServerName, KnownServer>> = {
  policy: {
    variable: 'LONGTHINK_TEST_POLICY',
    url: 'http://127.0.0.1:8000',
    what: 'a causal model served for generation',
  },
  prm: { variable: 'LONGTHINK_TEST_PRM', url: 'http://127.0.0.1:8001', what: 'the bundled PRM served for generation' },
  'qwen-prm': {
    variable: 'LONGTHINK_TEST_QWEN_PRM',
    url: 'http://127.0.0.1:8002',
    what: 'a Qwen2ForProcessRewardModel served for pooling',
  },
  'outcome-rm': {
    variable: 'LONGTHINK_TEST_OUTCOME_RM',
    url: 'http://127.0.0.1:8003',
    what: 'a sequence classifier with one label',
  },
  keyed: {
    variable: 'LONGTHINK_TEST_KEYED',
    url: 'http://127.0.0.1:8004',
    what: 'a causal model with --api-key longthink-test (or LONGTHINK_TEST_KEY) and --max-num-queued-reqs 2',
  },
  'llama-server': {
    variable: 'LONGTHINK_TEST_LLAMA_SERVER',
    url: 'http://127.0.0.1:8005',
    what: 'llama-server with the bundled policy as a GGUF file, --ctx-size 1024 a slot',
  },
  'llama-cpp-python': {
    variable: 'LONGTHINK_TEST_LLAMA_CPP_PYTHON',
    url: 'http://127.0.0.1:8006',
    what: 'python -m llama_cpp.server with the bundled policy as a GGUF file and --interrupt_requests false',
  },
  litellm: {
    variable: 'LONGTHINK_TEST_LITELLM',
    url: 'http://127.0.0.1:8007',
    what: 'a LiteLLM proxy in front of the policy, with the key longthink-test (or LONGTHINK_TEST_KEY)',
  },
  'vllm-router': {
    variable: 'LONGTHINK_TEST_VLLM_ROUTER',
    url: 'http://127.0.0.1:8008',
    what: 'vllm-router in front of two servers of the policy',
  },
};

/** The address of a server, whether anything answers there or not. */
export function urlOf(name: ServerName): string {
  const { variable, url } = known[name];
  return (process.env[variable] ?? url).replace(/\/+$/, '');
}

/** The key of the `keyed` server. */
export const liveKey = process.env.LONGTHINK_TEST_KEY ?? 'longthink-test';

export interface LiveServer {
  readonly name: ServerName;
  readonly url: string;
  /** What answers, with its version as far as it tells it; undefined: nothing does. */
  readonly software: string | undefined;
  /** One line for whoever reads the output. */
  readonly words: string;
}

/** Looks at every address once. */
export function findServers(): Promise<readonly LiveServer[]> {
  return Promise.all(
    serverNames.map(async (name) => {
      const { variable, what } = known[name];
      const url = urlOf(name);
      const software = await softwareAt(url);
      const words =
        software === undefined
          ? `${name}: nothing answers at ${url}. Start ${what} there, or set ${variable} (README, “Tests against real servers”).`
          : `${name}: ${software} at ${url}`;
      return { name, url, software, words };
    }),
  );
}

const titles: ReadonlyMap<string, string> = new Map([
  ['llama.cpp Python', 'llama-cpp-python'],
  ['LiteLLM', 'LiteLLM'],
]);

/** Where each kind of server tells its version. */
const tellers: readonly {
  readonly path: string;
  readonly read: (body: Readonly<Record<string, unknown>>) => string | undefined;
}[] = [
  { path: '/version', read: ({ version }) => (typeof version === 'string' ? `vLLM ${version}` : undefined) },
  {
    path: '/props',
    read: ({ build_info: build }) => (typeof build === 'string' ? `llama-server ${build}` : undefined),
  },
  {
    path: '/openapi.json',
    read: ({ info }) => {
      if (typeof info !== 'object' || info === null || !('title' in info) || !('version' in info)) return undefined;
      const name = [...titles].find(([title]) => String(info.title).includes(title))?.[1];
      return name === undefined ? undefined : `${name} ${String(info.version)}`;
    },
  },
];

async function softwareAt(url: string): Promise<string | undefined> {
  let isThere = false;
  for (const { path, read } of tellers) {
    try {
      const reply = await fetch(`${url}${path}`, { signal: AbortSignal.timeout(3_000) });
      isThere = true;
      const body: unknown = await reply.json().catch(() => undefined);
      const found =
        typeof body === 'object' && body !== null ? read(body as Readonly<Record<string, unknown>>) : undefined;
      if (found !== undefined) return found;
    } catch {
      // Nothing there, or nothing that answers in time: both are told as absent.
      if (!isThere) return undefined;
    }
  }
  return 'a server that does not tell its version';
}
