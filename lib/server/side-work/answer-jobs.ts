/** The other end of a `SideWork`: answers one question after the other. Called once, by the module of the thread or process. */
import { parentPort } from 'node:worker_threads';
import type { Job, JobResult } from './side-work';

/** `make` takes the questions of its `SideWork`, and gives what that gives. */
export function answerJobs(make: (question: never) => unknown): void {
  const answer = async ({ job, question }: Job<unknown>): Promise<JobResult<unknown>> => {
    try {
      // A message does not say what it asks; whoever asks is typed.
      return { job, made: await make(question as never) };
    } catch (error) {
      return { job, error };
    }
  };
  const reply = (asked: Job<unknown>, send: (result: JobResult<unknown>) => void) => void answer(asked).then(send);
  const port = parentPort;
  if (port !== null) {
    port.on('message', (asked: Job<unknown>) => reply(asked, (result) => port.postMessage(result)));
    return;
  }
  process.on('message', (asked: Job<unknown>) => reply(asked, (result) => process.send?.(result)));
  // Whoever asked is gone.
  process.on('disconnect', () => process.exit());
}
