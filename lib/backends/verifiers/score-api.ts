/**
 * The plain contract for verifiers of any other kind, small enough to wrap anything in:
 * `POST /score {"question": string, "steps": string[][], "model"?: string}` answers `{"scores": number[][]}` with one
 * score in [0, 1] for every step of every solution. `from` says how many steps of each were scored before; a server may
 * answer with the scores of the others alone.
 */
import { z } from 'zod';
import { assertDefined } from '@/lib/base';
import { sendBatches } from './scores';
import type { Scoring } from './scores';
import { readWhole, wantedOf } from './read-scores';
import { usageSchema } from '../http/replies';
import type { Scorer, VerifierKind } from './verifier-kind';

const call = { method: 'POST', path: '/score' } as const;

/** A number, also in quotes or in a list of its own; what is none (null, where a server's own was NaN) is told with its step. */
const stepSchema: z.ZodType<number> = z
  .union([z.number(), z.string(), z.null(), z.tuple([z.number()])])
  .transform((value) => (value === null || String(value).trim() === '' ? NaN : Number(value)));
const replySchema = z.object({ scores: z.array(z.array(stepSchema)), usage: usageSchema.nullish() });

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
      const paths = wantedOf(request.paths);
      const { replies, unscored } = await sendBatches(
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
      const rows = new Map<number, readonly number[]>();
      for (const { reply, first, last } of replies) {
        if (reply.scores.length !== last - first)
          throw http.badReply(call, `it has scores for ${reply.scores.length} solutions of ${last - first}`);
        reply.scores.forEach((row, i) => rows.set(first + i, row));
      }
      const results = paths.map((_, i) => unscored.get(i) ?? assertDefined(rows.get(i), 'each path has its scores'));
      return readWhole(scoring, { call, paths: request.paths, results }, (path, row) => {
        // Servers that know `from` score the new steps alone.
        if (row.length === path.steps.length - path.from) return row;
        if (row.length !== path.steps.length)
          throw http.badReply(call, `it has ${row.length} scores for ${path.steps.length} steps`);
        return row.slice(path.from);
      });
    },
  };
}
