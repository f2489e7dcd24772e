/** Several experiments side by side: one line of each, and how their points differ, paired on the problems that they share. Pure. */
import {
  drawResamples,
  holm,
  pairedDifference,
  resampledMeans,
  measuredShare,
  unpairedDifference,
  type Interval,
} from '@/lib/metrics';
import type { PointProblems } from '@/lib/client';
import { amountOf, type AxisName, type Curves, type CurveSeries } from '@/lib/experiments/report/curve-model';
import type { LineChartData } from '@/components/charts/line/layout-line-chart';
import type { Look } from '@/components/charts/chart-types';
import { budgetTicks } from '../curves/chart-data';
import { formatShare, formatShareTick } from '../curves/amounts';
import { shownByDefault, viewSeries, type SeriesView } from '../curves/series-view';
import { axisTexts, compareWords, curveWords, type Say } from '@/lib/words';
import { formatAmount } from '@/components/ui/numbers';
import { leadingOf } from '../curves/chart-data';

export const mostCompared = 6;

/** One line of one experiment. */
export interface ComparedLine {
  /** That of the experiment, told apart from others of the same name. */
  readonly name: string;
  readonly curves: Curves;
  readonly own: SeriesView;
  readonly look: Look;
}

export interface ComparedDifference extends Interval {
  readonly difference: number;
  /** Corrected for all differences in the table (Holm). */
  readonly pValue: number;
  readonly verdict: 'better' | 'worse' | 'tied';
  /** Problems that both answered; 0: the difference is unpaired. */
  readonly shared: number;
}

const shapes = ['circle', 'square', 'triangle', 'diamond'] as const;
const seed = 1;

/** The look of an experiment by its place. */
export function lookAt(place: number): Look {
  return {
    colour: `var(--series-${1 + (place % 6)})`,
    dash: place < 4 ? undefined : '6 4',
    shape: shapes[place % shapes.length]!,
  };
}

/** `sums`, `sums (2)`, `sums (3)`. */
export function namesApart(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

/** Lines that can be chosen, and the one that is looked at when nothing is said: the best of the usual ones. */
export function linesOf(
  curves: Curves,
  say: Say,
): {
  readonly all: readonly SeriesView[];
  readonly usual: SeriesView | undefined;
} {
  const { all } = viewSeries(curves, undefined, say);
  const shown = shownByDefault(all);
  const leading = leadingOf(shown);
  return { all, usual: all.find(({ series }) => series.id === leading) ?? shown[0] ?? all[0] };
}

export function compareChart(lines: readonly ComparedLine[], axis: AxisName, say: Say): LineChartData {
  return {
    x: {
      label: say(axisTexts[axis].label),
      isLog: true,
      format: formatAmount,
      ...(axis === 'n' ? { ticks: budgetTicks } : {}),
    },
    y: { label: say(curveWords.shareSolved), format: formatShareTick, formatValue: formatShare, limits: [0, 1] },
    series: lines.map(({ name, curves: { experiment }, own, look }) => ({
      id: experiment.id,
      name,
      look,
      points: own.series.points
        .flatMap((point) => {
          const x = amountOf(point, axis, experiment.origin);
          return x === undefined
            ? []
            : [
                {
                  key: String(point.n),
                  x,
                  y: point.accuracy,
                  low: point.low,
                  high: point.high,
                  isHollow: point.estimate === 'resampled',
                  words: say(compareWords.point, {
                    experiment: name,
                    line: own.name,
                    n: point.n,
                    share: formatShare(point.accuracy),
                  }),
                },
              ];
        })
        .toSorted((one, other) => one.x - other.x),
    })),
  };
}

/** The point that stands in the table: at `n`, else at the largest budget. */
export function pointAt({ points }: CurveSeries, n: number | undefined): CurveSeries['points'][number] | undefined {
  return points.find((point) => point.n === n) ?? points.at(-1);
}

/** Each against the first; undefined where the problems of either are not there yet, or there are none. */
export function compareWithFirst(
  points: readonly (PointProblems | undefined)[],
): readonly (ComparedDifference | undefined)[] {
  const [first, ...others] = points;
  const raw = others.map((other) =>
    first === undefined || other === undefined ? undefined : differenceOf(other, first),
  );
  const corrected = holm(raw.flatMap((each) => each?.pValue ?? [])).values();
  return raw.map((each) => {
    if (each === undefined) return undefined;
    const pValue = corrected.next().value!;
    return { ...each, pValue, verdict: pValue >= 0.05 ? 'tied' : each.difference > 0 ? 'better' : 'worse' };
  });
}

/** A problem is the same where name and text are. */
function differenceOf(one: PointProblems, other: PointProblems): Omit<ComparedDifference, 'verdict'> | undefined {
  const theirs = new Map(other.problems.map((problem) => [`${problem.id} ${problem.text}`, problem.chance]));
  const pairs = one.problems.flatMap(({ id, text, chance }) => {
    const their = theirs.get(`${id} ${text}`);
    return their === undefined ? [] : [[chance, their] as const];
  });
  if (pairs.length > 0) {
    const found = pairedDifference(
      Float64Array.from(pairs, ([mine]) => mine),
      Float64Array.from(pairs, ([, their]) => their),
      { resamples: drawResamples(pairs.length, { seed }), seed },
    );
    if (found === undefined) return undefined;
    const { difference, low, high, pValue } = found;
    return { difference, low, high, pValue, shared: pairs.length };
  }
  if (one.problems.length === 0 || other.problems.length === 0) return undefined;
  const [ours, their] = [one, other].map(({ problems }, i) => {
    const values = Float64Array.from(problems, ({ chance }) => chance);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const means = resampledMeans(values, drawResamples(values.length, { seed: seed + i }));
    return measuredShare(mean, means, values.length);
  });
  const { difference, low, high, pValue } = unpairedDifference(ours!, their!);
  return { difference, low, high, pValue, shared: 0 };
}
