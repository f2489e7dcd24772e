/** What an imported run leaves behind for statistics, from the fold of its log. Pure. */
import { z } from 'zod';
import { rightKeys } from '@/lib/answers';
import { selectAnswer, selectionNames, solutionsOf, strategyOf, type SearchState } from '@/lib/search';
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
  const reference = state.spec?.problem.answer ?? '';
  const isSubtree = state.spec !== undefined && strategyOf(state.spec.strategy).pooling === 'subtrees';
  const width = state.spec?.config.beamWidth ?? 1;
  const solutions = solutionsOf(state, { extraction: 'search-and-learn' });
  const right = rightKeys(solutions, reference);
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
      group: isSubtree ? Math.floor(i / width) : i,
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
