/**
 * Real replies kept in a file: a proxy that writes down what passes through it, and a server that plays it back. Replies
 * are kept as they came, but for lines of `/metrics` that nobody reads.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly request?: unknown;
  readonly status: number;
  readonly contentType: string;
  readonly retryAfter?: string;
  readonly reply: string;
  /** The client hung up before the reply was complete. */
  readonly isCut?: true;
}

export interface Recording {
  /** What answered, with its version. */
  readonly software: string;
  readonly recordedOn: string;
  readonly checks: Readonly<Record<string, readonly Exchange[]>>;
}

/** One line per exchange, so that a new recording can be compared with an old one. */
export function printed({ checks, ...about }: Recording): string {
  const parts = Object.entries(checks).map(
    ([name, exchanges]) =>
      `${JSON.stringify(name)}: [\n${exchanges.map((each) => JSON.stringify(each)).join(',\n')}\n]`,
  );
  return `${JSON.stringify(about).slice(0, -1)},"checks":{\n${parts.join(',\n')}\n}}\n`;
}

export interface RecordingServer {
  readonly url: string;
  /** What has passed so far, in the order in which requests arrived. */
  readonly exchanges: readonly Exchange[];
  close(): Promise<void>;
}

/** A proxy in front of `url`; everything but keys is written down. */
export async function startRecorder(url: string): Promise<RecordingServer> {
  const places: (Exchange | undefined)[] = [];
  const server = createServer((incoming, outgoing) => {
    const place = places.push(undefined) - 1;
    void forward(url, incoming, outgoing).then(
      (exchange) => {
        places[place] = exchange;
      },
      () => outgoing.destroy(),
    );
  });
  return {
    url: await listen(server),
    get exchanges() {
      return places.flatMap((each) => each ?? []);
    },
    close: () => close(server),
  };
}

async function forward(url: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<Exchange> {
  const body = await readBody(incoming);
  const { authorization, 'x-request-id': requestId } = incoming.headers;
  const gone = new AbortController();
  outgoing.on('close', () => gone.abort());
  const reply = await fetch(`${url}${incoming.url}`, {
    method: incoming.method,
    signal: gone.signal,
    ...(body === '' ? {} : { body }),
    headers: {
      ...(body === '' ? {} : { 'content-type': 'application/json' }),
      ...(authorization === undefined ? {} : { authorization }),
      ...(typeof requestId === 'string' ? { 'x-request-id': requestId } : {}),
    },
  });
  const contentType = reply.headers.get('content-type') ?? '';
  const retryAfter = reply.headers.get('retry-after');
  outgoing.writeHead(reply.status, {
    'content-type': contentType,
    ...(retryAfter === null ? {} : { 'retry-after': retryAfter }),
  });
  const decoder = new TextDecoder();
  let text = '';
  let isCut = false;
  try {
    for await (const piece of reply.body ?? []) {
      outgoing.write(piece);
      text += decoder.decode(piece, { stream: true });
    }
    outgoing.end();
  } catch (error) {
    if (!gone.signal.aborted) throw error;
    isCut = true;
  }
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    ...(body === '' ? {} : { request: JSON.parse(body) as unknown }),
    status: reply.status,
    contentType,
    ...(retryAfter === null ? {} : { retryAfter }),
    reply: incoming.url === '/metrics' ? readMetrics(text) : isCut ? beginningOf(text) : text,
    ...(isCut ? { isCut } : {}),
  };
}

/** Histograms and the metrics of the web server are nine tenths of the text and nobody's concern here. */
function readMetrics(text: string): string {
  return text
    .split('\n')
    .filter((line) =>
      /^vllm:(num_|kv_cache|gpu_cache|request_success_total|generation_tokens_total|admission|prefix_cache|cache_config)/.test(
        line,
      ),
    )
    .join('\n');
}

/** The first events of a stream of which only the beginning was wanted. */
function beginningOf(text: string): string {
  return text
    .split(/(?<=\n\n)/)
    .slice(0, 64)
    .join('');
}

/** A server that gives the recorded replies: that of the same request if there is one, else the next for the same path. */
export async function startPlayback(exchanges: readonly Exchange[]): Promise<RecordingServer> {
  const left = [...exchanges];
  const server = createServer((incoming, outgoing) => {
    void readBody(incoming).then((body) => {
      const alike = (exchange: Exchange) => exchange.method === incoming.method && exchange.path === incoming.url;
      const same = left.findIndex(
        (exchange) => alike(exchange) && JSON.stringify(exchange.request ?? '') === (body === '' ? '""' : body),
      );
      const index = same >= 0 ? same : left.findIndex(alike);
      // A question that is asked until something has happened may be asked once more than it was.
      const exchange = index >= 0 ? left.splice(index, 1)[0] : exchanges.findLast(alike);
      if (exchange === undefined)
        return outgoing.writeHead(599).end(`Nothing was recorded for ${incoming.method} ${incoming.url}.`);
      outgoing.writeHead(exchange.status, {
        'content-type': exchange.contentType,
        ...(exchange.retryAfter === undefined ? {} : { 'retry-after': exchange.retryAfter }),
      });
      outgoing.write(exchange.reply);
      return exchange.isCut === true ? outgoing : outgoing.end();
    });
  });
  return { url: await listen(server), exchanges, close: () => close(server) };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
