/** What every reply of the two generation routes has in common: ids, time, usage. */

import { randomUUID } from 'node:crypto';

export interface Usage {
  readonly prompt_tokens: number;
  readonly total_tokens: number;
  readonly completion_tokens: number;
  readonly prompt_tokens_details: { readonly cached_tokens: number } | null;
}

/** `cachedTokens` only for a single prompt: for a batch vLLM tells one prompt's value, which means nothing. */
export function usageOf(promptTokens: number, completionTokens: number, cachedTokens?: number): Usage {
  return {
    prompt_tokens: promptTokens,
    total_tokens: promptTokens + completionTokens,
    completion_tokens: completionTokens,
    prompt_tokens_details: cachedTokens === undefined ? null : { cached_tokens: cachedTokens },
  };
}

export interface Frame {
  readonly id: string;
  readonly object: string;
  readonly created: number;
  readonly model: string;
}

export function frameOf(prefix: string, object: string, model: string): Frame {
  return { id: `${prefix}-${randomUUID().replaceAll('-', '')}`, object, created: Math.floor(Date.now() / 1000), model };
}
