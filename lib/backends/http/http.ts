/**
 * The client for one server: JSON calls and event streams over `connection`, with bounded, jittered retries. It knows
 * how replies are framed, not what they mean; that is `wire` and the adapters.
 */
import type { z } from 'zod';
import { doublingDelay } from '@/lib/base';
import type { Failure } from '@/lib/search';
import type { Backend } from '../config/backend';
import { CallError } from './call-error';
import type { Call } from './call-error';
import { connect, quotable, readText } from './connection';
import type { Attempt, Connection, HttpRequest } from './connection';
import { framesOf, isEndOfStream } from './framing';
import { refusalsOf, refusedBy, rememberRefusals } from './refusals';
import type { Transport } from './transport';
import { readErrorBody } from './replies';

export interface SendOptions {
  readonly signal: AbortSignal;
  /** Default: what is set for the backend. */
  readonly retries?: number;
  /** It can be asked for in parts: what took too long is not sent again as it was. */
  readonly isDivisible?: boolean;
  /** The server need not have the call. */
  readonly isOptional?: true;
  /** Told before the wait that precedes another attempt. */
  readonly onRetry?: (retry: { readonly attempt: number; readonly delayMs: number; readonly reason: Failure }) => void;
}

export type StreamItem = { readonly type: 'data'; readonly data: unknown } | { readonly type: 'done' };
const doneItem: StreamItem = { type: 'done' };

export interface HttpClient {
  /** A call whose reply is JSON of the form of `schema`. Throws CallError, or the signal's reason. */
  json<T>(request: HttpRequest, schema: z.ZodType<T>, options: SendOptions): Promise<T>;
  /** A call whose reply is plain text. */
  text(request: HttpRequest, options: SendOptions): Promise<string>;
  /**
   * A call whose reply is an event stream: the JSON of each event, then `done` for its `[DONE]`, those that came together at
   * once. It is sent again only while no event has come; an `error` event and a fault after that throw CallError.
   */
  events(request: HttpRequest, options: SendOptions): AsyncIterable<readonly StreamItem[]>;
  /** For adapters: the error of a reply that is well-formed but wrong. */
  badReply(call: Call, detail: string): CallError;
}

/** The largest replies known, log-probabilities of 64 long prompts, are a third of this. */
const maxReplyBytes = 64 * 1024 * 1024;
const tooLong = `it is longer than ${maxReplyBytes / 1024 / 1024} MB`;
/** So much of a reply is looked through for what is no JSON. */
const maxLookedThrough = 16 * 1024 * 1024;
const maxRetryAfterMs = 60_000;

/** Creates the client of `backend`. It holds no connection itself; those belong to the transport. */
export function createHttpClient(backend: Backend, transport: Transport): HttpClient {
  return {
    json: (request, schema, options) =>
      withRetries(request, options, async (attempt) => {
        const text = await wholeText(request, attempt, options.signal);
        const fail = failing(request, attempt);
        const value = parseJson(text, fail);
        throwTold(value, request, attempt);
        const reply = schema.safeParse(value);
        if (reply.success) return reply.data;
        const issue = reply.error.issues[0];
        throw fail(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
      }),
    text: (request, options) => withRetries(request, options, (attempt) => wholeText(request, attempt, options.signal)),
    async *events(request, options) {
      const { first, rest } = await withRetries(request, options, async (attempt) => {
        const items = readEvents(await connect(request, attempt, options.signal), request, attempt);
        return { first: await items.next(), rest: items };
      });
      try {
        if (first.done) return;
        yield first.value;
        yield* rest;
      } finally {
        await rest.return();
      }
    },
    badReply: (call, detail) => new CallError(backend, call, { type: 'bad-reply', detail }),
  };

  async function withRetries<T>(
    request: HttpRequest,
    options: SendOptions,
    run: (attempt: Attempt) => Promise<T>,
  ): Promise<T> {
    let refusals = refusalsOf(transport.refusals, backend);
    let failures = 0;
    for (let number = 1; ; number++) {
      try {
        const result = await run({ backend, transport, number, refusals });
        // Only now is it sure that the fields were what it minded.
        rememberRefusals(transport.refusals, backend, refusals);
        return result;
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        const found = refusedBy(error, request, refusals);
        if (found === undefined && ++failures > retriesAfter(error, options, backend.retries)) throw error;
        const delayMs = found === undefined ? retryDelay(error, failures - 1, transport.random()) : 0;
        refusals = found ?? refusals;
        options.onRetry?.({ attempt: number + 1, delayMs, reason: error.toFailure() });
        if (delayMs > 0) await transport.clock.delay(delayMs, options.signal);
      }
    }
  }
}

async function wholeText(request: HttpRequest, attempt: Attempt, signal: AbortSignal): Promise<string> {
  const connection = await connect(request, attempt, signal);
  try {
    return await readWhole(connection, failing(request, attempt));
  } finally {
    connection.close();
  }
}

async function readWhole(connection: Connection, fail: Fail): Promise<string> {
  const { text, isWhole } = await readText(connection.read, maxReplyBytes);
  if (!isWhole) throw fail(tooLong);
  return text;
}

type Fail = (detail: string) => CallError;

/** Makes the error of a reply that cannot be used. */
function failing(call: Call, { backend, number }: Attempt): Fail {
  return (detail) => new CallError(backend, call, { type: 'bad-reply', detail }, { attempt: number });
}

/** How often a call may be sent again after `error`; `usual` is what is set for the backend. */
function retriesAfter(error: CallError, { retries: own, isOptional, isDivisible }: SendOptions, usual: number): number {
  const most = own ?? usual;
  // A stalled call is not sent again: the server may still be working on it, and would then do the work twice.
  if (!error.isRetryable || error.trouble.type === 'stalled') return 0;
  if (isDivisible === true && error.isOutOfTime) return 0;
  if (isOptional !== true || error.kind !== 'server-error' || error.isPassing) return most;
  // Most such faults are a server's way to say that it has no such call.
  return error.trouble.type === 'status' && error.trouble.isGuessed === true ? 0 : Math.min(1, most);
}

/** 0.5 * 2^k s, spread upwards by half so that searches do not return all at once; or what the server asks for. */
function retryDelay(error: CallError, k: number, uniform: number): number {
  const asked = error.trouble.type === 'status' ? error.trouble.retryAfterMs : undefined;
  if (asked !== undefined) return Math.min(asked, maxRetryAfterMs);
  return Math.round(doublingDelay(k, 500) * (1 + 0.5 * uniform));
}

/** The events of one reply, those that came together at once. A reply of one value (a server that does not stream) counts as one event. */
async function* readEvents(
  connection: Connection,
  call: Call,
  attempt: Attempt,
): AsyncGenerator<readonly StreamItem[], void, undefined> {
  const fail = failing(call, attempt);
  const toItem = (text: string): StreamItem => {
    if (isEndOfStream(text)) return doneItem;
    const data = parseJson(text, fail);
    throwTold(data, call, attempt);
    return { type: 'data', data };
  };
  /** Up to `done`. An error is thrown behind what came before it. */
  function* itemsOf(texts: readonly string[]): Iterable<readonly StreamItem[]> {
    const items: StreamItem[] = [];
    try {
      for (const text of texts) {
        const item = toItem(text);
        items.push(item);
        if (item === doneItem) break;
      }
    } catch (error) {
      if (items.length > 0) yield items;
      throw error;
    }
    if (items.length > 0) yield items;
  }
  try {
    let isAny = false;
    for await (const texts of framesOf(connection, maxReplyBytes, (why) => fail(why === 'too long' ? tooLong : why)))
      for (const items of itemsOf(texts)) {
        isAny = true;
        // Nothing comes after [DONE] but the end of the body, which is let come so that the connection can be used again.
        if (items.at(-1) === doneItem) connection.leave();
        yield items;
        if (items.at(-1) === doneItem) return;
      }
    if (!isAny) throw new CallError(attempt.backend, call, { type: 'cut' }, { attempt: attempt.number });
  } finally {
    connection.close();
  }
}

/**
 * Throws the error that a server tells although the status line said 200. The code inside is the real one, and servers
 * that send none mean a fault of their own.
 */
function throwTold(data: unknown, call: Call, attempt: Attempt): void {
  const found = readErrorBody(data);
  if (found === undefined) return;
  // Hosted servers have numbers of their own.
  const code = found.code !== undefined && found.code >= 400 && found.code < 600 ? found.code : undefined;
  const trouble = {
    type: 'status',
    status: code ?? 500,
    text: quotable(found.message),
    param: found.param,
    isGuessed: code === undefined,
  } as const;
  throw new CallError(attempt.backend, call, trouble, { attempt: attempt.number });
}

function parseJson(text: string, fail: Fail): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The text is not quoted: it may be long and hold anything. Python writes NaN unless told not to.
    throw fail(
      /[[:,\s]-?(NaN|Infinity)\b/.test(text.slice(0, maxLookedThrough))
        ? 'it is not JSON, for it holds NaN or Infinity'
        : 'it is not JSON',
    );
  }
}
