/**
 * For tests: an HTTP server on a free port of loopback that answers as its script says and remembers what it was sent.
 * It plays faults that no well-behaved server shows on request.
 */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Record<string, unknown>;
  /** Resolves when the client has hung up before the reply was complete. */
  readonly isAborted: Promise<void>;
}

/** Answers one request. `n` counts the requests to this path from 1. */
export type Script = (reply: Reply, received: Received, n: number) => void | Promise<void>;

export interface Reply {
  json(body: unknown, status?: number, headers?: Record<string, string>): void;
  text(body: string, status?: number, headers?: Record<string, string>): void;
  /** Begins an event stream (once) and writes pieces of it as they are. */
  stream(...pieces: readonly string[]): void;
  /** Begins a JSON reply (once) and writes some text of it. */
  begin(text: string): void;
  end(): void;
  /** Breaks the connection off. */
  cut(): void;
  onClose(react: () => void): void;
}

export interface ScriptedServer {
  readonly url: string;
  readonly received: readonly Received[];
  /** Listens again on the same port after `close`. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

const notFound: Script = (reply) => reply.json({ detail: 'Not Found' }, 404);

/** Starts a server; keys of `scripts` are `METHOD /path`. Other paths get `otherwise`, by default vLLM's 404. One that is asked without end remembers nothing. */
export async function startScriptedServer(
  scripts: Readonly<Record<string, Script>>,
  otherwise: Script = notFound,
  isRemembered = true,
): Promise<ScriptedServer> {
  const received: Received[] = [];
  const counts = new Map<string, number>();
  const server = createServer((incoming, outgoing) => {
    const parts: Buffer[] = [];
    incoming.on('data', (part: Buffer) => parts.push(part));
    incoming.on('end', () => {
      const text = Buffer.concat(parts).toString();
      const isAborted = new Promise<void>((resolve) => {
        outgoing.on('close', () => {
          if (!outgoing.writableFinished) resolve();
        });
      });
      const request: Received = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
        isAborted,
      };
      if (isRemembered) received.push(request);
      const key = `${request.method} ${request.path}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      const script = scripts[key] ?? otherwise;
      void script(replyTo(outgoing), request, counts.get(key) ?? 1);
    });
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', resolve);
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    reopen: () => listen(port),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function replyTo(outgoing: ServerResponse): Reply {
  return {
    json: (body, status = 200, headers = {}) => {
      outgoing.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    },
    text: (body, status = 200, headers = {}) => {
      outgoing.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(body);
    },
    stream(...pieces) {
      if (!outgoing.headersSent) outgoing.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      for (const piece of pieces) outgoing.write(piece);
    },
    begin(text) {
      if (!outgoing.headersSent) outgoing.writeHead(200, { 'content-type': 'application/json' });
      outgoing.write(text);
    },
    end: () => {
      outgoing.end();
    },
    cut: () => {
      outgoing.destroy();
    },
    onClose: (react) => {
      outgoing.on('close', react);
    },
  };
}
