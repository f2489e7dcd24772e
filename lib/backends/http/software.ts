/**
 * What a server says that it is. Its card names it, and where a server has a better way to write than the one that all
 * share, its row says which. Asked once for each server; whatever does not answer is nobody we know.
 */
import { z } from 'zod';
import type { HttpClient } from './http';
import { limitTime } from '@/lib/base';

export interface Software {
  readonly name: string;
  /** Its `/v1/completions` puts a template around every prompt; raw text goes in by `/api/generate`. */
  readonly hasRawGenerate?: true;
  /** Nothing is put around the prompts of its `/v1/completions`. */
  readonly takesRaw?: true;
  /** It may be told what is to go first: see `bulkPriority`. */
  readonly takesPriority?: true;
  /** What is worth knowing of it, for its card. */
  readonly note?: string;
}

interface Row extends Software {
  /** What it says as `owned_by` in its list of models. */
  readonly owners?: readonly string[];
  /** A call that only this server answers so. */
  readonly call?: { readonly path: string; readonly schema: z.ZodType };
}

const rows: readonly Row[] = [
  { name: 'vLLM', owners: ['vllm'], takesRaw: true, takesPriority: true },
  { name: 'the bundled server', owners: ['longthink'], takesRaw: true },
  {
    name: 'SGLang',
    takesRaw: true,
    owners: ['sglang'],
    call: { path: '/get_model_info', schema: z.object({ model_path: z.string(), is_generation: z.boolean() }) },
  },
  {
    name: 'llama-server',
    takesRaw: true,
    owners: ['llamacpp'],
    call: { path: '/props', schema: z.object({ default_generation_settings: z.object({}) }) },
    note: 'It writes as many sequences at once as --parallel says; the others wait in line.',
  },
  {
    name: 'llama-cpp-python',
    takesRaw: true,
    owners: ['me'],
    note: 'Start it with --interrupt_requests false, or every request ends the one before.',
  },
  {
    name: 'LM Studio',
    takesRaw: true,
    owners: ['organization_owner'],
    call: {
      path: '/api/v0/models',
      schema: z.object({ data: z.array(z.object({ id: z.string(), compatibility_type: z.string() })) }),
    },
    note: 'It tells no log-probabilities, so it can be a policy or a judge, and no other verifier.',
  },
  {
    name: 'Ollama',
    owners: ['library'],
    call: { path: '/api/tags', schema: z.object({ models: z.array(z.object({ digest: z.string() })) }) },
    hasRawGenerate: true,
    note: 'It cuts long prompts to its num_ctx and does not say so: set OLLAMA_CONTEXT_LENGTH to what a problem and its solution need.',
  },
  {
    name: 'TGI',
    takesRaw: true,
    call: { path: '/info', schema: z.object({ model_id: z.string(), max_total_tokens: z.int() }) },
    note: 'It always keeps the stop string and writes one continuation a request.',
  },
  {
    name: 'LiteLLM',
    // Its readiness tells its version no more, since 1.108.
    call: { path: '/health/liveliness', schema: z.literal("I'm alive!") },
    note: 'It stands in front of other servers: what they can do beyond /v1 mostly does not come through.',
  },
];

const limitMs = 2_500;

/** Undefined when no row fits. `owner`: what its list of models says. Rejects with the signal's reason only. */
export async function recogniseSoftware(
  http: HttpClient,
  owner: string | undefined,
  signal: AbortSignal,
): Promise<Software | undefined> {
  const told = rows.find(({ owners }) => owner !== undefined && owners?.includes(owner) === true);
  if (told !== undefined && told.hasRawGenerate !== true) return told;
  const limited = limitTime(signal, limitMs);
  const found = await Promise.all(
    (told === undefined ? rows : [told]).map(async (row) => {
      if (row.call === undefined) return undefined;
      // Whatever went wrong, it is not this one.
      return await http
        .json({ method: 'GET', path: row.call.path }, row.call.schema, { signal: limited.signal, retries: 0 })
        .then(() => row)
        .catch(() => undefined);
    }),
  );
  limited.release();
  signal.throwIfAborted();
  // What stands in front of it and passes on /v1 alone has none of its better ways.
  return found.find((row) => row !== undefined) ?? (told && { name: told.name, note: told.note });
}
