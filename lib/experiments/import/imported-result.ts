/** What an imported run leaves behind for statistics, from the fold of its log. Pure. */
import { z } from 'zod';
import { assertDefined } from '@/lib/base';
import { rightKeys } from '@/lib/answers';
import { selectAnswer, selectionNames, solutionsOf, strategyOf, subtreesOf, type SearchState } from '@/lib/search';
import type { RunResult } from '../model';

/** Kind of the verifier in the log of an imported run: nobody here can ask it. */
export const importedKind = 'imported';

const none = { prompt: 0, cached: 0, completion: 0, calls: 0 };
const tokensSchema = z.object({ tokens: z.array(z.int().min(0)) });

/** `tokens`: by completion; the log does not hold them. Absent ones count 0. */
export function importedResult(
  state: SearchState,
  facts: Pick<RunResult, 'runId' | 'cell' | 'problem' | 'seed'>,
  tokens: readonly number[],
): RunResult {
  const { strategy: name, config, problem } = assertDefined(state.spec, 'an imported run has begun');
  const strategy = strategyOf(name);
  const width = strategy.pooling === 'subtrees' ? subtreesOf(strategy, config).width : 1;
  const solutions = solutionsOf(state, { extraction: 'search-and-learn' });
  const right = rightKeys(solutions, problem.answer ?? '');
  const isRight = (key: string | undefined) => key !== undefined && right.has(key);
  return {
    ...facts,
    seconds: 0,
    solutions: solutions.map(({ key, answer, value }, i) => ({
      ...(key === undefined ? {} : { key }),
      ...(answer === undefined ? {} : { answer }),
      ...(value === undefined ? {} : { value }),
      isCorrect: isRight(key),
      completionTokens: tokens[i] ?? 0,
      isTruncated: false,
      group: Math.floor(i / width),
    })),
    isCorrect: Object.fromEntries(
      selectionNames.map((selection) => [
        selection,
        isRight(selectAnswer(solutions, selection).votes.find(({ isWinner }) => isWinner)?.key),
      ]),
    ) as RunResult['isCorrect'],
    policy: { ...none, completion: tokens.reduce((sum, each) => sum + each, 0) },
    verifier: none,
  };
}

/** The tokens that a stored result of any version tells. */
export function tokensIn(stored: unknown): readonly number[] {
  return tokensSchema.safeParse(stored).data?.tokens ?? [];
}
