/**
 * Work in a thread of its own: what takes seconds, in which every stream of this process would stand still. The thread begins
 * with the first question, and where it ends the next begins another. Knows no question and no answer.
 */
import { Worker } from 'node:worker_threads';
import { assert, withoutKeys } from '@/lib/base';

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

interface Thread<Made> {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting<Made>>;
}

export interface WorkThreadOptions {
  /** The path of the thread's first module; bundled, the file that asks lies elsewhere. */
  readonly entry: string;
  /** What it does, as in "The thread that makes curves". */
  readonly does: string;
  /** What it may keep of values, in MiB; one that wants more ends, and nothing else with it. Absent: what Node gives. */
  readonly maxMemoryMb?: number;
  /** It ends when nothing is asked of it for so long, and gives back its memory. Absent: it stays. */
  readonly idleMs?: number;
}

export interface AskOptions {
  /** What of the question is handed over, and gone here. */
  readonly transfer?: readonly ArrayBuffer[];
  /** Nobody waits for the answer any more: the thread ends in the middle of its work, with all that is asked of it. */
  readonly signal?: AbortSignal;
}

/** The thread needed more memory than it may have. */
export class ThreadMemoryError extends Error {
  override readonly name = 'ThreadMemoryError';
}

export class WorkThread<Question, Made> {
  readonly #options: WorkThreadOptions;
  #thread: Thread<Made> | undefined;
  #isClosed = false;
  #jobs = 0;
  #idle: NodeJS.Timeout | undefined;

  /** Nothing is started yet. */
  constructor(options: WorkThreadOptions) {
    this.#options = options;
  }

  /** Rejects with what the work throws, with the reason of `signal`, and where the thread ends meanwhile. */
  async ask(question: Question, { transfer = [], signal }: AskOptions = {}): Promise<Made> {
    signal?.throwIfAborted();
    assert(!this.#isClosed, `nothing is asked of the thread that ${this.#options.does} once the app is closed`);
    const thread = (this.#thread ??= this.#start());
    const { worker, waiting } = thread;
    const job = ++this.#jobs;
    const made = new Promise<Made>((resolve, reject) => waiting.set(job, { resolve, reject }));
    clearTimeout(this.#idle);
    worker.postMessage({ job, question } satisfies Job<Question>, transfer);
    const giveUp = () => {
      waiting.get(job)?.reject(signal?.reason);
      waiting.delete(job);
      this.#end(thread);
    };
    signal?.addEventListener('abort', giveUp);
    try {
      return await made;
    } finally {
      signal?.removeEventListener('abort', giveUp);
      this.#rest(thread);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#idle);
    await this.#thread?.worker.terminate();
  }

  #rest(thread: Thread<Made>): void {
    const { idleMs } = this.#options;
    if (idleMs === undefined || this.#isClosed || this.#thread !== thread || thread.waiting.size > 0) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#end(thread), idleMs).unref();
  }

  /** The next question begins another. */
  #end(thread: Thread<Made>): void {
    if (this.#thread === thread) this.#thread = undefined;
    void thread.worker.terminate();
  }

  #start(): Thread<Made> {
    // A file of its own, with its own loader: no part of what the pages are bundled to.
    const { entry, does, maxMemoryMb } = this.#options;
    const worker = new Worker(/* turbopackIgnore: true */ entry, {
      execArgv: [],
      env: withoutKeys(process.env),
      ...(maxMemoryMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb } }),
    });
    const thread: Thread<Made> = { worker, waiting: new Map() };
    const end = (error: unknown) => {
      if (this.#thread === thread) this.#thread = undefined;
      for (const { reject } of thread.waiting.values()) reject(error);
      thread.waiting.clear();
    };
    worker.on('message', (result: JobResult<Made>) => {
      const { resolve, reject } = thread.waiting.get(result.job) ?? {};
      thread.waiting.delete(result.job);
      if ('made' in result) resolve?.(result.made);
      else reject?.(result.error);
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      const isFull = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      end(isFull ? new ThreadMemoryError(`The thread that ${does} needed more memory than it may have.`) : error);
    });
    worker.on('exit', (code) => end(new Error(`The thread that ${does} ended with code ${code}.`)));
    // It keeps no process alive that has nothing else to do.
    worker.unref();
    return thread;
  }
}
