/** The gates as a Markdown table: every share with its 95 % interval, every budget with what it cost. Pure. */
import {
  areaUnderCurve,
  bestOf,
  bootstrapAreaUnderCurve,
  calibration,
  calibrationError,
  passAt,
  voteAmongResampled,
} from '@/lib/metrics';
import type { Candidate } from '@/lib/metrics';
import type { Measurement } from './measurement';
import { poolBudgets, poolSize, searchBudgets } from './plan';
import { byLevel, meanShare, proportion, shortWords, words } from './shares';

export interface Models {
  /** Parameters of each model by backend name. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly verifiers: readonly string[];
}

const subsets = 200;

/** `measurements` of all tasks, in any order. */
export function gateTable(measurements: readonly Measurement[], models: Models): string {
  const of = (task: string) => measurements.filter((each) => each.task === task);
  const greedy = (['baseline', 'policy'] as const).map((model) => {
    const rows = of(`greedy ${model}`);
    return `| ${model}, greedy | ${share(rows, ({ isCorrect }) => isCorrect.majority)} | ${shareByLevel(rows, ({ isCorrect }) => isCorrect.majority)} | ${flops(rows, models, model)} |`;
  });
  return [
    '| | accuracy, % | by level 1 to 5 | FLOPs a problem |',
    '|---|---|---|---|',
    ...greedy,
    ...models.verifiers.slice(0, 1).flatMap((verifier) => poolRows(of(`best-of-n ${poolSize} ${verifier}`))),
    '',
    ...models.verifiers.flatMap((verifier) => verifierPart(verifier, of, models)),
  ].join('\n');
}

/** One sample, pass@n and majority: what the policy does alone. */
function poolRows(rows: readonly Measurement[]): readonly string[] {
  if (rows.length === 0) return [];
  const row = (name: string, value: (candidates: readonly Candidate[]) => number) => {
    const ofRow = (each: Measurement) => value(poolOf(each));
    return `| ${name} | ${chance(rows, ofRow)} | ${chanceByLevel(rows, ofRow)} | |`;
  };
  return [
    row('policy, one sample at T = 0.8', (pool) => passAt(1, pool)),
    ...[4, 16, 64].map((k) => row(`policy, pass@${k}`, (pool) => passAt(k, pool))),
    ...[4, 16, 64].map((k) =>
      row(
        `policy, majority of ${k}`,
        (pool) => voteAmongResampled(k, pool, { isWeighted: false, seed: k, subsets }).mean,
      ),
    ),
  ];
}

function verifierPart(
  verifier: string,
  of: (task: string) => readonly Measurement[],
  models: Models,
): readonly string[] {
  const pool = of(`best-of-n ${poolSize} ${verifier}`);
  if (pool.length === 0) return [];
  const steps = pool.flatMap((each) => each.steps);
  const bins = calibration(steps);
  const { low, high } = bootstrapAreaUnderCurve(
    pool.map((each) => each.steps),
    { seed: 1, resamples: 1_000 },
  );
  const weighted = (k: number, candidates: readonly Candidate[]) =>
    voteAmongResampled(k, candidates, { isWeighted: true, seed: k, subsets }).mean;
  return [
    `### ${verifier}`,
    '',
    `Step AUC up to the first error ${areaUnderCurve(steps).toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}] (${steps.filter(({ isRight }) => isRight).length} right steps, ${steps.filter(({ isRight }) => !isRight).length} wrong ones); expected calibration error ${calibrationError(bins).toFixed(3)}.`,
    '',
    '| said | found | steps |',
    '|---|---|---|',
    ...bins.map(({ said, found, count }) => `| ${said.toFixed(2)} | ${found.toFixed(2)} | ${count} |`),
    '',
    `| n | ${poolBudgets.join(' | ')} |`,
    `|---|${poolBudgets.map(() => '---').join('|')}|`,
    `| naive best-of-n | ${poolBudgets.map((k) => chance(pool, (each) => bestOf(k, poolOf(each)))).join(' | ')} |`,
    `| weighted best-of-n | ${poolBudgets.map((k) => chance(pool, (each) => weighted(k, poolOf(each)))).join(' | ')} |`,
    `| majority | ${poolBudgets.map((k) => chance(pool, (each) => voteAmongResampled(k, poolOf(each), { isWeighted: false, seed: k, subsets }).mean)).join(' | ')} |`,
    '',
    '| search | best | weighted | by level, weighted | FLOPs a problem |',
    '|---|---|---|---|---|',
    ...(['beam-search', 'dvts'] as const).flatMap((strategy) =>
      searchBudgets.map((n) => {
        const rows = of(`${strategy} ${n} ${verifier}`);
        return `| ${strategy}, n = ${n} | ${share(rows, ({ isCorrect }) => isCorrect.best)} | ${share(rows, ({ isCorrect }) => isCorrect.weighted)} | ${shareByLevel(rows, ({ isCorrect }) => isCorrect.weighted)} | ${flops(rows, models, 'policy', verifier)} |`;
      }),
    ),
    `| best-of-n, n = ${poolSize} | ${share(pool, ({ isCorrect }) => isCorrect.best)} | ${share(pool, ({ isCorrect }) => isCorrect.weighted)} | ${shareByLevel(pool, ({ isCorrect }) => isCorrect.weighted)} | ${flops(pool, models, 'policy', verifier)} |`,
    '',
  ];
}

/** The pool with one entry for every solution; those that were cut count as wrong ones without an answer. */
export function poolOf({ solutions, truncated }: Measurement): readonly Candidate[] {
  const read = solutions.map(({ key, isCorrect, value }) => ({ key, isCorrect, value }));
  return [
    ...read,
    ...Array.from({ length: truncated }, () => ({ key: undefined, isCorrect: false, value: undefined })),
  ];
}

/** Of the rows that are right. */
function share(rows: readonly Measurement[], isRight: (row: Measurement) => boolean): string {
  return rows.length === 0 ? 'not measured' : words(proportion(rows.map(isRight)));
}

function shareByLevel(rows: readonly Measurement[], isRight: (row: Measurement) => boolean): string {
  return byLevel(rows, (mine) => proportion(mine.map(isRight)))
    .map(shortWords)
    .join(', ');
}

/** Of the chances that the rows have of being right. */
function chance(rows: readonly Measurement[], value: (row: Measurement) => number): string {
  return words(meanShare(rows.map(value)));
}

function chanceByLevel(rows: readonly Measurement[], value: (row: Measurement) => number): string {
  return byLevel(rows, (mine) => meanShare(mine.map(value)))
    .map(shortWords)
    .join(', ');
}

/** Mean of 2 x parameters x tokens of policy and verifier: what was computed, so without what the servers' caches held. */
function flops(rows: readonly Measurement[], { parameters }: Models, policy: string, verifier?: string): string {
  if (rows.length === 0) return '–';
  const computed = ({ promptTokens, cachedTokens, completionTokens }: Measurement['policy']) =>
    promptTokens - cachedTokens + completionTokens;
  const verifierParameters = verifier === undefined ? 0 : (parameters[verifier] ?? 0);
  const total = rows.reduce(
    (sum, row) =>
      sum + 2 * (parameters[policy] ?? 0) * computed(row.policy) + 2 * verifierParameters * computed(row.verifier),
    0,
  );
  return (total / rows.length).toExponential(1);
}
