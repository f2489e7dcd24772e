/**
 * Figures that others published, as a faint layer: rows to curves, single figures and levels, with everything their sources
 * say. Pure. They are what others measured elsewhere, never what is to come out here.
 */
import type { PublishedRow } from '@/lib/experiments/report/curve-model';
import type { ChartLevel, ReferenceCurve } from '@/components/charts/chart-types';
import { formatShare } from './amounts';
import { shortPrm, sourceWords } from './published-source';

export interface PublishedFilter {
  readonly models: readonly string[];
  /** Empty: every method. */
  readonly methods: readonly string[];
}

export interface PublishedLayer {
  readonly curves: readonly ReferenceCurve[];
  readonly levels: readonly ChartLevel[];
  /** By curve id and point key. */
  readonly rowOf: ReadonlyMap<string, PublishedRow>;
  /** What has to be said in the picture, where figures of other problems are in it. */
  readonly note: string | undefined;
}

const methodNames: Readonly<Record<string, string>> = {
  greedy_cot: 'one greedy answer',
  majority: 'majority',
  bon: 'best-of-N',
  bon_weighted: 'best-of-N, weighted',
  beam_search: 'beam search',
  dvts: 'DVTS',
  compute_optimal: 'compute-optimal',
  rebase: 'REBASE',
  dora: 'DORA',
  particle_filtering: 'particle filtering',
};

/** One mark a method, whoever published it; what is not here shares a cross. */
const shapes: Readonly<Record<string, ReferenceCurve['shape']>> = {
  majority: 'circle',
  bon: 'square',
  bon_weighted: 'diamond',
  beam_search: 'triangle',
  dvts: 'star',
  rebase: 'wye',
  dora: 'plus',
};

/** Fewer points make no curve. */
const leastCurve = 3;

/** Methods that are drawn when nothing is said. */
export const usualMethods: readonly string[] = ['greedy_cot', 'majority', 'bon_weighted', 'beam_search', 'dvts'];

export function publishedMethod(method: string): string {
  return methodNames[method] ?? method.replaceAll('_', ' ').replace(':', ', ');
}

/** Models that are drawn when nothing is said: small against large, as the published figures are mostly asked for. */
export const usualModels: readonly string[] = [
  'Llama-3.2-1B-Instruct',
  'Llama-3.2-3B-Instruct',
  'Llama-3.1-8B-Instruct',
  'Llama-3.1-70B-Instruct',
  'Llama-3.1-405B-Instruct',
];

/** `1.24` billion parameters: `1.24 B`. */
export function publishedSize({ parametersB }: PublishedRow): string | undefined {
  return parametersB === undefined ? undefined : `${parametersB} B`;
}

/** The sampling temperature, where the note of the row says one. */
export function publishedTemperature({ note = '' }: PublishedRow): string {
  const found = /\bT\s*=\s*([\d.]*\d)/.exec(note)?.[1] ?? /temperature ([\d.]*\d)/.exec(note)?.[1];
  return found === undefined ? 'T not stated' : `T = ${found}`;
}

/** One figure with all that its source tells. */
export function publishedWords(row: PublishedRow): string {
  return [
    `${row.model}, ${publishedMethod(row.method)}, ${row.n === undefined ? 'n not stated' : `n = ${row.n}`}: ${formatShare(row.accuracy)} on ${row.dataset}`,
    row.prm === undefined ? 'no PRM named' : `PRM ${row.prm}`,
    publishedTemperature(row),
    `${row.kind}, confidence ${row.confidence}`,
    sourceWords(row),
  ].join('; ');
}

/** Without a method that is asked for, the curves and the greedy answers of the models: lone figures of many papers hide them. */
export function filterPublished(
  rows: readonly PublishedRow[],
  { models, methods }: PublishedFilter,
): readonly PublishedRow[] {
  const own = rows.filter(({ model }) => models.includes(model));
  if (methods.length > 0) return own.filter(({ method }) => methods.includes(method));
  const lengths = groupBy(own, curveId);
  return own.filter((row) => isLevel(row) || (lengths.get(curveId(row))?.length ?? 0) >= leastCurve);
}

/** `hasBudgetAxis`: n is the x axis; figures are published for an n alone, so elsewhere only the levels can be drawn. `benchmark`: that of the chart’s own problems, where they are known to be one. */
export function publishedLayer(
  rows: readonly PublishedRow[],
  { hasBudgetAxis, benchmark }: { readonly hasBudgetAxis: boolean; readonly benchmark: string | undefined },
): PublishedLayer {
  const greedy = rows.filter(isLevel);
  const others = hasBudgetAxis ? rows.filter((row) => !isLevel(row) && row.n !== undefined) : [];
  const groups = groupBy(others, curveId);
  const datasets = [...new Set([...greedy, ...others].map(({ dataset }) => dataset))];
  const elsewhere = datasets.filter((dataset) => dataset !== benchmark);
  const curves = [...groups].map(([id, group]): ReferenceCurve => {
    const { model, method, prm, dataset } = group[0]!;
    const parts = [
      `${shortModel(model)} ${publishedMethod(method)}`,
      prm === undefined ? undefined : shortPrm(prm),
      datasets.length === 1 || dataset === benchmark ? undefined : dataset,
    ];
    return {
      id,
      name: parts.filter((part) => part !== undefined).join(', '),
      shape: shapes[method] ?? 'cross',
      points: group
        .toSorted((one, other) => one.n! - other.n!)
        .map((row) => ({ key: String(row.n), x: row.n!, y: row.accuracy, words: publishedWords(row) })),
    };
  });
  return {
    curves,
    levels: [...groupBy(greedy, ({ model, dataset }) => `${model} | ${dataset}`).values()].map((group) =>
      levelOf(group, datasets.length === 1 ? group[0]!.dataset : benchmark),
    ),
    rowOf: new Map(others.map((row) => [publishedKey(curveId(row), String(row.n)), row])),
    note: elsewhere.length === 0 ? undefined : `Grey: published on ${elsewhere.join(', ')}, other problems than these`,
  };
}

export function publishedKey(curve: string, point: string): string {
  return `${curve} @ ${point}`;
}

/** One greedy answer costs the same whatever the axis: it is a level. */
function isLevel({ method }: PublishedRow): boolean {
  return method === 'greedy_cot';
}

/** The most trusted figure, and the range of all sources where they differ. */
function levelOf(rows: readonly PublishedRow[], benchmark: string | undefined): ChartLevel {
  const [best] = rows.toSorted((one, other) => trust(other) - trust(one));
  const { model, dataset, accuracy } = best!;
  const values = rows.map((row) => row.accuracy);
  const sources = new Set(rows.map(({ source }) => source)).size;
  const where = dataset === benchmark ? '' : ` on ${dataset}`;
  return {
    id: `published ${model} ${dataset}`,
    name: `${shortModel(model)} greedy, published${where}${sources === 1 ? '' : ` (${sources} sources)`}`,
    value: accuracy,
    isFaint: true,
    ...(values.length === 1 ? {} : { low: Math.min(...values), high: Math.max(...values) }),
  };
}

function trust({ confidence }: PublishedRow): number {
  return ['low', 'low-medium', 'medium', 'medium-high', 'high'].indexOf(confidence);
}

function shortModel(model: string): string {
  return model.replace(/-Instruct.*$/, '').replace(/^\(policy not named.*$/, 'policy not named');
}

function curveId({ model, dataset, method, prm, aggregation, source }: PublishedRow): string {
  return ['published', model, dataset, method, prm ?? '', aggregation ?? '', source].join(' | ');
}

function groupBy(
  rows: readonly PublishedRow[],
  keyOf: (row: PublishedRow) => string,
): ReadonlyMap<string, readonly PublishedRow[]> {
  const groups = new Map<string, PublishedRow[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}
