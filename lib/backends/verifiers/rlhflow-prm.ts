/**
 * Process reward models of the RLHFlow kind: a causal model that has learnt to answer each step of a dialogue with '+'
 * or '-'. A step's score is P('+') against P('-') at the place of that answer.
 * Form after RLHF-Reward-Modeling `math-rm/prm_evaluate.py` and search-and-learn `reward_models.py`.
 */
import { createPlusMinusScorer } from './plus-minus';
import type { Scoring } from './scores';
import { createTokenizer } from '../http/tokenizer';
import type { ChatMessage } from '../config/chat-template';
import type { Scorer, VerifierKind } from './verifier-kind';

/**
 * The dialogue up to step `last` (from 0), ready for the model's answer. Turn k is step k from the user, the first with
 * the problem in front; every earlier turn is answered '+', whatever was said of it, as in the model's training. Steps
 * are stripped as there. An empty step is no turn (search-and-learn would show the model an empty one).
 */
export function dialogueOf(problem: string, steps: readonly string[], last: number): readonly ChatMessage[] {
  const turns = steps
    .slice(0, last + 1)
    .map((step) => step.trim())
    .filter((step) => step !== '');
  const [first = '', ...others] = turns;
  const opening: ChatMessage = { role: 'user', content: `${problem} ${first}`.trim() };
  return [
    opening,
    ...others.flatMap((step): ChatMessage[] => [
      { role: 'assistant', content: '+' },
      { role: 'user', content: step },
    ]),
  ];
}

export const rlhflowPrm: VerifierKind = {
  kind: 'rlhflow-prm',
  // As published with these models.
  aggregation: 'last',
  names: /rlhflow|llama[\d.-]*8b[-_]?prm/i,
  takesSystemPrompt: false,
  readsCompletions: true,
  create: createScorer,
};

/** A verifier of this kind. See `createPlusMinusScorer`. */
function createScorer(scoring: Scoring): Scorer {
  const { backend, http } = scoring;
  const tokenizer = createTokenizer(backend, http);
  return createPlusMinusScorer(scoring, {
    /** The last token of each answer, as the reference takes it. */
    async answers(signal) {
      const [plus, minus] = await Promise.all(['+', '-'].map((text) => tokenizer.text(text, false, signal)));
      const good = plus?.ids.at(-1);
      const bad = minus?.ids.at(-1);
      if (good !== undefined && bad !== undefined && good !== bad) return { good, bad };
      throw http.badReply(
        { method: 'POST', path: '/tokenize' },
        `its tokenizer has no separate tokens for “+” and “-” (${good} and ${bad}), so the model is no PRM of this kind`,
      );
    },
    prompt: (problem, path, last, signal) =>
      tokenizer.chat(
        dialogueOf(
          problem,
          path.steps.map((step) => step.text),
          last,
        ),
        signal,
      ),
    /** Behind what the template writes in front of each answer: what comes when the assistant is to go on. */
    async places(prompt, { steps }, { good }, signal) {
      const sample: readonly ChatMessage[] = [{ role: 'user', content: 'x' }];
      const [open, closed] = await Promise.all([tokenizer.chat(sample, signal), tokenizer.dialogue(sample, signal)]);
      const opening = open.ids.slice(closed.ids.length);
      const isOpened = (end: number) => opening.every((id, i) => prompt[end - opening.length + i] === id);
      const places = [...prompt.keys()].filter((place) => prompt[place] === good && isOpened(place));
      // Steps without words are no turns, and a step may hold what looks like one.
      const isSure = opening.length > 0 && isOpened(prompt.length) && places.length === steps.length - 1;
      return isSure ? places : undefined;
    },
  });
}
