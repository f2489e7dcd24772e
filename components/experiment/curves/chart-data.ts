/** From curves to what the charts are given. Pure: chooses encodings and words, draws nothing. */
import { amountOf, type AxisName, type Curves } from '@/lib/experiments/report/curve-model';
import type { ChartCrossing, ChartPoint, ChartSeries } from '@/components/charts/chart-types';
import type { LineChartData } from '@/components/charts/layout-line-chart';
import { plural, formatAmount } from '@/components/ui/numbers';
import { formatPoints, formatPointsTick, formatShare, formatShareTick } from './amounts';
import type { PublishedLayer } from './published';
import type { SeriesView } from './series-view';
import type { Origin } from '@/lib/experiments/model';
import { axisWords, baselineName } from './words';

export const budgetTicks = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

export interface AccuracyInput {
  readonly curves: Pick<Curves, 'baselines' | 'crossings'> | undefined;
  readonly shown: readonly SeriesView[];
  readonly axis: AxisName;
  readonly isLog: boolean;
  readonly origin: Origin;
  readonly published: PublishedLayer | undefined;
}

/** Accuracy against an amount. */
export function accuracyChart({ curves, shown, axis, isLog, origin, published }: AccuracyInput): LineChartData {
  const words = axisWords[axis];
  const ids = new Set(shown.map(({ series }) => series.id));
  return {
    x: {
      label: axisLabel(axis, shown),
      isLog,
      format: words.format,
      ...(axis === 'n' && isLog ? { ticks: budgetTicks } : {}),
    },
    y: { label: 'Share of problems solved', format: formatShareTick, formatValue: formatShare, limits: [0, 1] },
    series: shown.map((view) => chartSeries(view, axis, origin)),
    levels: [
      ...(curves?.baselines ?? []).map((baseline) => {
        const { id, point } = baseline;
        // One answer is no budget to compare with, but it has its tokens, its work and its price.
        const at = axis === 'n' ? undefined : amountOf(point, axis, origin);
        return {
          id,
          name: baselineName(baseline),
          value: point.accuracy,
          low: point.low,
          high: point.high,
          ...(at === undefined ? {} : { at }),
        };
      }),
      ...(published?.levels ?? []),
    ],
    crossings:
      curves === undefined
        ? []
        : curves.crossings.flatMap((crossing) =>
            crossing.axis === axis && ids.has(crossing.series) ? crossingMark(crossing, curves) : [],
          ),
    references: published?.curves ?? [],
    ...(published?.note === undefined ? {} : { note: published.note }),
  };
}

function chartSeries({ series, name, look }: SeriesView, axis: AxisName, origin: Origin): ChartSeries {
  const placed = series.points.flatMap((point) => {
    const x = amountOf(point, axis, origin);
    return x === undefined ? [] : [{ point, x }];
  });
  const ascending = placed.toSorted((one, other) => one.x - other.x);
  return {
    id: series.id,
    name,
    look,
    // Measured times may fall as n grows: a line through them would run backwards in n.
    ...(ascending.every((each, i) => each === placed[i]) ? {} : { isUnjoined: true }),
    points: ascending.map(({ point, x }): ChartPoint => ({
      key: String(point.n),
      x,
      y: point.accuracy,
      low: point.low,
      high: point.high,
      isHollow: point.estimate === 'resampled',
      words: `${name}, n ${point.n}: ${formatShare(point.accuracy)}, 95 % interval ${formatShare(point.low)} to ${formatShare(point.high)}, ${point.estimate}, ${plural(point.problems, 'problem')}, ${plural(point.seeds, 'seed')}`,
    })),
  };
}

/** Seconds are seconds of a search among others: how many, over the lines that are shown. */
function axisLabel(axis: AxisName, shown: readonly SeriesView[]): string {
  const { label } = axisWords[axis];
  const counts = shown.flatMap(({ series }) => series.points.flatMap(({ cost }) => cost.searchesAtOnce ?? []));
  if (axis !== 'seconds' || counts.length === 0) return label;
  const [least, most] = [Math.round(Math.min(...counts)), Math.round(Math.max(...counts))];
  return `${label}; ${least === most ? `about ${most}` : `${least} to ${most}`} searches at once`;
}

function crossingMark(
  { series, baseline, status, at, low, high }: Curves['crossings'][number],
  { baselines }: Pick<Curves, 'baselines'>,
): ChartCrossing[] {
  const level = baselines.find(({ id }) => id === baseline)?.point.accuracy;
  return status !== 'reached' || at === undefined || level === undefined
    ? []
    : [
        {
          series,
          level: baseline,
          x: at,
          y: level,
          ...(low === undefined ? {} : { low }),
          ...(high === undefined ? {} : { high }),
          label: `passes at ${formatAmount(at)} (${intervalWords(low, high)})`,
        },
      ];
}

/** `4.1 to 9.0`; an end that lies outside what was measured is said to. */
export function intervalWords(low: number | undefined, high: number | undefined): string {
  if (low === undefined && high === undefined) return 'anywhere in what was measured';
  if (low === undefined) return `at most ${formatAmount(high!)}`;
  return high === undefined ? `${formatAmount(low)} or more` : `${formatAmount(low)} to ${formatAmount(high)}`;
}

/** Differences to the reference in percentage points against n. */
export function differenceChart(differences: Curves['differences'], shown: readonly SeriesView[]): LineChartData {
  return {
    x: { label: axisWords.n.label, isLog: true, format: formatAmount, ticks: budgetTicks },
    y: { label: 'Difference in points', format: formatPointsTick, formatValue: formatPoints, reach: [0, 0] },
    series: shown
      .map(({ series, name, look }) => ({
        id: series.id,
        name,
        look,
        points: differences
          .filter((each) => each.series === series.id)
          .map((each): ChartPoint => ({
            key: String(each.n),
            x: each.n,
            y: each.difference,
            low: each.low,
            high: each.high,
            isHollow: each.verdict === 'tied',
            words: `${name}, n ${each.n}: ${formatPoints(each.difference)} points, 95 % interval ${formatPoints(each.low)} to ${formatPoints(each.high)}, ${each.verdict}`,
          })),
      }))
      .filter(({ points }) => points.length > 0),
    levels: [{ id: 'none', name: 'no difference', value: 0 }],
  };
}

/** The series whose band is drawn in full while nothing is looked at: the best one at its end that knows no answers. */
export function leadingOf(shown: readonly SeriesView[]): string | undefined {
  const candidates = shown.filter(({ series }) => series.reading !== 'oracle' && series.points.length > 0);
  return candidates.toSorted(
    (one, other) => other.series.points.at(-1)!.accuracy - one.series.points.at(-1)!.accuracy,
  )[0]?.series.id;
}
