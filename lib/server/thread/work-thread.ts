/**
 * Work in a thread of its own: what takes seconds, in which every stream of this process would stand still. The thread begins
 * with the first question, and where it ends the next begins another. Knows no question and no answer.
 */
import { Worker } from 'node:worker_threads';
import { assert } from '@/lib/base';

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
}

export class WorkThread<Question, Made> {
  readonly #options: WorkThreadOptions;
  #thread: Thread<Made> | undefined;
  #isClosed = false;
  #jobs = 0;

  /** Nothing is started yet. */
  constructor(options: WorkThreadOptions) {
    this.#options = options;
  }

  /** Rejects with what the work throws, and where the thread ends meanwhile. */
  ask(question: Question): Promise<Made> {
    assert(!this.#isClosed, `nothing is asked of the thread that ${this.#options.does} once the app is closed`);
    const { worker, waiting } = (this.#thread ??= this.#start());
    const job = ++this.#jobs;
    const made = new Promise<Made>((resolve, reject) => waiting.set(job, { resolve, reject }));
    worker.postMessage({ job, question } satisfies Job<Question>);
    return made;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#thread?.worker.terminate();
  }

  #start(): Thread<Made> {
    // A file of its own, with its own loader: no part of what the pages are bundled to.
    const worker = new Worker(/* turbopackIgnore: true */ this.#options.entry, { execArgv: [] });
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
    worker.on('error', end);
    worker.on('exit', (code) => end(new Error(`The thread that ${this.#options.does} ended with code ${code}.`)));
    // It keeps no process alive that has nothing else to do.
    worker.unref();
    return thread;
  }
}
