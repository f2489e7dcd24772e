/** Greedy answers that others published, as baselines: one for each model and benchmark, the most trusted where sources differ. Pure. */
import { wilson } from '@/lib/metrics';
import type { PublishedRow } from './curve-model';
import type { VerdictBaseline } from './verdict-model';

const confidences: readonly string[] = ['low', 'low-medium', 'medium', 'medium-high', 'high'];

interface PublishedBaseline {
  readonly shown: VerdictBaseline;
  readonly row: PublishedRow;
}

interface Experiment {
  readonly set: string;
  readonly problems: readonly { readonly uniqueId: string }[];
  readonly policies: readonly string[];
}

/** Those of the same benchmark first; then of a policy's family before others, and larger models before smaller. */
export function publishedBaselines(
  rows: readonly PublishedRow[],
  experiment: Experiment,
): readonly PublishedBaseline[] {
  const byModel = new Map<string, PublishedRow>();
  for (const row of rows) {
    if (row.method !== 'greedy_cot') continue;
    const key = `${row.model} on ${row.dataset}`;
    const known = byModel.get(key);
    if (known === undefined || trustOf(row) > trustOf(known)) byModel.set(key, row);
  }
  const families = new Set(experiment.policies.map(familyOf));
  return [...byModel]
    .map(([key, row]) => ({ row, shown: shownOf(key, row, experiment) }))
    .toSorted(
      (one, other) =>
        Number(other.shown.isSameBenchmark) - Number(one.shown.isSameBenchmark) ||
        Number(families.has(familyOf(other.row.model))) - Number(families.has(familyOf(one.row.model))) ||
        (other.row.parametersB ?? 0) - (one.row.parametersB ?? 0) ||
        one.shown.name.localeCompare(other.shown.name),
    );
}

/** `meta-llama/Llama-3.2-1B-Instruct` is a Llama. */
function familyOf(model: string): string {
  return /^[a-z]*/.exec((model.split('/').at(-1) ?? '').toLowerCase())?.[0] ?? '';
}

/** How many problems a share was measured on. */
export function benchmarkProblems(dataset: string): number {
  return dataset.includes('full test') ? 5_000 : 500;
}

/** The benchmark whose problems these are, among those that figures are published of; undefined where they are others, or nobody knows. */
export function benchmarkOf(experiment: Pick<Experiment, 'set' | 'problems'>): string | undefined {
  return isSameBenchmark(experiment, mainBenchmark) ? mainBenchmark : undefined;
}

const mainBenchmark = 'MATH-500';
/** As MATH-500 names its problems: `test/algebra/1349.json`. */
const mathId = /^test\/[a-z_]+\/\d+\.json$/;

/** By its name, however that is written (`HuggingFaceH4/MATH-500`, `math_500.jsonl`), or by the ids of its problems. */
export function isSameBenchmark({ set, problems }: Pick<Experiment, 'set' | 'problems'>, dataset: string): boolean {
  const plain = (name: string) =>
    (name.split('/').at(-1) ?? '').toLowerCase().replaceAll(/\.(?:jsonl?|parquet|csv)$|[^a-z0-9]/g, '');
  const isKnown = plain(dataset) === 'math500' && problems.length > 0;
  return plain(set) === plain(dataset) || (isKnown && problems.every(({ uniqueId }) => mathId.test(uniqueId)));
}

function shownOf(
  key: string,
  { model, accuracy, dataset, source }: PublishedRow,
  experiment: Experiment,
): VerdictBaseline {
  const problems = benchmarkProblems(dataset);
  return {
    id: `published / ${key}`,
    kind: 'published',
    name: model,
    accuracy,
    ...wilson(accuracy * problems, problems),
    dataset,
    isSameBenchmark: isSameBenchmark(experiment, dataset),
    source,
  };
}

function trustOf({ confidence }: PublishedRow): number {
  return confidences.indexOf(confidence);
}
