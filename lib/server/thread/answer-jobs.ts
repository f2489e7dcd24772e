/** The other end of a `WorkThread`: answers one question after the other. Called once, by the thread's own module. */
import { parentPort } from 'node:worker_threads';
import { assertDefined } from '@/lib/base';
import type { Job, JobResult } from './work-thread';

/** `make` takes the questions of its `WorkThread`, and gives what that gives. */
export function answerJobs(make: (question: never) => unknown): void {
  const port = assertDefined(parentPort, 'it runs as a worker thread');
  const answer = async ({ job, question }: Job<unknown>): Promise<JobResult<unknown>> => {
    try {
      // A message does not say what it asks; whoever asks is typed.
      return { job, made: await make(question as never) };
    } catch (error) {
      return { job, error };
    }
  };
  port.on('message', (asked: Job<unknown>) => {
    void answer(asked).then((result) => port.postMessage(result));
  });
}
