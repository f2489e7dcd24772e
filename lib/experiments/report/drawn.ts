/**
 * The series of an experiment with their points and the means of those by resample: what curves, differences and the verdict
 * are all read from, so that they agree. Made once for the same data.
 */
import { drawResamples, meanInterval, meanOf, resampledMeansOf, type Resamples } from '@/lib/metrics';
import { isDeterministic, strategyOf } from '@/lib/search';
import type { ExperimentData } from '../model';
import type { CurvePoint, CurveSeries } from './curve-model';
import { measure, type MeasuredPoint, type MeasuredSeries } from './measured';

/** More of them would move the ends of a band by less than is seen. */
const bandResamples = 500;
/** Fixed, so that looking again moves no band. */
export const resampleSeed = 1;

/** A series with the means of its points by resample. */
export interface Drawn {
  readonly measured: MeasuredSeries;
  readonly series: CurveSeries;
  readonly means: readonly Float64Array[];
}

export interface DrawnExperiment {
  /** Baselines among them. */
  readonly drawn: readonly Drawn[];
  /** Problems that at least one point leaves out. */
  readonly missing: number;
  readonly resamples: Resamples;
}

const made = new WeakMap<ExperimentData, DrawnExperiment>();

export function drawAll(data: ExperimentData): DrawnExperiment {
  const before = made.get(data);
  if (before !== undefined) return before;
  const { series: all, missing } = measure(data);
  const resamples = drawResamples(Math.max(1, data.problems.length), { seed: resampleSeed, resamples: bandResamples });
  const means = resampledMeansOf(
    all.flatMap(({ points }) => points.map(({ values }) => values)),
    resamples,
  ).values();
  const drawn = all.map((measured) =>
    drawSeries(
      measured,
      measured.points.map(() => means.next().value!),
      data.spec.seeds.length,
    ),
  );
  const found = { drawn, missing, resamples };
  made.set(data, found);
  return found;
}

function drawSeries(measured: MeasuredSeries, means: readonly Float64Array[], seeds: number): Drawn {
  const { id, strategy, reading, policy, verifier } = measured;
  const points = measured.points.map((point, i) => pointOf(point, means[i]!, seeds));
  return {
    measured,
    means,
    series: { id, strategy, reading, policy, ...(verifier === undefined ? {} : { verifier }), points },
  };
}

/** `means`: those of the point by resample; `seeds`: those of the experiment. */
export function pointOf(
  { n, estimate, values, monteCarloError, problems, bySeed, cost, ledger, cell }: MeasuredPoint,
  means: Float64Array,
  seeds: number,
): CurvePoint {
  // Sums of shares may leave [0, 1] in the last bit.
  const accuracy = Math.min(1, Math.max(0, meanOf(values)));
  return {
    n,
    accuracy,
    ...meanInterval(values, means),
    estimate,
    monteCarloError,
    problems,
    seeds: isDeterministic(strategyOf(cell.strategy)) ? 1 : seeds,
    ...(bySeed.length === 0 ? {} : { bySeed: [...bySeed] }),
    cost,
    ledger,
  };
}
