/**
 * One HTTP exchange as the routes see it: the parsed body, ways to answer, and the client's going away. Replies are JSON or
 * a stream of `data:` events. It knows no route.
 */

import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, badRequest } from './api-error';

/** More than any prompt batch that fits a context. */
const maxBodyBytes = 32 * 1024 * 1024;

export class Exchange {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.#request = request;
    this.#response = response;
  }

  /** Throws ApiError 400 when the body is not JSON and 413 when it is too long. */
  async readJson(): Promise<unknown> {
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const part of this.#request as AsyncIterable<Buffer>) {
      bytes += part.byteLength;
      if (bytes > maxBodyBytes)
        throw new ApiError({ status: 413, message: `The request body is larger than ${maxBodyBytes} bytes.` });
      parts.push(part);
    }
    try {
      return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown;
    } catch {
      throw badRequest('The request body is not valid JSON.', 'body');
    }
  }

  /** Calls back once if the client goes away before the reply is complete. */
  onGone(listener: () => void): void {
    this.#response.once('close', () => {
      if (!this.#response.writableFinished) listener();
    });
  }

  json(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): void {
    this.#send(JSON.stringify(body), status, { 'content-type': 'application/json', ...headers });
  }

  text(body: string, contentType: string): void {
    this.#send(body, 200, { 'content-type': contentType });
  }

  /** An empty 200. */
  ok(): void {
    this.#send('', 200, {});
  }

  openStream(): void {
    this.#response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' });
    // Every token is worth sending at once.
    this.#response.socket?.setNoDelay(true);
  }

  event(body: unknown): void {
    this.#response.write(`data: ${JSON.stringify(body)}\n\n`);
  }

  closeStream(): void {
    this.#response.end('data: [DONE]\n\n');
  }

  /** Before a reply has begun it is the error; within a stream the error is an event of it. */
  fail(error: ApiError): void {
    if (this.#response.destroyed) return;
    if (this.#response.headersSent) {
      this.event(error.body());
      this.closeStream();
      return;
    }
    this.json(
      error.body(),
      error.status,
      error.retryAfterSeconds === undefined ? {} : { 'retry-after': String(error.retryAfterSeconds) },
    );
  }

  #send(body: string, status: number, headers: Readonly<Record<string, string>>): void {
    // The rest of a refused body is not read, so the connection cannot be used again.
    const isUnread = !this.#request.complete && status >= 400;
    this.#response.writeHead(status, {
      ...headers,
      'content-length': String(Buffer.byteLength(body)),
      ...(isUnread ? { connection: 'close' } : {}),
    });
    this.#response.end(body);
  }
}
