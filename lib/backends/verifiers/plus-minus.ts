/**
 * What causal PRMs have in common that answer a step with one of two tokens: P(good) against P(bad) at the place of the
 * answer. One prompt a step, of which one token is generated, so that the server's prefix cache holds the steps before it;
 * or one prompt a solution, where that cache holds nothing as short as a step: see `readsWhole`. Knows no prompt format.
 */
import { setMaxListeners } from 'node:events';
import type { ScorePath, ScoreRequest, StepScore, Told, Unscored } from '@/lib/search';
import { ifAble } from '../http/optional';
import { completionsCall } from '../policy/completion-stream';
import { completeAll } from './scores';
import type { Scoring } from './scores';
import { readScores } from './read-scores';
import { fitting, isUnscored, readable } from './unscored';
import type { Scorer } from './verifier-kind';
import type { Tokenized } from '../http/tokenizer';
import { promptEntry } from '../http/replies';
import type { Choice } from '../http/replies';
import { knownOf } from '../server-habits';
import { readsWhole } from './reads-whole';

/** Enough that both answers are among them for any trained model, and the most that vLLM allows by default. */
const listedLogprobs = 20;

/** At every token of a solution, beside its own: what has learnt nothing but these two has them first. */
const listedOfPrompt = 2;

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
  /**
   * Where in the prompt of the last step of `path` the answers to the steps before it stand, one each, in order; undefined
   * where that cannot be told for sure.
   */
  places(
    prompt: readonly number[],
    path: ScorePath,
    answers: Answers,
    signal: AbortSignal,
  ): Promise<readonly number[] | undefined>;
}

interface Question {
  readonly path: ScorePath;
  /** The step that is asked about, from 0. */
  readonly last: number;
}

/** Log-probabilities of the two answers, as far as they are listed. */
interface Listed {
  readonly plus: number | undefined;
  readonly minus: number | undefined;
}

/** What was found for a path, by step. */
type Found = Map<ScorePath, Map<number, Listed | Unscored>>;

/** A verifier over vLLM with such a model served for generation. */
export function createPlusMinusScorer(scoring: Scoring, form: PlusMinusForm): Scorer {
  const { backend, http, context } = scoring;

  function readScore({ plus, minus }: Listed): { readonly score: number; readonly told: Told[] } {
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

  /** One request, in batches: the answer after each prompt, and what is listed of the prompts with `fields`. */
  async function ask(
    questions: readonly Question[],
    {
      request,
      answers,
      fields,
    }: { request: ScoreRequest; answers: Answers; fields?: Readonly<Record<string, unknown>> },
    signal: AbortSignal,
  ): Promise<{
    readonly prompts: readonly (readonly number[] | Unscored)[];
    readonly choices: readonly (Choice | Unscored)[];
  }> {
    const prompts = await Promise.all(
      questions.map(async ({ path, last }) => {
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
        fields: { logprobs: listedLogprobs, ...fields },
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
    return { prompts, choices };
  }

  /** Each solution in one prompt. What that does not tell of a step is left out, and so is everything where the server cannot do it. */
  async function askWhole(request: ScoreRequest, answers: Answers, found: Found, signal: AbortSignal): Promise<void> {
    const known = knownOf(context.habits, backend);
    const questions = request.paths
      .filter(({ steps }) => steps.length > 0)
      .map((path) => ({ path, last: path.steps.length - 1 }));
    const asked = await ifAble(
      ask(questions, { request, answers, fields: { prompt_logprobs: listedOfPrompt } }, signal),
    );
    const isTold = asked?.choices.every(
      (choice) => isUnscored(choice) || (choice.prompt_logprobs ?? undefined) !== undefined,
    );
    if (isTold !== true) known.readsWhole = false;
    if (asked === undefined) return;
    for (const [i, { path, last }] of questions.entries()) {
      const [prompt, choice] = [asked.prompts[i]!, asked.choices[i]!];
      const steps = new Map<number, Listed | Unscored>([
        [last, isUnscored(choice) ? choice : listedAfter(choice, answers)],
      ]);
      found.set(path, steps);
      if (isUnscored(prompt) || isUnscored(choice)) continue;
      const places = await form.places(prompt, path, answers, signal);
      for (const [step, place] of (places ?? []).entries()) {
        const plus = promptEntry(choice, place, answers.good)?.logprob;
        const minus = promptEntry(choice, place, answers.bad)?.logprob;
        if (plus !== undefined && minus !== undefined) steps.set(step, { plus, minus });
      }
    }
  }

  return {
    async score(request, signal) {
      setMaxListeners(0, signal);
      const isNew =
        request.paths.every(({ from }) => from === 0) && request.paths.some(({ steps }) => steps.length > 1);
      const wanted = request.paths.flatMap((path) =>
        path.steps.slice(path.from).map((_, i) => ({ path, last: path.from + i })),
      );
      if (wanted.length === 0) return request.paths.map(() => []);
      const answers = await form.answers(signal);
      const found: Found = new Map();
      if (isNew && (await readsWhole(scoring, signal))) await askWhole(request, answers, found, signal);
      const left = wanted.filter(({ path, last }) => found.get(path)?.has(last) !== true);
      const { choices } = left.length === 0 ? { choices: [] } : await ask(left, { request, answers }, signal);
      for (const [i, { path, last }] of left.entries()) {
        const choice = choices[i]!;
        const steps = found.get(path) ?? new Map<number, Listed | Unscored>();
        found.set(path, steps.set(last, isUnscored(choice) ? choice : listedAfter(choice, answers)));
      }
      return readScores(scoring, { call: completionsCall, paths: request.paths }, (path) =>
        path.steps.slice(path.from).map((_, i): StepScore => {
          const step = path.from + i;
          const answer = found.get(path)!.get(step)!;
          if (isUnscored(answer)) return answer;
          const { score, told } = readScore(answer);
          request.onTold?.(path, step, told);
          return score;
        }),
      );
    },
  };
}

/** What is listed for the token that was generated. */
function listedAfter(choice: Choice, { good, bad }: Answers): Listed {
  const listed = choice.logprobs?.top_logprobs?.[0] ?? {};
  return {
    plus: listed[`token_id:${good}`] ?? logprobOf(listed, signs.good),
    minus: listed[`token_id:${bad}`] ?? logprobOf(listed, signs.bad),
  };
}

/** By the text of the token, whatever stands for the space in front; the likelier where two tokens look alike. */
function logprobOf(listed: Readonly<Record<string, number>>, sign: string): number | undefined {
  const found = Object.entries(listed)
    .filter(([token]) => token.replace(/^[\s▁Ġ]+/, '') === sign)
    .map(([, logprob]) => logprob);
  return found.length === 0 ? undefined : Math.max(...found);
}
