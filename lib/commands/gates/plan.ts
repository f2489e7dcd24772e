/** The searches the gates ask for, one list for every problem. */
import { searchConfigSchema } from '@/lib/search';
import type { SearchConfig, StrategyName } from '@/lib/search';

export interface Task {
  /** Names the measurement in the file and in the table. */
  readonly id: string;
  readonly strategy: StrategyName;
  readonly config: SearchConfig;
  readonly policy: 'policy' | 'baseline';
  readonly verifier: string | undefined;
}

export const searchBudgets = [4, 16, 64] as const;
export const poolBudgets = [1, 2, 4, 8, 16, 32, 64] as const;
export const poolSize = 64;

/** All tasks with `verifiers` (names of backends): greedy answers of both models, a pool, beam search and DVTS at each budget. */
export function tasksFor(verifiers: readonly string[]): readonly Task[] {
  const task = (
    id: string,
    strategy: StrategyName,
    n: number,
    rest: { readonly policy?: Task['policy']; readonly verifier?: string } = {},
  ): Task => ({
    id,
    strategy,
    config: searchConfigSchema.parse({ n, beamWidth: Math.min(4, n), temperature: strategy === 'greedy' ? 0 : 0.8 }),
    policy: rest.policy ?? 'policy',
    verifier: rest.verifier,
  });
  return [
    task('greedy baseline', 'greedy', 1, { policy: 'baseline' }),
    task('greedy policy', 'greedy', 1),
    ...verifiers.flatMap((verifier) => [
      task(`best-of-n ${poolSize} ${verifier}`, 'best-of-n', poolSize, { verifier }),
      ...searchBudgets.flatMap((n) => [
        task(`beam-search ${n} ${verifier}`, 'beam-search', n, { verifier }),
        task(`dvts ${n} ${verifier}`, 'dvts', n, { verifier }),
      ]),
    ]),
  ];
}
