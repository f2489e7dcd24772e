/**
 * What all verifiers do alike: ask in batches under the server's limit, report one call to the log, and check every
 * score before it is used. Knows no prompt format.
 */
import type { z } from 'zod';
import { followAbort } from '@/lib/base';
import type { ScorePath, ScoreRequest } from '@/lib/search';
import type { VerifierBackend } from '../config/backend';
import { addressOf } from '../http/address';
import { CallError } from '../http/call-error';
import type { Call } from '../http/call-error';
import { completionsCall } from '../policy/completion-stream';
import type { BackendContext } from '../context';
import type { HttpClient } from '../http/http';
import type { Priority } from '../admission/limiter';
import { greedy, samplingFields, refusable } from '../http/sampling';
import { completionSchema } from '../http/replies';
import { knownOf } from '../server-habits';
import type { Choice, Usage } from '../http/replies';

/** Prompts in one request: enough to fill a batch on the server, few enough that one bad reply costs little. */
const batchSize = 64;
/** How far rounding may carry a probability out of [0, 1]. */
const tolerance = 1e-6;

type ScoreNotices = Pick<ScoreRequest, 'session' | 'onNotice'>;

export interface PromptBatch {
  readonly prompts: readonly (readonly number[])[];
  /** Fields of the request beside prompt, model and sampling. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Fields that not every server knows, for the prompts from `first` up to `last`, exclusive. */
  readonly optional?: (first: number, last: number) => Readonly<Record<string, unknown>>;
  readonly request: ScoreNotices;
}

export interface Scoring {
  readonly backend: VerifierBackend;
  readonly http: HttpClient;
  readonly context: BackendContext;
  readonly priority: Priority;
}

/** Many inputs of one kind of call. */
export interface CallBatch<Reply> {
  readonly call: { readonly method: 'POST'; readonly path: string };
  readonly schema: z.ZodType<Reply>;
  readonly count: number;
  /** Inputs in one request at most; default 64. Never more than the server's limit. */
  readonly size?: number;
  /** Requests at a time; default 1. */
  readonly abreast?: number;
  /** Fields that are alike for all requests: what the log shows. */
  readonly shared: Readonly<Record<string, unknown>>;
  /** Fields that hold the inputs from `first` up to `last`, exclusive. */
  readonly inputs: (first: number, last: number) => Readonly<Record<string, unknown>>;
  readonly optional?: PromptBatch['optional'];
  /** Tokens of one reply where the server tells them. */
  readonly usageOf: (reply: Reply) => Usage | undefined;
  /** What a request cost where the server does not tell. */
  readonly estimate: (
    first: number,
    last: number,
  ) => { readonly promptTokens: number; readonly completionTokens: number };
  readonly request: ScoreNotices;
}

/** One reply, and the inputs that it is about: from `first` up to `last`, exclusive. */
export interface Batched<Reply> {
  readonly reply: Reply;
  readonly first: number;
  readonly last: number;
}

/**
 * Sends the inputs in batches under the server's limit and returns the replies in order. A batch that stalls, or is more than
 * the server takes, is halved, and so are those after it; from then on a batch is as large as the server manages in half of
 * the silence it may keep. For the log it is one call: its usage is the sum over the batches. Throws CallError, or the
 * signal's reason; one failed batch stops the others.
 */
export async function sendBatches<Reply>(
  { backend, http, context, priority }: Scoring,
  batch: CallBatch<Reply>,
  signal: AbortSignal,
): Promise<readonly Batched<Reply>[]> {
  const { call, count, request, abreast = 1 } = batch;
  if (count === 0) return [];
  const limiter = context.limiters.of(backend);
  const known = knownOf(context.habits, backend);
  // A server that takes fewer at once may refuse a larger batch as a whole, however often it is sent.
  const largest = Math.min(batch.size ?? batchSize, backend.concurrency.initial);
  const shared = { ...(backend.model === undefined ? {} : { model: backend.model }), ...batch.shared };
  const replies: Batched<Reply>[] = [];
  const usage = { promptTokens: 0, completionTokens: 0 };
  const { controller, release: unfollow } = followAbort(signal);
  let isSent = false;

  const send = async (first: number, last: number): Promise<void> => {
    const optional = batch.optional?.(first, last);
    const release = await limiter.acquire({ sequences: last - first, priority, role: 'verifier' }, controller.signal);
    const startedAt = context.clock.now();
    try {
      if (!isSent)
        request.onNotice({ type: 'sent', url: addressOf(backend, call.path), body: { ...shared, ...optional } });
      isSent = true;
      const reply = await http.json(
        {
          ...call,
          body: { ...shared, ...batch.inputs(first, last) },
          optional,
          ...refusable(shared),
          session: request.session,
        },
        batch.schema,
        {
          signal: controller.signal,
          onRetry: (retry) => request.onNotice({ type: 'retry', ...retry }),
        },
      );
      replies.push({ reply, first, last });
      known.msPerInput = Math.max((context.clock.now() - startedAt) / (last - first), (known.msPerInput ?? 0) / 2);
      const told = batch.usageOf(reply);
      const guess = batch.estimate(first, last);
      usage.promptTokens += told?.prompt_tokens ?? guess.promptTokens;
      usage.completionTokens += told?.completion_tokens ?? guess.completionTokens;
    } finally {
      release();
    }
  };

  /** As `send`, and in halves what is too much at once. */
  const sendParts = async (first: number, last: number): Promise<void> => {
    try {
      await send(first, last);
    } catch (error) {
      if (last - first === 1 || !isTooMuch(error)) throw error;
      const middle = first + Math.ceil((last - first) / 2);
      known.largestBatch = Math.min(known.largestBatch ?? Infinity, middle - first);
      if (error.trouble.type === 'stalled')
        request.onNotice({ type: 'retry', attempt: 2, delayMs: 0, reason: error.toFailure() });
      await sendParts(first, middle);
      await sendParts(middle, last);
    }
  };

  const sizeNow = () => {
    const paced = known.msPerInput === undefined ? Infinity : Math.floor(backend.timeoutMs / 2 / known.msPerInput);
    return Math.max(1, Math.min(largest, known.largestBatch ?? Infinity, paced));
  };
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < count) {
      const first = next;
      next = Math.min(count, first + sizeNow());
      await sendParts(first, next);
    }
  };
  try {
    await Promise.all(Array.from({ length: abreast }, work));
  } finally {
    controller.abort();
    unfollow();
  }
  replies.sort((one, other) => one.first - other.first);
  // For a batch of several inputs servers report the cached tokens of one of them, which says nothing.
  const cachedTokens =
    count === 1 ? (batch.usageOf(replies[0]!.reply)?.prompt_tokens_details?.cached_tokens ?? undefined) : undefined;
  request.onNotice({ type: 'usage', ...usage, cachedTokens });
  return replies;
}

/** The server may manage half of it. */
function isTooMuch(error: unknown): error is CallError {
  if (!(error instanceof CallError)) return false;
  if (error.trouble.type === 'stalled' || error.status === 413) return true;
  return (
    error.kind === 'rejected' && /batch|too many|(at most|maximum) \d+ (inputs|prompts|items)/i.test(error.serverText)
  );
}

/** Throws CallError when an input of `length` tokens is longer than the model can read. */
export function checkFits(
  { backend }: Pick<Scoring, 'backend'>,
  call: Call,
  { ids, maxModelLength }: { readonly ids: readonly number[]; readonly maxModelLength: number | undefined },
): void {
  if (maxModelLength === undefined || ids.length < maxModelLength) return;
  const text = `a solution of ${ids.length} tokens does not fit the verifier’s context of ${maxModelLength}`;
  throw new CallError(backend, call, { type: 'status', status: 400, text });
}

/** One choice per prompt, in their order, of `/v1/completions` with one token each. Throws CallError, or the signal's reason. */
export async function completeAll(
  scoring: Scoring,
  { prompts, fields, optional, request }: PromptBatch,
  signal: AbortSignal,
): Promise<readonly Choice[]> {
  const replies = await sendBatches(
    scoring,
    {
      call: completionsCall,
      schema: completionSchema,
      count: prompts.length,
      request,
      shared: { n: 1, max_tokens: 1, ...samplingFields(greedy), ...fields },
      inputs: (first, last) => ({ prompt: prompts.slice(first, last) }),
      ...(optional === undefined ? {} : { optional }),
      usageOf: (reply) => reply.usage ?? undefined,
      estimate: (first, last) => ({
        promptTokens: sum(prompts.slice(first, last).map((prompt) => prompt.length)),
        completionTokens: last - first,
      }),
    },
    signal,
  );
  return replies.flatMap(({ reply, first, last }) => inOrder(scoring.http, reply.choices ?? [], last - first));
}

/** Replies are prompt-major and may come in any order; each index must be there once. */
function inOrder(http: HttpClient, choices: readonly Choice[], count: number): readonly Choice[] {
  const sorted = [...choices].sort((a, b) => a.index - b.index);
  if (sorted.length === count && sorted.every((choice, i) => choice.index === i)) return sorted;
  throw http.badReply(
    completionsCall,
    `it has ${choices.length} results for ${count} prompts (numbers ${sorted
      .map((choice) => choice.index)
      .slice(0, 8)
      .join(', ')})`,
  );
}

export interface ScoreSource {
  readonly http: HttpClient;
  /** The call that gave the scores; default `/v1/completions`. */
  readonly call?: Call;
}

/**
 * One score in [0, 1] per wanted step, or a CallError: too many, too few, and what is no probability are the verifier's
 * fault, and a search must not go on with them. Rounding errors are cut off.
 */
export function checkScores(
  { http, call = completionsCall }: ScoreSource,
  paths: readonly ScorePath[],
  scores: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const fail = (detail: string): CallError => http.badReply(call, detail);
  if (scores.length !== paths.length) throw fail(`it has scores for ${scores.length} solutions of ${paths.length}`);
  return scores.map((ofPath, i) => {
    const { steps, from } = paths[i]!;
    if (ofPath.length !== steps.length - from)
      throw fail(`it has ${ofPath.length} scores for ${steps.length - from} steps`);
    return ofPath.map((score, k) => {
      if (!(score >= -tolerance && score <= 1 + tolerance))
        throw fail(`the score of step ${from + k + 1} is ${score}, not between 0 and 1`);
      return Math.min(1, Math.max(0, score));
    });
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
