/**
 * Outcome reward models: sequence classifiers over vLLM's `/classify` that judge a dialogue as a whole. The score of a
 * step is the judgement of the solution up to and with it, so `last` is the aggregation that has a meaning, and on
 * unfinished solutions it is only as good as the model is at judging beginnings.
 */
import { z } from 'zod';
import { poolAll, poolingReply } from './pooling';
import type { Scoring } from './scores';
import { perPath, readScores } from './read-scores';
import { isUnscored, readable } from './unscored';
import { createTokenizer } from '../http/tokenizer';
import type { Scorer, VerifierKind } from './verifier-kind';

const call = { method: 'POST', path: '/classify' } as const;

const replySchema = poolingReply({ probs: z.array(z.number()).min(1) });

export const outcomeRm: VerifierKind = {
  kind: 'outcome-rm',
  aggregation: 'last',
  names: /reward|[-_]o?rm\b/i,
  takesSystemPrompt: true,
  readsCompletions: false,
  create: createScorer,
};

/** A verifier of this kind. */
function createScorer(scoring: Scoring): Scorer {
  const { backend, http } = scoring;
  const tokenizer = createTokenizer(backend, http);
  const system = backend.systemPrompt === undefined ? [] : [{ role: 'system', content: backend.systemPrompt } as const];
  /** With one class the server's sigmoid is the score, with several the last class is “good”. */
  function read(probs: readonly number[]): number {
    if (probs.length > 1 && Math.abs(sumOf(probs) - 1) > 0.01)
      throw http.badReply(
        call,
        `a result of it is ${probs.join(', ')}, which are no probabilities; serve the model with its softmax`,
      );
    return probs.at(-1)!;
  }

  return {
    async score(request, signal) {
      const wanted = request.paths.flatMap(({ steps, from }) =>
        steps.slice(from).map((_, i) =>
          steps
            .slice(0, from + i + 1)
            .map(({ text }) => text)
            .join(''),
        ),
      );
      const inputs = await Promise.all(
        wanted.map((solution) =>
          readable(
            tokenizer.dialogue(
              [
                ...system,
                { role: 'user', content: request.problem.text },
                { role: 'assistant', content: solution.trimEnd() },
              ],
              signal,
            ),
          ),
        ),
      );
      const results = await poolAll(
        scoring,
        { call, schema: replySchema, request, inputs, inputWords: 'beginnings of solutions' },
        signal,
      );
      const found = perPath(request.paths, results);
      return readScores(scoring, { call, paths: request.paths }, (path) =>
        found.get(path)!.map((result) => (isUnscored(result) ? result : read(result.probs))),
      );
    },
  };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
