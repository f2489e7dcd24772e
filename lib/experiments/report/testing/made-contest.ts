/** An experiment of beam searches against a baseline, where it is laid down which problems each solves and what it costs. */
import { searchConfigSchema } from '@/lib/search';
import type { Cell, ExperimentData, RunDigest } from '../../model';

export interface Contestant {
  readonly n: number;
  /** Tokens written a problem; the policy has 1 M parameters, the baseline 10 M. */
  readonly tokens: number;
  readonly solves: (problem: number) => boolean;
}

export interface ContestOptions {
  readonly problems: number;
  readonly searches: readonly Contestant[];
  readonly baseline?: Omit<Contestant, 'n'>;
  /** The policy's own greedy answer. */
  readonly own?: Omit<Contestant, 'n'>;
  readonly set?: string;
}

export function contestData({
  problems: count,
  searches,
  baseline,
  own,
  set = 'made',
}: ContestOptions): ExperimentData {
  const contestants: readonly (readonly [Cell, Omit<Contestant, 'n'>])[] = [
    ...searches.map((each) => [cellOf('beam-search', 'small', each.n), each] as const),
    ...(own === undefined ? [] : [[cellOf('greedy', 'small', 1), own] as const]),
    ...(baseline === undefined ? [] : [[{ ...cellOf('greedy', 'large', 1), isBaseline: true }, baseline] as const]),
  ];
  const problems = Array.from({ length: count }, (_, i) => ({ uniqueId: `p${i}`, text: `Problem ${i}`, answer: 'a' }));
  return {
    spec: {
      name: 'contest',
      problems: { set },
      strategies: [{ strategy: 'beam-search', budgets: searches.map(({ n }) => n) }],
      policies: ['small'],
      verifiers: ['prm'],
      baselines: baseline === undefined ? [] : ['large'],
      seeds: [0],
    },
    cells: contestants.map(([cell]) => cell),
    problems,
    digests: contestants.flatMap(([cell, { tokens, solves }]) =>
      problems.map(({ uniqueId }, i): RunDigest => {
        const right = [Number(solves(i))];
        return {
          runId: `${cell.id} ${i}`,
          cell: cell.id,
          problem: uniqueId,
          seed: 0,
          chances: { majority: right, best: right, weighted: right, oracle: right },
          solutions: 1,
          rightShare: right[0]!,
          policy: { prompt: 0, cached: 0, completion: tokens, calls: 1 },
          verifier: { prompt: 0, cached: 0, completion: 0, calls: 0 },
          seconds: 1,
        };
      }),
    ),
    models: [
      { name: 'small', role: 'policy', parametersM: 1 },
      { name: 'large', role: 'policy', parametersM: 10 },
      { name: 'prm', role: 'verifier', parametersM: 1 },
    ],
  };
}

function cellOf(strategy: Cell['strategy'], policy: string, n: number): Cell {
  return {
    id: `${strategy} ${n} / ${policy}`,
    strategy,
    config: searchConfigSchema.parse({ n }),
    policy,
    ...(strategy === 'greedy' ? {} : { verifier: 'prm' }),
    budgets: [n],
    isBaseline: false,
  };
}
