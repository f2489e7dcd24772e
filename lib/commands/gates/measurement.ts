/** What is kept of one search: enough for every table, nothing of the texts. */
import { z } from 'zod';
import { rightKeys } from '@/lib/answers';
import { pathOf, selectAnswer, selectionNames, solutionsOf, truncatedEnds } from '@/lib/search';
import type { NodeId, Problem, SearchState } from '@/lib/search';

const totalsSchema = z.object({ promptTokens: z.int(), cachedTokens: z.int(), completionTokens: z.int() });

export const measurementSchema = z.object({
  task: z.string(),
  problem: z.string(),
  level: z.int(),
  /** Of the answer under each selection. */
  isCorrect: z.record(z.enum(selectionNames), z.boolean()),
  solutions: z.array(z.object({ key: z.string().optional(), isCorrect: z.boolean(), value: z.number().optional() })),
  truncated: z.int(),
  /** Distinct scored steps of a pool, up to and with the first wrong one of each path. */
  steps: z.array(z.object({ score: z.number(), isRight: z.boolean() })),
  policy: totalsSchema,
  verifier: totalsSchema,
});
export type Measurement = z.infer<typeof measurementSchema>;

/** `canonical`: the reference solution's steps; a step is right when it and all steps before it are the canonical ones. */
export function measure(state: SearchState, task: string, problem: Problem, canonical: readonly string[]): Measurement {
  const solutions = solutionsOf(state);
  const right = rightKeys(solutions, problem.answer ?? '');
  const isRight = (key: string | undefined) => key !== undefined && right.has(key);
  return {
    task,
    problem: problem.uniqueId ?? '',
    level: problem.level ?? 0,
    isCorrect: Object.fromEntries(
      selectionNames.map((selection) => [
        selection,
        isRight(selectAnswer(solutions, selection).votes.find(({ isWinner }) => isWinner)?.key),
      ]),
    ) as Measurement['isCorrect'],
    solutions: solutions.map(({ key, value }) => ({
      isCorrect: isRight(key),
      ...(key === undefined ? {} : { key }),
      ...(value === undefined ? {} : { value }),
    })),
    truncated: truncatedEnds(state).length,
    steps: stepScores(
      state,
      solutions.map(({ node }) => node),
      canonical,
    ),
    policy: pick(state.totals.policy),
    verifier: pick(state.totals.verifier),
  };
}

function pick({
  promptTokens,
  cachedTokens,
  completionTokens,
}: SearchState['totals']['policy']): z.infer<typeof totalsSchema> {
  return { promptTokens, cachedTokens, completionTokens };
}

function stepScores(state: SearchState, ends: readonly NodeId[], canonical: readonly string[]): Measurement['steps'] {
  const found = new Map<string, { readonly score: number; readonly isRight: boolean }>();
  for (const end of ends) {
    let text = '';
    for (const [i, node] of pathOf(state, end).entries()) {
      text += node.text;
      const isRight = node.text.trim() === canonical[i]?.trim();
      if (node.score !== undefined) found.set(text, { score: node.score, isRight });
      if (!isRight) break;
    }
  }
  return [...found.values()];
}
