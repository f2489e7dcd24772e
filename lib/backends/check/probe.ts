/**
 * Finds out what a configured server is: whether it answers, which model it serves and in which version, what it can do
 * and how busy it is. What it can do is asked once per server, model and version; the rest every time.
 */
import { BackendError } from '@/lib/search';
import type { BackendStatus } from '../status';
import type { Backend } from '../config/backend';
import { CallError } from '../http/call-error';
import { findCapabilities } from './capabilities';
import type { Capabilities } from './capabilities';
import type { BackendContext } from '../context';
import { createHttpClient } from '../http/http';
import type { HttpClient, SendOptions } from '../http/http';
import { ifSupported } from '../http/optional';
import { limitTime } from '@/lib/base';
import { knownOf } from '../server-habits';
import { readLoad } from '../admission/load';
import { modelsCall, recognise, servedModel, withModel } from './served-model';
import type { Served } from './served-model';
import { verifierKindOf } from '../verifiers/verifier-kinds';
import { versionSchema } from '../http/replies';

/** A server that takes longer to say what it is counts as down. */
const probeTimeoutMs = 8_000;
/** What else it tells of itself is waited for no longer. */
const extraTimeoutMs = 2_500;
/** What it can do may take longer to find out: a server on a CPU compiles parts of itself when they are first used. */
const capabilityPatienceMs = 2_500;
const capabilityTimeoutMs = 90_000;

/** Never rejects but with the signal's reason: a server that is down or wrong is a result, with the reason in words. */
export async function probeBackend(
  backend: Backend,
  context: BackendContext,
  signal: AbortSignal,
): Promise<BackendStatus> {
  const found = await Promise.all(
    backend.urls.map((url) => probeOne({ ...backend, url, urls: [url] }, context, signal)),
  );
  const [first] = found;
  if (found.length === 1) return first!;
  const load = (name: 'running' | 'waiting' | 'preemptions') => total(found.map((status) => status.load[name]));
  const cacheUse = found.flatMap((status) => status.load.cacheUse ?? []);
  const well = found.find((status) => status.isReachable);
  const ill = found.find((status) => !status.isReachable);
  return {
    ...(well ?? first!),
    url: backend.url,
    urls: [...backend.urls],
    reachable: found.filter((status) => status.isReachable).length,
    isReachable: well !== undefined,
    load: {
      running: load('running'),
      waiting: load('waiting'),
      preemptions: load('preemptions'),
      ...(cacheUse.length === 0 ? {} : { cacheUse: Math.max(...cacheUse) }),
      inFlight: found.reduce((sum, status) => sum + status.load.inFlight, 0),
      limit: found.reduce((sum, status) => sum + status.load.limit, 0),
    },
    // Told also while others answer: somebody should look after it.
    ...(ill?.failure === undefined ? {} : { failure: ill.failure }),
  };
}

async function probeOne(backend: Backend, context: BackendContext, signal: AbortSignal): Promise<BackendStatus> {
  const http = createHttpClient(backend, context);
  const limit = limitTime(signal, probeTimeoutMs);
  const limited = limit.signal;
  const { inFlight, limit: most } = context.limiters.of(backend);
  const startedAt = context.clock.elapsed();
  const known = {
    name: backend.name,
    role: backend.role,
    kind: backend.kind,
    url: backend.url,
    isBundled: backend.isBundled,
    ...(backend.parametersM === undefined ? {} : { parametersM: backend.parametersM }),
    ...(backend.price === undefined
      ? {}
      : { promptPrice: backend.price.prompt, completionPrice: backend.price.completion }),
    ...(backend.role === 'verifier' ? { recommendedAggregation: verifierKindOf(backend).aggregation } : {}),
  };
  const extras = askExtras(http, signal);
  // Where the calls that are needed fail, nobody asks how these went.
  extras.catch(() => undefined);
  try {
    const served = await servedModel(backend, http, { signal: limited, retries: 0 });
    const latencyMs = context.clock.elapsed() - startedAt;
    const resolved = withModel(backend, served);
    await recognise(resolved, context, { http, served, signal: limited });
    const { version, metrics, notes: extraNotes, unwell } = await extras;
    // Engines that died, and models that are still being read, say so here; but some servers say it while they work.
    const capabilities = await capabilitiesOf(resolved, version, context, unwell);
    const refusal = isAble(backend, capabilities) ? undefined : served.failure;
    if (refusal !== undefined) throw refusal;
    const load = readLoad(metrics ?? '', served.model);
    const { found: software } = knownOf(context.habits, resolved).software ?? { found: undefined };
    return {
      ...known,
      isReachable: true,
      model: served.model,
      latencyMs,
      checkedAt: context.clock.now(),
      capabilities: { ...capabilities, metrics: load.running !== undefined },
      ...(version === undefined ? {} : { version }),
      ...(software === undefined ? {} : { software: software.name }),
      notes: [...notesOn(served, backend), ...(software?.note === undefined ? [] : [software.note]), ...extraNotes],
      ...(served.maxModelLength === undefined ? {} : { maxModelLength: served.maxModelLength }),
      ...(resolved.systemPrompt ? { systemPrompt: resolved.systemPrompt } : {}),
      load: { ...load, inFlight, limit: most },
    };
  } catch (error) {
    signal.throwIfAborted();
    const failure =
      error instanceof BackendError
        ? error.toFailure()
        : limit.isOver
          ? new CallError(backend, modelsCall, { type: 'stalled', ms: probeTimeoutMs }).toFailure()
          : undefined;
    if (failure === undefined) throw error;
    return {
      ...known,
      isReachable: false,
      ...(backend.model === undefined ? {} : { model: backend.model }),
      capabilities: {},
      load: { inFlight, limit: most },
      failure,
      checkedAt: context.clock.now(),
    };
  } finally {
    limit.release();
  }
}

interface Extras {
  readonly version: string | undefined;
  readonly metrics: string | undefined;
  readonly notes: readonly string[];
  /** `/health` says that it is not ready. */
  readonly unwell: CallError | undefined;
}

/** What a server may tell of itself and need not: each for its own short time, and none of them makes a server look dead. */
async function askExtras(http: HttpClient, signal: AbortSignal): Promise<Extras> {
  const notes: string[] = [];
  let unwell: CallError | undefined;
  const ask = async <T>(path: string, send: (options: SendOptions) => Promise<T>): Promise<T | undefined> => {
    const limit = limitTime(signal, extraTimeoutMs);
    try {
      return await ifSupported(send({ signal: limit.signal, retries: 0 }), (error) => {
        if (path === '/health' && error.status === 503) unwell = error;
      });
    } catch (error) {
      // A lost connection is told by the calls that are needed.
      if (!(error instanceof CallError) && !limit.isOver) throw error;
      if (limit.isOver) notes.push(`${path} did not answer within ${extraTimeoutMs / 1_000} s.`);
      return undefined;
    } finally {
      limit.release();
    }
  };
  const get = (path: string) => ({ method: 'GET', path }) as const;
  const [told, metrics] = await Promise.all([
    ask('/version', (options) => http.json(get('/version'), versionSchema, options)),
    ask('/metrics', (options) => http.text(get('/metrics'), options)),
    ask('/health', (options) => http.text(get('/health'), options)),
  ]);
  return { version: told?.version, metrics, notes, unwell };
}

/** False once it is known that the server cannot do what it is configured for. */
function isAble({ role }: Backend, capabilities: Capabilities): boolean {
  return (role === 'policy' ? (capabilities.chat ?? capabilities.completions) : capabilities.scores) !== false;
}

function notesOn({ others }: Served, { model, setting }: Backend): readonly string[] {
  if (others.length === 0) return [];
  const listed = `${others.slice(0, 5).join(', ')}${others.length > 5 ? ' …' : ''}`;
  return [
    `It does not list the model “${model ?? ''}”, which may be an alias. It lists ${listed}; if runs fail, change ${setting.path}.model in ${setting.source}.`,
  ];
}

/**
 * What is known by now; nothing while it is still being found out. A server that says that it is not well is asked anew, and
 * believed if it cannot do its work. Throws CallError when the server fails meanwhile.
 */
async function capabilitiesOf(
  backend: Backend,
  version: string | undefined,
  context: BackendContext,
  unwell: CallError | undefined,
): Promise<Capabilities> {
  const key = JSON.stringify([backend.url, backend.model, version, backend.role, backend.kind]);
  const asked = (unwell === undefined ? context.capabilities.get(key) : undefined) ?? findAnew(key, backend, context);
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<Capabilities>((resolve) => {
    timer = setTimeout(() => resolve({}), capabilityPatienceMs);
  });
  try {
    const found = await Promise.race([asked, patience]);
    if (unwell !== undefined && !isAble(backend, found)) throw unwell;
    return found;
  } catch (error) {
    throw unwell ?? error;
  } finally {
    clearTimeout(timer);
  }
}

/** Neither a failure nor what could not all be asked is remembered: the next probe asks again. */
function findAnew(key: string, backend: Backend, context: BackendContext): Promise<Capabilities> {
  const forget = () => context.capabilities.delete(key);
  let isWhole = true;
  const asked = findCapabilities(backend, context, {
    signal: AbortSignal.timeout(capabilityTimeoutMs),
    onNotNow: () => {
      isWhole = false;
    },
  });
  context.capabilities.set(key, asked);
  asked.then(() => isWhole || forget(), forget);
  return asked;
}

function total(values: readonly (number | undefined)[]): number | undefined {
  const told = values.filter((value) => value !== undefined);
  return told.length === 0 ? undefined : told.reduce((sum, value) => sum + value, 0);
}
