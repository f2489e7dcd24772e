/**
 * Qwen2.5-Math-PRM (arXiv 2501.07301) over vLLM's `/pooling`: every step is followed by `<extra_0>`, and at each of
 * these places the server returns [P(wrong), P(right)]. Form after the model card. Token-wise pooling reads no prefix
 * cache, so a path is computed whole whenever a step of it is new.
 */
import { z } from 'zod';
import type { ScorePath } from '@/lib/search';
import { poolAll, poolingReply } from './pooling';
import { checkScores } from './scores';
import type { Scoring } from './scores';
import { createTokenizer } from '../http/tokenizer';
import type { Scorer, VerifierKind } from './verifier-kind';

const call = { method: 'POST', path: '/pooling' } as const;
const stepEnd = '<extra_0>';
const defaultSystemPrompt = 'Please reason step by step, and put your final answer within \\boxed{}.';
/** Whole solutions without a cache are heavy: fewer in one request. */
const pathsAtOnce = 16;

const replySchema = poolingReply({ data: z.union([z.array(z.array(z.number())), z.array(z.number())]) });

/** What the assistant is shown to have written. The mark is taken out of the steps' own text. */
export function markedSteps(steps: readonly string[]): string {
  return steps.map((step) => `${step.replaceAll(stepEnd, '').trim()}${stepEnd}`).join('');
}

export const qwenPrm: VerifierKind = {
  kind: 'qwen-prm',
  // As published with these models.
  aggregation: 'last',
  names: /qwen[\d.]*[-_]?math[-_]?prm/i,
  takesSystemPrompt: true,
  readsCompletions: false,
  create: createScorer,
};

/** A verifier of this kind. Throws CallError from `score` when there are not as many results as steps. */
function createScorer(scoring: Scoring): Scorer {
  const { backend, http } = scoring;
  const tokenizer = createTokenizer(backend, http);
  const system = { role: 'system', content: backend.systemPrompt ?? defaultSystemPrompt } as const;

  /** P(right) of every step of the path; some servers send the pairs as one flat list. */
  function read(path: ScorePath, rows: readonly (readonly number[])[] | readonly number[]): readonly number[] {
    const flat = rows.flat();
    if (flat.length !== 2 * path.steps.length)
      throw http.badReply(call, `it has ${flat.length / 2} pairs for ${path.steps.length} steps`);
    return path.steps.map((_, k) => flat[2 * k + 1]!).slice(path.from);
  }

  return {
    async score(request, signal) {
      const paths = request.paths.filter((path) => path.from < path.steps.length);
      const inputs = await Promise.all(
        paths.map(({ steps }) =>
          tokenizer.dialogue(
            [
              system,
              { role: 'user', content: request.problem.text },
              { role: 'assistant', content: markedSteps(steps.map(({ text }) => text)) },
            ],
            signal,
          ),
        ),
      );
      const results = await poolAll(
        scoring,
        {
          call,
          schema: replySchema,
          size: pathsAtOnce,
          request,
          inputs,
          inputWords: 'solutions',
          // Servers before 0.11.1 do not know the field and need none.
          optional: () => ({ task: 'token_classify' }),
        },
        signal,
      );
      const scores = new Map(paths.map((path, i) => [path, read(path, results[i]!.data)]));
      return checkScores(
        { http, call },
        request.paths,
        request.paths.map((path) => scores.get(path) ?? []),
      );
    },
  };
}
