/**
 * Models that write nothing: token ids in, one result for each of them out, over whichever of vLLM's pooling routes.
 * Knows no model's form and reads no result.
 */
import { z } from 'zod';
import { assertDefined } from '@/lib/base';
import type { Unscored } from '@/lib/search';
import type { Tokenized } from '../http/tokenizer';
import { sendBatches, type CallBatch, type Scoring } from './scores';
import { fitting, isUnscored, onReadable } from './unscored';
import { usageSchema } from '../http/replies';

/** The reply of a pooling route whose results hold `fields`. */
export function poolingReply<Fields extends z.ZodRawShape>(fields: Fields) {
  return z.object({ data: z.array(z.object({ index: z.int().min(0), ...fields })), usage: usageSchema.nullish() });
}

interface PoolingReply<Result> {
  readonly data: readonly (Result & { readonly index: number })[];
  readonly usage?: z.infer<typeof usageSchema> | null | undefined;
}

export interface PoolingBatch<Result> extends Pick<
  CallBatch<PoolingReply<Result>>,
  'call' | 'schema' | 'size' | 'optional' | 'request'
> {
  readonly inputs: readonly (Tokenized | Unscored)[];
  /** What the inputs are, in words: for the message when there is not a result for each. */
  readonly inputWords: string;
}

/** One result for each input, in their order, or why there is none. Throws CallError, or the signal's reason. */
export async function poolAll<Result extends object>(
  scoring: Scoring,
  { inputs, inputWords, ...batch }: PoolingBatch<Result>,
  signal: AbortSignal,
): Promise<readonly (Result | Unscored)[]> {
  const fit = inputs.map((input) => (isUnscored(input) ? input : fitting(scoring.backend, input, 0)));
  return onReadable(fit, async (all) => {
    const { replies, unscored } = await sendBatches(
      scoring,
      {
        ...batch,
        count: all.length,
        shared: {},
        inputs: (first, last) => ({ input: all.slice(first, last).map(({ ids }) => ids) }),
        usageOf: (reply) => reply.usage ?? undefined,
        estimate: (first, last) => ({
          promptTokens: all.slice(first, last).reduce((sum, { ids }) => sum + ids.length, 0),
          completionTokens: 0,
        }),
      },
      signal,
    );
    const results = new Map<number, Result>();
    for (const { reply, first, last } of replies) {
      if (reply.data.length !== last - first)
        throw scoring.http.badReply(
          batch.call,
          `it has ${reply.data.length} results for ${last - first} ${inputWords}`,
        );
      reply.data
        .toSorted((one, other) => one.index - other.index)
        .forEach((result, i) => results.set(first + i, result));
    }
    return all.map((_, i) => unscored.get(i) ?? assertDefined(results.get(i), 'each input has its result'));
  });
}
