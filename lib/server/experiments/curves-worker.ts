/** The thread that makes curves and verdicts: takes the data of an experiment, gives back what was asked for. Knows no store and no HTTP. */
import { parentPort } from 'node:worker_threads';
import { assertDefined } from '@/lib/base';
import { curvesOf, verdictOf, type CurvesQuery, type VerdictQuery } from '@/lib/experiments/report';
import type { Curves } from '@/lib/experiments/report/curve-model';
import type { Verdict } from '@/lib/experiments/report/verdict-model';
import type { ExperimentData } from '@/lib/experiments/model';

/** What is asked for, by what makes it. */
export type CurvesQuestion =
  | { readonly type: 'curves'; readonly query: CurvesQuery }
  | { readonly type: 'verdict'; readonly query: VerdictQuery };

export interface CurvesJob {
  readonly job: number;
  readonly data: ExperimentData;
  readonly question: CurvesQuestion;
}

export type CurvesResult =
  | { readonly job: number; readonly made: Curves | Verdict }
  | { readonly job: number; readonly error: unknown };

const port = assertDefined(parentPort, 'it runs as a worker thread');
port.on('message', ({ job, data, question }: CurvesJob) => {
  let result: CurvesResult;
  try {
    result = {
      job,
      made: question.type === 'curves' ? curvesOf(data, question.query) : verdictOf(data, question.query),
    };
  } catch (error) {
    result = { job, error };
  }
  port.postMessage(result);
});
