/**
 * Starts the worker threads and passes messages to and from them. A worker that dies takes the process with it: the
 * supervisor that started the server restarts a clean one, which is simpler and safer than half a server.
 */

import { Worker } from 'node:worker_threads';
import type { FromWorker, SequenceOutput, SequenceRequest, WorkerSetup, WorkerStatistics } from './messages';

export interface WorkerPoolEvents {
  readonly onTick: (worker: number, outputs: readonly SequenceOutput[], statistics: WorkerStatistics) => void;
  /** A thread failed; nothing it was computing will finish. */
  readonly onFailure: (error: Error) => void;
}

export interface WorkerPool {
  readonly runtime: 'native' | 'wasm';
  /** Why the WebAssembly runtime is used although the native one was wanted. */
  readonly fallbackReason: string | undefined;
  readonly add: (worker: number, sequences: readonly SequenceRequest[]) => void;
  readonly abort: (worker: number, ids: readonly number[]) => void;
}

/** Resolves when every worker has loaded every model. */
export async function startWorkerPool(
  count: number,
  setup: WorkerSetup,
  events: WorkerPoolEvents,
): Promise<WorkerPool> {
  let isClosing = false;
  const workers: Worker[] = [];
  const ready = Array.from(
    { length: count },
    (_, index) =>
      new Promise<Extract<FromWorker, { type: 'ready' }>>((resolve, reject) => {
        const worker = new Worker(new URL('./worker-entry.mjs', import.meta.url), { workerData: setup, execArgv: [] });
        workers.push(worker);
        worker.on('message', (message: FromWorker) => {
          if (message.type === 'ready') resolve(message);
          else events.onTick(index, message.outputs, message.statistics);
        });
        const fail = (error: Error): void => {
          reject(error);
          if (!isClosing) events.onFailure(error);
        };
        worker.on('error', fail);
        worker.on('exit', (code) => fail(new Error(`Worker thread ${index} ended with code ${code}`)));
      }),
  );
  try {
    const [first] = await Promise.all(ready);
    return {
      runtime: first!.runtime,
      fallbackReason: first!.fallbackReason,
      add: (worker, sequences) => workers[worker]!.postMessage({ type: 'add', sequences }),
      abort: (worker, ids) => workers[worker]!.postMessage({ type: 'abort', ids }),
    };
  } catch (cause) {
    isClosing = true;
    await Promise.all(workers.map((worker) => worker.terminate()));
    throw cause;
  }
}
