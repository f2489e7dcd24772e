/**
 * Finds out what a configured server is: whether it answers, which model it serves and in which version, what it can do
 * and how busy it is. What it can do is asked once per server, model and version; the rest every time.
 */
import { BackendError } from '@/lib/search';
import type { BackendStatus } from '@/lib/runs/wire';
import type { Backend, VerifierBackend, VerifierKind } from './backend';
import { CallError } from './call-error';
import { completionsCall } from './completion-stream';
import type { BackendContext } from './context';
import { createVerifier } from './create';
import { createHttpClient } from './http';
import type { HttpClient, SendOptions } from './http';
import { readLoad } from './load';
import { greedy, samplingFields } from './sampling';
import { recommendedAggregations } from './verifier-kinds';
import { completionSchema, modelsSchema, tokenizeSchema, versionSchema } from './wire';

/** A server that takes longer for such a question is as good as down. */
const probeTimeoutMs = 8_000;

interface Served {
  readonly model: string;
  readonly maxModelLength: number | undefined;
}

/**
 * The backend with the model its server serves, where none is configured. Throws BackendError when the server does not
 * answer, serves nothing, or does not serve the configured model.
 */
export async function resolveModel<B extends Backend>(backend: B, context: BackendContext, signal: AbortSignal): Promise<B> {
  // One more try than a probe, which only says how things are: a whole run would fail with this call.
  const { model } = await servedModel(backend, createHttpClient(backend, context), { signal, retries: 1 });
  return { ...backend, model };
}

/** Never rejects but with the signal's reason: a server that is down or wrong is a result, with the reason in words. */
export async function probeBackend(backend: Backend, context: BackendContext, signal: AbortSignal): Promise<BackendStatus> {
  const http = createHttpClient(backend, context);
  const limited = AbortSignal.any([signal, AbortSignal.timeout(probeTimeoutMs)]);
  const { inFlight, limit } = context.limiters.of(backend);
  const startedAt = context.clock.now();
  const known = {
    name: backend.name, role: backend.role, kind: backend.kind, url: backend.url, isBundled: backend.isBundled,
    ...(backend.parametersM === undefined ? {} : { parametersM: backend.parametersM }),
    ...(backend.role === 'verifier' ? { recommendedAggregation: recommendedAggregations[backend.kind] } : {}),
  };
  try {
    const served = await servedModel(backend, http, { signal: limited, retries: 0 });
    const latencyMs = context.clock.now() - startedAt;
    const version = await unlessMissing(http.json({ method: 'GET', path: '/version' }, versionSchema, { signal: limited, retries: 0 }));
    const capabilities = await capabilitiesOf({ ...backend, model: served.model }, { http, context, version: version?.version, signal: limited });
    const metrics = await unlessMissing(http.text({ method: 'GET', path: '/metrics' }, { signal: limited, retries: 0 }));
    return {
      ...known, isReachable: true, model: served.model, latencyMs, capabilities, checkedAt: context.clock.now(),
      ...(version === undefined ? {} : { version: version.version }),
      ...(served.maxModelLength === undefined ? {} : { maxModelLength: served.maxModelLength }),
      load: { ...readLoad(metrics ?? '', served.model), inFlight, limit },
    };
  } catch (error) {
    signal.throwIfAborted();
    const failure = error instanceof BackendError ? error.toFailure() : limited.aborted
      ? new CallError(backend, { method: 'GET', path: '/v1/models' }, { type: 'stalled', ms: probeTimeoutMs }).toFailure() : undefined;
    if (failure === undefined) throw error;
    return { ...known, isReachable: false, ...(backend.model === undefined ? {} : { model: backend.model }), capabilities: {}, load: { inFlight, limit }, failure, checkedAt: context.clock.now() };
  }
}

async function servedModel(backend: Backend, http: HttpClient, options: SendOptions): Promise<Served> {
  const call = { method: 'GET', path: '/v1/models' } as const;
  const asked = http.json(call, modelsSchema, options);
  // A server of the plain contract has nothing but /score; its model is what the configuration calls it.
  const reply = backend.kind === 'score-api' ? await unlessMissing(asked) : await asked;
  if (reply === undefined) return { model: backend.model ?? backend.name, maxModelLength: undefined };
  const { data } = reply;
  const found = backend.model === undefined ? data[0] : data.find(({ id }) => id === backend.model);
  if (found !== undefined) return { model: found.id, maxModelLength: found.max_model_len ?? undefined };
  if (data.length === 0) throw http.badReply(call, 'it serves no model');
  const text = `the model ${backend.model ?? ''} is not among those it serves: ${data.map(({ id }) => id).slice(0, 5).join(', ')}`;
  throw new CallError(backend, call, { type: 'status', status: 404, text, param: 'model' });
}

interface Question {
  readonly http: HttpClient;
  readonly context: BackendContext;
  readonly version: string | undefined;
  readonly signal: AbortSignal;
}

async function capabilitiesOf(backend: Backend, { http, context, version, signal }: Question): Promise<Readonly<Record<string, boolean>>> {
  const key = JSON.stringify([backend.url, backend.model, version, backend.role, backend.kind]);
  const before = context.capabilities.get(key);
  if (before !== undefined) return before;
  const found = backend.role === 'verifier' && !generating.has(backend.kind)
    ? { scores: await canScore(backend, context, signal) }
    : await generationCapabilities(backend, http, signal);
  context.capabilities.set(key, found);
  return found;
}

/** Kinds of verifier whose model is served for generation. */
const generating: ReadonlySet<VerifierKind> = new Set(['likelihood', 'rlhflow-prm', 'math-shepherd', 'think-prm']);

/** Has one short step scored: the only question whose answer means that the verifier works. */
async function canScore(backend: VerifierBackend, context: BackendContext, signal: AbortSignal): Promise<boolean> {
  const verifier = createVerifier(backend, context, 'interactive');
  const paths = [{ steps: [{ text: 'Adding gives $1 + 1 = 2$.' }], from: 0 }];
  const scores = await unlessMissing(verifier.score({ problem: { text: 'What is $1 + 1$?' }, prompt: { text: '' }, paths, session: 'probe', onNotice: () => {} }, signal));
  return scores !== undefined;
}

async function generationCapabilities(backend: Backend, http: HttpClient, signal: AbortSignal): Promise<Readonly<Record<string, boolean>>> {
  const model = { model: backend.model };
  const options = { signal, retries: 0 };
  const tokens = await unlessMissing(http.json({ method: 'POST', path: '/tokenize', body: { ...model, prompt: '1 + 1' } }, tokenizeSchema, options));
  const body = { ...model, max_tokens: 1, ...samplingFields(greedy) };
  const reply = await unlessMissing(http.json({ ...completionsCall, body: { ...body, prompt: tokens?.tokens ?? '1 + 1', logprobs: 1 }, optional: { return_token_ids: true } }, completionSchema, options));
  const choice = reply?.choices?.[0];
  return {
    completions: reply !== undefined,
    tokenize: tokens !== undefined,
    tokenIn: tokens !== undefined && reply !== undefined,
    ...(backend.role === 'policy' ? { tokenOut: (choice?.token_ids ?? undefined) !== undefined } : {}),
    logprobs: (choice?.logprobs ?? undefined) !== undefined,
    ...(backend.kind === 'likelihood' && tokens !== undefined ? { promptLogprobs: await hasPromptLogprobs(http, { ...body, prompt: tokens.tokens }, signal) } : {}),
  };
}

async function hasPromptLogprobs(http: HttpClient, body: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<boolean> {
  const reply = await unlessMissing(http.json({ ...completionsCall, body: { ...body, prompt_logprobs: 0 } }, completionSchema, { signal, retries: 0 }));
  return (reply?.choices?.[0]?.prompt_logprobs ?? undefined) !== undefined;
}

/** Undefined when the server does not have the call or refuses its fields; other failures are failures. */
async function unlessMissing<T>(reply: Promise<T>): Promise<T | undefined> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof CallError && (error.isUnknownPath || error.kind === 'rejected' || error.kind === 'bad-reply')) return undefined;
    throw error;
  }
}
