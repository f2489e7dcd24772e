/** An experiment's progress and outcome as lines for a terminal. Pure. */
import type { Curves } from '@/lib/experiments/report/curve-model';
import type { ExperimentSummary } from '@/lib/experiments/wire';

const barWidth = 24;

/** One line: how far, how fast, how long still. */
export function progressLine({
  runs,
  runsPerMinute,
  tokensPerSecond,
  etaSeconds,
  status,
}: Pick<ExperimentSummary, 'runs' | 'runsPerMinute' | 'tokensPerSecond' | 'etaSeconds' | 'status'>): string {
  const done = runs.finished + runs.failed;
  const filled = runs.planned === 0 ? barWidth : Math.floor((done / runs.planned) * barWidth);
  return [
    `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${done}/${runs.planned} runs`,
    ...(runs.failed > 0 ? [`${runs.failed} failed`] : []),
    ...(status === 'running' ? [] : [status]),
    ...(runsPerMinute === undefined ? [] : [`${Math.round(runsPerMinute)} runs/min`]),
    ...(tokensPerSecond === undefined ? [] : [`${Math.round(tokensPerSecond).toLocaleString('en')} tokens/s`]),
    ...(etaSeconds === undefined ? [] : [`${durationWords(etaSeconds)} left`]),
  ].join(' · ');
}

export function durationWords(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3_600).toFixed(1)} h`;
}

/** Every series at each n in per cent, baselines below. */
export function curveTable({ series, baselines, problems, seeds, missing }: Curves): string {
  const budgets = [...new Set(series.flatMap(({ points }) => points.map(({ n }) => n)))].toSorted(
    (left, right) => left - right,
  );
  const rows = [
    ['accuracy %, n =', ...budgets.map(String)],
    ...series.map(({ id, points }) => [id, ...budgets.map((n) => percentAt(points, n))]),
    ...baselines.map(({ id, point }) => [
      id,
      `${percent(point.accuracy)} [${percent(point.low)}, ${percent(point.high)}]`,
    ]),
  ];
  const width = Math.max(...rows.map(([name]) => name!.length));
  const lines = rows.map(([name, ...cells]) =>
    [name!.padEnd(width), ...cells.map((cell) => cell.padStart(6))].join(' '),
  );
  const lacking = missing === 0 ? '' : `; ${missing} problems lack runs and are left out of the points concerned`;
  return [
    ...lines,
    `${problems} problems, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}${lacking}. Bands, tests and costs are on the page of the experiment.`,
  ].join('\n');
}

function percentAt(points: Curves['series'][number]['points'], n: number): string {
  const point = points.find((each) => each.n === n);
  return point === undefined ? '' : percent(point.accuracy);
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}
