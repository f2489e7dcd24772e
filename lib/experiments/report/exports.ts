/** Curves and per-problem results as rows of CSV and JSONL (RFC 4180; one JSON object a line). */
import { majorityVote } from '@/lib/search';
import { axisNames, type Curves } from './curve-model';
import type { ExperimentData } from '../model';
import { completeRuns, measure } from './measured';

type Row = Readonly<Record<string, string | number | undefined>>;

/** A row for every point, baselines and compute-optimal curves included. */
export function pointRows(curves: Curves): readonly Row[] {
  const baselines = curves.baselines.map(({ id, policy, point }) => ({
    id,
    strategy: 'baseline',
    reading: majorityVote,
    policy,
    verifier: undefined,
    points: [point],
  }));
  const all = [...curves.series, ...curves.computeOptimal.flatMap(({ curve }) => curve ?? []), ...baselines];
  return all.flatMap(({ id, strategy, reading, policy, verifier, points }) =>
    points.map((point) => ({
      series: id,
      strategy,
      reading,
      policy,
      verifier,
      n: point.n,
      accuracy: point.accuracy,
      low: point.low,
      high: point.high,
      estimate: point.estimate,
      monteCarloError: point.monteCarloError,
      problems: point.problems,
      seeds: point.seeds,
      ...(point.bySeed === undefined
        ? {}
        : { lowestSeed: Math.min(...point.bySeed), highestSeed: Math.max(...point.bySeed) }),
      ...Object.fromEntries(axisNames.filter((axis) => axis !== 'n').map((axis) => [axis, point.cost[axis]])),
    })),
  );
}

/** A row for every problem of every point. */
export function problemRows(data: ExperimentData): readonly Row[] {
  const runs = completeRuns(data);
  return measure(data).series.flatMap(({ id, points }) =>
    points.flatMap(({ n, estimate, values, cell }) =>
      data.problems.flatMap(({ uniqueId, level, subject }, i) =>
        Number.isNaN(values[i]!)
          ? []
          : [
              {
                series: id,
                n,
                problem: uniqueId,
                level,
                subject,
                chance: values[i]!,
                estimate,
                runs: (runs.get(cell.id)?.get(uniqueId) ?? [])
                  .map(({ runId }) => runId)
                  .join(' ')
                  .trim(),
              },
            ],
      ),
    ),
  );
}

export function csvOf(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))]
    .map((cells) => `${cells.map(csvCell).join(',')}\r\n`)
    .join('');
}

/** Text that a spreadsheet would take for a formula gets a quote in front; a number with a sign is none. */
function csvCell(cell: string | number | undefined): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) && !/^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function jsonlOf(rows: readonly Row[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
