/**
 * From what an experiment measured to the verdict against one baseline. Pure; makes no sentence.
 *
 * 1. Every point of every method is compared with the baseline: paired by problem where the baseline was measured here,
 *    unpaired where it is a published share, which has the sampling error of its own problems. Holm's correction is over all of them, since the best of many is picked.
 * 2. A method passes when some point is better after that; where its line crosses for the last time before is read off between
 *    its points, with the interval of the bootstrap.
 * 3. At the baseline's own cost stands the best point that costs no more; nothing is read off between points there.
 */
import {
  crossing,
  drawShares,
  holm,
  measuredShare,
  pairedDifference,
  publishedShare,
  unpairedDifference,
  type Interval,
} from '@/lib/metrics';
import { strategyOf } from '@/lib/search';
import type { ExperimentData, Origin } from '../model';
import { amountOf, type AxisName, type CurvePoint, type PublishedRow } from './curve-model';
import { drawAll, resampleSeed as seed, type Drawn, type DrawnExperiment } from './drawn';
import { publishedBaselines } from './published-baselines';
import type { Verdict, VerdictBaseline, VerdictMethod, VerdictPoint } from './verdict-model';

export interface VerdictQuery {
  readonly origin: Origin;
  /** Id of a baseline; absent or unknown: the first there is. */
  readonly against?: string | undefined;
  readonly published: readonly PublishedRow[];
}

/** Below this, after correction, a difference is beyond chance. */
const level = 0.05;

/** One baseline, with what it takes to compare with it. */
interface Opponent {
  readonly shown: VerdictBaseline;
  /** Measured here. */
  readonly drawn: Drawn | undefined;
  /** Of a published one, in millions. */
  readonly parametersM: number | undefined;
}

export function verdictOf(data: ExperimentData, { origin, against, published }: VerdictQuery): Verdict {
  const experiment = drawAll(data);
  const opponents = opponentsOf(experiment, data, published);
  const opponent =
    opponents.find(({ shown }) => shown.id === against) ??
    // Of other problems nothing is said unasked.
    opponents.find(({ shown }) => shown.coverage === 'all');
  const candidates = experiment.drawn.filter((each) => isMethod(each) && each !== opponent?.drawn);
  const axis = axisFor(opponent, candidates, origin);
  const shared = {
    baselines: opponents.map(({ shown }) => shown),
    axis,
    problems: data.problems.length,
    results: data.digests.length,
    seeds: data.spec.seeds.length,
  };
  if (opponent === undefined)
    return { ...shared, isCostReckoned: false, isPaired: false, comparisons: 0, methods: [], outcome: 'nothing' };
  const cost = costOf(opponent, { experiment, axis, origin });
  const judged = compareAll(candidates, opponent, { experiment, axis, origin });
  const methods = judged.map(({ shown }) => shown);
  const points = methods.flatMap((method) => method.points.map((point) => ({ method, point })));
  const cheapest = methods.find(({ passes }) => passes);
  return {
    ...shared,
    against: opponent.shown,
    ...(cost === undefined ? {} : { cost }),
    isCostReckoned: cost !== undefined && opponent.drawn === undefined,
    isPaired: opponent.drawn !== undefined,
    comparisons: points.length,
    methods,
    outcome:
      points.length === 0
        ? 'nothing'
        : cheapest !== undefined
          ? 'passes'
          : points.some(({ point }) => point.outcome === 'tied')
            ? 'undecided'
            : 'not-reached',
    ...(cheapest === undefined ? {} : { cheapest: cheapest.id }),
    ...(cost === undefined ? {} : atItsCostOf(judged, cost)),
  };
}

/** The highest of the points that cost no more than `cost`: a question of its own, so that p-values are corrected for these alone. */
function atItsCostOf(
  methods: readonly Judged[],
  cost: number,
): { readonly atItsCost?: NonNullable<Verdict['atItsCost']> } {
  const within = methods.flatMap(({ shown, raw }) =>
    shown.points.flatMap((point, i) => (point.cost <= cost ? [{ method: shown.id, point, raw: raw[i]! }] : [])),
  );
  const corrected = holm(within.map(({ raw }) => raw));
  const [best] = within
    .map(({ method, point }, i) => ({ method, point: withP(point, corrected[i]!) }))
    .toSorted((one, other) => other.point.accuracy - one.point.accuracy || one.point.cost - other.point.cost);
  return best === undefined ? {} : { atItsCost: { ...best, comparisons: within.length } };
}

function withP<Point extends { readonly difference: number }>(point: Point, pValue: number) {
  const outcome: VerdictPoint['outcome'] = pValue >= level ? 'tied' : point.difference > 0 ? 'better' : 'worse';
  return { ...point, pValue, outcome };
}

/** What a user could run: no baseline, and not the oracle, which knows the answers. */
function isMethod({ measured }: Drawn): boolean {
  return !measured.isBaseline && measured.reading !== 'oracle' && measured.points.length > 0;
}

/** One answer and no search. */
function isSingleAnswer({ measured }: Drawn): boolean {
  return !strategyOf(measured.strategy).settings.includes('n');
}

/** Large models first, then the policies' own answers, then what others published: of the same problems before others, larger models first. */
function opponentsOf(
  { drawn }: DrawnExperiment,
  { problems, spec }: ExperimentData,
  published: readonly PublishedRow[],
): readonly Opponent[] {
  const measured = (kind: 'baseline' | 'own', found: readonly Drawn[]) =>
    found.flatMap((each): Opponent[] => {
      const [point] = each.series.points;
      if (point === undefined) return [];
      const { accuracy, low, high } = point;
      return [
        {
          shown: {
            id: each.series.id,
            kind,
            name: each.series.policy,
            accuracy,
            low: bounded(low),
            high: bounded(high),
            coverage: 'all',
          },
          drawn: each,
          parametersM: undefined,
        },
      ];
    });
  return [
    ...measured(
      'baseline',
      drawn.filter(({ measured: { isBaseline } }) => isBaseline),
    ),
    ...measured(
      'own',
      drawn.filter((each) => isMethod(each) && isSingleAnswer(each)),
    ),
    ...publishedBaselines(published, { set: spec.problems.set, problems, policies: spec.policies }).map(
      ({ shown, row }): Opponent => ({
        shown,
        drawn: undefined,
        parametersM: row.parametersB === undefined ? undefined : 1000 * row.parametersB,
      }),
    ),
  ];
}

function bounded(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** FLOPs of policy and verifier where they are known, else what is known of all. */
function axisFor(opponent: Opponent | undefined, candidates: readonly Drawn[], origin: Origin): AxisName {
  const has = (axis: AxisName, { series: { points } }: Pick<Drawn, 'series'>) =>
    points.some((point) => amountOf(point, axis, origin) !== undefined);
  const isKnown = (axis: AxisName) =>
    candidates.some((each) => has(axis, each)) && (opponent?.drawn === undefined || has(axis, opponent.drawn));
  return (['flops', 'generatedTokens'] as const).find(isKnown) ?? 'n';
}

interface Comparing {
  readonly experiment: DrawnExperiment;
  readonly axis: AxisName;
  readonly origin: Origin;
}

/** Of a published figure only the size of its model is known: it is reckoned with the tokens of one answer of the policy. */
function costOf({ drawn, parametersM }: Opponent, { experiment, axis, origin }: Comparing): number | undefined {
  if (axis === 'n') return undefined;
  const [point] = drawn?.series.points ?? [];
  if (point !== undefined) return amountOf(point, axis, origin);
  const answer = singleAnswerOf(experiment);
  if (axis !== 'flops' || parametersM === undefined || answer === undefined) return undefined;
  const { prompt, completion } = answer.ledger.policy;
  return 2 * parametersM * 1e6 * (prompt + completion);
}

function singleAnswerOf({ drawn }: DrawnExperiment): CurvePoint | undefined {
  const own = drawn.filter(isMethod);
  return (own.find(isSingleAnswer) ?? own.find(({ series }) => series.points[0]?.n === 1))?.series.points[0];
}

interface Judged {
  readonly shown: VerdictMethod;
  /** p-values of its points before any correction. */
  readonly raw: readonly number[];
}

function compareAll(candidates: readonly Drawn[], opponent: Opponent, comparing: Comparing): readonly Judged[] {
  const { resamples } = comparing.experiment;
  const levels =
    opponent.drawn?.means[0] ??
    drawShares(publishedShare(opponent.shown.accuracy, opponent.shown.problems), { seed, count: resamples.count });
  const found = candidates.flatMap((own) => {
    const placed = own.series.points
      .flatMap((point, i) => {
        const cost = amountOf(point, comparing.axis, comparing.origin);
        const difference = differenceAt(own, i, { opponent, levels, experiment: comparing.experiment });
        return cost === undefined || difference === undefined
          ? []
          : [{ point, cost, difference, means: own.means[i]! }];
      })
      .toSorted((one, other) => one.cost - other.cost);
    return placed.length === 0 ? [] : [{ own, placed }];
  });
  const corrected = holm(found.flatMap(({ placed }) => placed.map(({ difference }) => difference.pValue))).values();
  return found
    .map(({ own, placed }): Judged => {
      const points = placed.map(({ point, cost, difference: { difference, low, high } }) =>
        withP({ n: point.n, cost, accuracy: point.accuracy, difference, low, high }, corrected.next().value!),
      );
      const goal = goalOf(points);
      const isBelow = ({ accuracy }: VerdictPoint) => accuracy < opponent.shown.accuracy;
      const from = Math.max(0, points.slice(0, goal).findLastIndex(isBelow));
      const falls = points.slice(goal).find(isBelow);
      const { status, at, low, high } = crossing({
        amounts: points.slice(from).map(({ cost }) => cost),
        accuracies: points.slice(from).map(({ accuracy }) => accuracy),
        level: opponent.shown.accuracy,
        resampledAccuracies: placed.slice(from).map(({ means }) => means),
        resampledLevel: levels,
      });
      const { points: _, ...head } = own.series;
      const shown = {
        ...head,
        points,
        status,
        ...(at === undefined ? {} : { at }),
        ...(low === undefined ? {} : { low }),
        ...(high === undefined ? {} : { high }),
        passes: points.some(({ outcome }) => outcome === 'better'),
        ...(status === 'not-reached' || falls === undefined ? {} : { fallsAt: falls.cost }),
      };
      return { shown, raw: placed.map(({ difference }) => difference.pValue) };
    })
    .toSorted(
      ({ shown: one }, { shown: other }) =>
        (beyondChance(one)?.cost ?? Number.MAX_VALUE) - (beyondChance(other)?.cost ?? Number.MAX_VALUE) ||
        startOf(one) - startOf(other) ||
        highest(other) - highest(one),
    );
}

/** The place of the point that the passing of a line leads to: the first that is better beyond chance, else the highest. */
function goalOf(points: readonly VerdictPoint[]): number {
  const first = points.findIndex(({ outcome }) => outcome === 'better');
  const highest = Math.max(...points.map(({ accuracy }) => accuracy));
  return first >= 0 ? first : points.findIndex(({ accuracy }) => accuracy === highest);
}

/** The first point of it that is better beyond chance. */
function beyondChance({ points }: VerdictMethod): VerdictPoint | undefined {
  return points.find(({ outcome }) => outcome === 'better');
}

/** The cost from which on its line is above, as far as that is known; what does not get there comes last. */
function startOf({ status, at, points }: VerdictMethod): number {
  return status === 'not-reached' ? Number.MAX_VALUE : (at ?? points[0]!.cost);
}

/** Where it is first better beyond chance, else at its best. */
function highest(method: VerdictMethod): number {
  return beyondChance(method)?.accuracy ?? Math.max(...method.points.map(({ accuracy }) => accuracy));
}

function differenceAt(
  { measured, series, means }: Drawn,
  i: number,
  {
    opponent,
    levels,
    experiment: { resamples },
  }: { readonly opponent: Opponent; readonly levels: Float64Array; readonly experiment: DrawnExperiment },
): (Interval & { readonly difference: number; readonly pValue: number }) | undefined {
  const point = measured.points[i]!;
  const theirs = opponent.drawn?.measured.points[0];
  if (theirs !== undefined) {
    const isWhole = point.problems === resamples.problems && theirs.problems === resamples.problems;
    return pairedDifference(point.values, theirs.values, {
      resamples,
      seed,
      ...(isWhole ? { means: [means[i]!, levels] } : {}),
    });
  }
  return unpairedDifference(
    measuredShare(series.points[i]!.accuracy, means[i]!, point.problems),
    publishedShare(opponent.shown.accuracy, opponent.shown.problems),
  );
}
