/** A made-up experiment of any size: each problem has an ease, and a verifier whose scores know a little. */
import { createRng } from '@/lib/base';
import { searchConfigSchema, strategyOf, subtreesOf, type StrategyName } from '@/lib/search';
import type { Cell, ExperimentData, RunDigest, RunResult } from '../../model';
import { digestOf } from '../pools';

export interface MadeOptions {
  readonly problems: number;
  readonly n: number;
  readonly seeds?: readonly number[];
  readonly strategies?: readonly StrategyName[];
}

export function madeData({
  problems: count,
  n,
  seeds = [0],
  strategies = ['best-of-n', 'majority', 'dvts', 'beam-search'],
}: MadeOptions): ExperimentData {
  const random = createRng(7);
  const budgets = Array.from({ length: Math.log2(n) + 1 }, (_, i) => 2 ** i);
  const budgetsFor = (strategy: StrategyName) =>
    budgets.filter((budget) => budget >= 4 || !strategyOf(strategy).settings.includes('beamWidth'));
  const cellOf = (strategy: StrategyName, size: number): Cell => ({
    id: `${strategy} ${size}`,
    strategy,
    config: searchConfigSchema.parse({ n: size }),
    policy: 'policy',
    isBaseline: false,
    budgets: strategyOf(strategy).pooling === 'none' ? [size] : budgetsFor(strategy),
    ...(strategyOf(strategy).needsVerifier ? { verifier: 'prm' } : {}),
  });
  const cells: Cell[] = [
    ...strategies.flatMap((strategy) =>
      strategyOf(strategy).pooling === 'none'
        ? budgetsFor(strategy).map((size) => cellOf(strategy, size))
        : [cellOf(strategy, n)],
    ),
    {
      id: 'greedy baseline',
      strategy: 'greedy',
      config: searchConfigSchema.parse({ n: 1 }),
      policy: 'baseline',
      budgets: [1],
      isBaseline: true,
    },
  ];
  const problems = Array.from({ length: count }, (_, i) => ({
    uniqueId: `p${i}`,
    text: `Problem ${i}`,
    answer: 'a',
    level: 1 + (i % 5),
    subject: i % 2 === 0 ? 'odd' : 'even',
  }));
  const ease = problems.map(() => random() ** 2);
  const digests = cells.flatMap((cell) =>
    problems.flatMap((problem, p) =>
      (cell.strategy === 'greedy' ? seeds.slice(0, 1) : seeds).map((seed): RunDigest => {
        const facts = strategyOf(cell.strategy);
        const width = facts.pooling === 'subtrees' ? subtreesOf(facts, cell.config).width : 1;
        const solutions = Array.from({ length: cell.config.n }, (_, i) => {
          const isCorrect = random() < (cell.isBaseline ? 0.5 : ease[p]!);
          return {
            key: isCorrect ? 'a' : `b${Math.floor(random() * 6)}`,
            isCorrect,
            group: Math.floor(i / width),
            value: 0.35 * random() + (isCorrect ? 0.5 : 0.3),
            completionTokens: 40,
            isTruncated: false,
          };
        });
        const isCorrect = solutions[0]?.isCorrect === true;
        const result: RunResult = {
          runId: `${cell.id} ${p} ${seed}`,
          cell: cell.id,
          problem: problem.uniqueId,
          seed,
          solutions,
          isCorrect: { majority: isCorrect, best: isCorrect, weighted: isCorrect },
          policy: { prompt: 30, cached: 0, completion: 40 * cell.config.n, calls: 1 },
          verifier: { prompt: 70 * cell.config.n, cached: 0, completion: 0, calls: cell.config.n },
          seconds: 1,
        };
        return digestOf(cell, result);
      }),
    ),
  );
  return {
    spec: {
      name: 'made',
      problems: { set: 'made' },
      strategies: strategies.map((strategy) => ({ strategy, budgets })),
      policies: ['policy'],
      verifiers: ['prm'],
      baselines: ['baseline'],
      seeds: [...seeds],
    },
    cells,
    problems,
    digests,
    atOnce: 12,
    models: [
      { name: 'policy', role: 'policy', parametersM: 10 },
      { name: 'prm', role: 'verifier', parametersM: 20 },
      { name: 'baseline', role: 'policy', parametersM: 50 },
    ],
  };
}
