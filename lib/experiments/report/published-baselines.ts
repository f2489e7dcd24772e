/** Greedy answers that others published, as baselines: one for each model and benchmark, the most trusted where sources differ. Pure. */
import { publishedShare } from '@/lib/metrics';
import type { Benchmark, PublishedRow } from './curve-model';
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
        coverages.indexOf(one.shown.coverage) - coverages.indexOf(other.shown.coverage) ||
        Number(families.has(familyOf(other.row.model))) - Number(families.has(familyOf(one.row.model))) ||
        (other.row.parametersB ?? 0) - (one.row.parametersB ?? 0) ||
        one.shown.name.localeCompare(other.shown.name),
    );
}

/** `meta-llama/Llama-3.2-1B-Instruct` is a Llama. */
function familyOf(model: string): string {
  return /^[a-z]*/.exec((model.split('/').at(-1) ?? '').toLowerCase())?.[0] ?? '';
}

/** How many problems a share was measured on; undefined where nobody says. */
function benchmarkProblems(dataset: string): number | undefined {
  if (plain(dataset) === plain(mainBenchmark)) return 500;
  return /^MATH \(full test\b/.test(dataset) ? 5_000 : undefined;
}

/** The benchmark that these problems are of, among those that figures are published of; undefined where they are others, or nobody knows. */
export function benchmarkOf(experiment: Pick<Experiment, 'set' | 'problems'>): Benchmark | undefined {
  const coverage = coverageOf(experiment, mainBenchmark);
  return coverage === 'none' ? undefined : { name: mainBenchmark, isWhole: coverage === 'all' };
}

const coverages: readonly VerdictBaseline['coverage'][] = ['all', 'part', 'none'];
const mainBenchmark = 'MATH-500';
/** As MATH and MATH-500 name their problems: `test/algebra/1349.json`. */
const mathId = /^test\/([a-z_]+)\/\d+\.json$/;
/** Problems of MATH-500 by subject, counted in its file (HuggingFaceH4/MATH-500): what tells it from 500 others of MATH. */
const subjectsOfMath500: Readonly<Record<string, number>> = {
  algebra: 124,
  intermediate_algebra: 97,
  prealgebra: 82,
  number_theory: 62,
  precalculus: 56,
  geometry: 41,
  counting_and_probability: 38,
};

/**
 * How much of `dataset` these problems are, by its name, however that is written (`HuggingFaceH4/MATH-500`, `math_500.jsonl`), or
 * by the ids of its problems. A part of MATH under another name is a part of MATH-500 as far as ids tell.
 */
export function coverageOf(
  { set, problems }: Pick<Experiment, 'set' | 'problems'>,
  dataset: string,
): VerdictBaseline['coverage'] {
  const whole = benchmarkProblems(dataset);
  const distinct = new Set(problems.map(({ uniqueId }) => uniqueId)).size;
  if (plain(set) === plain(dataset)) return distinct === whole ? 'all' : 'part';
  const subjects = problems.map(({ uniqueId }) => mathId.exec(uniqueId)?.[1]);
  if (plain(dataset) !== plain(mainBenchmark) || distinct === 0 || subjects.includes(undefined)) return 'none';
  const isWhole = Object.entries(subjectsOfMath500).every(
    ([subject, count]) => subjects.filter((each) => each === subject).length === count,
  );
  return isWhole && distinct === whole ? 'all' : 'part';
}

function plain(name: string): string {
  return (name.split('/').at(-1) ?? '').toLowerCase().replaceAll(/\.(?:jsonl?|parquet|csv)$|[^a-z0-9]/g, '');
}

function shownOf(
  key: string,
  { model, accuracy, dataset, source }: PublishedRow,
  experiment: Experiment,
): VerdictBaseline {
  const problems = benchmarkProblems(dataset);
  const { low, high } = publishedShare(accuracy, problems);
  return {
    id: `published / ${key}`,
    kind: 'published',
    name: model,
    accuracy,
    low,
    high,
    dataset,
    ...(problems === undefined ? {} : { problems }),
    coverage: coverageOf(experiment, dataset),
    source,
  };
}

function trustOf({ confidence }: PublishedRow): number {
  return confidences.indexOf(confidence);
}
