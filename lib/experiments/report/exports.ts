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

/**
 * A table for a paper (LaTeX with booktabs): methods down, budgets across, accuracy in per cent. Its 95 % interval stands beside it
 * as the distances to its ends, above and below (`72.4^{+3.1}_{-3.4}`), since neither the bootstrap's nor Wilson's lie evenly
 * about the share; `\pm` only where both distances are written with the same digits.
 */
export function latexOf(curves: Curves): string {
  const budgets = [...new Set(curves.series.flatMap(({ points }) => points.map(({ n }) => n)))].toSorted(
    (one, other) => one - other,
  );
  // Baselines may be measured before anything else; LaTeX refuses a row of no columns.
  const columns = Math.max(1, budgets.length);
  const rows = [
    ...curves.series
      .filter(({ reading }) => reading !== 'oracle')
      .map(({ id, points }) => [
        latexText(id),
        ...budgets.map((budget) => latexShare(points.find(({ n }) => n === budget))),
      ]),
    ...curves.baselines.map(({ id, point }) => [latexText(id), `\\multicolumn{${columns}}{c}{${latexShare(point)}}`]),
  ];
  const { experiment, problems, seeds } = curves;
  return [
    '% Needs \\usepackage{booktabs}.',
    '\\begin{table}',
    '  \\centering',
    `  \\begin{tabular}{l${'r'.repeat(columns)}}`,
    '    \\toprule',
    `    Method & ${budgets.map((n) => `$n = ${n}$`).join(' & ')} \\\\`,
    '    \\midrule',
    ...rows.map((cells) => `    ${cells.join(' & ')} \\\\`),
    '    \\bottomrule',
    '  \\end{tabular}',
    `  \\caption{${latexText(experiment.name)}: share of ${problems} problems of ${latexText(experiment.set)} solved, in per cent, ${seeds === 1 ? 'one seed' : `${seeds} seeds`}; beside it the distances to the upper and the lower end of its 95\\,\\% interval over problems.}`,
    '\\end{table}',
    '',
  ].join('\n');
}

/** `$72.4^{+3.1}_{-3.4}$`; distances are those of the ends as they would be written, so that a reader gets these back. */
function latexShare(point: Pick<Curves['series'][number]['points'][number], 'accuracy' | 'low' | 'high'> | undefined) {
  if (point === undefined) return '--';
  const { accuracy, low, high } = point;
  const tenths = (share: number) => Math.round(1_000 * share);
  const written = (count: number) => (Math.max(0, count) / 10).toFixed(1);
  const above = written(tenths(high) - tenths(accuracy));
  const below = written(tenths(accuracy) - tenths(low));
  const spread = above === below ? ` \\pm ${above}` : `^{+${above}}_{-${below}}`;
  return `$${written(tenths(accuracy))}${spread}$`;
}

function latexText(text: string): string {
  return text.replaceAll(/[\\{}$&#%_^~]/g, (sign) => latexSigns[sign] ?? `\\${sign}`);
}

const latexSigns: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
};

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
