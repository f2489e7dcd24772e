/** Starts a process that ends with this one, or by itself where it takes more memory than it may. */
import { fork } from 'node:child_process';
import { withoutKeys } from '@/lib/base';
import { SideMemoryError, type Worker, type WorkerEvents, type WorkerOptions } from './worker';

/** Of what it said last, in UTF-16 code units. */
const keptWords = 2_000;
/** How Node ends where its memory is full, and the operating system where its own is; the number is that of Windows. */
const memorySignals: readonly (NodeJS.Signals | null)[] = ['SIGABRT', 'SIGKILL'];
const memoryCode = 134;

/** It keeps this process alive no more than a thread does. */
export function startProcess(
  { entry, does, maxMemoryMb }: WorkerOptions & { readonly maxMemoryMb: number },
  { onMessage, onEnd }: WorkerEvents,
): Worker {
  // A file of its own, with its own loader: no part of what the pages are bundled to.
  const child = fork(/* turbopackIgnore: true */ entry, {
    execArgv: [`--max-old-space-size=${maxMemoryMb}`],
    env: withoutKeys(process.env),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  let isEnded = false;
  child.stderr?.setEncoding('utf8').on('data', (words: string) => {
    said = (said + words).slice(-keptWords);
  });
  child.on('message', onMessage);
  child.on('error', onEnd);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      const isFull = !isEnded && (memorySignals.includes(signal) || code === memoryCode);
      onEnd(
        isFull
          ? new SideMemoryError(`The process that ${does} needed more memory than it may have.`)
          : new Error(`The process that ${does} ended with ${signal ?? `code ${code}`}. ${said}`),
      );
      resolve();
    });
  });
  child.unref();
  child.channel?.unref();
  (child.stderr as { unref?: () => void } | null)?.unref?.();
  return {
    // Where it is gone, its end is told.
    post: (message) => void child.send(message as NodeJS.Dict<unknown>, () => undefined),
    end: async () => {
      isEnded = true;
      // Who waits for its end may have nothing else to stay for.
      child.ref();
      child.kill('SIGKILL');
      await gone;
    },
  };
}
