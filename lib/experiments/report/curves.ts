/** From everything an experiment measured to everything that is drawn of it. Pure: the same data give the same curves. */
import { crossing, pairedDifference, resampledMeansOf, type Resamples } from '@/lib/metrics';
import { majorityVote, strategyOf, usualSelection } from '@/lib/search';
import { axisNames, type Curves, type CurveSeries } from './curve-model';
import type { ExperimentData } from '../model';
import { computeOptimal } from './compute-optimal';
import { drawAll, pointOf, resampleSeed as seed, type Drawn } from './drawn';
import type { MeasuredPoint } from './measured';
import { methodWords } from './method-words';
import { benchmarkOf } from './published-baselines';
import { slicesOf } from './slices';

export interface CurvesQuery {
  readonly id: string;
  readonly origin: Curves['experiment']['origin'];
  /** A series or a baseline; absent or unknown: the majority vote, else the first series. */
  readonly reference?: string | undefined;
}

export function curvesOf(data: ExperimentData, { id, origin, reference }: CurvesQuery): Curves {
  const { drawn, missing, resamples } = drawAll(data);
  const all = drawn.map(({ measured }) => measured);
  const seeds = data.spec.seeds.length;
  const benchmark = benchmarkOf({ set: data.spec.problems.set, problems: data.problems });
  const curves = drawn.filter(({ measured }) => !measured.isBaseline);
  const baselines = drawn.filter(({ measured }) => measured.isBaseline);
  const chosen = drawn.find((each) => each.series.id === reference) ?? usualReference(curves);
  return {
    experiment: {
      id,
      name: data.spec.name,
      set: data.spec.problems.set,
      ...(benchmark === undefined ? {} : { benchmark }),
      origin,
    },
    problems: data.problems.length,
    seeds,
    results: data.digests.length,
    missing,
    series: curves.map(({ series }) => series),
    baselines: baselines.flatMap(({ series }) =>
      series.points.slice(0, 1).map((point) => ({ id: series.id, policy: series.policy, point })),
    ),
    crossings: curves
      .filter(({ measured }) => measured.reading !== 'oracle')
      .flatMap((one) => baselines.flatMap((other) => crossingsOf(one, other))),
    ...(chosen === undefined ? {} : { reference: chosen.series.id }),
    differences:
      chosen === undefined
        ? []
        : curves.filter((each) => each !== chosen).flatMap((each) => differencesOf(each, chosen, resamples)),
    slices: slicesOf(data.problems, all, resamples),
    computeOptimal: computeOptimal(data, all).map(({ curve, ...rest }) => ({
      ...rest,
      ...(curve === undefined ? {} : { curve: optimalSeries(curve, { resamples, seeds }) }),
    })),
    method: methodWords(data, resamples.count),
  };
}

/** The majority vote: of whole solutions that were asked for to vote, else of those that were scored too, else the one at most budgets. */
function usualReference(curves: readonly Drawn[]): Drawn | undefined {
  const votes = curves.filter(({ measured }) => measured.reading === majorityVote);
  return (
    votes
      .filter(({ measured }) => strategyOf(measured.strategy).pooling === 'solutions')
      .toSorted((one, other) => verifiersOf(one) - verifiersOf(other))[0] ??
    votes.toSorted((one, other) => other.series.points.length - one.series.points.length)[0] ??
    curves[0]
  );
}

function verifiersOf({ measured }: Drawn): number {
  return Number(strategyOf(measured.strategy).needsVerifier);
}

interface Drawing {
  readonly resamples: Resamples;
  readonly seeds: number;
}

function optimalSeries(
  {
    id,
    policy,
    verifier,
    points,
  }: {
    readonly id: string;
    readonly policy: string;
    readonly verifier: string | undefined;
    readonly points: readonly MeasuredPoint[];
  },
  { resamples, seeds }: Drawing,
): CurveSeries {
  const measured = points.filter(({ problems }) => problems > 0);
  const means = resampledMeansOf(
    measured.map(({ values }) => values),
    resamples,
  );
  return {
    id,
    strategy: 'compute-optimal',
    reading: usualSelection(true),
    policy,
    ...(verifier === undefined ? {} : { verifier }),
    points: measured.map((point, i) => pointOf(point, means[i]!, seeds)),
  };
}

/** On every axis that all points have. */
function crossingsOf({ series, means }: Drawn, baseline: Drawn): Curves['crossings'] {
  const level = baseline.series.points[0];
  const resampledLevel = baseline.means[0];
  if (level === undefined || resampledLevel === undefined) return [];
  return axisNames.flatMap((axis) => {
    const amounts = series.points.map(({ cost }) => cost[axis] ?? 0);
    if (amounts.some((amount) => amount <= 0)) return [];
    const { status, at, low, high } = crossing({
      amounts,
      accuracies: series.points.map(({ accuracy }) => accuracy),
      level: level.accuracy,
      resampledAccuracies: means,
      resampledLevel,
    });
    return [
      {
        series: series.id,
        baseline: baseline.series.id,
        axis,
        status,
        ...(at === undefined ? {} : { at }),
        ...(low === undefined ? {} : { low }),
        ...(high === undefined ? {} : { high }),
      },
    ];
  });
}

/** At the same n; a baseline has one point, which is the reference at every n. */
function differencesOf(
  { measured: series, means }: Drawn,
  { measured: reference, means: theirs }: Drawn,
  resamples: Resamples,
): Curves['differences'] {
  return series.points.flatMap(({ n, values, problems }, i) => {
    const at = reference.isBaseline ? 0 : reference.points.findIndex((point) => point.n === n);
    const other = reference.points[at];
    const isWhole = problems === resamples.problems && other?.problems === resamples.problems;
    const found =
      other === undefined
        ? undefined
        : pairedDifference(values, other.values, {
            resamples,
            seed,
            ...(isWhole ? { means: [means[i]!, theirs[at]!] } : {}),
          });
    if (found === undefined) return [];
    const { onlyFirst, onlySecond, ...rest } = found;
    return [
      { series: series.id, reference: reference.id, n, ...rest, onlySeries: onlyFirst, onlyReference: onlySecond },
    ];
  });
}
