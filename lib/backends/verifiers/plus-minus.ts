/**
 * What causal PRMs have in common that answer a step with one of two tokens: one prompt per new step, one generated
 * token, and P(good) against P(bad) at its place. Knows no prompt format.
 */
import { setMaxListeners } from 'node:events';
import type { ScorePath, StepScore, Told, Unscored } from '@/lib/search';
import { completionsCall } from '../policy/completion-stream';
import { completeAll } from './scores';
import type { Scoring } from './scores';
import { perPath, readScores } from './read-scores';
import { fitting, isUnscored, readable } from './unscored';
import type { Scorer } from './verifier-kind';
import type { Tokenized } from '../http/tokenizer';
import type { Choice } from '../http/replies';

/** Enough that both answers are among them for any trained model, and the most that vLLM allows by default. */
const listedLogprobs = 20;

/** What servers write for minus infinity, or less. */
const impossible = -9_999;

/** Ids of the two answers. */
export interface Answers {
  readonly good: number;
  readonly bad: number;
}

/** What servers that know no `return_tokens_as_token_ids` (vLLM before 0.8) list instead of ids. */
const signs = { good: '+', bad: '-' } as const;

export interface PlusMinusForm {
  /** The ids of the two answers. Throws CallError when the model has none. */
  answers(signal: AbortSignal): Promise<Answers>;
  /** The prompt that ends where step `last` of `path` (from 0) is to be answered. */
  prompt(problem: string, path: ScorePath, last: number, signal: AbortSignal): Promise<Tokenized>;
}

/**
 * A verifier over vLLM with such a model served for generation. Each new step is one prompt of which one token is
 * generated, so the server's prefix cache holds the steps before it; prompt log-probabilities would not use that cache.
 */
export function createPlusMinusScorer(scoring: Scoring, form: PlusMinusForm): Scorer {
  const { backend, http } = scoring;

  function readScore(choice: Choice, { good, bad }: Answers): { readonly score: number; readonly told: Told[] } {
    const listed = choice.logprobs?.top_logprobs?.[0] ?? {};
    const plus = listed[`token_id:${good}`] ?? logprobOf(listed, signs.good);
    const minus = listed[`token_id:${bad}`] ?? logprobOf(listed, signs.bad);
    if (plus === undefined && minus === undefined)
      throw http.badReply(completionsCall, 'it lists the log-probability of neither “+” nor “-”');
    if (plus !== undefined && minus !== undefined && Math.max(plus, minus) <= impossible)
      throw http.badReply(
        completionsCall,
        'it takes both “+” and “-” for impossible; serve the model without --logprobs-mode and logits processors',
      );
    // Only these two may be generated, so one is listed; the other is missing only when it is far behind.
    const told = [
      ...(plus === undefined ? [] : [{ token: signs.good, logprob: plus }]),
      ...(minus === undefined ? [] : [{ token: signs.bad, logprob: minus }]),
    ];
    if (plus === undefined) return { score: 0, told };
    return { score: minus === undefined ? 1 : 1 / (1 + Math.exp(minus - plus)), told };
  }

  return {
    async score(request, signal) {
      setMaxListeners(0, signal);
      if (request.paths.every((path) => path.from >= path.steps.length)) return request.paths.map(() => []);
      const answers = await form.answers(signal);
      const wanted = request.paths.flatMap((path) =>
        path.steps.slice(path.from).map((_, i) => ({ path, last: path.from + i })),
      );
      const prompts = await Promise.all(
        wanted.map(async ({ path, last }) => {
          const prompt = await readable(form.prompt(request.problem.text, path, last, signal));
          // One token is generated.
          const fits = isUnscored(prompt) ? prompt : fitting(backend, prompt, 1);
          return isUnscored(fits) ? fits : fits.ids;
        }),
      );
      const choices = await completeAll(
        scoring,
        {
          prompts,
          request,
          fields: { logprobs: listedLogprobs },
          // Newer vLLM lists just these two, however unlikely they are; older ones ignore what they do not know, and list
          // the likeliest tokens.
          optional: () => ({
            return_tokens_as_token_ids: true,
            allowed_token_ids: [answers.good, answers.bad],
            logprob_token_ids: [answers.good, answers.bad],
          }),
        },
        signal,
      );
      const found = perPath<Choice | Unscored>(request.paths, choices);
      return readScores(scoring, { call: completionsCall, paths: request.paths }, (path) =>
        found.get(path)!.map((choice, i): StepScore => {
          if (isUnscored(choice)) return choice;
          const { score, told } = readScore(choice, answers);
          request.onTold?.(path, path.from + i, told);
          return score;
        }),
      );
    },
  };
}

/** By the text of the token, whatever stands for the space in front; the likelier where two tokens look alike. */
function logprobOf(listed: Readonly<Record<string, number>>, sign: string): number | undefined {
  const found = Object.entries(listed)
    .filter(([token]) => token.replace(/^[\s▁Ġ]+/, '') === sign)
    .map(([, logprob]) => logprob);
  return found.length === 0 ? undefined : Math.max(...found);
}
