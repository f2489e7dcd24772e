/** From curves to what the charts are given. Pure: chooses encodings and words, draws nothing. */
import { amountOf, type AxisName, type Curves } from '@/lib/experiments/report/curve-model';
import type { ChartCrossing, ChartPoint, ChartSeries } from '@/components/charts/chart-types';
import type { LineChartData } from '@/components/charts/line/layout-line-chart';
import { axisTexts, curveWords, estimateTexts, outcomeTexts, pointWords, type Say } from '@/lib/words';
import { formatAmount, formatCount } from '@/components/ui/numbers';
import { formatPoints, formatPointsTick, formatShare, formatShareTick } from './amounts';
import type { PublishedLayer } from './published';
import type { SeriesView } from './series-view';
import type { Origin } from '@/lib/experiments/model';
import { baselineName } from './words';

export const budgetTicks = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];

export interface AccuracyInput {
  readonly curves: Pick<Curves, 'baselines' | 'crossings'> | undefined;
  readonly shown: readonly SeriesView[];
  readonly axis: AxisName;
  readonly isLog: boolean;
  readonly origin: Origin;
  readonly published: PublishedLayer | undefined;
  readonly say: Say;
}

/** Accuracy against an amount. */
export function accuracyChart({ curves, shown, axis, isLog, origin, published, say }: AccuracyInput): LineChartData {
  const ids = new Set(shown.map(({ series }) => series.id));
  return {
    x: {
      label: axisLabel(axis, shown, say),
      isLog,
      format: formatAmount,
      ...(axis === 'n' && isLog ? { ticks: budgetTicks } : {}),
    },
    y: { label: say(curveWords.shareSolved), format: formatShareTick, formatValue: formatShare, limits: [0, 1] },
    series: shown.map((view) => chartSeries(view, { axis, origin, say })),
    levels: [
      ...(curves?.baselines ?? []).map((baseline) => {
        const { id, point } = baseline;
        // One answer is no budget to compare with, but it has its tokens, its work and its price.
        const at = axis === 'n' ? undefined : amountOf(point, axis, origin);
        return {
          id,
          name: baselineName(baseline, say),
          short: [baseline.policy],
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
            crossing.axis === axis && ids.has(crossing.series) ? crossingMark(crossing, curves, say) : [],
          ),
    references: published?.curves ?? [],
    ...(published?.note === undefined ? {} : { note: published.note }),
    ...(hasSeeds(shown) ? { repeatName: say(curveWords.seed) } : {}),
  };
}

function chartSeries(
  { series, name, look }: SeriesView,
  { axis, origin, say }: Pick<AccuracyInput, 'axis' | 'origin' | 'say'>,
): ChartSeries {
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
      ...(point.bySeed === undefined ? {} : { repeats: point.bySeed }),
      isHollow: point.estimate === 'resampled',
      words: `${say(curveWords.point, {
        line: name,
        n: point.n,
        share: formatShare(point.accuracy),
        low: formatShare(point.low),
        high: formatShare(point.high),
        estimate: say(estimateTexts[point.estimate].word),
        problems: formatCount(point.problems),
        seeds: formatCount(point.seeds),
      })}${point.bySeed === undefined ? '' : say(pointWords.afterSeeds, { range: seedWords(point.bySeed, say) })}`,
    })),
  };
}

/** Whether some point of the lines tells what each seed came to. */
export function hasSeeds(shown: readonly SeriesView[]): boolean {
  return shown.some(({ series }) => series.points.some(({ bySeed }) => bySeed !== undefined));
}

/** `31.0 % to 34.5 % by seed` */
export function seedWords(shares: readonly number[], say: Say): string {
  return say(pointWords.bySeed, { low: formatShare(Math.min(...shares)), high: formatShare(Math.max(...shares)) });
}

/** Seconds are seconds of a search among others: how many, over the lines that are shown. */
function axisLabel(axis: AxisName, shown: readonly SeriesView[], say: Say): string {
  const label = say(axisTexts[axis].label);
  const counts = shown.flatMap(({ series }) => series.points.flatMap(({ cost }) => cost.searchesAtOnce ?? []));
  if (axis !== 'seconds' || counts.length === 0) return label;
  const [least, most] = [Math.round(Math.min(...counts)), Math.round(Math.max(...counts))];
  return least === most
    ? say(curveWords.oneAtOnce, { label, count: most })
    : say(curveWords.rangeAtOnce, { label, least, most });
}

function crossingMark(
  { series, baseline, status, at, low, high }: Curves['crossings'][number],
  { baselines }: Pick<Curves, 'baselines'>,
  say: Say,
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
          label: say(curveWords.passesAt, { at: formatAmount(at), interval: intervalWords(low, high, say) }),
        },
      ];
}

/** `4.1 to 9.0`; an end that lies outside what was measured is said to. */
export function intervalWords(low: number | undefined, high: number | undefined, say: Say): string {
  if (low === undefined)
    return high === undefined ? say(curveWords.anywhere) : say(curveWords.atMost, { high: formatAmount(high) });
  return high === undefined
    ? say(curveWords.orMore, { low: formatAmount(low) })
    : say(curveWords.range, { low: formatAmount(low), high: formatAmount(high) });
}

/** Differences to the reference in percentage points against n. */
export function differenceChart(
  differences: Curves['differences'],
  shown: readonly SeriesView[],
  say: Say,
): LineChartData {
  return {
    x: { label: say(axisTexts.n.label), isLog: true, format: formatAmount, ticks: budgetTicks },
    y: { label: say(curveWords.difference), format: formatPointsTick, formatValue: formatPoints, reach: [0, 0] },
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
            words: say(curveWords.differencePoint, {
              line: name,
              n: each.n,
              difference: formatPoints(each.difference),
              low: formatPoints(each.low),
              high: formatPoints(each.high),
              outcome: say(outcomeTexts[each.verdict]),
            }),
          })),
      }))
      .filter(({ points }) => points.length > 0),
    levels: [{ id: 'none', name: say(curveWords.noDifference), value: 0 }],
  };
}

/** The series whose band is drawn in full while nothing is looked at: the best one at its end that knows no answers. */
export function leadingOf(shown: readonly SeriesView[]): string | undefined {
  const candidates = shown.filter(({ series }) => series.reading !== 'oracle' && series.points.length > 0);
  return candidates.toSorted(
    (one, other) => other.series.points.at(-1)!.accuracy - one.series.points.at(-1)!.accuracy,
  )[0]?.series.id;
}
