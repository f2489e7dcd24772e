/**
 * The public rows interface of the dataset viewer over the network: a question, and the bytes of its reply as they came, within
 * limits on their number and their time; asked again where that may help. Knows no form of a reply.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { limitTime } from '@/lib/base';
import { asText, datasetTexts, fillText, type Text } from '@/lib/words';

export const defaultDatasetsUrl = 'https://datasets-server.huggingface.co';

const timeoutMs = 30_000;
/** Pauses before a page is asked for again, unless the server says how long. */
const retryDelaysMs = [1_000, 3_000, 10_000];
const maxDelayMs = 60_000;
/** Far above any problem, and so little that its values fit into the memory of one process, whatever they are. */
const maxReplyBytes = 8_000_000;

export interface DatasetQuestion {
  readonly path: '/splits' | '/rows';
  readonly query: Readonly<Record<string, string | number>> & { readonly dataset: string };
}

/** What came, whatever its status. */
export interface DatasetAnswer {
  /** That was asked for, and who answered. */
  readonly dataset: string;
  readonly host: string;
  readonly status: number;
  /** Pieces with memory of their own, which can be handed over to a process. */
  readonly body: readonly Uint8Array<ArrayBuffer>[];
}

/** Nothing is to be had; says why and what to do instead. */
export interface DatasetRefusal {
  readonly refused: Text;
  /** `unreachable`: nothing answered, or too late; `too-long`: a reply is longer than is read; `other`: a matter of the name. */
  readonly kind: 'unreachable' | 'too-long' | 'other';
}

/** Rejects with the reason of its signal alone. */
export type DatasetServer = (question: DatasetQuestion) => Promise<DatasetAnswer | DatasetRefusal>;

export interface DatasetServerOptions {
  readonly baseUrl: string;
  readonly signal: AbortSignal;
  /** Milliseconds that a retry waits at most; shorter in tests. */
  readonly patienceMs?: number;
}

export function datasetServer({ baseUrl, signal, patienceMs = maxDelayMs }: DatasetServerOptions): DatasetServer {
  const { host } = new URL(baseUrl);
  return async ({ path, query }) => {
    const written = Object.entries(query).map(([key, value]) => [key, String(value)]);
    const url = `${baseUrl}${path}?${new URLSearchParams(written).toString()}`;
    const { dataset } = query;
    for (let tries = 0; ; tries++) {
      const limit = limitTime(signal, timeoutMs);
      const reply = await replyFrom(url, limit.signal)
        .catch((error: unknown) => {
          signal.throwIfAborted();
          return { failure: error instanceof Error ? error : new Error(String(error)) };
        })
        .finally(() => limit.release());
      if ('body' in reply) return { dataset, host, ...reply };
      if ('isTooLong' in reply) {
        const most = maxReplyBytes / 1_000_000;
        return { refused: fillText(datasetTexts.tooLong, { host, dataset, most }), kind: 'too-long' };
      }
      const delayMs = retryDelaysMs[tries];
      if (delayMs === undefined)
        return { refused: fillText(datasetTexts.unreachable, { host, why: reasonOf(reply) }), kind: 'unreachable' };
      const asked = 'failure' in reply ? 0 : Number(reply.retryAfter ?? 0) * 1_000;
      await sleep(Math.min(patienceMs, Math.max(delayMs, Number.isFinite(asked) ? asked : 0)), undefined, { signal });
    }
  };
}

/** It may pass: nothing came, or the server has too much to do, or failed. */
type Passing = { readonly failure: Error } | { readonly passingStatus: number; readonly retryAfter: string | null };

type Reply = Pick<DatasetAnswer, 'status' | 'body'> | { readonly isTooLong: true } | Passing;

/** Rejects where the connection breaks or the signal aborts. */
async function replyFrom(url: string, signal: AbortSignal): Promise<Reply> {
  const reply = await fetch(url, { signal, headers: { accept: 'application/json' } });
  const { status } = reply;
  if (status === 429 || status >= 500) {
    await reply.body?.cancel();
    return { passingStatus: status, retryAfter: reply.headers.get('retry-after') };
  }
  const body: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const piece of reply.body ?? []) {
    bytes += piece.byteLength;
    // What is left of it is given up, which the server learns.
    if (bytes > maxReplyBytes) return { isTooLong: true };
    body.push(new Uint8Array(piece));
  }
  return { status, body };
}

function reasonOf(passing: Passing): Text {
  if (!('failure' in passing))
    return passing.passingStatus === 429 ? datasetTexts.patience : asText(`HTTP ${passing.passingStatus}`);
  const { name, message, cause } = passing.failure;
  const code = (cause as { readonly code?: unknown } | undefined)?.code;
  return name === 'TimeoutError'
    ? fillText(datasetTexts.tooLate, { seconds: timeoutMs / 1_000 })
    : asText(typeof code === 'string' ? code : message);
}
