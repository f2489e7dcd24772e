/** Which model a server serves, and what follows from its name. */
import { BackendError } from '@/lib/search';
import type { Backend } from '../config/backend';
import { CallError } from '../http/call-error';
import type { BackendContext } from '../context';
import { createHttpClient } from '../http/http';
import type { HttpClient, SendOptions } from '../http/http';
import { defaultSystemPrompt } from '../config/published-prompt';
import { ifSupported } from '../http/optional';
import { verifierKindOf } from '../verifiers/verifier-kinds';
import { modelsSchema } from '../http/replies';

export interface Served {
  readonly model: string;
  /** What the served name stands for, where the server tells it. */
  readonly root: string | undefined;
  readonly maxModelLength: number | undefined;
}

/**
 * The backend with the model its server serves, where none is configured, and the system prompt that goes with it. Of
 * several servers the first that answers is asked. Throws BackendError when none answers, when it serves nothing, or not
 * the configured model.
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
      const served = await servedModel(own, createHttpClient(own, context), { signal, retries: 1 });
      return withModel(backend, served);
    } catch (error) {
      const isLast = url === backend.urls.at(-1);
      if (isLast || !(error instanceof BackendError) || !error.isRetryable) throw error;
    }
  }
  // Configurations without an address are refused.
  throw new Error(`the backend ${backend.name} has no address`);
}

/** The backend as it is used once its server's model is known. */
export function withModel<B extends Backend>(backend: B, { model, root }: Served): B {
  if (backend.role !== 'policy') return { ...backend, model };
  return { ...backend, model, systemPrompt: backend.systemPrompt ?? defaultSystemPrompt(model, root) };
}

/** Asks `/v1/models`. Throws CallError. */
export async function servedModel(backend: Backend, http: HttpClient, options: SendOptions): Promise<Served> {
  const call = { method: 'GET', path: '/v1/models' } as const;
  const asked = http.json(call, modelsSchema, options);
  // The model of a server that tells none is what the configuration calls it.
  const isBare = backend.role === 'verifier' && verifierKindOf(backend).isBare === true;
  const reply = isBare ? await ifSupported(asked, () => {}) : await asked;
  if (reply === undefined) return { model: backend.model ?? backend.name, root: undefined, maxModelLength: undefined };
  const { data } = reply;
  const found = backend.model === undefined ? data[0] : data.find(({ id }) => id === backend.model);
  if (found !== undefined)
    return {
      model: found.id,
      root: found.root ?? undefined,
      maxModelLength: found.max_model_len ?? found.meta?.n_ctx ?? undefined,
    };
  if (data.length === 0) throw http.badReply(call, 'it serves no model');
  const text = `the model ${backend.model ?? ''} is not among those it serves: ${data
    .map(({ id }) => id)
    .slice(0, 5)
    .join(', ')}`;
  throw new CallError(backend, call, { type: 'status', status: 404, text, param: 'model' });
}
