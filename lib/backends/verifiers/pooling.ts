/**
 * Models that write nothing: token ids in, one result for each of them out, over whichever of vLLM's pooling routes.
 * Knows no model's form and reads no result.
 */
import { z } from 'zod';
import { sendBatches, type CallBatch, type Scoring } from './scores';
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
  readonly inputs: readonly { readonly ids: readonly number[] }[];
  /** What the inputs are, in words: for the message when there is not a result for each. */
  readonly inputWords: string;
}

/** One result for each input, in their order. Throws CallError, or the signal's reason. */
export async function poolAll<Result>(
  scoring: Scoring,
  { inputs, inputWords, ...batch }: PoolingBatch<Result>,
  signal: AbortSignal,
): Promise<readonly Result[]> {
  const replies = await sendBatches(
    scoring,
    {
      ...batch,
      count: inputs.length,
      shared: {},
      inputs: (first, last) => ({ input: inputs.slice(first, last).map(({ ids }) => ids) }),
      usageOf: (reply) => reply.usage ?? undefined,
      estimate: (first, last) => ({
        promptTokens: inputs.slice(first, last).reduce((sum, { ids }) => sum + ids.length, 0),
        completionTokens: 0,
      }),
    },
    signal,
  );
  const results = replies.flatMap(({ reply }) => reply.data.toSorted((one, other) => one.index - other.index));
  if (results.length !== inputs.length)
    throw scoring.http.badReply(batch.call, `it has ${results.length} results for ${inputs.length} ${inputWords}`);
  return results;
}
