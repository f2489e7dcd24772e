/**
 * A chat model as a judge: it is shown the problem and the numbered steps and answers with one whole percentage per step,
 * held to a JSON schema (`response_format`, which vLLM, SGLang, llama-server and others keep to). Whole numbers, because
 * a model may write the digits of a fraction without an end. Slow and only as good as the model; no training for the
 * task is needed.
 */
import { z } from 'zod';
import { assertDefined } from '@/lib/base';
import type { ScorePath } from '@/lib/search';
import { createThoughts } from '../policy/thoughts';
import { sendBatches } from './scores';
import type { Scoring } from './scores';
import { readWhole, wantedOf } from './read-scores';
import { finishReasonSchema, usageSchema } from '../http/replies';
import type { Scorer, VerifierKind } from './verifier-kind';

const call = { method: 'POST', path: '/v1/chat/completions' } as const;
const defaultSystemPrompt =
  'You check solutions of mathematics problems. For every step say how likely it is that this step and all steps before it are correct, in percent: a whole number from 0 to 100.';
/** One solution a request, since each has its own schema; this many at a time. */
const requestsAbreast = 8;
/** Room for a number, its comma and white space. */
const tokensPerScore = 12;
const percent = 100;

const replySchema = z.object({
  choices: z
    .array(z.object({ message: z.object({ content: z.string().nullish() }), finish_reason: finishReasonSchema }))
    .min(1),
  usage: usageSchema.nullish(),
});
/** Some write numbers in quotes, or with their sign. */
const scoreSchema = z.union([
  z.number(),
  z
    .string()
    .regex(/^\s*\d+(\.\d+)?\s*%?\s*$/)
    .transform((text) => parseFloat(text)),
]);
const verdictSchema = z.object({ scores: z.array(scoreSchema) });

function question(problem: string, { steps }: ScorePath): string {
  const numbered = steps.map(({ text }, i) => `[${i + 1}] ${text.trim()}`).join('\n\n');
  return `Problem:\n${problem}\n\nSolution, as far as it goes, in ${steps.length} numbered parts:\n\n${numbered}\n\nAnswer with {"scores": [...]}: ${steps.length} whole numbers from 0 to 100, one for each part.`;
}

function schemaFor(count: number): unknown {
  const scores = {
    type: 'array',
    items: { type: 'integer', minimum: 0, maximum: percent },
    minItems: count,
    maxItems: count,
  };
  return {
    type: 'json_schema',
    json_schema: {
      name: 'scores',
      strict: true,
      schema: { type: 'object', properties: { scores }, required: ['scores'], additionalProperties: false },
    },
  };
}

function roomFor({ steps }: ScorePath): number {
  return 64 + tokensPerScore * steps.length;
}

export const judge: VerifierKind = {
  kind: 'judge',
  aggregation: 'last',
  takesSystemPrompt: true,
  readsCompletions: false,
  create: createScorer,
};

/** What is left without thoughts and the fence around code, which some write although they are held to a form. */
function jsonIn(content: string): string {
  const thoughts = createThoughts();
  const answer = thoughts.take(content) + thoughts.end(true);
  return answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1);
}

/**
 * Percentages as they were asked for, as probabilities; a judge that is held to no form may write those itself. Nobody is sure
 * to one percent that a step is right: zeros and ones are verdicts.
 */
function probabilitiesOf(scores: readonly number[]): readonly number[] {
  const areFractions = scores.every((score) => score >= 0 && score <= 1);
  return areFractions ? scores : scores.map((score) => score / percent);
}

/** A verifier of this kind. What the judge writes is untrusted: it is parsed, counted and checked. */
function createScorer(scoring: Scoring): Scorer {
  const { backend, http } = scoring;

  function read(path: ScorePath, reply: z.infer<typeof replySchema>): readonly number[] {
    const choice = reply.choices[0];
    let value: unknown;
    try {
      value = JSON.parse(jsonIn(choice?.message.content ?? ''));
    } catch {
      if (choice?.finish_reason === 'length')
        throw http.badReply(
          call,
          `the judge did not come to an end within ${roomFor(path)} tokens; a model that thinks first has to be told not to (extraBody), a stronger one may keep to the form`,
        );
      throw http.badReply(
        call,
        'the judge did not answer in JSON; its server must support response_format json_schema',
      );
    }
    const verdict = verdictSchema.safeParse(value);
    if (!verdict.success) throw http.badReply(call, 'the judge’s answer holds no list of scores');
    const { scores } = verdict.data;
    if (scores.length !== path.steps.length)
      throw http.badReply(call, `the judge gave ${scores.length} scores for ${path.steps.length} steps`);
    return probabilitiesOf(scores).slice(path.from);
  }

  return {
    async score(request, signal) {
      const paths = wantedOf(request.paths);
      const { replies, unscored } = await sendBatches(
        scoring,
        {
          call,
          schema: replySchema,
          count: paths.length,
          size: 1,
          abreast: requestsAbreast,
          request,
          shared: { temperature: 0, n: 1, ...backend.extraBody },
          inputs: (first) => {
            const path = paths[first]!;
            const system = { role: 'system', content: backend.systemPrompt ?? defaultSystemPrompt };
            return {
              messages: [system, { role: 'user', content: question(request.problem.text, path) }],
              max_tokens: roomFor(path),
              response_format: schemaFor(path.steps.length),
            };
          },
          usageOf: (reply) => reply.usage ?? undefined,
          estimate: (first) => ({ promptTokens: 0, completionTokens: tokensPerScore * paths[first]!.steps.length }),
        },
        signal,
      );
      const byPlace = new Map(replies.map(({ first, reply }) => [first, reply]));
      const results = paths.map((_, i) => unscored.get(i) ?? assertDefined(byPlace.get(i), 'each path has its reply'));
      return readWhole(scoring, { call, paths: request.paths, results }, read);
    },
  };
}
