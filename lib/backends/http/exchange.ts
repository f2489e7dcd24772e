/**
 * One request and the bytes of its reply, over undici's lowest interface: a stream of tokens is thousands of small pieces, and
 * a web stream costs more for each than all that is done with it. Knows no words for what goes wrong, no time and no retries.
 */
import { createBrotliDecompress, createGunzip, createInflate, constants } from 'node:zlib';
import type { Transform } from 'node:stream';
import type { Dispatcher } from 'undici';

export interface ReplyHead {
  readonly status: number;
  /** Undefined where there is none; several of a name are joined. */
  header(name: string): string | undefined;
}

/** So many bytes may lie here unread; then the server has to wait. */
const maxUnread = 1024 * 1024;

const flush = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const brotliFlush = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH };
/** Nothing is asked for but the bytes as they are; some proxies pack them all the same. */
const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip(flush),
  'x-gzip': () => createGunzip(flush),
  deflate: () => createInflate(flush),
  br: () => createBrotliDecompress(brotliFlush),
};

export class Exchange {
  /** Rejects with what the transport threw, or with the reason for which it was given up. */
  readonly head: Promise<ReplyHead>;
  #onHead: (head: ReplyHead) => void = () => undefined;
  #onHeadLost: (error: unknown) => void = () => undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #decoder: Transform | undefined;
  #pieces: Uint8Array[] = [];
  #unread = 0;
  /** The last piece has come, or none will. */
  #end: { readonly isFailed: boolean; readonly error?: unknown } | undefined;
  #wake: (() => void) | undefined;
  #onOver: () => void = () => undefined;

  /** Sends the request at once. Throws what undici says of one that cannot be sent. */
  constructor(dispatcher: Dispatcher, options: Dispatcher.DispatchOptions) {
    this.head = new Promise((resolve, reject) => {
      this.#onHead = resolve;
      this.#onHeadLost = reject;
    });
    dispatcher.dispatch(options, {
      onRequestStart: (controller) => {
        this.#controller = controller;
        if (this.#end !== undefined) controller.abort(givenUp);
      },
      onResponseStart: (_, status, headers) => this.#begin(status, headers),
      onResponseData: (_, piece) => {
        if (this.#decoder === undefined) this.#take(piece);
        else this.#decoder.write(piece);
      },
      onResponseEnd: () => {
        if (this.#decoder === undefined) this.#finish({ isFailed: false });
        else this.#decoder.end();
      },
      onResponseError: (_, error) => this.#finish({ isFailed: true, error }),
    });
  }

  /** Everything came and nothing broke. */
  get isWhole(): boolean {
    return this.#end?.isFailed === false;
  }

  /** Calls `onOver` when the last piece has come or the connection broke. */
  whenOver(onOver: () => void): void {
    if (this.#end === undefined) this.#onOver = onOver;
    else onOver();
  }

  /** The next piece of the body, undefined at its end. Throws like `head`. */
  async read(): Promise<Uint8Array | undefined> {
    while (this.#pieces.length === 0) {
      if (this.#end?.isFailed === true) throw this.#end.error;
      if (this.#end !== undefined) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#unread = 0;
    if (this.#controller?.paused === true) this.#controller.resume();
    return pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
  }

  /** Breaks the connection off, if it is not over; what has not been read is thrown away and `reason` is told instead. */
  giveUp(reason: unknown): void {
    this.#pieces = [];
    if (this.#end !== undefined) return;
    this.#finish({ isFailed: true, error: reason });
    this.#controller?.abort(givenUp);
  }

  #begin(status: number, headers: Readonly<Record<string, string | string[] | undefined>>): void {
    // What comes before the reply proper, such as early hints.
    if (status < 200) return;
    const header = (name: string) => {
      const value = headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    };
    const decoder = decoders[header('content-encoding')?.trim().toLowerCase() ?? '']?.();
    decoder?.on('data', (piece: Buffer) => this.#take(piece));
    decoder?.on('end', () => this.#finish({ isFailed: false }));
    decoder?.on('error', (error) => this.giveUp(error));
    this.#decoder = decoder;
    this.#onHead({ status, header });
  }

  #take(piece: Uint8Array): void {
    if (this.#end !== undefined) return;
    this.#pieces.push(piece);
    this.#unread += piece.byteLength;
    if (this.#unread > maxUnread) this.#controller?.pause();
    this.#goOn();
  }

  #finish(end: { readonly isFailed: boolean; readonly error?: unknown }): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    // Without effect once the reply has begun.
    if (end.isFailed) this.#onHeadLost(end.error);
    this.#goOn();
    this.#onOver();
  }

  #goOn(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }
}

/** What undici is told of a request that nobody waits for; made once, for a stack costs more than the rest of it. */
const givenUp = new Error('The request was given up.');
