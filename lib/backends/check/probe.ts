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
import { ifSupported } from '../http/optional';
import { readLoad } from '../admission/load';
import { servedModel, withModel } from './served-model';
import { verifierKindOf } from '../verifiers/verifier-kinds';
import { versionSchema } from '../http/replies';

/** A server that takes longer to say what it is counts as down. */
const probeTimeoutMs = 8_000;
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
  const limited = AbortSignal.any([signal, AbortSignal.timeout(probeTimeoutMs)]);
  const { inFlight, limit } = context.limiters.of(backend);
  const startedAt = context.clock.now();
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
  try {
    const served = await servedModel(backend, http, { signal: limited, retries: 0 });
    const latencyMs = context.clock.now() - startedAt;
    // What it cannot say now is asked again with the next probe.
    const onNotNow = () => {};
    const once = { signal: limited, retries: 0 };
    const told = await ifSupported(http.json({ method: 'GET', path: '/version' }, versionSchema, once), onNotNow);
    const version = told?.version;
    await ifSupported(http.text({ method: 'GET', path: '/health' }, once), (error) => {
      // This is what the call is for: engines that died, and models that are still being read.
      if (error.status === 503) throw error;
    });
    const metrics = await ifSupported(http.text({ method: 'GET', path: '/metrics' }, once), onNotNow);
    const resolved = withModel(backend, served);
    const capabilities = await capabilitiesOf(resolved, version, context);
    const load = readLoad(metrics ?? '', served.model);
    return {
      ...known,
      isReachable: true,
      model: served.model,
      latencyMs,
      checkedAt: context.clock.now(),
      capabilities: { ...capabilities, metrics: load.running !== undefined },
      ...(version === undefined ? {} : { version }),
      ...(served.maxModelLength === undefined ? {} : { maxModelLength: served.maxModelLength }),
      ...(resolved.systemPrompt ? { systemPrompt: resolved.systemPrompt } : {}),
      load: { ...load, inFlight, limit },
    };
  } catch (error) {
    signal.throwIfAborted();
    const failure =
      error instanceof BackendError
        ? error.toFailure()
        : limited.aborted
          ? new CallError(
              backend,
              { method: 'GET', path: '/v1/models' },
              { type: 'stalled', ms: probeTimeoutMs },
            ).toFailure()
          : undefined;
    if (failure === undefined) throw error;
    return {
      ...known,
      isReachable: false,
      ...(backend.model === undefined ? {} : { model: backend.model }),
      capabilities: {},
      load: { inFlight, limit },
      failure,
      checkedAt: context.clock.now(),
    };
  }
}

/** What is known by now; nothing while it is still being found out. Throws CallError when the server fails meanwhile. */
async function capabilitiesOf(
  backend: Backend,
  version: string | undefined,
  context: BackendContext,
): Promise<Capabilities> {
  const key = JSON.stringify([backend.url, backend.model, version, backend.role, backend.kind]);
  const asked = context.capabilities.get(key) ?? findAnew(key, backend, context);
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<Capabilities>((resolve) => {
    timer = setTimeout(() => resolve({}), capabilityPatienceMs);
  });
  try {
    return await Promise.race([asked, patience]);
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
