/**
 * The gates themselves: what the bundled models must show, each with what was found and whether that is enough. Pure; the
 * limits are those the models were built for, not results.
 */
import { areaUnderCurve, bestOf, bootstrapAreaUnderCurve, passAt, voteAmongResampled } from '@/lib/metrics';
import type { Measurement } from './measurement';
import { poolSize, searchBudgets } from './plan';
import { byLevel, meanShare, percent, proportion, words } from './shares';
import type { Share } from './shares';
import { poolOf } from './table';

const limits = { oneSampleLow: 0.25, oneSampleHigh: 0.45, oracle: 0.85, stepAuc: 0.99 } as const;
const subsets = 200;

interface Verdict {
  readonly gate: string;
  readonly found: string;
  readonly isMet: boolean;
}

/** A Markdown table of the gates for `verifier`, which guides the search; `measurements` of all tasks, in any order. */
export function verdictTable(measurements: readonly Measurement[], verifier: string): string {
  const of = (task: string) => measurements.filter((each) => each.task === task);
  const pool = of(`best-of-n ${poolSize} ${verifier}`);
  const greedy = of('greedy baseline');
  if (pool.length === 0 || greedy.length === 0) return '';
  const verdicts = [
    ...policyVerdicts(pool),
    ...verifierVerdicts(pool),
    ...searchVerdicts(of, pool, { verifier, greedy }),
  ];
  return [
    '| gate | found | |',
    '|---|---|---|',
    ...verdicts.map(({ gate, found, isMet }) => `| ${gate} | ${found} | ${isMet ? 'met' : '**not met**'} |`),
  ].join('\n');
}

function policyVerdicts(pool: readonly Measurement[]): readonly Verdict[] {
  const one = chance(pool, (each) => passAt(1, poolOf(each)));
  const perLevel = byLevel(pool, (rows) => chance(rows, (each) => passAt(1, poolOf(each))));
  const oracle = chance(pool, (each) => passAt(poolSize, poolOf(each)));
  return [
    {
      gate: `policy, one sample: ${percent(limits.oneSampleLow)} to ${percent(limits.oneSampleHigh)} %`,
      found: words(one),
      isMet: one.value >= limits.oneSampleLow && one.value <= limits.oneSampleHigh,
    },
    {
      gate: 'falling from level 1 to 5',
      found: perLevel.map(words).join(', '),
      isMet: isRising(perLevel.toReversed()),
    },
    {
      gate: `pass@${poolSize} above ${percent(limits.oracle)} %`,
      found: words(oracle),
      isMet: oracle.value > limits.oracle,
    },
  ];
}

function verifierVerdicts(pool: readonly Measurement[]): readonly Verdict[] {
  const auc = areaUnderCurve(pool.flatMap(({ steps }) => steps));
  const { low, high } = bootstrapAreaUnderCurve(
    pool.map(({ steps }) => steps),
    { seed: 1, resamples: 1_000 },
  );
  const naive = [1, 2, 4, 8, 16].map((n) => chance(pool, (each) => bestOf(n, poolOf(each))));
  return [
    {
      gate: `step AUC up to the first error at least ${limits.stepAuc}`,
      found: `${auc.toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}]`,
      isMet: auc >= limits.stepAuc,
    },
    { gate: 'naive best-of-n rises to n = 16', found: naive.map(words).join(', '), isMet: isRising(naive) },
  ];
}

function searchVerdicts(
  of: (task: string) => readonly Measurement[],
  pool: readonly Measurement[],
  { verifier, greedy }: { readonly verifier: string; readonly greedy: readonly Measurement[] },
): readonly Verdict[] {
  const vote = (n: number, isWeighted: boolean) =>
    chance(pool, (each) => voteAmongResampled(n, poolOf(each), { isWeighted, seed: n, subsets }).mean);
  const measured = (rows: readonly Measurement[]) => proportion(rows.map(({ isCorrect }) => isCorrect.weighted));
  const curves = [
    { name: 'weighted best-of-n', points: searchBudgets.map((n) => vote(n, true)) },
    { name: 'beam search', points: searchBudgets.map((n) => measured(of(`beam-search ${n} ${verifier}`))) },
    { name: 'DVTS', points: searchBudgets.map((n) => measured(of(`dvts ${n} ${verifier}`))) },
  ];
  const majority = vote(poolSize, false);
  const baseline = proportion(greedy.map(({ isCorrect }) => isCorrect.majority));
  return curves.flatMap(({ name, points }) => {
    const last = points.at(-1)!;
    return [
      {
        gate: `${name} rises with n over ${searchBudgets.join(', ')}`,
        found: points.map(words).join(', '),
        isMet: isRising(points),
      },
      {
        gate: `${name} at n = ${poolSize} above the majority of as many, intervals apart`,
        found: `${words(last)} against ${words(majority)}`,
        isMet: last.low > majority.high,
      },
      {
        gate: `${name} at n = ${poolSize} above the baseline’s greedy answer, intervals apart`,
        found: `${words(last)} against ${words(baseline)}`,
        isMet: last.low > baseline.high,
      },
    ];
  });
}

function chance(rows: readonly Measurement[], value: (row: Measurement) => number): Share {
  return meanShare(rows.map(value));
}

function isRising(shares: readonly Share[]): boolean {
  return shares.every(({ value }, i) => i === 0 || value > shares[i - 1]!.value);
}
