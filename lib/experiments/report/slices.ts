/** Every curve again for a part of the problems: each level and each subject. */
import { meanInterval, meanOf, resampledMeansOf, resamplesAmong, type Resamples } from '@/lib/metrics';
import type { Curves } from './curve-model';
import type { ExperimentData } from '../model';
import type { MeasuredSeries } from './measured';

/** Bands of small multiples are drawn from fewer resamples. */
const fewer = 200;

export function slicesOf(
  problems: ExperimentData['problems'],
  all: readonly MeasuredSeries[],
  resamples: Resamples,
): Curves['slices'] {
  return (['level', 'subject'] as const).flatMap((by) => {
    const values = [...new Set(problems.flatMap((problem) => problem[by] ?? []))].map(String).toSorted();
    if (values.length < 2) return [];
    return values.map((value) => {
      const members = Int32Array.from(problems.flatMap((problem, i) => (String(problem[by]) === value ? [i] : [])));
      return {
        by,
        value,
        problems: members.length,
        series: seriesWithin(all, members, resamplesAmong(resamples, members, Math.min(fewer, resamples.count))),
      };
    });
  });
}

function seriesWithin(
  all: readonly MeasuredSeries[],
  members: Int32Array,
  resamples: Resamples,
): Curves['slices'][number]['series'] {
  const columns = all.flatMap(({ points }) =>
    points.map(({ values }) => Float64Array.from(members, (i) => values[i]!)),
  );
  const means = resampledMeansOf(columns, resamples);
  let column = 0;
  return all.map(({ id, points }) => ({
    id,
    points: points.flatMap(({ n }) => {
      const at = column++;
      const accuracy = meanOf(columns[at]!);
      if (Number.isNaN(accuracy)) return [];
      const { low, high } = meanInterval(columns[at]!, means[at]!);
      return [{ n, accuracy: Math.min(1, Math.max(0, accuracy)), low, high }];
    }),
  }));
}
