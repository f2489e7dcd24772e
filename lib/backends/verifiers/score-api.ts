/**
 * The plain contract for verifiers of any other kind, small enough to wrap anything in:
 * `POST /score {"question": string, "steps": string[][], "model"?: string}` answers `{"scores": number[][]}` with one
 * score in [0, 1] for every step of every solution. `from` says how many steps of each were scored before; a server may
 * answer with the scores of the others alone.
 */
import { z } from 'zod';
import { checkScores, sendBatches } from './scores';
import type { Scoring } from './scores';
import { usageSchema } from '../http/replies';
import type { Scorer, VerifierKind } from './verifier-kind';

const call = { method: 'POST', path: '/score' } as const;
const replySchema = z.object({ scores: z.array(z.array(z.number())), usage: usageSchema.nullish() });

export const scoreApi: VerifierKind = {
  kind: 'score-api',
  aggregation: 'last',
  takesSystemPrompt: false,
  readsCompletions: false,
  isBare: true,
  create: createScorer,
};

/** A verifier that keeps this contract. Steps are sent as the policy wrote them, separators and all. */
function createScorer(scoring: Scoring): Scorer {
  const { http } = scoring;
  return {
    async score(request, signal) {
      const paths = request.paths.filter((path) => path.from < path.steps.length);
      const replies = await sendBatches(
        scoring,
        {
          call,
          schema: replySchema,
          count: paths.length,
          request,
          shared: { question: request.problem.text },
          inputs: (first, last) => ({
            steps: paths.slice(first, last).map(({ steps }) => steps.map(({ text }) => text)),
          }),
          optional: (first, last) => ({ from: paths.slice(first, last).map(({ from }) => from) }),
          usageOf: (reply) => reply.usage ?? undefined,
          estimate: () => ({ promptTokens: 0, completionTokens: 0 }),
        },
        signal,
      );
      const rows = replies.flatMap(({ reply }) => reply.scores);
      if (rows.length !== paths.length)
        throw http.badReply(call, `it has scores for ${rows.length} solutions of ${paths.length}`);
      const scores = new Map(
        paths.map((path, i) => {
          const row = rows[i]!;
          // Servers that know `from` score the new steps alone.
          if (row.length === path.steps.length - path.from) return [path, row];
          if (row.length !== path.steps.length)
            throw http.badReply(call, `it has ${row.length} scores for ${path.steps.length} steps`);
          return [path, row.slice(path.from)];
        }),
      );
      return checkScores(
        { http, call },
        request.paths,
        request.paths.map((path) => scores.get(path) ?? []),
      );
    },
  };
}
