/** What is behind one point: its problems with their chances and runs. */
import type { z } from 'zod';
import type { ExperimentData } from '../model';
import type { pointProblemsSchema } from './curve-model';
import { completeRuns, measure } from './measured';

export type PointProblems = z.infer<typeof pointProblemsSchema>;

/** Undefined when there is no such point. Problems that the point leaves out are not in it. */
export function pointProblemsOf(data: ExperimentData, series: string, n: number): PointProblems | undefined {
  const point = measure(data)
    .series.find(({ id }) => id === series)
    ?.points.find((each) => each.n === n);
  if (point === undefined) return undefined;
  const runs = completeRuns(data).get(point.cell.id);
  return {
    series,
    n,
    problems: data.problems.flatMap(({ uniqueId: id, text, level, subject }, i) => {
      const value = point.values[i]!;
      if (Number.isNaN(value)) return [];
      return [
        {
          id,
          text,
          ...(level === undefined ? {} : { level }),
          ...(subject === undefined ? {} : { subject }),
          chance: Math.min(1, Math.max(0, value)),
          runIds: (runs?.get(id) ?? []).flatMap(({ runId }) => (runId === '' ? [] : [runId])),
        },
      ];
    }),
  };
}
