/** The thread that makes curves: takes the data of an experiment, gives its curves back. Knows no store and no HTTP. */
import { parentPort } from 'node:worker_threads';
import { assertDefined } from '@/lib/base';
import { curvesOf, type CurvesQuery } from '@/lib/experiments/report';
import type { Curves } from '@/lib/experiments/report/curve-model';
import type { ExperimentData } from '@/lib/experiments/model';

export interface CurvesJob {
  readonly job: number;
  readonly data: ExperimentData;
  readonly query: CurvesQuery;
}

export type CurvesResult =
  | { readonly job: number; readonly curves: Curves }
  | { readonly job: number; readonly error: unknown };

const port = assertDefined(parentPort, 'it runs as a worker thread');
port.on('message', ({ job, data, query }: CurvesJob) => {
  let result: CurvesResult;
  try {
    result = { job, curves: curvesOf(data, query) };
  } catch (error) {
    result = { job, error };
  }
  port.postMessage(result);
});
