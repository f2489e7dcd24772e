/**
 * The best method by difficulty and budget, chosen on one half of the problems and measured on the other, and the curve of
 * always taking it. Snell et al. 2024 (arXiv 2408.03314) section 3.2; unlike there, the estimation of difficulty is charged.
 */
import {
  absoluteBins,
  chooseAcrossFolds,
  meanAmong,
  membersOf,
  quantileBins,
  twoFolds,
  type Binning,
  type Choice,
} from '@/lib/metrics';
import { strategyOf, usualSelection } from '@/lib/search';
import type { Curves } from './curve-model';
import type { Cell, ExperimentData } from '../model';
import { addCost, scaleCost, type Priced } from './cost';
import { completeRuns, type MeasuredPoint, type MeasuredSeries } from './measured';

type ComputeOptimal = Curves['computeOptimal'][number];
type Cells = ComputeOptimal['cells'];

/** Fewer problems than this say nothing about bins of them. */
const fewest = 20;

/** The curve before its bands are drawn. */
export interface OptimalCurve {
  readonly id: string;
  readonly policy: string;
  readonly verifier: string | undefined;
  readonly points: readonly MeasuredPoint[];
}

export interface Optimal extends Omit<ComputeOptimal, 'curve'> {
  readonly curve: OptimalCurve | undefined;
}

/** For the policy of the first pool: each kind of difficulty with each kind of bin. Empty without a pool of enough problems. */
export function computeOptimal(data: ExperimentData, all: readonly MeasuredSeries[]): readonly Optimal[] {
  const pool = data.cells
    .filter(({ strategy, isBaseline }) => !isBaseline && strategyOf(strategy).pooling === 'solutions')
    .toSorted((left, right) => Number(isScored(right)) - Number(isScored(left)))[0];
  if (pool === undefined) return [];
  const runs = completeRuns(data).get(pool.id);
  const series = all.filter(
    ({ policy, reading, isBaseline }) => policy === pool.policy && reading !== 'oracle' && !isBaseline,
  );
  const ease = (kind: 'oracle' | 'predicted') =>
    Float64Array.from(data.problems, ({ uniqueId }) => {
      const found = (runs?.get(uniqueId) ?? []).flatMap(({ solutions, rightShare, meanValue }) => {
        const ease = kind === 'oracle' ? rightShare : meanValue;
        return ease === undefined || solutions === 0 ? [] : [{ ease, solutions }];
      });
      return (
        found.reduce((sum, each) => sum + each.ease * each.solutions, 0) /
        found.reduce((sum, each) => sum + each.solutions, 0)
      );
    });
  return (['oracle', 'predicted'] as const).flatMap((difficulty) => {
    const eases = ease(difficulty);
    if (eases.filter((each) => !Number.isNaN(each)).length < fewest) return [];
    const reading = usualSelection(difficulty !== 'oracle');
    const estimation = all
      .find(({ points, reading: named }) => named === reading && points.some(({ cell }) => cell.id === pool.id))
      ?.points.at(-1);
    return (['quantile', 'absolute'] as const).map((edges) => {
      const binning = edges === 'quantile' ? quantileBins(eases) : absoluteBins(eases);
      return {
        difficulty,
        edges,
        ...chosen(binning, series, { name: `compute-optimal / ${difficulty} / ${edges}`, estimation }),
      };
    });
  });
}

function isScored({ strategy }: Cell): boolean {
  return strategyOf(strategy).needsVerifier;
}

function chosen(
  binning: Binning,
  series: readonly MeasuredSeries[],
  { name, estimation }: { readonly name: string; readonly estimation: MeasuredPoint | undefined },
): Pick<Optimal, 'bins' | 'cells' | 'curve'> {
  const folds = twoFolds(binning, 1);
  const members = binning.bins.map((_, bin) => membersOf(binning, bin));
  const cells: Cells[number][] = [];
  const points: MeasuredPoint[] = [];
  for (const n of [...new Set(series.flatMap((each) => each.points.map((point) => point.n)))].toSorted(
    (left, right) => left - right,
  )) {
    const methods = series.flatMap(({ id, points: found }) =>
      found.filter((point) => point.n === n).map((point) => ({ id, point })),
    );
    const values = methods.map(({ point }) => point.values);
    const choices = members.map((mine) => chooseAcrossFolds(values, folds, mine));
    choices.forEach((choice, bin) =>
      cells.push({
        bin,
        n,
        ...cellOf(
          methods.map(({ id }) => id),
          values,
          { choice, members: members[bin]! },
        ),
      }),
    );
    if (methods.length > 1 && estimation !== undefined)
      points.push(
        pointOf(
          n,
          methods.map(({ point }) => point),
          { choices, binning, folds, estimation },
        ),
      );
  }
  const bins = binning.bins.map((bin, index) => ({ ...bin, problems: members[index]!.length }));
  const curve =
    points.length === 0 || estimation === undefined
      ? undefined
      : {
          id: `${name} / ${estimation.cell.policy}`,
          policy: estimation.cell.policy,
          verifier: estimation.cell.verifier,
          points,
        };
  return { bins, cells, curve };
}

/** The best over the whole bin, what is not distinguishable from it, and the accuracies of the choice across folds. */
function cellOf(
  ids: readonly string[],
  values: readonly Float64Array[],
  { choice, members }: { readonly choice: Choice; readonly members: Int32Array },
): Pick<Cells[number], 'best' | 'tied' | 'accuracy' | 'chosenAccuracy'> {
  const means = values.map((each) => meanAmong(each, members));
  const best = means.reduce<number | undefined>(
    (top, mean, i) => (!Number.isNaN(mean) && (top === undefined || mean > means[top]!) ? i : top),
    undefined,
  );
  if (best === undefined) return { tied: [] };
  const tied = ids.filter((_, i) => i !== best && isTied(values[best]!, values[i]!, members));
  return {
    best: ids[best]!,
    tied,
    ...(Number.isNaN(choice.onOther) ? {} : { accuracy: choice.onOther }),
    ...(Number.isNaN(choice.onOwn) ? {} : { chosenAccuracy: choice.onOwn }),
  };
}

/** Does the normal 95 % interval of the mean paired difference hold 0? */
function isTied(first: Float64Array, second: Float64Array, members: Int32Array): boolean {
  let [count, sum, squares] = [0, 0, 0];
  for (const i of members) {
    const difference = first[i]! - second[i]!;
    if (Number.isNaN(difference)) continue;
    count++;
    sum += difference;
    squares += difference * difference;
  }
  if (count < 2) return count === 1;
  const mean = sum / count;
  const error = Math.sqrt(Math.max(0, squares / count - mean * mean) / (count - 1));
  return mean <= 1.96 * error;
}

interface PointInput {
  readonly choices: readonly Choice[];
  readonly binning: Binning;
  readonly folds: Uint8Array;
  readonly estimation: MeasuredPoint;
}

/** Each problem by the method that the other fold chose for its bin; the mean cost of those methods, and of the estimation. */
function pointOf(
  n: number,
  methods: readonly MeasuredPoint[],
  { choices, binning, folds, estimation }: PointInput,
): MeasuredPoint {
  const values = new Float64Array(folds.length).fill(NaN);
  const uses = new Float64Array(methods.length);
  let counted = 0;
  for (let i = 0; i < folds.length; i++) {
    const choice = choices[binning.binOf[i]!];
    const method = choice?.chosen[folds[i] === 0 ? 1 : 0];
    const value = choice?.values[i] ?? NaN;
    if (method === undefined || Number.isNaN(value)) continue;
    values[i] = value;
    uses[method]!++;
    counted++;
  }
  const searching = methods
    .map((point, m): Priced => scaleCost(point, uses[m]! / Math.max(1, counted)))
    .filter((_, m) => uses[m]! > 0);
  const priced = searching.reduce<Priced>((total, each) => addCost(total, each), estimation);
  const error = Math.sqrt(
    methods.reduce(
      (sum, { monteCarloError }, m) => sum + ((uses[m]! / Math.max(1, counted)) * monteCarloError) ** 2,
      0,
    ),
  );
  const isResampled = methods.some(({ estimate }, m) => estimate === 'resampled' && uses[m]! > 0);
  return {
    n,
    cell: estimation.cell,
    estimate: isResampled ? 'resampled' : 'measured',
    values,
    monteCarloError: isResampled ? error : 0,
    problems: counted,
    bySeed: [],
    cost: priced.cost,
    ledger: priced.ledger,
  };
}
