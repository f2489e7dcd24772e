/**
 * Tells readers inside this process what has just become durable, so that following a run costs no query per flush.
 * It holds no truth: a reader that is too slow, or that missed something, reads the log again.
 */
import type { LogChunk } from './log';

/** A chunk that is durable already. */
export interface FreshChunk extends LogChunk {
  /** The run ended with it. */
  readonly isTerminal: boolean;
}

/** Most that is kept for one slow reader before it is sent back to the log. */
const maxQueuedChunks = 64;
const maxQueuedCharacters = 1_000_000;

export interface FeedSubscription {
  /** The oldest chunk not taken yet; undefined when there is none, or when some were dropped and the log must be read. */
  take(): FreshChunk | undefined;
  /**
   * Resolves when something happened, at the latest after `timeoutMs` or on abort: to true when there is a chunk to
   * take, to false when the log should be read again.
   */
  wait(timeoutMs: number, signal: AbortSignal): Promise<boolean>;
  close(): void;
}

export class RunFeed {
  readonly #subscribers = new Map<string, Set<Subscriber>>();

  publish(chunk: FreshChunk): void {
    for (const subscriber of this.#subscribers.get(chunk.runId) ?? []) subscriber.offer(chunk);
  }

  /** Something may have changed that was not published here: another process wrote, or the run was removed. */
  wake(runId: string): void {
    for (const subscriber of this.#subscribers.get(runId) ?? []) subscriber.wake();
  }

  /** Somebody in this process reads the run as it goes on. */
  isFollowed(runId: string): boolean {
    return this.#subscribers.has(runId);
  }

  subscribe(runId: string): FeedSubscription {
    const subscriber = new Subscriber(() => {
      const subscribers = this.#subscribers.get(runId);
      subscribers?.delete(subscriber);
      if (subscribers?.size === 0) this.#subscribers.delete(runId);
    });
    const subscribers = this.#subscribers.get(runId) ?? new Set();
    this.#subscribers.set(runId, subscribers.add(subscriber));
    return subscriber;
  }
}

class Subscriber implements FeedSubscription {
  readonly #onClose: () => void;
  #queue: FreshChunk[] = [];
  #queuedCharacters = 0;
  /** The queue alone no longer tells everything. */
  #mustRead = false;
  #resolve: (() => void) | undefined;

  constructor(onClose: () => void) {
    this.#onClose = onClose;
  }

  offer(chunk: FreshChunk): void {
    this.#queue.push(chunk);
    this.#queuedCharacters += chunk.json.length;
    if (this.#queue.length > maxQueuedChunks || this.#queuedCharacters > maxQueuedCharacters) {
      this.#queue = [];
      this.#queuedCharacters = 0;
      this.#mustRead = true;
    }
    this.#resolve?.();
  }

  wake(): void {
    this.#mustRead = true;
    this.#resolve?.();
  }

  take(): FreshChunk | undefined {
    const chunk = this.#queue.shift();
    this.#queuedCharacters -= chunk?.json.length ?? 0;
    return chunk;
  }

  wait(timeoutMs: number, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', finish);
        this.#resolve = undefined;
        const hasChunk = this.#queue.length > 0 && !this.#mustRead;
        this.#mustRead = false;
        resolve(hasChunk);
      };
      const timer = setTimeout(finish, timeoutMs);
      signal.addEventListener('abort', finish, { once: true });
      this.#resolve = finish;
      if (this.#mustRead || this.#queue.length > 0 || signal.aborted) finish();
    });
  }

  close(): void {
    this.#queue = [];
    this.#onClose();
  }
}
