/**
 * ThinkPRM (arXiv 2504.16828): a generative PRM that writes out a check of the steps and is then asked whether the
 * solution is correct. Form after the authors' `thinkprm`; they serve with SGLang's choices, here the answer is read from
 * the probabilities of the next token, P(yes) against P(no). One check per new step: seconds each, not milliseconds.
 */
import { setMaxListeners } from 'node:events';
import { assertDefined } from '@/lib/base';
import type { Told } from '@/lib/search';
import { completionsCall } from '../policy/completion-stream';
import { asOneCall } from '../http/one-call';
import { completeAll, sendBatches } from './scores';
import type { Scoring } from './scores';
import { perPath, readScores } from './read-scores';
import { fitting, isUnscored, onReadable, readable } from './unscored';
import { greedy, samplingFields } from '../http/sampling';
import { createTokenizer } from '../http/tokenizer';
import { completionSchema } from '../http/replies';
import type { Choice } from '../http/replies';
import type { Scorer, VerifierKind } from './verifier-kind';

/** Longest check; a thinking model that has not come to an end by then is asked all the same. */
const longestCheck = 4_096;
/** Left in the context for the question and its answer. */
const roomForVerdict = 16;
const checksAbreast = 16;
const opening = "\nLet's verify step by step:";
const closing = '\nIs the solution correct?';
const listedLogprobs = 20;

/** What the model is shown: the problem and the steps as far as they go. */
export function checkRequest(problem: string, steps: readonly string[]): string {
  const solution = steps
    .map((step, i) => `Step ${i + 1}: ${step.trim().replace(/^#*\s*step\s+\d+\s*:\s*/i, '')}`)
    .join('\n');
  return (
    'You are given a math problem and a proposed step-by-step solution:\n\n' +
    `[Math Problem]\n\n${problem}\n\n[Solution]\n\n${solution}\n\n` +
    'Review and critique each step in the proposed solution to determine whether each step is correct. If the solution is incomplete, only verify the provided steps.'
  );
}

/** What of `listed` says yes or no, whatever its case and the space in front. */
function verdictsIn(listed: Readonly<Record<string, number>>): readonly (Told & { readonly word: 'yes' | 'no' })[] {
  return Object.entries(listed).flatMap(([token, logprob]) => {
    const word = token.replace(/^[\sĠ▁]+/, '').toLowerCase();
    return word === 'yes' || word === 'no' ? [{ token, logprob, word }] : [];
  });
}

/** P(yes) / (P(yes) + P(no)) over the listed tokens; undefined when neither is listed. */
export function yesShare(listed: Readonly<Record<string, number>>): number | undefined {
  const sums = { yes: 0, no: 0 };
  for (const { word, logprob } of verdictsIn(listed)) sums[word] += Math.exp(logprob);
  const total = sums.yes + sums.no;
  return total === 0 ? undefined : sums.yes / total;
}

export const thinkPrm: VerifierKind = {
  kind: 'think-prm',
  aggregation: 'last',
  names: /think[-_]?prm/i,
  takesSystemPrompt: false,
  readsCompletions: true,
  create: createScorer,
};

/** A verifier of this kind, over a server with `/tokenize` and log-probabilities. */
function createScorer(scoring: Scoring): Scorer {
  const { backend, http } = scoring;
  const tokenizer = createTokenizer(backend, http);

  function readScore(choice: Choice, tell: (told: readonly Told[]) => void): number {
    const listed = choice.logprobs?.top_logprobs?.[0] ?? {};
    const share = yesShare(listed);
    if (share === undefined)
      throw http.badReply(completionsCall, `it says neither yes nor no after “${closing.trim()}”`);
    tell(verdictsIn(listed).map(({ token, logprob }) => ({ token, logprob })));
    return share;
  }

  return {
    async score(request, signal) {
      setMaxListeners(0, signal);
      const wanted = request.paths.flatMap(({ steps, from }) =>
        steps.slice(from).map((_, i) => steps.slice(0, from + i + 1).map(({ text }) => text)),
      );
      if (wanted.length === 0) return request.paths.map(() => []);
      const { onNotice, finish } = asOneCall(request.onNotice);
      const asking = { session: request.session, onNotice };
      const begun = await tokenizer.text(opening, false, signal);
      const prompts = await Promise.all(
        wanted.map(async (steps) => {
          const messages = [{ role: 'user', content: checkRequest(request.problem.text, steps) }] as const;
          const asked = await readable(tokenizer.chat(messages, signal));
          if (isUnscored(asked)) return asked;
          const { ids, maxModelLength } = asked;
          const prompt = fitting(backend, { ids: [...ids, ...begun.ids], maxModelLength }, roomForVerdict + 1);
          if (isUnscored(prompt)) return prompt;
          const room = Math.min(longestCheck, (maxModelLength ?? Infinity) - prompt.ids.length - roomForVerdict);
          return { ids: prompt.ids, steps: steps.length, room };
        }),
      );
      const verdicts = await onReadable(prompts, async (all) => {
        const { replies, unscored } = await sendBatches(
          scoring,
          {
            call: completionsCall,
            schema: completionSchema,
            count: all.length,
            size: 1,
            abreast: checksAbreast,
            request: asking,
            shared: { n: 1, ...samplingFields(greedy), include_stop_str_in_output: false },
            inputs: (first) => {
              const { ids, steps, room } = all[first]!;
              return {
                prompt: ids,
                max_tokens: room,
                stop: ['Is the solution correct?', '</think>', `Step ${steps + 1}:`],
              };
            },
            usageOf: (reply) => reply.usage ?? undefined,
            estimate: (first) => ({ promptTokens: all[first]!.ids.length, completionTokens: 0 }),
          },
          signal,
        );
        const checks = new Map(replies.map(({ first, reply }) => [first, reply.choices?.[0]?.text ?? '']));
        return Promise.all(
          all.map(async ({ ids }, i) => {
            const unread = unscored.get(i);
            if (unread !== undefined) return unread;
            const check = assertDefined(checks.get(i), 'each check has its reply');
            return [...ids, ...(await tokenizer.text(`${check.trimEnd()}${closing}`, false, signal)).ids];
          }),
        );
      });
      const choices = await completeAll(
        scoring,
        { prompts: verdicts, request: asking, fields: { logprobs: listedLogprobs } },
        signal,
      );
      finish();
      const found = perPath(request.paths, choices);
      return readScores(scoring, { call: completionsCall, paths: request.paths }, (path) =>
        found
          .get(path)!
          .map((choice, i) =>
            isUnscored(choice) ? choice : readScore(choice, (told) => request.onTold?.(path, path.from + i, told)),
          ),
      );
    },
  };
}
