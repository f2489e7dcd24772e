/**
 * Decides which sequence runs where and when: a bounded waiting queue per model, taken round robin over requests,
 * onto the worker that is least loaded or already holds the prefix. It knows no HTTP and computes nothing.
 */

import { assert } from '@/lib/base';
import type { SequenceOutput, SequenceRequest } from '../engine/messages';
import { PrefixAffinity } from './prefix-affinity';

/** The waiting queue is full; nothing of the request was taken. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

export interface SchedulerOptions {
  readonly workers: number;
  readonly models: number;
  /** Sequences per worker and model that run together. */
  readonly maxRows: number;
  /** Sequences of one model that may wait. */
  readonly maxWaiting: number;
  readonly add: (worker: number, sequences: readonly SequenceRequest[]) => void;
  readonly abort: (worker: number, ids: readonly number[]) => void;
}

export interface Submission {
  readonly model: number;
  readonly sequences: readonly SequenceRequest[];
  /** Called when the first sequence leaves the queue. */
  readonly onStart: () => void;
  /** All of a worker's news for this request in one tick. */
  readonly onOutputs: (outputs: readonly SequenceOutput[]) => void;
}

interface Running {
  readonly worker: number;
  /** Prompt and generated tokens. */
  readonly tokens: number[];
}

interface Job {
  readonly submission: Submission;
  /** Next to be dispatched last. */
  readonly waiting: SequenceRequest[];
  readonly running: Map<number, Running>;
  hasStarted: boolean;
}

interface ModelQueue {
  /** Jobs that have waiting sequences, next to be served first. */
  readonly jobs: Job[];
  waiting: number;
  readonly runningPerWorker: number[];
}

/** A prompt token costs about a quarter of a generated one; one more row on a worker costs its others this many tokens. */
const PROMPT_TOKEN_COST = 0.25;
const ROW_COST = 4;

export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #queues: readonly ModelQueue[];
  readonly #jobOf = new Map<number, Job>();
  readonly #affinity = new PrefixAffinity();

  constructor(options: SchedulerOptions) {
    this.#options = options;
    assert(options.workers <= 31, 'prefix affinity keeps one bit per worker');
    this.#queues = Array.from({ length: options.models }, () => ({
      jobs: [],
      waiting: 0,
      runningPerWorker: Array.from({ length: options.workers }, () => 0),
    }));
  }

  waitingCount(model: number): number {
    return this.#queues[model]!.waiting;
  }

  runningCount(model: number): number {
    return this.#queues[model]!.runningPerWorker.reduce((sum, count) => sum + count, 0);
  }

  /**
   * Takes a request in.
   * @returns a function that aborts whatever of it has not finished; calling it later or twice does nothing.
   * @throws QueueFullError when more sequences would wait than allowed.
   */
  submit(submission: Submission): () => void {
    const queue = this.#queues[submission.model]!;
    const free = this.#options.workers * this.#options.maxRows - this.runningCount(submission.model);
    const wouldWait = queue.waiting + submission.sequences.length - free;
    if (wouldWait > this.#options.maxWaiting) {
      throw new QueueFullError(
        `The queue of this model is full: ${queue.waiting} sequences wait (at most ${this.#options.maxWaiting}) and the request brings ${submission.sequences.length} more. ` +
          'Try again in a moment, or send fewer sequences at once.',
      );
    }
    const job: Job = { submission, waiting: submission.sequences.toReversed(), running: new Map(), hasStarted: false };
    for (const sequence of submission.sequences) this.#jobOf.set(sequence.id, job);
    queue.jobs.push(job);
    queue.waiting += submission.sequences.length;
    this.#dispatch(queue);
    return () => this.#abort(job);
  }

  /** News from a worker. */
  accept(worker: number, outputs: readonly SequenceOutput[]): void {
    const perJob = new Map<Job, SequenceOutput[]>();
    for (const output of outputs) {
      const job = this.#jobOf.get(output.id);
      if (!job) continue; // aborted while the worker was computing
      const own = perJob.get(job);
      if (own) own.push(output);
      else perJob.set(job, [output]);
    }
    const touched = new Set<ModelQueue>();
    for (const [job, own] of perJob) {
      const queue = this.#queues[job.submission.model]!;
      for (const { id, tokens, finish } of own) {
        const running = job.running.get(id)!;
        running.tokens.push(...tokens);
        if (!finish) continue;
        this.#affinity.record(job.submission.model, running.tokens, worker);
        job.running.delete(id);
        this.#jobOf.delete(id);
        queue.runningPerWorker[worker]!--;
        touched.add(queue);
      }
    }
    // Free rows are filled before clients are told, so that the workers do not wait for JSON to be written.
    for (const queue of touched) this.#dispatch(queue);
    for (const [job, own] of perJob) job.submission.onOutputs(own);
  }

  #abort(job: Job): void {
    const queue = this.#queues[job.submission.model]!;
    queue.waiting -= job.waiting.length;
    for (const { id } of job.waiting.splice(0)) this.#jobOf.delete(id);
    const index = queue.jobs.indexOf(job);
    if (index >= 0) queue.jobs.splice(index, 1);
    const perWorker = new Map<number, number[]>();
    for (const [id, { worker }] of job.running) {
      this.#jobOf.delete(id);
      queue.runningPerWorker[worker]!--;
      perWorker.set(worker, [...(perWorker.get(worker) ?? []), id]);
    }
    job.running.clear();
    for (const [worker, ids] of perWorker) this.#options.abort(worker, ids);
    this.#dispatch(queue);
  }

  #dispatch(queue: ModelQueue): void {
    const batches = new Map<number, SequenceRequest[]>();
    const started: Job[] = [];
    while (queue.jobs.length > 0) {
      const job = queue.jobs[0]!;
      const worker = this.#chooseWorker(queue, job.waiting.at(-1)!);
      if (worker === undefined) break;
      const sequence = job.waiting.pop()!;
      queue.waiting--;
      // Round robin: a request with hundreds of sequences must not make one with a single sequence wait for all.
      queue.jobs.shift();
      if (job.waiting.length > 0) queue.jobs.push(job);
      queue.runningPerWorker[worker]!++;
      job.running.set(sequence.id, { worker, tokens: [...sequence.prompt] });
      this.#affinity.record(job.submission.model, sequence.prompt, worker);
      const batch = batches.get(worker);
      if (batch) batch.push(sequence);
      else batches.set(worker, [sequence]);
      if (!job.hasStarted) {
        job.hasStarted = true;
        started.push(job);
      }
    }
    for (const [worker, sequences] of batches) this.#options.add(worker, sequences);
    for (const job of started) job.submission.onStart();
  }

  /** The worker with a free row on which the sequence costs least, or undefined when all rows are taken. */
  #chooseWorker(queue: ModelQueue, sequence: SequenceRequest): number | undefined {
    const cached = this.#affinity.cachedTokens(sequence.model, sequence.prompt, this.#options.workers);
    let best: number | undefined;
    let bestCost = Infinity;
    for (let worker = 0; worker < this.#options.workers; worker++) {
      if (queue.runningPerWorker[worker]! >= this.#options.maxRows) continue;
      const load = this.#queues.reduce((sum, other) => sum + other.runningPerWorker[worker]!, 0);
      const cost = load * ROW_COST + (sequence.prompt.length - cached[worker]!) * PROMPT_TOKEN_COST;
      if (cost < bestCost) {
        best = worker;
        bestCost = cost;
      }
    }
    return best;
  }
}
