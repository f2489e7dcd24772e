/**
 * For tests: replies in the exact shapes of vLLM, as far as they are the same everywhere, and a tokenizer of one token per
 * UTF-16 code unit so that ids can be read in a failing test.
 */
import type { Script } from './scripted-server';

/** One event of a `/v1/completions` stream, with vLLM's nulls. */
export function chunk(choice: Readonly<Record<string, unknown>>): string {
  const full = {
    index: 0,
    text: '',
    logprobs: null,
    finish_reason: null,
    stop_reason: null,
    prompt_token_ids: null,
    ...choice,
  };
  return event({ id: 'cmpl-1', object: 'text_completion', created: 1, model: 'tiny', choices: [full] });
}

export function usageChunk(promptTokens: number, completionTokens: number, cachedTokens?: number): string {
  const details = cachedTokens === undefined ? null : { cached_tokens: cachedTokens };
  const usage = {
    prompt_tokens: promptTokens,
    total_tokens: promptTokens + completionTokens,
    completion_tokens: completionTokens,
    prompt_tokens_details: details,
  };
  return event({ id: 'cmpl-1', object: 'text_completion', created: 1, model: 'tiny', choices: [], usage });
}

export function event(data: unknown): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}

export const done = 'data: [DONE]\n\n';

/** A whole, non-streamed reply. */
export function completion(
  choices: readonly Readonly<Record<string, unknown>>[],
  usage: Readonly<Record<string, unknown>> = {},
): unknown {
  return {
    id: 'cmpl-1',
    object: 'text_completion',
    created: 1,
    model: 'tiny',
    service_tier: null,
    choices: choices.map((choice, index) => ({
      index,
      text: '',
      logprobs: null,
      finish_reason: 'length',
      stop_reason: null,
      token_ids: null,
      prompt_logprobs: null,
      ...choice,
    })),
    usage: { prompt_tokens: 10, total_tokens: 11, completion_tokens: 1, prompt_tokens_details: null, ...usage },
  };
}

/** The error body of vLLM >= 0.10.1. */
export function errorBody(message: string, code = 400, type = 'BadRequestError'): unknown {
  return { error: { message, type, param: null, code } };
}

export const beginOfText = 1;
export const beginOfUser = 2;
export const beginOfAssistant = 3;

export function idsOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

/** `/tokenize` and `/detokenize` of a model whose template writes a marker in front of each turn, and `begun` behind the last. */
export function tokenizerScripts(maxModelLength = 1_000, begun = ''): Readonly<Record<string, Script>> {
  const markers: Readonly<Record<string, number>> = { system: 4, user: beginOfUser, assistant: beginOfAssistant };
  return {
    'POST /tokenize': (reply, { body }) => {
      const messages = body.messages as readonly { role: string; content: string }[] | undefined;
      const special = body.add_special_tokens === true ? [beginOfText] : [];
      const tokens =
        messages === undefined
          ? [...special, ...idsOf(String(body.prompt))]
          : [
              beginOfText,
              ...messages.flatMap(({ role, content }) => [markers[role], ...idsOf(content)]),
              ...(body.add_generation_prompt === false ? [] : [beginOfAssistant, ...idsOf(begun)]),
            ];
      reply.json({ count: tokens.length, max_model_len: maxModelLength, tokens, token_strs: null });
    },
    'POST /detokenize': (reply, { body }) => reply.json({ prompt: String.fromCharCode(...(body.tokens as number[])) }),
  };
}
