/**
 * One HTTP exchange: sends a request, hands out the bytes of the reply, watches for silence, and turns every fault of
 * the transport into a CallError. Knows no retries and no body formats but those of errors.
 */
import type { Dispatcher } from 'undici';
import type { Clock } from '@/lib/base';
import type { Backend } from '../config/backend';
import { CallError } from './call-error';
import type { Call, Trouble } from './call-error';
import { addressOf } from './address';
import { Exchange } from './exchange';
import type { ReplyHead } from './exchange';
import { acceptedBody } from './refusals';
import type { Refusals, Replacements } from './refusals';
import type { Transport } from './transport';
import { readErrorBody } from './replies';

export interface HttpRequest extends Call {
  readonly body?: Readonly<Record<string, unknown>>;
  /** Fields of the body that a server may not know; left out for one that refuses unknown fields. */
  readonly optional?: Readonly<Record<string, unknown>>;
  /** What stands for fields of the body that a server refuses. */
  readonly instead?: Replacements;
  /** Sent as X-Session-ID, by which routers keep one search on one replica. */
  readonly session?: string;
  /** Longest silence; default: what is configured for the server. */
  readonly idleMs?: number;
}

export interface Connection {
  /** `content-type` of the reply, lower case. */
  readonly contentType: string;
  /** The next piece of the body, undefined at its end. Throws CallError, or the signal's reason. */
  read(): Promise<Uint8Array | undefined>;
  /** Everything has been said: what is left of the body is not waited for, and has a moment to come. */
  leave(): void;
  /** Frees the connection; unless it was left, a body that was not read to its end is given up, which makes the server stop its work. */
  close(): void;
}

export interface Attempt {
  readonly backend: Backend;
  readonly transport: Transport;
  /** Counts from 1. */
  readonly number: number;
  readonly refusals: Refusals;
}

/** Error bodies are short; what is longer is a page of something else. */
const maxErrorBytes = 65_536;
const maxQuotedLength = 600;
const packed: Trouble = { type: 'bad-reply', detail: 'it is packed otherwise than its content-encoding says' };
/** For the end of a body behind its last words. */
const lingerMs = 1_000;

/** Sends `request` and resolves when the reply has begun with a status of success. Throws CallError, or the signal's reason. */
export async function connect(request: HttpRequest, attempt: Attempt, signal: AbortSignal): Promise<Connection> {
  const url = new URL(addressOf(attempt.backend, request.path));
  const found = await connectTo(url, request, { attempt, signal });
  if (!(found instanceof URL)) return found;
  const moved = await connectTo(found, request, { attempt, signal });
  if (!(moved instanceof URL)) return moved;
  const trouble = { type: 'status', status: 308, text: `redirect to ${moved.pathname}` } as const;
  throw new CallError(attempt.backend, request, trouble, { attempt: attempt.number });
}

/** The connection, or the address on the same server to which it sends the whole request. */
async function connectTo(
  url: URL,
  request: HttpRequest,
  { attempt, signal }: { readonly attempt: Attempt; readonly signal: AbortSignal },
): Promise<Connection | URL> {
  const { backend, transport } = attempt;
  const idleMs = request.idleMs ?? backend.timeoutMs;
  const fail = (trouble: Trouble, cause?: unknown) =>
    new CallError(backend, request, trouble, { attempt: attempt.number, cause });
  signal.throwIfAborted();
  const exchange = sent(transport, {
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    method: request.method,
    headers: headersOf(request, attempt),
    body: request.body === undefined ? null : JSON.stringify(acceptedBody(request, attempt.refusals)),
  });
  if (!(exchange instanceof Exchange)) throw fail(transportTrouble(exchange.error), exchange.error);
  let isStalled = false;
  const watchdog = watchSilence(transport.clock, idleMs, () => {
    isStalled = true;
    exchange.giveUp(undefined);
  });
  const onAbort = () => exchange.giveUp(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  let isOpen = true;
  const release = () => {
    isOpen = false;
    watchdog.stop();
    signal.removeEventListener('abort', onAbort);
  };
  const close = () => {
    if (!isOpen) return;
    release();
    // Of what was read whole the connection is used again.
    if (!exchange.isWhole) exchange.giveUp(undefined);
  };
  const leave = () => {
    if (!isOpen) return;
    release();
    if (exchange.isWhole) return;
    const callOff = transport.clock.after(lingerMs, () => exchange.giveUp(undefined));
    exchange.whenOver(callOff);
  };
  /** What an exception of the transport means; a wish of the caller is not an error of the server. */
  const explain = (error: unknown, isBegun: boolean) => {
    close();
    if (signal.aborted) return signal.reason;
    if (isStalled) return fail({ type: 'stalled', ms: idleMs });
    if (codesOf(error).some((code) => code.startsWith('Z_') || code.startsWith('ERR_BROTLI')))
      return fail(packed, error);
    return fail(isBegun ? { type: 'cut' } : transportTrouble(error), error);
  };

  let head: ReplyHead;
  try {
    head = await exchange.head;
  } catch (error) {
    throw explain(error, false);
  }
  const read = async () => {
    try {
      const piece = await exchange.read();
      watchdog.touch();
      return piece;
    } catch (error) {
      throw explain(error, true);
    }
  };
  watchdog.touch();
  if (head.status < 300) return { contentType: head.header('content-type')?.toLowerCase() ?? '', read, leave, close };
  const { text } = await readText(read, maxErrorBytes);
  close();
  const moved = movedTo(url, request, head);
  if (moved !== undefined) return moved;
  throw fail(statusTrouble(head, text, transport.clock));
}

/** Where the same request is to go on the same server: never elsewhere, for a key goes along. */
function movedTo(url: URL, { method }: Call, head: ReplyHead): URL | undefined {
  const location = head.header('location');
  const isMove = head.status === 307 || head.status === 308 || (method === 'GET' && head.status < 400);
  if (!isMove || location === undefined || !URL.canParse(location, url)) return undefined;
  const target = new URL(location, url);
  return target.origin === url.origin ? target : undefined;
}

/** The exchange that has begun, or why it cannot be. */
function sent({ agent }: Transport, options: Dispatcher.DispatchOptions): Exchange | { readonly error: unknown } {
  try {
    return new Exchange(agent, options);
  } catch (error) {
    return { error };
  }
}

/** Reads a body as UTF-8 to its end, or until it has grown beyond `maxBytes`. */
export async function readText(
  read: Connection['read'],
  maxBytes: number,
): Promise<{ readonly text: string; readonly isWhole: boolean }> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let bytes = 0;
  for (let piece = await read(); piece !== undefined; piece = await read()) {
    bytes += piece.byteLength;
    parts.push(decoder.decode(piece, { stream: true }));
    if (bytes > maxBytes) return { text: parts.join(''), isWhole: false };
  }
  return { text: parts.join('') + decoder.decode(), isWhole: true };
}

function headersOf(request: HttpRequest, { backend, transport }: Attempt): Record<string, string> {
  return {
    accept: 'application/json, text/event-stream',
    // Packed, the tokens of a stream would wait for each other.
    'accept-encoding': 'identity',
    'user-agent': 'longthink',
    'x-request-id': transport.newRequestId(),
    ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(request.session === undefined ? {} : { 'x-session-id': request.session }),
    ...keyOf(backend),
    ...Object.fromEntries(Object.entries(backend.headers).map(([name, value]) => [name.toLowerCase(), value.reveal()])),
  };
}

function keyOf({ apiKey, keyHeader }: Backend): Record<string, string> {
  if (apiKey === undefined) return {};
  return keyHeader === undefined
    ? { authorization: `Bearer ${apiKey.reveal()}` }
    : { [keyHeader.toLowerCase()]: apiKey.reveal() };
}

/** Calls `onSilence` once when nothing has been touched for `idleMs`. One timer per period, not one per piece. */
function watchSilence(clock: Clock, idleMs: number, onSilence: () => void): { touch: () => void; stop: () => void } {
  let last = clock.elapsed();
  const look = () => {
    const left = last + idleMs - clock.elapsed();
    if (left <= 0) onSilence();
    else stop = clock.after(left, look);
  };
  let stop = clock.after(idleMs, look);
  return {
    touch: () => {
      last = clock.elapsed();
    },
    stop: () => stop(),
  };
}

/** What an exchange that brought no reply means. */
export function transportTrouble(error: unknown): Trouble {
  const code = codesOf(error);
  if (code.includes('ECONNREFUSED')) return { type: 'refused' };
  if (code.includes('ENOTFOUND') || code.includes('EAI_AGAIN')) return { type: 'unknown-host' };
  if (code.includes('UND_ERR_CONNECT_TIMEOUT') || code.includes('ETIMEDOUT')) return { type: 'connect-timeout' };
  if (code.some((each) => ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(each))) return { type: 'reset' };
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const detail = cause instanceof Error ? cause.message : String(cause);
  const isOneOf = (codes: RegExp) => code.some((each) => codes.test(each));
  if (isOneOf(/WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG/)) return { type: 'no-tls' };
  if (isOneOf(/EXPIRED|NOT_YET_VALID/)) return { type: 'certificate', why: 'out-of-date', detail };
  if (isOneOf(/ALTNAME/)) return { type: 'certificate', why: 'other-name', detail };
  return isOneOf(/CERT|UNABLE_TO_/) ? { type: 'certificate', why: 'unknown', detail } : { type: 'unreachable', detail };
}

/** The error codes of a failed exchange, from its causes and, for a host with several addresses, from each of them. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const each = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...own, ...each, ...codesOf(error.cause)];
}

function statusTrouble(head: ReplyHead, text: string, clock: Clock): Trouble {
  const found = readErrorBody(tryParse(text));
  const location = head.status < 400 ? head.header('location') : undefined;
  const words = location === undefined ? (found?.message ?? text) : `redirect to ${location}`;
  return {
    type: 'status',
    status: head.status,
    text: quotable(words),
    param: found?.param,
    retryAfterMs: retryAfter(head.header('retry-after'), clock),
  };
}

/** One line of at most 600 characters without control characters; HTML is not worth quoting. */
export function quotable(text: string): string {
  const line = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  if (line.startsWith('<')) return 'an HTML page';
  return line.length > maxQuotedLength ? `${line.slice(0, maxQuotedLength)}…` : line;
}

/** Milliseconds from a Retry-After header: seconds, or a date. */
function retryAfter(header: string | undefined, clock: Clock): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\s*\d+(\.\d+)?\s*$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - clock.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
