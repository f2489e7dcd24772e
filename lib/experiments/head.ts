/** What lists show of an experiment, from the fold of its log. Pure. */
import { countRuns } from './plan';
import type { ExperimentState } from './log';
import type { ExperimentHead } from './store';

export function headOf(
  id: string,
  createdAt: number,
  { start, status, failure, lastSeq }: ExperimentState,
): ExperimentHead {
  const { spec, origin, problems } = start;
  return {
    id,
    createdAt,
    spec,
    status,
    origin,
    problems: problems.length,
    planned: countRuns(start),
    lastSeq,
    ...(failure === undefined ? {} : { failure }),
  };
}
