/**
 * Qwen2.5-Math-PRM (arXiv 2501.07301) over vLLM's `/pooling`: every step is followed by `<extra_0>`, and at each of
 * these places the server returns [P(wrong), P(right)]. Form after the model card. Token-wise pooling reads no prefix
 * cache, so a path is computed whole whenever a step of it is new.
 */
import { z } from 'zod';
import type { ScorePath } from '@/lib/search';
import { poolAll, poolingReply } from './pooling';
import type { Scoring } from './scores';
import { readWhole, wantedOf } from './read-scores';
import { isUnscored, readable } from './unscored';
import { createTokenizer } from '../http/tokenizer';
import type { Scorer, VerifierKind } from './verifier-kind';

const call = { method: 'POST', path: '/pooling' } as const;
const stepEnd = '<extra_0>';
const defaultSystemPrompt = 'Please reason step by step, and put your final answer within \\boxed{}.';
/** Whole solutions without a cache are heavy: fewer in one request. */
const pathsAtOnce = 16;

const replySchema = poolingReply({ data: z.union([z.array(z.array(z.number())), z.array(z.number())]) });

/** How far rounding may carry the sum of two probabilities from 1. */
const pairTolerance = 0.01;

interface PathRows {
  readonly rows: readonly (readonly number[])[] | readonly number[];
  readonly ids: readonly number[];
  /** Id of the token at which a step is judged. */
  readonly mark: number | undefined;
}

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

  /**
   * P(right) of every step of the path. Some servers send the pairs as one flat list; without the step pooler they send one
   * for each token, of which those at the marks count.
   */
  function read(path: ScorePath, { rows, ids, mark }: PathRows): readonly number[] {
    const flat = rows.flat();
    const pairs = Array.from({ length: flat.length / 2 }, (_, k) => [flat[2 * k]!, flat[2 * k + 1]!] as const);
    const isEach = pairs.length === ids.length && pairs.length !== path.steps.length;
    const atMarks = isEach ? pairs.filter((_, position) => ids[position] === mark) : pairs;
    if (flat.length % 2 !== 0 || atMarks.length !== path.steps.length)
      throw http.badReply(call, `it has ${flat.length / 2} pairs for ${path.steps.length} steps`);
    const raw = atMarks.find(([wrong, right]) => Math.abs(wrong + right - 1) > pairTolerance);
    if (raw !== undefined)
      throw http.badReply(
        call,
        `a pair of it is ${raw.join(' and ')}, which are no probabilities; serve the model with its softmax (vLLM: without a --pooler-config or --override-pooler-config of your own)`,
      );
    return atMarks.map(([, right]) => right).slice(path.from);
  }

  return {
    async score(request, signal) {
      const paths = wantedOf(request.paths);
      const inputs = await Promise.all(
        paths.map(({ steps }) =>
          readable(
            tokenizer.dialogue(
              [
                system,
                { role: 'user', content: request.problem.text },
                { role: 'assistant', content: markedSteps(steps.map(({ text }) => text)) },
              ],
              signal,
            ),
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
      const idsOf = (place: number) => {
        const input = inputs[place]!;
        return isUnscored(input) ? [] : input.ids;
      };
      const isEach = results.some(
        (result, i) => !isUnscored(result) && result.data.flat().length === 2 * idsOf(i).length,
      );
      const mark = isEach ? (await tokenizer.text(stepEnd, false, signal)).ids.at(-1) : undefined;
      return readWhole(scoring, { call, paths: request.paths, results }, (path, { data }, place) =>
        read(path, { rows: data, ids: idsOf(place), mark }),
      );
    },
  };
}
