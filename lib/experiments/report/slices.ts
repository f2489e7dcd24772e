/** Every curve again for a part of the problems: each level and each subject. */
import { meanOf, percentileInterval, resampledMeans, type Resamples } from '@/lib/metrics';
import type { Curves, ExperimentData } from '@/lib/experiments/wire';
import type { MeasuredSeries } from './measured';

/** Bands of small multiples are drawn from fewer resamples. */
const fewer = 200;

export function slicesOf(problems: ExperimentData['problems'], all: readonly MeasuredSeries[], resamples: Resamples): Curves['slices'] {
  const few = { ...resamples, count: Math.min(fewer, resamples.count) };
  return (['level', 'subject'] as const).flatMap((by) => {
    const values = [...new Set(problems.flatMap((problem) => problem[by] ?? []))].map(String).toSorted();
    if (values.length < 2) return [];
    return values.map((value) => {
      const isMember = problems.map((problem) => String(problem[by]) === value);
      return { by, value, problems: isMember.filter(Boolean).length, series: all.map((series) => ({ id: series.id, points: pointsOf(series, isMember, few) })) };
    });
  });
}

function pointsOf({ points }: MeasuredSeries, isMember: readonly boolean[], resamples: Resamples): Curves['slices'][number]['series'][number]['points'] {
  return points.flatMap(({ n, values }) => {
    const mine = values.map((value, i) => (isMember[i] === true ? value : NaN));
    const accuracy = meanOf(mine);
    if (Number.isNaN(accuracy)) return [];
    const means = resampledMeans(mine, resamples);
    const { low, high } = means.every(Number.isNaN) ? { low: 0, high: 1 } : percentileInterval(means);
    return [{ n, accuracy: Math.min(1, Math.max(0, accuracy)), low, high }];
  });
}
