/** `/v1/completions`: the raw route of vLLM and its relatives, over token ids where they take them. */
import type { Tokenizer } from '../http/tokenizer';
import type { PolicyBackend } from '../config/backend';
import { CallError } from '../http/call-error';
import type { HttpClient } from '../http/http';
import { ifAble, ifSupported } from '../http/optional';
import { completionSchema, plainCompletion } from '../http/replies';
import { greedy, refusable, samplingFields } from '../http/sampling';
import type { KnownServer } from '../server-habits';
import { completionsCall } from './completion-stream';
import type { Route } from './route';
import { createTokenTexts } from './token-texts';

export interface CompletionsRouteOptions {
  readonly backend: PolicyBackend;
  readonly http: HttpClient;
  readonly known: KnownServer;
  readonly tokenizer: Tokenizer;
  /** Text prompts hold the model's special tokens already. */
  readonly isSpecialWritten: boolean;
  /** What is asked for an experiment, of a server that has a word for that. */
  readonly isBulk: () => boolean;
}

/** vLLM serves lower numbers first, and 0 is what nobody says, where it was started with `--scheduling-policy priority`. */
const bulkPriority = 10;

/** One token, with those that a tokenizer puts around every text; and some more of them. */
const shortPrompt = 'a';
const longPrompt = Array.from({ length: 32 }, () => shortPrompt).join(' ');
/** Of the short one, as counted by a server: the shortest chat template comes to more. */
const mostTokens = 3;
/** For a question that no run should wait long for. */
const patienceMs = 5_000;

/**
 * Tokens that a server counts for one, where they show that it puts a template around every prompt (what stands in front of
 * chats does, and Ollama): then nothing can be gone on with, and each step would begin anew. Undefined too where it does not
 * count. Throws CallError when the server does not answer now.
 */
async function templateAround(
  { model, extraBody }: PolicyBackend,
  http: HttpClient,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { chat_template_kwargs: _, ...extra } = extraBody;
  const countOf = async (prompt: string): Promise<number> => {
    const body = {
      ...(model === undefined ? {} : { model }),
      prompt,
      max_tokens: 1,
      ...samplingFields(greedy),
      ...extra,
    };
    const asked = http.json({ ...completionsCall, body, idleMs: patienceMs, ...refusable(body) }, completionSchema, {
      signal,
      retries: 0,
    });
    return (await ifAble(asked))?.usage?.prompt_tokens ?? 0;
  };
  const short = await countOf(shortPrompt);
  if (short <= mostTokens) return undefined;
  const more = (await countOf(longPrompt)) - short;
  return more > longPrompt.length / 8 && more < longPrompt.length ? short : undefined;
}

/** Whether a reply that comes at once tells the ids of its tokens. Throws CallError when the server does not answer now. */
async function tellsIdsAtOnce(
  { model, extraBody }: PolicyBackend,
  http: HttpClient,
  signal: AbortSignal,
): Promise<boolean> {
  const { chat_template_kwargs: _, ...extra } = extraBody;
  const body = {
    ...(model === undefined ? {} : { model }),
    prompt: shortPrompt,
    max_tokens: mostTokens,
    ...samplingFields(greedy),
    ...extra,
  };
  const optional = { return_token_ids: true };
  const asked = http.json(
    { ...completionsCall, body, optional, idleMs: patienceMs, ...refusable(body) },
    completionSchema,
    { signal, retries: 0 },
  );
  return ((await ifAble(asked))?.choices?.[0]?.token_ids?.length ?? 0) > 0;
}

function aroundAll({ name, url }: PolicyBackend, counted: number): string {
  return `The policy server “${name}” at ${url} puts a chat template around every prompt of /v1/completions (it counts ${counted} tokens for one), so that a begun solution cannot be gone on with step by step. Choose a strategy that writes whole solutions, or try it as "kind": "chat", which finds out whether its chat goes on.`;
}

export function completionsRoute({
  backend,
  http,
  known,
  tokenizer,
  isSpecialWritten,
  isBulk,
}: CompletionsRouteOptions): Route {
  /** Remembered, unless the server does not answer now. */
  function tried(signal: AbortSignal): Promise<number | undefined> {
    const asked = templateAround(backend, http, signal);
    known.template = asked;
    asked.catch(() => {
      if (known.template === asked) delete known.template;
    });
    return asked;
  }

  async function isAtOnceTold(signal: AbortSignal): Promise<boolean> {
    const askedBefore = known.tellsIdsAtOnce;
    const asked = askedBefore ?? tellsIdsAtOnce(backend, http, signal);
    known.tellsIdsAtOnce = asked;
    try {
      return await asked;
    } catch {
      if (known.tellsIdsAtOnce === asked) delete known.tellsIdsAtOnce;
      signal.throwIfAborted();
      return false;
    }
  }

  // The template is told these, and nobody else.
  const { chat_template_kwargs: _, ...extraBody } = backend.extraBody;
  return {
    call: completionsCall,
    schema: completionSchema,
    isText: true,
    plain: plainCompletion,
    atOnce: { isTold: isAtOnceTold, textsOf: createTokenTexts(known, tokenizer) },
    bodyOf: ({ request, prompt, stop, isAtOnce }) => ({
      body: {
        ...(backend.model === undefined ? {} : { model: backend.model }),
        n: request.count,
        max_tokens: request.maxTokens,
        ...samplingFields(request),
        seed: request.seed,
        ...(stop.length === 0 ? {} : { stop, include_stop_str_in_output: true }),
        skip_special_tokens: true,
        // Text that was once ids, or came out of a template that writes them, holds its special tokens already.
        ...(prompt.ids === undefined && (request.prompt.tokenIds !== undefined || isSpecialWritten)
          ? { add_special_tokens: false }
          : {}),
        ...(isAtOnce ? { stream: false } : { stream: true, stream_options: { include_usage: true } }),
        ...(isBulk() ? { priority: bulkPriority } : {}),
        ...extraBody,
      },
      prompt: { prompt: prompt.ids ?? prompt.text },
      optional: { return_token_ids: true },
    }),
    async measure({ prompt, maxTokens }, joined, signal) {
      const { maxModelLength, tokenIds, text } = prompt;
      if (joined.ids !== undefined || maxModelLength === undefined || tokenIds === undefined) return joined.ids?.length;
      // A token is at least a byte.
      const atMost = tokenIds.length + Buffer.byteLength(joined.text) - Buffer.byteLength(text);
      if (atMost + maxTokens <= maxModelLength) return atMost;
      return (await ifSupported(tokenizer.text(joined.text, false, signal), () => {}))?.ids.length;
    },
    async whyNotContinued(signal) {
      // Servers that are known to take raw prompts are not asked.
      if (known.software === undefined || known.software.found?.takesRaw === true) return undefined;
      const askedBefore = known.template;
      const counted = await (askedBefore ?? tried(signal)).catch((error: unknown) => {
        signal.throwIfAborted();
        // A server that does not answer now is told by the calls that are needed; who asked first may wait no longer.
        if (error instanceof CallError || askedBefore !== undefined) return undefined;
        throw error;
      });
      return counted === undefined ? undefined : aroundAll(backend, counted);
    },
  };
}
