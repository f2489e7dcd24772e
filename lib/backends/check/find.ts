/**
 * What is behind an address that somebody has at hand: which models, what for, and how they are spoken to. Tries what a run
 * would do, in the order of what works best; writes nothing down.
 */
import { BackendError } from '@/lib/search';
import type { FoundServer, ServerAddress } from '../status';
import { policyKinds } from '../config/backend';
import type { Backend } from '../config/backend';
import type { BackendContext } from '../context';
import { CallError } from '../http/call-error';
import { createHttpClient } from '../http/http';
import { modelsSchema } from '../http/replies';
import { limitTime } from '@/lib/base';
import type { TimeLimit } from '@/lib/base';
import { addressIn } from '../reading/address';
import { readBackends } from '../reading/config';
import { knownOf } from '../server-habits';
import { kindOfModel, verifierKinds } from '../verifiers/verifier-kinds';
import { findCapabilities } from './capabilities';
import { modelsCall, resolveModel } from './served-model';

/** Asked one after the other; each of them may have to wake a model up. */
const limitMs = 60_000;
/** Where servers listen that people start on their own machine: vLLM and SGLang, LM Studio, Ollama, llama-server. */
const usualPorts = [8_000, 30_000, 1_234, 11_434, 8_080] as const;
const knockMs = 1_500;
/** Beside `Authorization`. */
const keyHeaders = ['api-key', 'x-api-key'] as const;

type Candidate = Pick<FoundServer, 'role' | 'kind'>;

/**
 * The first way in which the model at `asked` works; with `failure` in words when none does. Never rejects but with the
 * signal's reason, or BackendConfigError for an address that is none.
 */
export async function findServer(
  asked: ServerAddress,
  context: BackendContext,
  signal: AbortSignal,
): Promise<FoundServer> {
  const limit = limitTime(signal, limitMs);
  try {
    return await findWithin(asked, context, limit);
  } catch (error) {
    signal.throwIfAborted();
    if (!limit.isOver) throw error;
    return { ...unknownServer(asked), failure: silent(asked.url) };
  } finally {
    limit.release();
  }
}

async function findWithin(typed: ServerAddress, context: BackendContext, limit: TimeLimit): Promise<FoundServer> {
  const limited = limit.signal;
  const asked = withoutQuery(typed);
  // Says what is wrong with an address that can be none.
  backendFor(asked, { role: 'policy', kind: 'vllm' });
  const { address, models } = await listedWithKey(asked, context, limited);
  const model = asked.model ?? models.names[0] ?? deploymentIn(asked.url);
  const base = { ...unknownServer({ ...address, model }), models: [...models.names] };
  let failure = models.failure;
  // Nobody is there: nothing else is worth asking.
  const isThere = failure?.kind !== 'unreachable';
  for (const candidate of isThere ? candidatesFor(model) : []) {
    try {
      const backend = await resolveModel(backendFor({ ...address, model }, candidate), context, limited);
      const found = await findCapabilities(backend, context, { signal: limited, onNotNow: () => {} });
      if (!works(candidate, found)) continue;
      const software = knownOf(context.habits, backend).software?.found;
      return {
        ...base,
        ...candidate,
        name: nameFor(backend),
        ...(software === undefined ? {} : { software: software.name }),
        notes: software?.note === undefined ? [] : [software.note],
        ...(candidate.role === 'policy' ? { stepwise: found.stepwise !== false } : {}),
      };
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      failure = error.toFailure();
    }
  }
  return { ...base, failure: failure ?? nothing(address.url) };
}

/** The address as it is configured: what stands behind the `?` goes along with every call by itself. */
function withoutQuery(asked: ServerAddress): ServerAddress {
  if (!URL.canParse(asked.url)) return asked;
  const url = new URL(asked.url);
  if (url.search === '') return asked;
  const query = { ...asked.query, ...Object.fromEntries(url.searchParams) };
  url.search = '';
  return { ...asked, url: url.href, query };
}

/** One of several models of a host may be named in its address alone. */
function deploymentIn(url: string): string | undefined {
  return /\/deployments\/([\w.-]+)/.exec(url)?.[1];
}

/** Where the calls begin, and in which header the key is taken: the usual one, or the first in which it is not refused. */
async function listedWithKey(
  asked: ServerAddress,
  context: BackendContext,
  signal: AbortSignal,
): Promise<{ readonly address: ServerAddress; readonly models: Listed }> {
  const listing = async (address: ServerAddress) => {
    const placed = { ...address, ...(await placeOf(address, context, signal)) };
    return {
      address: placed,
      models: await listed(backendFor(placed, { role: 'policy', kind: 'vllm' }), context, signal),
    };
  };
  const usual = await listing(asked);
  const isRefused = ({ models }: typeof usual) => models.failure?.kind === 'unauthorized';
  if (!isRefused(usual) || asked.apiKey === undefined || asked.apiKeyHeader !== undefined) return usual;
  for (const apiKeyHeader of keyHeaders) {
    const found = await listing({ ...asked, apiKeyHeader });
    if (!isRefused(found)) return found;
  }
  return usual;
}

/** Addresses of this machine at which a server lists models; `known` ones are left out. */
export async function discoverServers(
  known: readonly string[],
  context: BackendContext,
  signal: AbortSignal,
): Promise<readonly { readonly url: string; readonly models: readonly string[] }[]> {
  const limit = limitTime(signal, knockMs);
  const found = await Promise.all(
    usualPorts.map(async (port) => {
      const url = `http://127.0.0.1:${port}`;
      if (known.some((each) => portOf(each) === port)) return [];
      const { names } = await listed(
        backendFor({ url }, { role: 'policy', kind: 'vllm' }),
        context,
        limit.signal,
      ).catch(() => ({ names: [] as readonly string[] }));
      return names.length === 0 ? [] : [{ url, models: names }];
    }),
  );
  limit.release();
  signal.throwIfAborted();
  return found.flat();
}

function portOf(url: string): number | undefined {
  const { hostname, port } = new URL(url);
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname) ? Number(port) : undefined;
}

/** Where the calls begin: as configured or told by the address, else under `/v1` or at the address itself, whichever answers. */
async function placeOf(
  asked: ServerAddress,
  context: BackendContext,
  signal: AbortSignal,
): Promise<Pick<ServerAddress, 'apiPath'>> {
  if (asked.apiPath !== undefined || addressIn(asked.url, undefined).apiPath === '') return {};
  for (const apiPath of [undefined, '']) {
    const backend = backendFor(
      { ...asked, ...(apiPath === undefined ? {} : { apiPath }) },
      { role: 'policy', kind: 'vllm' },
    );
    if ((await listed(backend, context, signal)).names.length > 0) return apiPath === undefined ? {} : { apiPath };
  }
  return {};
}

interface Listed {
  readonly names: readonly string[];
  readonly failure?: FoundServer['failure'];
}

async function listed(backend: Backend, context: BackendContext, signal: AbortSignal): Promise<Listed> {
  try {
    const http = createHttpClient(backend, context);
    const { data } = await http.json({ ...modelsCall, idleMs: 8_000 }, modelsSchema, { signal, retries: 0 });
    return { names: data.map(({ id }) => id).slice(0, 200) };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    return { names: [], failure: error.toFailure() };
  }
}

/** What a model of this name may be, best first. A server of another kind answers none of the calls and is passed by. */
function candidatesFor(model: string | undefined): readonly Candidate[] {
  const kind = model === undefined ? undefined : kindOfModel(model)?.kind;
  return [
    ...(kind === undefined ? [] : [{ role: 'verifier', kind } as const]),
    { role: 'policy', kind: 'vllm' },
    { role: 'policy', kind: 'chat' },
    // What has nothing but the one call says nothing else.
    ...verifierKinds
      .filter(({ isBare }) => isBare === true)
      .map(({ kind: own }) => ({ role: 'verifier', kind: own }) as const),
  ];
}

function works({ role }: Candidate, capabilities: Readonly<Record<string, boolean>>): boolean {
  return (role === 'verifier' ? capabilities.scores : (capabilities.chat ?? capabilities.completions)) === true;
}

function backendFor({ apiKey, ...address }: ServerAddress, { role, kind }: Candidate): Backend {
  const given = Object.fromEntries(Object.entries({ ...address, apiKey }).filter(([, value]) => value !== undefined));
  const entry = { name: 'the new server', kind, ...given };
  const config =
    role === 'policy' ? { policies: [entry] } : { policies: [{ name: 'none', url: address.url }], verifiers: [entry] };
  const { policies, verifiers } = readBackends(config, { env: {}, source: 'what was entered' });
  return role === 'policy' ? policies[0]! : verifiers[0]!;
}

/** The model's name as people say it: without its owner and the ending of a file. */
function nameFor({ model = 'server' }: Backend): string {
  const name =
    model
      .split('/')
      .at(-1)
      ?.replace(/\.(gguf|safetensors)$/i, '') ?? model;
  return name === '' ? 'server' : name.toLowerCase();
}

/** What is told of a server before anything is found, and if nothing is. */
function unknownServer({ url, model, apiPath, query, apiKeyHeader }: ServerAddress): FoundServer {
  return {
    url,
    ...(query === undefined ? {} : { query }),
    ...(apiKeyHeader === undefined ? {} : { apiKeyHeader }),
    ...(apiPath === undefined ? {} : { apiPath }),
    ...(model === undefined ? {} : { model }),
    role: 'policy',
    kind: 'vllm',
    name: model ?? 'server',
    models: [],
    notes: [],
    kinds: { policy: [...policyKinds], verifier: verifierKinds.map(({ kind }) => kind) },
  };
}

function silent(url: string): NonNullable<FoundServer['failure']> {
  return { kind: 'timeout', message: `The server at ${url} did not answer within ${limitMs / 1_000} s.` };
}

function nothing(url: string): NonNullable<FoundServer['failure']> {
  return {
    kind: 'not-found',
    message: `The server at ${url} answers, but neither writes at /v1/completions or /v1/chat/completions nor scores at /score.`,
  };
}
