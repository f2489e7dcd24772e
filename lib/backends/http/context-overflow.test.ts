/** What servers say when prompt and answer do not fit, and the numbers in it. */
import { describe, expect, it } from 'vitest';
import { readOverflow } from './context-overflow';

describe('words for a full context', () => {
  it.each<readonly [string, number, string, number | undefined, number | undefined]>([
    [
      'vLLM 0.6',
      400,
      "This model's maximum context length is 2048 tokens. However, you requested 2300 tokens (252 in the messages, 2048 in the completion). Please reduce the length.",
      2_048,
      252,
    ],
    [
      'vLLM, later',
      400,
      "This model's maximum context length is 2048 tokens. However, you requested 600 output tokens and your prompt contains at least 1500 input tokens, for a total of at least 2100 tokens.",
      2_048,
      1_500,
    ],
    [
      'vLLM, a prompt',
      400,
      'The decoder prompt (length 5000) is longer than the maximum model length of 4096.',
      4_096,
      undefined,
    ],
    ['vLLM, nothing left', 400, 'max_tokens must be at least 1, got -5.', undefined, undefined],
    ['SGLang', 400, "The input (2100 tokens) is longer than the model's context length (2048 tokens).", 2_048, 2_100],
    [
      'behind a router',
      500,
      "The input (2100 tokens) is longer than the model's context length (2048 tokens).",
      2_048,
      2_100,
    ],
    [
      'llama-server',
      400,
      'the request exceeds the available context size. try increasing the context size or enable context shift',
      undefined,
      undefined,
    ],
    ['llama-cpp-python', 400, 'Requested tokens (600) exceed context window of 512', 512, undefined],
    [
      'TGI',
      422,
      'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 2048. Given: 1500 `inputs` tokens and 600 `max_new_tokens`',
      2_048,
      1_500,
    ],
    [
      'LM Studio',
      400,
      'The number of tokens to keep from the initial prompt is greater than the context length.',
      undefined,
      undefined,
    ],
    [
      'LiteLLM',
      400,
      "litellm.ContextWindowExceededError: This model's maximum context length is 8192 tokens.",
      8_192,
      undefined,
    ],
    [
      'OpenAI',
      400,
      "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens. (context_length_exceeded)",
      8_192,
      undefined,
    ],
  ])('%s', (_name, status, text, ...[limit, prompt]) => expect(readOverflow(status, text)).toEqual({ limit, prompt }));

  it.each([
    [400, 'temperature must be non-negative'],
    [404, 'The model `maximum context length` does not exist.'],
    [400, "Unsupported parameter: 'max_tokens' is not supported with this model."],
  ])('others are none: %d %s', (status, text) => expect(readOverflow(status, text)).toBeUndefined());
});
