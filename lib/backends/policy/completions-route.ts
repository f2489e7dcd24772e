/** `/v1/completions`: the raw route of vLLM and its relatives, over token ids where they take them. */
import type { Tokenizer } from '../http/tokenizer';
import type { PolicyBackend } from '../config/backend';
import { ifSupported } from '../http/optional';
import { completionSchema, plainCompletion } from '../http/replies';
import { samplingFields } from '../http/sampling';
import { completionsCall } from './completion-stream';
import type { Route } from './route';

export interface CompletionsRouteOptions {
  readonly backend: PolicyBackend;
  readonly tokenizer: Tokenizer;
  /** Text prompts hold the model's special tokens already. */
  readonly isSpecialWritten: boolean;
  /** What is asked for an experiment, of a server that has a word for that. */
  readonly isBulk: () => boolean;
}

/** vLLM serves lower numbers first, and 0 is what nobody says, where it was started with `--scheduling-policy priority`. */
const bulkPriority = 10;

export function completionsRoute({ backend, tokenizer, isSpecialWritten, isBulk }: CompletionsRouteOptions): Route {
  // The template is told these, and nobody else.
  const { chat_template_kwargs: _, ...extraBody } = backend.extraBody;
  return {
    call: completionsCall,
    schema: completionSchema,
    isText: true,
    plain: plainCompletion,
    bodyOf: ({ request, prompt, stop }) => ({
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
        stream: true,
        stream_options: { include_usage: true },
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
    whyNotContinued: () => Promise.resolve(undefined),
  };
}
