/**
 * Log-probabilities in the shapes of the replies: parallel arrays for completions, a list for chat, maps for prompts.
 */

import type { PositionLogProbabilities, TokenLogProbability } from '../engine/log-probabilities';
import type { Tokenizer } from '../model/tokenizer';

export interface LogprobNames {
  readonly tokenizer: Tokenizer;
  /** Tokens are named `token_id:N` instead of by their text. */
  readonly asIds: boolean;
}

/** JSON has no infinity; vLLM sends this instead. */
const lowest = -9999;

function finite(logprob: number): number {
  return Math.max(lowest, logprob);
}

function nameOf(id: number, { tokenizer, asIds }: LogprobNames): string {
  return asIds ? `token_id:${id}` : tokenizer.decode([id], false);
}

export interface CompletionLogprobs {
  readonly text_offset: number[];
  readonly token_logprobs: (number | null)[];
  readonly tokens: string[];
  readonly top_logprobs: (Record<string, number> | null)[];
}

/** `positions` are those of `ids`; undefined for the first token of a prompt. `offset` counts characters of text before them. */
export function completionLogprobs(
  ids: readonly number[],
  positions: readonly (PositionLogProbabilities | undefined)[],
  { names, offset }: { readonly names: LogprobNames; readonly offset: number },
): CompletionLogprobs {
  let at = offset;
  const reply: CompletionLogprobs = { text_offset: [], token_logprobs: [], tokens: [], top_logprobs: [] };
  ids.forEach((id, i) => {
    const position = positions[i];
    reply.text_offset.push(at);
    reply.tokens.push(nameOf(id, names));
    reply.token_logprobs.push(position === undefined ? null : finite(position.chosen.logprob));
    reply.top_logprobs.push(
      position === undefined
        ? null
        : Object.fromEntries(
            // The chosen token comes first, so that another one with the same text does not hide it.
            [...position.top, position.chosen].map(({ id: other, logprob }) => [nameOf(other, names), finite(logprob)]),
          ),
    );
    at += names.tokenizer.decode([id], true).length;
  });
  return reply;
}

export function chatLogprobs(
  ids: readonly number[],
  positions: readonly PositionLogProbabilities[],
  names: LogprobNames,
): object {
  const entry = ({ id, logprob }: TokenLogProbability) => ({
    token: nameOf(id, names),
    logprob: finite(logprob),
    bytes: [...Buffer.from(names.tokenizer.decode([id], false))],
  });
  return {
    content: ids.map((_, i) => ({ ...entry(positions[i]!.chosen), top_logprobs: positions[i]!.top.map(entry) })),
  };
}

/** vLLM's `prompt_logprobs`: one map per prompt token, null for the first. */
export function promptLogprobs(
  positions: readonly (PositionLogProbabilities | undefined)[],
  tokenizer: Tokenizer,
): (Record<string, object> | null)[] {
  return positions.map((position) =>
    position === undefined
      ? null
      : Object.fromEntries(
          [...position.top, position.chosen].map(({ id, logprob, rank }) => [
            String(id),
            { logprob: finite(logprob), rank, decoded_token: tokenizer.decode([id], false) },
          ]),
        ),
  );
}
