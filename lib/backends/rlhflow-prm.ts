/**
 * Process reward models of the RLHFlow kind: a causal model that has learnt to answer each step of a dialogue with '+'
 * or '-'. A step's score is P('+') against P('-') at the place of that answer.
 * Form after RLHF-Reward-Modeling `math-rm/prm_evaluate.py` and search-and-learn `reward_models.py`.
 */
import { setMaxListeners } from 'node:events';
import type { ScorePath, Verifier } from '@/lib/search';
import type { VerifierBackend } from './backend';
import { completionsCall } from './completion-stream';
import type { BackendContext } from './context';
import { createHttpClient } from './http';
import type { Priority } from './limiter';
import { checkScores, completeAll, verifierRef } from './scores';
import { createTokenizer } from './tokenizer';
import type { ChatMessage } from './tokenizer';
import type { Choice } from './wire';

/** Enough that both answers are among them for any trained model, and the most that vLLM allows by default. */
const listedLogprobs = 20;

/**
 * The dialogue up to step `last` (from 0), ready for the model's answer. Turn k is step k from the user, the first with
 * the problem in front; every earlier turn is answered '+', whatever was said of it, as in the model's training. Steps
 * are stripped as there. An empty step is no turn (search-and-learn would show the model an empty one).
 */
export function dialogueOf(problem: string, steps: readonly string[], last: number): readonly ChatMessage[] {
  const turns = steps.slice(0, last + 1).map((step) => step.trim()).filter((step) => step !== '');
  const [first = '', ...others] = turns;
  const opening: ChatMessage = { role: 'user', content: `${problem} ${first}`.trim() };
  return [opening, ...others.flatMap((step): ChatMessage[] => [{ role: 'assistant', content: '+' }, { role: 'user', content: step }])];
}

/**
 * A verifier over vLLM with a '+'/'-' model served for generation. Each new step is one prompt of which one token is
 * generated, so the server's prefix cache holds the steps before it; prompt log-probabilities would not use that cache.
 */
export function createRlhflowPrm(backend: VerifierBackend, context: BackendContext, priority: Priority): Verifier {
  const http = createHttpClient(backend, context);
  const tokenizer = createTokenizer(backend, http);

  /** The ids of the two answers: the last token of each, as the reference takes it. */
  async function answerIds(signal: AbortSignal): Promise<{ readonly good: number; readonly bad: number }> {
    const [plus, minus] = await Promise.all(['+', '-'].map((text) => tokenizer.text(text, false, signal)));
    const good = plus?.ids.at(-1);
    const bad = minus?.ids.at(-1);
    if (good !== undefined && bad !== undefined && good !== bad) return { good, bad };
    throw http.badReply({ method: 'POST', path: '/tokenize' }, `its tokenizer has no separate tokens for “+” and “-” (${good} and ${bad}), so the model is no PRM of this kind`);
  }

  function readScore(choice: Choice, { good, bad }: { readonly good: number; readonly bad: number }): number {
    const listed = choice.logprobs?.top_logprobs?.[0] ?? {};
    const plus = listed[`token_id:${good}`];
    const minus = listed[`token_id:${bad}`];
    if (plus === undefined && minus === undefined) throw http.badReply(completionsCall, 'it lists the log-probability of neither “+” nor “-”');
    // Only these two may be generated, so one is always listed; the other is missing only when it is far behind.
    if (plus === undefined) return 0;
    return minus === undefined ? 1 : 1 / (1 + Math.exp(minus - plus));
  }

  return {
    ref: verifierRef(backend, 'last'),
    async score(request, signal) {
      setMaxListeners(0, signal);
      if (request.paths.every((path) => path.from >= path.steps.length)) return request.paths.map(() => []);
      const ids = await answerIds(signal);
      const wanted = request.paths.flatMap((path) => dialoguesOf(request.problem.text, path));
      const prompts = await Promise.all(wanted.map((messages) => tokenizer.chat(messages, signal)));
      const choices = await completeAll({ backend, http, context, priority }, {
        prompts: prompts.map((prompt) => prompt.ids), request,
        fields: { logprobs: listedLogprobs, return_tokens_as_token_ids: true, allowed_token_ids: [ids.good, ids.bad] },
      }, signal);
      const scores = choices.map((choice) => readScore(choice, ids));
      let next = 0;
      const perPath = request.paths.map((path) => {
        const first = next;
        next += path.steps.length - path.from;
        return scores.slice(first, next);
      });
      return checkScores(http, request.paths, perPath);
    },
  };
}

/** One dialogue per wanted step. */
function dialoguesOf(problem: string, path: ScorePath): readonly (readonly ChatMessage[])[] {
  const texts = path.steps.map((step) => step.text);
  return path.steps.slice(path.from).map((_, i) => dialogueOf(problem, texts, path.from + i));
}
