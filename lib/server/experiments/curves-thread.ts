/**
 * Curves and verdicts made in a thread of their own: those of thousands of problems take seconds, in which every stream of this process
 * would stand still. The thread begins with the first curves, and where it ends the next begin another.
 */
import { Worker } from 'node:worker_threads';
import { assert } from '@/lib/base';
import type { CurvesQuery, VerdictQuery } from '@/lib/experiments/report';
import type { Curves } from '@/lib/experiments/report/curve-model';
import type { Verdict } from '@/lib/experiments/report/verdict-model';
import type { ExperimentData } from '@/lib/experiments/model';
import type { CurvesJob, CurvesQuestion, CurvesResult } from './curves-worker';

interface Waiting {
  readonly resolve: (made: Curves | Verdict) => void;
  readonly reject: (error: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

export class CurvesThread {
  readonly #entry: string;
  #thread: Thread | undefined;
  #isClosed = false;
  #jobs = 0;

  /** `entry`: the path of `curves-entry.mjs`; bundled, this file lies elsewhere. Nothing is started yet. */
  constructor(entry: string) {
    this.#entry = entry;
  }

  /** As `curvesOf`. Rejects with what it throws, and where the thread ends meanwhile. */
  curves(data: ExperimentData, query: CurvesQuery): Promise<Curves> {
    // The answer is what was asked for, which a message does not say to the compiler.
    return this.#make(data, { type: 'curves', query }) as Promise<Curves>;
  }

  /** As `verdictOf`; rejects in the same way. */
  verdict(data: ExperimentData, query: VerdictQuery): Promise<Verdict> {
    return this.#make(data, { type: 'verdict', query }) as Promise<Verdict>;
  }

  #make(data: ExperimentData, question: CurvesQuestion): Promise<Curves | Verdict> {
    assert(!this.#isClosed, 'no curves are made once the app is closed');
    const { worker, waiting } = (this.#thread ??= this.#start());
    const job = ++this.#jobs;
    const made = new Promise<Curves | Verdict>((resolve, reject) => waiting.set(job, { resolve, reject }));
    worker.postMessage({ job, data, question } satisfies CurvesJob);
    return made;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#thread?.worker.terminate();
  }

  #start(): Thread {
    // A file of its own, with its own loader: no part of what the pages are bundled to.
    const worker = new Worker(/* turbopackIgnore: true */ this.#entry, { execArgv: [] });
    const thread: Thread = { worker, waiting: new Map() };
    const end = (error: unknown) => {
      if (this.#thread === thread) this.#thread = undefined;
      for (const { reject } of thread.waiting.values()) reject(error);
      thread.waiting.clear();
    };
    worker.on('message', (result: CurvesResult) => {
      const { resolve, reject } = thread.waiting.get(result.job) ?? {};
      thread.waiting.delete(result.job);
      if ('made' in result) resolve?.(result.made);
      else reject?.(result.error);
    });
    worker.on('error', end);
    worker.on('exit', (code) => end(new Error(`The thread that makes curves ended with code ${code}.`)));
    // It keeps no process alive that has nothing else to do.
    worker.unref();
    return thread;
  }
}
