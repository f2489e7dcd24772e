/**
 * Math-Shepherd (peiyi9979/math-shepherd-mistral-7b-prm, arXiv 2312.08935): a causal model that has learnt to follow the
 * step tag `ки` with '+' or '-'. Form after the model card: the problem, a space, then the steps, one a line, each ended
 * by ` ки`. Blank lines inside a step become spaces, since a line is a step.
 */
import { createPlusMinusScorer } from './plus-minus';
import type { Scoring } from './scores';
import { createTokenizer } from '../http/tokenizer';
import type { Scorer, VerifierKind } from './verifier-kind';

const stepTag = 'ки';

/** The text up to the tag of step `last` (from 0). Tags inside the steps' own text are taken out: they would be places to answer. */
export function taggedText(problem: string, steps: readonly string[], last: number): string {
  const lines = steps.slice(0, last + 1).map(
    (step) =>
      `${step
        .replaceAll(stepTag, '')
        .replace(/\s*\n\s*/g, ' ')
        .trim()} ${stepTag}`,
  );
  return `${problem} ${lines.join('\n')}`;
}

export const mathShepherd: VerifierKind = {
  kind: 'math-shepherd',
  // As published with this model.
  aggregation: 'min',
  names: /math[-_]?shepherd/i,
  takesSystemPrompt: false,
  readsCompletions: true,
  create: createScorer,
};

/** A verifier of this kind; served for generation, not for pooling (vLLM pools hidden states there). */
function createScorer(scoring: Scoring): Scorer {
  const { backend, http } = scoring;
  const tokenizer = createTokenizer(backend, http);
  return createPlusMinusScorer(scoring, {
    /** Both with the space in front that they have after the tag: the last two tokens of `+ -`, as in search-and-learn. */
    async answers(signal) {
      const { ids } = await tokenizer.text('+ -', false, signal);
      const [good, bad] = ids.slice(-2);
      if (ids.length >= 2 && good !== undefined && bad !== undefined && good !== bad) return { good, bad };
      throw http.badReply(
        { method: 'POST', path: '/tokenize' },
        'its tokenizer has no separate tokens for “+” and “-”, so the model is no PRM of this kind',
      );
    },
    prompt: (problem, path, last, signal) =>
      tokenizer.text(
        taggedText(
          problem,
          path.steps.map((step) => step.text),
          last,
        ),
        true,
        signal,
      ),
    /** Behind each tag but the last. */
    async places(prompt, { steps }, _, signal) {
      const tag = (await tokenizer.text(` ${stepTag}`, false, signal)).ids.at(-1);
      const tags = [...prompt.keys()].filter((place) => prompt[place] === tag);
      return tags.length === steps.length ? tags.slice(0, -1).map((place) => place + 1) : undefined;
    },
  });
}
