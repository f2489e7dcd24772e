/** Every curve again for a part of the problems: each level and each subject. */
import { meanOf, percentileInterval, resampledMeansOf, type Resamples } from '@/lib/metrics';
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
      return { by, value, problems: isMember.filter(Boolean).length, series: seriesWithin(all, isMember, few) };
    });
  });
}

function seriesWithin(all: readonly MeasuredSeries[], isMember: readonly boolean[], resamples: Resamples): Curves['slices'][number]['series'] {
  const columns = all.flatMap(({ points }) => points.map(({ values }) => values.map((value, i) => (isMember[i] === true ? value : NaN))));
  const means = resampledMeansOf(columns, resamples);
  let column = 0;
  return all.map(({ id, points }) => ({
    id,
    points: points.flatMap(({ n }) => {
      const at = column++;
      const accuracy = meanOf(columns[at]!);
      if (Number.isNaN(accuracy)) return [];
      const { low, high } = means[at]!.every(Number.isNaN) ? { low: 0, high: 1 } : percentileInterval(means[at]!);
      return [{ n, accuracy: Math.min(1, Math.max(0, accuracy)), low, high }];
    }),
  }));
}
