/** Which model a server serves, what the server itself is, and what follows from both. */
import { BackendError } from '@/lib/search';
import type { Backend } from '../config/backend';
import type { BackendContext } from '../context';
import { CallError } from '../http/call-error';
import { createHttpClient } from '../http/http';
import type { HttpClient, SendOptions } from '../http/http';
import { recogniseSoftware } from '../http/software';
import { defaultSystemPrompt } from '../config/published-prompt';
import { ifSupported } from '../http/optional';
import { knownOf } from '../server-habits';
import { verifierKindOf } from '../verifiers/verifier-kinds';
import { modelsSchema } from '../http/replies';

export interface Served {
  readonly model: string;
  /** What the served name stands for, where the server tells it. */
  readonly root: string | undefined;
  readonly maxModelLength: number | undefined;
  /** Whose server it says it is. */
  readonly owner: string | undefined;
  /** All that it lists, where the configured model is not among them: an alias, or a mistake. */
  readonly others: readonly string[];
  /** What is wrong with all this, if the server turns out not to do its work: the list was refused, or lacks the model. */
  readonly failure: CallError | undefined;
}

export const modelsCall = { method: 'GET', path: '/v1/models' } as const;

/**
 * The backend with the model its server serves, where none is configured, and the system prompt that goes with it. Of
 * several servers the first that answers is asked. Throws BackendError when none answers, or none says what it serves and
 * no model is configured.
 */
export async function resolveModel<B extends Backend>(
  backend: B,
  context: BackendContext,
  signal: AbortSignal,
): Promise<B> {
  for (const url of backend.urls) {
    const own = { ...backend, url };
    try {
      // One more try than a probe, which only says how things are: a whole run would fail with this call.
      const http = createHttpClient(own, context);
      const served = await servedModel(own, http, { signal, retries: 1 });
      const resolved = withModel(backend, served);
      await recognise({ ...resolved, url }, context, { http, served, signal });
      return resolved;
    } catch (error) {
      const isLast = url === backend.urls.at(-1);
      if (isLast || !(error instanceof BackendError) || !error.isRetryable) throw error;
    }
  }
  // Configurations without an address are refused.
  throw new Error(`the backend ${backend.name} has no address`);
}

interface Recognising {
  readonly http: HttpClient;
  readonly served: Served;
  readonly signal: AbortSignal;
}

/** Remembers what the server of a resolved backend is. Only policies are written with in several ways. */
export async function recognise(
  backend: Backend,
  context: BackendContext,
  { http, served, signal }: Recognising,
): Promise<void> {
  const known = knownOf(context.habits, backend);
  if (known.software !== undefined || backend.role !== 'policy' || backend.isBundled) return;
  const software = { found: await recogniseSoftware(http, served.owner, signal) };
  // Servers of one model are of one kind.
  for (const url of backend.urls) knownOf(context.habits, { ...backend, url }).software ??= software;
  known.software = software;
}

/** The backend as it is used once its server's model is known. */
export function withModel<B extends Backend>(backend: B, { model, root }: Served): B {
  if (backend.role !== 'policy') return { ...backend, model };
  return { ...backend, model, systemPrompt: backend.systemPrompt ?? defaultSystemPrompt(model, root) };
}

/**
 * Asks `/v1/models`. It is needed only where no model is configured: what a server lists may be less than it serves, and some
 * list nothing. Throws CallError.
 */
export async function servedModel(backend: Backend, http: HttpClient, options: SendOptions): Promise<Served> {
  const asked = http.json(modelsCall, modelsSchema, options);
  const isBare = backend.role === 'verifier' && verifierKindOf(backend).isBare === true;
  const isOptional = isBare || backend.model !== undefined;
  let failure: CallError | undefined;
  const told = asked.catch((error: unknown) => {
    if (error instanceof CallError) failure = error;
    throw error;
  });
  const data = (isOptional ? await ifSupported(told, () => {}) : await told)?.data ?? [];
  const found = backend.model === undefined ? firstOf(data) : data.find(({ id }) => id === backend.model);
  if (found === undefined && !isOptional) throw http.badReply(modelsCall, 'it lists no model; name the one it serves');
  const others = found === undefined ? data.map(({ id }) => id) : [];
  return {
    // The model of a server that tells none is what the configuration calls it.
    model: found?.id ?? backend.model ?? backend.name,
    root: found?.root ?? undefined,
    maxModelLength: found?.max_model_len ?? found?.meta?.n_ctx ?? undefined,
    owner: (found ?? data[0])?.owned_by ?? undefined,
    others,
    failure: failure ?? (others.length > 0 ? unlisted(backend, others) : undefined),
  };
}

function unlisted(backend: Backend, others: readonly string[]): CallError {
  const text = `the model ${backend.model ?? ''} is not among those it serves: ${others.slice(0, 5).join(', ')}`;
  return new CallError(backend, modelsCall, { type: 'status', status: 404, text, param: 'model' });
}

/** Of several models one that is at hand, where a server says which are. */
function firstOf<Model extends { readonly status?: { readonly value?: string | null } | null | undefined }>(
  data: readonly Model[],
): Model | undefined {
  return data.find(({ status }) => status?.value === 'loaded') ?? data[0];
}
