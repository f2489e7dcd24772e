/** Problems down, methods across: the chance of the right answer of each point, and the runs behind it. Pure. */
import type { z } from 'zod';
import type { ExperimentData } from '../model';
import type { problemGridSchema } from './curve-model';
import { drawAll } from './drawn';
import { completeRuns } from './measured';

export type ProblemGrid = z.infer<typeof problemGridSchema>;

/** Every series at its largest budget up to `n`; absent: at its largest. The oracle is none. */
export function problemGridOf(data: ExperimentData, n = Infinity): ProblemGrid {
  const runs = completeRuns(data);
  const columns = drawAll(data).drawn.flatMap(({ measured }) => {
    const point = measured.points.findLast((each) => each.n <= n);
    return point === undefined || measured.reading === 'oracle' ? [] : [{ measured, point }];
  });
  const cells = [...new Set(columns.map(({ point }) => point.cell.id))];
  return {
    problems: data.problems.map(({ uniqueId, text, level, subject }) => ({
      id: uniqueId,
      text,
      ...(level === undefined ? {} : { level }),
      ...(subject === undefined ? {} : { subject }),
    })),
    columns: columns.map(({ measured: { id, isBaseline }, point }) => ({
      series: id,
      isBaseline,
      n: point.n,
      cell: point.cell.id,
      // Three digits, as there are as many numbers as problems x methods.
      chances: Array.from(point.values, (value) => (Number.isNaN(value) ? -1 : Math.round(1000 * value) / 1000)),
    })),
    runs: cells.map((cell) => ({
      cell,
      ids: data.problems.map(({ uniqueId }) =>
        (runs.get(cell)?.get(uniqueId) ?? []).flatMap(({ runId }) => (runId === '' ? [] : [runId])),
      ),
    })),
  };
}
