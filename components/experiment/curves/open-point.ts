/** The point of a line that is open: its ledger and its problems stand beside the chart. Pure. */
import { linkToSettings } from '@/lib/client';
import type { ExperimentData } from '@/lib/experiments/model';
import type { CurvePoint } from '@/lib/experiments/report/curve-model';
import type { Problem } from '@/lib/search';
import type { PointChoice } from './curves-form';
import type { SeriesView } from './series-view';

export interface OpenPoint {
  readonly own: SeriesView;
  readonly point: CurvePoint;
}

/** Undefined where nothing is chosen, or where the lines have no such point. */
export function openPointOf(all: readonly SeriesView[], choice: PointChoice | undefined): OpenPoint | undefined {
  const own = all.find(({ series }) => series.id === choice?.series);
  const point = own?.series.points.find(({ n }) => n === choice?.n);
  return own === undefined || point === undefined ? undefined : { own, point };
}

/** The search that the point was read from, with the first seed, as a link to the start page for each problem. */
export function againOf(
  { own: { series }, point: { n } }: OpenPoint,
  experiment: Pick<ExperimentData, 'cells' | 'spec'>,
): ((problem: Pick<Problem, 'text' | 'uniqueId'>) => string) | undefined {
  const cell = experiment.cells.find(
    ({ strategy, policy, verifier, budgets }) =>
      strategy === series.strategy && policy === series.policy && verifier === series.verifier && budgets.includes(n),
  );
  if (cell === undefined) return undefined;
  return (problem) =>
    linkToSettings({
      problem,
      strategy: cell.strategy,
      config: cell.config,
      policy: cell.policy,
      verifier: cell.verifier,
      seed: experiment.spec.seeds[0] ?? 0,
    });
}
