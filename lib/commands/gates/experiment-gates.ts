/**
 * What an experiment says of the gates that compare strategies: revisions by their place, sequential beside parallel, all
 * strategies side by side, step-wise ones in pairs of like cost, and what chooses by a map beside what does not. Pure; no
 * strategy is asked for by name, and no result stands here.
 */
import { drawResamples, meanOf, pairedDifference, percentileInterval, resampledMeans } from '@/lib/metrics';
import type { Resamples } from '@/lib/metrics';
import { completeRuns, measure } from '@/lib/experiments/report';
import type { MeasuredPoint, MeasuredSeries } from '@/lib/experiments/report';
import type { ExperimentData } from '@/lib/experiments/model';
import { majorityVote, strategyOf } from '@/lib/search';
import { percent } from './shares';

const budgets = [4, 16, 64] as const;
const levels = [1, 2, 3, 4, 5] as const;
/** Fixed, so that looking again moves no interval. */
const seed = 1;

interface Looked {
  readonly data: ExperimentData;
  /** One reading each: the weighted vote where there are scores, else the majority. */
  readonly series: readonly MeasuredSeries[];
  readonly resamples: Resamples;
}

/** Markdown tables, each with what it compares; parts of which nothing was measured are left out. */
export function experimentGates(data: ExperimentData): string {
  const series = measure(data).series.filter(({ strategy, reading }) => {
    const { needsVerifier, settings } = strategyOf(strategy);
    return reading === (needsVerifier && settings.includes('n') ? 'weighted' : majorityVote);
  });
  const looked = { data, series, resamples: drawResamples(data.problems.length, { seed, resamples: 1_000 }) };
  return [
    `${data.problems.length} problems of ${data.spec.problems.set}, ${data.spec.seeds.length} ${data.spec.seeds.length === 1 ? 'seed' : 'seeds'}. 95 % intervals: bootstrap over problems. Verdicts: paired, over the same problems.`,
    sideBySide(looked),
    byPlace(looked),
    sequentialBesideParallel(looked),
    pairsOfLikeCost(looked),
    byMapBesideFixed(looked),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Every strategy at each budget: accuracy, generated tokens, FLOPs; and of how many problems, where not of all. */
function sideBySide({ data, series, resamples }: Looked): string {
  const rows = series.map((each) => {
    const single = each.points.length === 1 && each.points[0]!.n === 1;
    const cells = budgets.map((n) => {
      const point = single ? (n === budgets[0] ? each.points[0] : undefined) : pointAt(each, n);
      return point === undefined ? '' : `${shareWords(point.values, resamples)}, ${costWords(point)}`;
    });
    const fewest = Math.min(...each.points.map(({ problems }) => problems));
    const fewer = fewest < data.problems.length ? `, ${fewest} problems` : '';
    return `| ${nameOf(each)}${fewer} | ${cells.join(' | ')} |`;
  });
  return table('Accuracy, generated tokens and FLOPs a problem', ['', ...budgets.map((n) => `n = ${n}`)], rows);
}

/** Is a revision better than a fresh sample? The right share by place in a chain, beside the place before all. */
function byPlace({ data, series, resamples }: Looked): string {
  const runs = completeRuns(data);
  const policies = [...new Set(series.filter(isRevising).map(({ policy }) => policy))];
  return policies
    .map((policy) => {
      const cells = data.cells.filter((cell) => cell.policy === policy && strategyOf(cell.strategy).asks === 'revise');
      const placed = data.problems.map(({ uniqueId }) =>
        cells.flatMap(({ id }) =>
          (runs.get(id)?.get(uniqueId) ?? []).flatMap(({ rightByPlace = [] }) => [rightByPlace]),
        ),
      );
      const longest = Math.max(0, ...placed.flat().map(({ length }) => length));
      const at = (place: number) =>
        Float64Array.from(placed, (all) =>
          mean(all.flatMap((shares) => (place < shares.length ? [shares[place]!] : []))),
        );
      const first = at(0);
      const rows = Array.from({ length: longest }, (_, place) => {
        const here = at(place);
        return `| ${place + 1} | ${shareWords(here, resamples)} | ${place === 0 ? '' : differenceWords(here, first, resamples)} |`;
      });
      return table(`Revisions of ${policy} by their place in the chain`, ['place', 'right', 'less the first'], rows);
    })
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Chains with the verifier beside as many samples of the same policy with it, overall and by level. */
function sequentialBesideParallel({ data, series, resamples }: Looked): string {
  const rows = series.filter(isRevising).flatMap((each) =>
    each.points.flatMap((point) => {
      const parallel = series.find(
        ({ strategy, policy, verifier }) =>
          strategyOf(strategy).pooling === 'solutions' && policy === each.policy && verifier === each.verifier,
      );
      const beside = parallel === undefined ? undefined : pointAt(parallel, point.n);
      if (beside === undefined) return [];
      const fresh = amongThoseOf(point, beside.values);
      const inLevels = levels.map((level) => {
        const inLevel = (values: Float64Array) =>
          meanOf(values.map((value, i) => (data.problems[i]!.level === level ? value : NaN)));
        const [here, there] = [inLevel(point.values), inLevel(fresh)];
        return Number.isNaN(here) ? '–' : `${percent(here)} / ${percent(there)}`;
      });
      const { length, chains } = shapeOf(point);
      return [
        `| ${nameOf(each)} | ${chains} x ${length} | ${point.cost.generatedTokens.toFixed(0)} / ${beside.cost.generatedTokens.toFixed(0)} | ${percent(meanOf(point.values))} / ${percent(meanOf(fresh))} | ${differenceWords(point.values, beside.values, resamples)} | ${inLevels.join(', ')} |`,
      ];
    }),
  );
  return table(
    'Sequential beside parallel, both with the verifier',
    ['', 'chains x attempts', 'generated tokens', 'accuracy', 'difference', 'by level 1 to 5'],
    rows,
  );
}

/** Any two step-wise strategies, each point of the one beside the point of the other that costs most nearly the same. */
function pairsOfLikeCost({ series, resamples }: Looked): string {
  const stepwise = series.filter(({ strategy, isBaseline }) => {
    const { isStepwise, readsMap, settings } = strategyOf(strategy);
    return isStepwise && readsMap !== true && settings.includes('n') && !isBaseline;
  });
  const rows = stepwise.flatMap((one, i) =>
    stepwise.slice(i + 1).flatMap((other) =>
      budgets.flatMap((n) => {
        const point = pointAt(one, n);
        if (point === undefined) return [];
        const beside = nearest(point, other.points);
        return [
          `| ${nameOf(one)}, n = ${point.n} | ${nameOf(other)}, n = ${beside.n} | ${(spentOn(point) / spentOn(beside)).toFixed(2)} | ${differenceWords(point.values, beside.values, resamples)} |`,
        ];
      }),
    ),
  );
  return table(
    'Step-wise strategies in pairs of like cost',
    ['this', 'beside', 'cost of this to that', 'difference'],
    rows,
  );
}

/** What chooses by a map beside the best of those that do not, of no higher mean cost and the same models. */
function byMapBesideFixed({ series, resamples }: Looked): string {
  const choosing = series.filter(({ strategy }) => strategyOf(strategy).readsMap === true);
  const rows = choosing.flatMap((each) =>
    each.points.flatMap((point) => {
      const fixed = series
        .filter(
          (other) => strategyOf(other.strategy).readsMap !== true && other.policy === each.policy && !other.isBaseline,
        )
        .flatMap((other) =>
          other.points.map((beside) => ({ other, beside, values: amongThoseOf(point, beside.values) })),
        )
        .filter(({ beside }) => beside.cost.generatedTokens <= point.cost.generatedTokens)
        .toSorted((left, right) => meanOf(right.values) - meanOf(left.values))[0];
      if (fixed === undefined) return [];
      return [
        `| ${nameOf(each)}, n = ${point.n} | ${shareWords(point.values, resamples)}, ${costWords(point)} | ${nameOf(fixed.other)}, n = ${fixed.beside.n} | ${shareWords(fixed.values, resamples)}, ${costWords(fixed.beside)} | ${differenceWords(point.values, fixed.values, resamples)} |`,
      ];
    }),
  );
  return table(
    'By the strategy map beside the best fixed strategy of no more generated tokens, which is chosen on the same problems',
    ['', 'accuracy', 'best fixed', 'accuracy', 'difference'],
    rows,
  );
}

function isRevising({ strategy }: MeasuredSeries): boolean {
  return strategyOf(strategy).asks === 'revise';
}

function shapeOf({ n, cell }: MeasuredPoint): { readonly length: number; readonly chains: number } {
  const length = Math.min(n, cell.config.revisions);
  return { length, chains: Math.ceil(n / length) };
}

function pointAt({ points }: MeasuredSeries, n: number): MeasuredPoint | undefined {
  return points.find((point) => point.n === n);
}

/** `values` of the problems that `point` has; NaN elsewhere, so that no other problem flatters them. */
function amongThoseOf({ values: own }: MeasuredPoint, values: Float64Array): Float64Array {
  return values.map((value, i) => (Number.isNaN(own[i]!) ? NaN : value));
}

/** FLOPs where the models' sizes are known, else generated tokens. */
function spentOn({ cost }: MeasuredPoint): number {
  return cost.flops ?? cost.generatedTokens;
}

function nearest(point: MeasuredPoint, others: MeasuredSeries['points']): MeasuredPoint {
  const away = (other: MeasuredPoint) => Math.abs(Math.log(spentOn(other) / spentOn(point)));
  return others.reduce((best, other) => (away(other) < away(best) ? other : best));
}

function nameOf({ strategy, policy, points, isBaseline }: MeasuredSeries): string {
  const { asks } = strategyOf(strategy);
  const chain = asks === 'revise' && points[0] !== undefined ? ` of ${points[0].cell.config.revisions}` : '';
  return `${strategy}${chain} by ${policy}${isBaseline ? ', baseline' : ''}`;
}

function shareWords(values: Float64Array, resamples: Resamples): string {
  const { low, high } = percentileInterval(resampledMeans(values, resamples));
  return `${percent(meanOf(values))} [${percent(low)}, ${percent(high)}]`;
}

function costWords({ cost }: MeasuredPoint): string {
  const tokens = `${cost.generatedTokens.toFixed(0)} tokens`;
  return cost.flops === undefined ? tokens : `${tokens}, ${cost.flops.toExponential(1)}`;
}

function differenceWords(first: Float64Array, second: Float64Array, resamples: Resamples): string {
  const found = pairedDifference(first, second, { resamples, seed });
  if (found === undefined) return '';
  const { difference, low, high, pValue, verdict } = found;
  return `${percent(difference)} [${percent(low)}, ${percent(high)}], p = ${pValue.toFixed(3)}: ${verdict}`;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function table(title: string, head: readonly string[], rows: readonly string[]): string {
  if (rows.length === 0) return '';
  return [`### ${title}`, '', `| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...rows].join('\n');
}
