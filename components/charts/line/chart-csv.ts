/** The numbers of a line chart as CSV (RFC 4180): what is drawn, by series and point. Pure. */
import type { LineChartData } from './layout-line-chart';

export function chartCsv({ x, y, series, levels = [], references = [], repeatName }: LineChartData): string {
  const rows = [
    [
      'kind',
      'name',
      x.label,
      y.label,
      'low',
      'high',
      ...(repeatName === undefined ? [] : [`${repeatName}: low`, `${repeatName}: high`]),
    ],
    ...series.flatMap(({ name, points }) =>
      points.map((point) => ['line', name, point.x, point.y, point.low, point.high, ...rangeOf(point.repeats)]),
    ),
    ...levels.map(({ name, at, value, low, high }) => ['level', name, at, value, low, high]),
    ...references.flatMap(({ name, points }) => points.map((point) => ['published', name, point.x, point.y])),
  ];
  return rows.map((cells) => `${cells.map(cellOf).join(',')}\r\n`).join('');
}

function rangeOf(repeats: readonly number[] = []): readonly number[] {
  return repeats.length === 0 ? [] : [Math.min(...repeats), Math.max(...repeats)];
}

function cellOf(value: string | number | undefined): string {
  const text = value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
