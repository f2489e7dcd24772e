/**
 * Figures that others published, as a faint layer: rows to curves, single figures and levels, with everything their sources
 * say. Pure. They are what others measured elsewhere, never what is to come out here.
 */
import type { Benchmark, PublishedRow } from '@/lib/experiments/report/curve-model';
import {
  confidenceTexts,
  curveWords,
  fateWords,
  publishedKinds,
  publishedMethods,
  publishedNotes,
  publishedPrms,
  publishedTexts,
  type Say,
  type Text,
} from '@/lib/words';
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

/** A method that has no words here is called as its source calls it. */
export function publishedMethod(method: string, say: Say): string {
  const text = publishedMethods[method];
  return text === undefined ? method.replaceAll('_', ' ').replace(':', ', ') : say(text);
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
export function temperatureOf({ note = '' }: PublishedRow): string | undefined {
  return /\bT\s*=\s*([\d.]*\d)/.exec(note)?.[1] ?? /temperature ([\d.]*\d)/.exec(note)?.[1];
}

/** `T = 0.8`, `T not stated` */
export function publishedTemperature(row: PublishedRow, say: Say): string {
  const temperature = temperatureOf(row);
  return temperature === undefined
    ? say(publishedTexts.noTemperature)
    : say(publishedTexts.temperature, { temperature });
}

/** `PRM Skywork 7B`, `no PRM named` */
export function publishedPrm({ prm }: PublishedRow, say: Say): string {
  return prm === undefined ? say(publishedTexts.noPrm) : say(publishedTexts.prm, { prm: prmWords(prm, say) });
}

/** A name as it is, a description in words. */
export function prmWords(prm: string, say: Say): string {
  return wordsOf(publishedPrms, prm, say);
}

/** How the figure was read. */
export function publishedKind({ kind }: PublishedRow, say: Say): string {
  return wordsOf(publishedKinds, kind, say);
}

/** What is noted beside it; undefined where nothing is. */
export function publishedNote({ note = '' }: PublishedRow, say: Say): string | undefined {
  return note === '' ? undefined : wordsOf(publishedNotes, note, say);
}

/** The name of the model, or in words that there is none. */
export function publishedModel({ model }: PublishedRow, say: Say): string {
  return isNamed(model) ? model : say(publishedTexts.policyNotNamed);
}

function wordsOf(texts: Readonly<Record<string, Text>>, own: string, say: Say): string {
  const text = texts[own];
  return text === undefined ? own : say(text);
}

/** How far it can be trusted, in a word. */
export function publishedConfidence({ confidence }: PublishedRow, say: Say): string {
  return wordsOf(confidenceTexts, confidence, say);
}

/** One figure with all that its source tells. */
export function publishedWords(row: PublishedRow, say: Say): string {
  const { n, dataset: set } = row;
  const values = {
    model: publishedModel(row, say),
    method: publishedMethod(row.method, say),
    share: formatShare(row.accuracy),
    set,
  };
  return [
    n === undefined ? say(publishedTexts.figureWithoutN, values) : say(publishedTexts.figure, { ...values, n }),
    publishedPrm(row, say),
    publishedTemperature(row, say),
    say(publishedTexts.kind, { kind: publishedKind(row, say), confidence: publishedConfidence(row, say) }),
    sourceWords(row, say),
  ].join(say(curveWords.semicolon));
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

/** `hasBudgetAxis`: n is the x axis; figures are published for an n alone, so elsewhere only the levels can be drawn. `benchmark`: that of the chart’s own problems, where they are known to be of one. */
export function publishedLayer(
  rows: readonly PublishedRow[],
  {
    hasBudgetAxis,
    benchmark,
    say,
  }: { readonly hasBudgetAxis: boolean; readonly benchmark: Benchmark | undefined; readonly say: Say },
): PublishedLayer {
  const greedy = rows.filter(isLevel);
  const others = hasBudgetAxis ? rows.filter((row) => !isLevel(row) && row.n !== undefined) : [];
  const groups = groupBy(others, curveId);
  const datasets = [...new Set([...greedy, ...others].map(({ dataset }) => dataset))];
  const whole = benchmark?.isWhole === true ? benchmark.name : undefined;
  const curves = [...groups].map(([id, group]): ReferenceCurve => {
    const { model, method, prm, dataset } = group[0]!;
    const parts = [
      say(publishedTexts.methodOf, { model: shortModel(model, say), method: publishedMethod(method, say) }),
      prm === undefined ? undefined : prmWords(shortPrm(prm), say),
      datasets.length === 1 || dataset === whole ? undefined : dataset,
    ];
    return {
      id,
      name: parts.filter((part) => part !== undefined).join(say(fateWords.comma)),
      shape: shapes[method] ?? 'cross',
      points: group
        .toSorted((one, other) => one.n! - other.n!)
        .map((row) => ({ key: String(row.n), x: row.n!, y: row.accuracy, words: publishedWords(row, say) })),
    };
  });
  return {
    curves,
    levels: [...groupBy(greedy, ({ model, dataset }) => `${model} | ${dataset}`).values()].map((group) =>
      levelOf(group, datasets.length === 1 ? group[0]!.dataset : whole, say),
    ),
    rowOf: new Map(others.map((row) => [publishedKey(curveId(row), String(row.n)), row])),
    note: noteOf(datasets, benchmark, say),
  };
}

/** Whose problems the figures are of, as far as they are not these. */
function noteOf(datasets: readonly string[], benchmark: Benchmark | undefined, say: Say): string | undefined {
  const sets = datasets.filter((dataset) => dataset !== benchmark?.name).join(say(fateWords.comma));
  const others = sets === '' ? undefined : say(publishedTexts.otherProblems, { sets });
  const isPart = benchmark?.isWhole === false && datasets.includes(benchmark.name);
  const all = isPart ? say(publishedTexts.allProblems, { set: benchmark.name }) : undefined;
  return all === undefined || others === undefined
    ? (all ?? others)
    : say(publishedTexts.both, { one: all, other: others });
}

export function publishedKey(curve: string, point: string): string {
  return `${curve} @ ${point}`;
}

/** One greedy answer costs the same whatever the axis: it is a level. */
function isLevel({ method }: PublishedRow): boolean {
  return method === 'greedy_cot';
}

/** The most trusted figure, and the range of all sources where they differ. */
function levelOf(rows: readonly PublishedRow[], benchmark: string | undefined, say: Say): ChartLevel {
  const [best] = rows.toSorted((one, other) => trust(other) - trust(one));
  const { model, dataset, accuracy } = best!;
  const values = rows.map((row) => row.accuracy);
  const sources = new Set(rows.map(({ source }) => source)).size;
  const short = shortModel(model, say);
  const level =
    dataset === benchmark
      ? say(publishedTexts.greedyLevel, { model: short })
      : say(publishedTexts.greedyLevelOn, { model: short, set: dataset });
  return {
    id: `published ${model} ${dataset}`,
    name: sources === 1 ? level : say(publishedTexts.sources, { level, count: sources }),
    ...(sources === 1 ? { short: [short] } : { short: [level, short] }),
    value: accuracy,
    isFaint: true,
    ...(values.length === 1 ? {} : { low: Math.min(...values), high: Math.max(...values) }),
  };
}

function trust({ confidence }: PublishedRow): number {
  return ['low', 'low-medium', 'medium', 'medium-high', 'high'].indexOf(confidence);
}

function shortModel(model: string, say: Say): string {
  return isNamed(model) ? model.replace(/-Instruct.*$/, '') : say(publishedTexts.policyNotNamed);
}

function isNamed(model: string): boolean {
  return !model.startsWith('(policy not named');
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
