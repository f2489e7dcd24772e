/** The other end of a `WorkThread`: answers one question after the other. Called once, by the thread's own module. */
import { parentPort } from 'node:worker_threads';
import { assertDefined } from '@/lib/base';
import type { Job, JobResult } from './work-thread';

export function answerJobs<Question, Made>(make: (question: Question) => Made | Promise<Made>): void {
  const port = assertDefined(parentPort, 'it runs as a worker thread');
  const answer = async ({ job, question }: Job<Question>): Promise<JobResult<Made>> => {
    try {
      return { job, made: await make(question) };
    } catch (error) {
      return { job, error };
    }
  };
  port.on('message', (asked: Job<Question>) => {
    void answer(asked).then((result) => port.postMessage(result));
  });
}
