/**
 * A made-up experiment in which what suits a problem depends on how hard it is: sampling saturates on easy ones, and search
 * alone gets anywhere on hard ones. Estimates know the ease but for `noise`; with `isShuffled` they are those of other problems.
 */
import { createRng } from '@/lib/base';
import { searchConfigSchema, type StrategyName } from '@/lib/search';
import type { Cell, ExperimentData, RunDigest } from '../../model';

export interface MadeExperimentOptions {
  readonly problems: number;
  readonly seed?: number;
  readonly noise?: number;
  readonly isShuffled?: boolean;
}

const budgets = [4, 8, 16, 32, 64];

export function madeExperiment({
  problems: count,
  seed = 1,
  noise = 0.1,
  isShuffled = false,
}: MadeExperimentOptions): ExperimentData {
  const random = createRng(seed);
  const eases = Array.from({ length: count }, () => random());
  const looks = eases.map((_, i) => eases[isShuffled ? (i + Math.floor(count / 3)) % count : i]!);
  const problems = eases.map((_, i) => ({
    uniqueId: `p${String(i).padStart(4, '0')}`,
    text: `Problem ${i}`,
    answer: 'a',
  }));
  const cellOf = (strategy: StrategyName, sizes: readonly number[]): Cell => ({
    id: `${strategy} ${sizes.at(-1)}`,
    strategy,
    config: searchConfigSchema.parse({ n: sizes.at(-1) }),
    policy: 'policy',
    verifier: 'prm',
    budgets: [...sizes],
    isBaseline: false,
  });
  const pool = cellOf('best-of-n', budgets);
  const beams = budgets.map((n) => cellOf('beam-search', [n]));

  const digestOf = (cell: Cell, problem: number, chances: readonly number[]): RunDigest => {
    const right = chances.map((chance) => random() < chance);
    const { n } = cell.config;
    return {
      runId: '',
      cell: cell.id,
      problem: problems[problem]!.uniqueId,
      seed: 0,
      chances: {
        majority: right.map(Number),
        best: right.map(Number),
        weighted: right.map(Number),
        oracle: right.map(Number),
      },
      solutions: n,
      rightShare: eases[problem]!,
      policy: { prompt: 10, cached: 0, completion: 50 * n, calls: 1 },
      verifier: { prompt: 10, cached: 0, completion: 0, calls: 1 },
      seconds: 1,
    };
  };
  const digests = eases.flatMap((ease, problem) => {
    const sampled = budgets.map((n) => (ease > 0.5 ? 0.95 : ease * (1.2 + 0.05 * Math.log2(n))));
    const searched = budgets.map((n) => (ease > 0.5 ? 0.85 : Math.min(0.9, ease + 0.1 * Math.log2(n))));
    const firstShares = Array.from({ length: 4 }, () => ({
      estimate: Math.min(1, Math.max(0, looks[problem]! + noise * (2 * random() - 1))),
      right: sampled.map((chance) => random() < chance),
    }));
    return [
      { ...digestOf(pool, problem, sampled), firstShares },
      ...beams.map((cell, i) => digestOf(cell, problem, [searched[i]!])),
    ];
  });
  return {
    spec: {
      name: 'made',
      problems: { set: 'made' },
      strategies: [
        { strategy: 'best-of-n', budgets },
        { strategy: 'beam-search', budgets },
      ],
      policies: ['policy'],
      verifiers: ['prm'],
      baselines: [],
      seeds: [0],
    },
    cells: [pool, ...beams],
    problems,
    digests,
    models: [],
  };
}
