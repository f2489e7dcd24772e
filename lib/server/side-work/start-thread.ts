/** Starts a thread of this process. */
import { Worker as NodeWorker } from 'node:worker_threads';
import { withoutKeys } from '@/lib/base';
import type { Worker, WorkerEvents, WorkerOptions } from './worker';

/** It keeps no process alive that has nothing else to do. */
export function startThread({ entry, does }: WorkerOptions, { onMessage, onEnd }: WorkerEvents): Worker {
  // A file of its own, with its own loader: no part of what the pages are bundled to.
  const worker = new NodeWorker(/* turbopackIgnore: true */ entry, { execArgv: [], env: withoutKeys(process.env) });
  worker.on('message', onMessage);
  worker.on('error', onEnd);
  worker.on('exit', (code) => onEnd(new Error(`The thread that ${does} ended with code ${code}.`)));
  worker.unref();
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    end: () => worker.terminate(),
  };
}
