/**
 * Work in a thread of its own, or a process where it may take too much memory: what takes seconds, in which every stream of this
 * process would stand still. It begins with the first question, and where it ends the next begins another. Knows no question and
 * no answer.
 */
import { assert } from '@/lib/base';
import { startProcess } from './start-process';
import { startThread } from './start-thread';
import type { Worker, WorkerEvents, WorkerOptions } from './worker';

export interface Job<Question> {
  readonly job: number;
  readonly question: Question;
}

export type JobResult<Made> =
  | { readonly job: number; readonly made: Made }
  | { readonly job: number; readonly error: unknown };

interface Waiting<Made> {
  readonly resolve: (made: Made) => void;
  readonly reject: (error: unknown) => void;
}

interface Started<Made> {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting<Made>>;
}

export interface SideWorkOptions extends WorkerOptions {
  /** It ends when nothing is asked of it for so long, and gives back its memory. Absent: it stays. */
  readonly idleMs?: number;
}

export interface AskOptions {
  /** What of the question is handed over, and gone here. */
  readonly transfer?: readonly ArrayBuffer[];
  /** Nobody waits for the answer any more: what works ends in the middle of its work, with all that is asked of it. */
  readonly signal?: AbortSignal;
}

export class SideWork<Question, Made> {
  readonly #options: SideWorkOptions;
  #started: Started<Made> | undefined;
  #isClosed = false;
  #jobs = 0;
  #idle: NodeJS.Timeout | undefined;

  /** Nothing is started yet. */
  constructor(options: SideWorkOptions) {
    this.#options = options;
  }

  /** Rejects with what the work throws, with the reason of `signal`, and where what works ends meanwhile. */
  async ask(question: Question, { transfer = [], signal }: AskOptions = {}): Promise<Made> {
    signal?.throwIfAborted();
    assert(!this.#isClosed, `nothing is asked of what ${this.#options.does} once the app is closed`);
    const started = (this.#started ??= this.#start());
    const { worker, waiting } = started;
    const job = ++this.#jobs;
    const made = new Promise<Made>((resolve, reject) => waiting.set(job, { resolve, reject }));
    clearTimeout(this.#idle);
    worker.post({ job, question } satisfies Job<Question>, transfer);
    const giveUp = () => {
      waiting.get(job)?.reject(signal?.reason);
      waiting.delete(job);
      this.#end(started);
    };
    signal?.addEventListener('abort', giveUp);
    try {
      return await made;
    } finally {
      signal?.removeEventListener('abort', giveUp);
      this.#rest(started);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#idle);
    await this.#started?.worker.end();
  }

  #rest(started: Started<Made>): void {
    const { idleMs } = this.#options;
    if (idleMs === undefined || this.#isClosed || this.#started !== started || started.waiting.size > 0) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#end(started), idleMs).unref();
  }

  /** The next question begins another. */
  #end(started: Started<Made>): void {
    if (this.#started === started) this.#started = undefined;
    void started.worker.end();
  }

  #start(): Started<Made> {
    const waiting: Started<Made>['waiting'] = new Map();
    const { maxMemoryMb } = this.#options;
    const events: WorkerEvents = {
      onMessage: (message) => {
        const result = message as JobResult<Made>;
        const { resolve, reject } = waiting.get(result.job) ?? {};
        waiting.delete(result.job);
        if ('made' in result) resolve?.(result.made);
        else reject?.(result.error);
      },
      onEnd: (error) => {
        if (this.#started === started) this.#started = undefined;
        for (const { reject } of waiting.values()) reject(error);
        waiting.clear();
      },
    };
    const worker =
      maxMemoryMb === undefined
        ? startThread(this.#options, events)
        : startProcess({ ...this.#options, maxMemoryMb }, events);
    const started: Started<Made> = { worker, waiting };
    return started;
  }
}
