/**
 * What all verifiers do alike: ask in batches under the server's limit, report one call to the log, and tell what cannot be
 * scored from what failed: one input that is too long, or refused, is not the end of the others. Knows no prompt format.
 */
import { setMaxListeners } from 'node:events';
import type { z } from 'zod';
import { assertDefined, followAbort } from '@/lib/base';
import type { ScoreRequest, Unscored } from '@/lib/search';
import type { VerifierBackend } from '../config/backend';
import { addressOf } from '../http/address';
import { CallError } from '../http/call-error';
import { completionsCall } from '../policy/completion-stream';
import type { BackendContext } from '../context';
import type { HttpClient } from '../http/http';
import type { Priority, Release } from '../admission/limiter';
import { greedy, samplingFields, refusable } from '../http/sampling';
import { completionSchema } from '../http/replies';
import { knownOf, type KnownServer } from '../server-habits';
import { tellHabits } from '../tell-habits';
import type { Choice, Usage } from '../http/replies';
import { isUnscored, onReadable, unscoredBy, unscoredReason } from './unscored';

/** Prompts in one request: enough to fill a batch on the server, few enough that one bad reply costs little. */
const batchSize = 64;

type ScoreNotices = Pick<ScoreRequest, 'session' | 'onNotice'>;

export interface PromptBatch {
  /** Ids, or why there is nothing to ask. */
  readonly prompts: readonly (readonly number[] | Unscored)[];
  /** Fields of the request beside prompt, model and sampling. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Fields that not every server knows, for these prompts, by their places. */
  readonly optional?: (places: readonly number[]) => Readonly<Record<string, unknown>>;
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
  /** Fields that not every server knows, for the inputs from `first` up to `last`, exclusive. */
  readonly optional?: (first: number, last: number) => Readonly<Record<string, unknown>>;
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

export interface Sent<Reply> {
  /** In order of their inputs. */
  readonly replies: readonly Batched<Reply>[];
  /** Inputs that the server could not read, by place. */
  readonly unscored: ReadonlyMap<number, Unscored>;
}

interface SendOptions {
  /** Of a batch that failed as a whole. */
  readonly isPart: boolean;
  readonly release: Release;
}

/**
 * Sends the inputs in batches under the server's limit and returns the replies in order. A batch that stalls, or is more than
 * the server takes, is halved, and so are those after it; from then on a batch is as large as the server manages in half of
 * the silence it may keep. A batch that is refused is halved until what is refused stands alone: see `Doubts`. For the log it
 * is one call: its usage is the sum over the batches. Throws CallError, or the signal's reason; one failed batch stops the
 * others.
 */
export async function sendBatches<Reply>(
  { backend, http, context, priority }: Scoring,
  batch: CallBatch<Reply>,
  signal: AbortSignal,
): Promise<Sent<Reply>> {
  const { call, count, request, abreast = 1 } = batch;
  if (count === 0) return { replies: [], unscored: new Map() };
  const limiter = context.limiters.of(backend);
  const known = knownOf(context.habits, backend);
  // A server that takes fewer at once may refuse a larger batch as a whole, however often it is sent.
  const largest = Math.min(batch.size ?? batchSize, backend.concurrency.initial);
  const shared = { ...(backend.model === undefined ? {} : { model: backend.model }), ...batch.shared };
  const replies: Batched<Reply>[] = [];
  const doubts = new Doubts(known);
  const usage = { promptTokens: 0, completionTokens: 0 };
  const { controller, giveUp, release: unfollow } = followAbort(signal);
  setMaxListeners(0, controller.signal);
  let isSent = false;

  /** Gives back its room, however it ends. */
  const send = async (first: number, last: number, { isPart, release }: SendOptions): Promise<void> => {
    const startedAt = context.clock.elapsed();
    try {
      const optional = batch.optional?.(first, last);
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
          // What failed as a whole was tried often enough; its parts only tell which of them is to blame.
          ...(isPart ? { retries: 0 } : {}),
          isDivisible: last - first > 1,
          onRetry: (retry) => request.onNotice({ type: 'retry', ...retry }),
        },
      );
      replies.push({ reply, first, last });
      doubts.onAccepted();
      known.msPerInput = Math.max((context.clock.elapsed() - startedAt) / (last - first), (known.msPerInput ?? 0) / 2);
      const told = batch.usageOf(reply);
      const guess = batch.estimate(first, last);
      usage.promptTokens += told?.prompt_tokens ?? guess.promptTokens;
      usage.completionTokens += told?.completion_tokens ?? guess.completionTokens;
    } finally {
      release();
    }
  };

  /** As `send`, as many as there is room for at a time, and in halves what is too much at once, or refused. */
  const sendParts = async (first: number, last: number, isPart = false): Promise<void> => {
    const asked = { sequences: last - first, priority, role: 'verifier' } as const;
    const { sequences, release } = await limiter.acquire(asked, controller.signal);
    const end = first + sequences;
    try {
      await send(first, end, { isPart, release });
    } catch (error) {
      await sendHalves(first, end, error);
    }
    if (end < last) await sendParts(end, last, isPart);
  };

  /** Throws `error` where halves would not help. */
  const sendHalves = async (first: number, last: number, error: unknown): Promise<void> => {
    const isTooMany = isTooMuch(error);
    if (!isTooMany && !isRefusal(error)) throw error;
    if (last - first === 1) {
      if (error.isOutOfTime) throw error;
      return doubts.add(first, error);
    }
    const middle = first + Math.ceil((last - first) / 2);
    if (isTooMany) known.largestBatch = Math.min(known.largestBatch ?? Infinity, middle - first);
    if (error.isOutOfTime) request.onNotice({ type: 'retry', attempt: 2, delayMs: 0, reason: error.toFailure() });
    await sendParts(first, middle, !isTooMany);
    await sendParts(middle, last, !isTooMany);
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
    giveUp();
    unfollow();
  }
  const unscored = doubts.settle();
  replies.sort((one, other) => one.first - other.first);
  // For a batch of several inputs servers report the cached tokens of one of them, which says nothing.
  const cachedTokens =
    count === 1 && replies[0] !== undefined
      ? (batch.usageOf(replies[0].reply)?.prompt_tokens_details?.cached_tokens ?? undefined)
      : undefined;
  request.onNotice({ type: 'usage', ...usage, cachedTokens });
  if (replies.length > 0) tellHabits(backend, context, request.onNotice);
  return { replies, unscored };
}

/**
 * Inputs that a server refused alone, until it is known what that says: of the input, where it accepts others; of the server
 * or of how it is asked, where it never accepted any. What is too long is so whatever it says of others.
 */
class Doubts {
  readonly #known: KnownServer;
  readonly #refused = new Map<number, CallError>();
  #accepted = 0;

  constructor(known: KnownServer) {
    this.#known = known;
  }

  onAccepted(): void {
    this.#accepted++;
    this.#known.hasScored = true;
  }

  /** Throws `error` when it is the second and nothing was ever accepted. */
  add(place: number, error: CallError): void {
    this.#refused.set(place, error);
    if (this.#refused.size > 1 && !this.#isAboutInput(error)) throw error;
  }

  /** Why each of them is unscored. Throws the error of one that says nothing of the input. */
  settle(): ReadonlyMap<number, Unscored> {
    for (const error of this.#refused.values()) if (!this.#isAboutInput(error)) throw error;
    return new Map([...this.#refused].map(([place, error]) => [place, unscoredBy(error)]));
  }

  /** A server that fails of itself has to be seen to work beside it. */
  #isAboutInput(error: CallError): boolean {
    if (unscoredReason(error) === 'too-long' || this.#accepted > 0) return true;
    return error.kind !== 'server-error' && this.#known.hasScored === true;
  }
}

/** What may be the fault of one input among others. */
function isRefusal(error: unknown): error is CallError {
  if (!(error instanceof CallError) || error.isPassing) return false;
  return error.isContextOverflow || ['rejected', 'bad-reply', 'server-error'].includes(error.kind);
}

/** The server may manage half of it. */
function isTooMuch(error: unknown): error is CallError {
  if (!(error instanceof CallError)) return false;
  if (error.isOutOfTime || error.status === 413) return true;
  return (
    error.kind === 'rejected' && /batch|too many|(at most|maximum) \d+ (inputs|prompts|items)/i.test(error.serverText)
  );
}

/**
 * One choice per prompt, in their order, of `/v1/completions` with one token each, or why there is none. Throws CallError, or
 * the signal's reason.
 */
export async function completeAll(
  scoring: Scoring,
  { prompts: all, fields, optional, request }: PromptBatch,
  signal: AbortSignal,
): Promise<readonly (Choice | Unscored)[]> {
  const places = [...all.keys()].filter((place) => !isUnscored(all[place]!));
  return onReadable(all, async (prompts) => {
    const { replies, unscored } = await sendBatches(
      scoring,
      {
        call: completionsCall,
        schema: completionSchema,
        count: prompts.length,
        request,
        shared: { n: 1, max_tokens: 1, ...samplingFields(greedy), ...fields },
        inputs: (first, last) => ({ prompt: prompts.slice(first, last) }),
        ...(optional === undefined ? {} : { optional: (first, last) => optional(places.slice(first, last)) }),
        usageOf: (reply) => reply.usage ?? undefined,
        estimate: (first, last) => ({
          promptTokens: sum(prompts.slice(first, last).map((prompt) => prompt.length)),
          completionTokens: last - first,
        }),
      },
      signal,
    );
    const choices = new Map<number, Choice>();
    for (const { reply, first, last } of replies)
      inOrder(scoring.http, reply.choices ?? [], last - first).forEach((choice, i) => choices.set(first + i, choice));
    return prompts.map((_, i) => unscored.get(i) ?? assertDefined(choices.get(i), 'each prompt has its reply'));
  });
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

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
