/**
 * Scores a step by how likely a larger model finds it: the probability of the step's tokens after the problem and the
 * earlier steps. This is a likelihood and no process reward model: it rewards what the model would have written itself.
 * The product over a path is the likelihood of the whole path, so `prod` is the aggregation that has a meaning.
 */
import { setMaxListeners } from 'node:events';
import type { ScorePath, ScoreRequest, Told, Unscored } from '@/lib/search';
import { completionsCall } from '../policy/completion-stream';
import { completeAll } from './scores';
import type { Scoring } from './scores';
import { readWhole, wantedOf } from './read-scores';
import { fitting, isUnscored } from './unscored';
import { createTokenizer } from '../http/tokenizer';
import type { ChatMessage } from '../config/chat-template';
import type { Tokenized } from '../http/tokenizer';
import { promptEntry } from '../http/replies';
import type { Choice } from '../http/replies';
import type { Scorer, VerifierKind } from './verifier-kind';

/** Tokens of a step that are told: those that lower its score the most. */
const mostTold = 3;

interface TokenPath {
  readonly ids: readonly number[];
  /** For each wanted step, where its tokens begin and end (exclusive) in `ids`. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

export const likelihood: VerifierKind = {
  kind: 'likelihood',
  aggregation: 'prod',
  takesSystemPrompt: true,
  readsCompletions: true,
  readsPrompts: true,
  create: createScorer,
};

/**
 * A verifier over any server that gives prompt log-probabilities (vLLM, the bundled server). The texts are tokenised by
 * that server, since its model may have another tokenizer than the policy. Scores are in (0, 1]; an empty step has no
 * tokens and the likelihood 1.
 */
function createScorer(scoring: Scoring): Scorer {
  const { backend, http } = scoring;
  const tokenizer = createTokenizer(backend, http);

  async function tokenizePath(prompt: Tokenized, path: ScorePath, signal: AbortSignal): Promise<TokenPath | Unscored> {
    const ids = [...prompt.ids];
    const spans: { start: number; end: number }[] = [];
    for (const [k, step] of path.steps.entries()) {
      const start = ids.length;
      if (step.text !== '') ids.push(...(await tokenizer.text(step.text, false, signal)).ids);
      if (k >= path.from) spans.push({ start, end: ids.length });
    }
    // The server generates one token more than the prompt.
    const fits = fitting(backend, { ids, maxModelLength: prompt.maxModelLength }, 1);
    return isUnscored(fits) ? fits : { ids, spans };
  }

  /** exp of the sum of the log-probabilities of the tokens of each wanted step; `tell` gets the least likely of these. */
  function readSteps(
    path: TokenPath,
    choice: Choice,
    tell: (step: number, told: readonly Told[]) => void,
  ): readonly number[] {
    return path.spans.map(({ start, end }, step) => {
      const tokens: Told[] = [];
      let total = 0;
      for (let position = start; position < end; position++) {
        const entry = promptEntry(choice, position, path.ids[position]!);
        if (entry === undefined)
          throw http.badReply(
            completionsCall,
            `it lacks the log-probability of prompt token ${position}; the server must support prompt_logprobs`,
          );
        tokens.push({ token: entry.decoded_token ?? `token_id:${path.ids[position]}`, logprob: entry.logprob });
        total += entry.logprob;
      }
      tell(step, tokens.toSorted((one, other) => one.logprob - other.logprob).slice(0, mostTold));
      // A sum of log-probabilities is at most 0 but for rounding.
      return Math.exp(total);
    });
  }

  return {
    async score(request, signal) {
      setMaxListeners(0, signal);
      const wanted = wantedOf(request.paths);
      if (wanted.length === 0) return request.paths.map(() => []);
      const system: ChatMessage[] =
        backend.systemPrompt === undefined ? [] : [{ role: 'system', content: backend.systemPrompt }];
      const prompt = await tokenizer.chat([...system, { role: 'user', content: request.problem.text }], signal);
      const paths = await Promise.all(wanted.map((path) => tokenizePath(prompt, path, signal)));
      const choices = await completeAll(
        scoring,
        {
          prompts: paths.map((path) => (isUnscored(path) ? path : path.ids)),
          request,
          fields: { prompt_logprobs: 0 },
          // Not a field of vLLM, which ignores it: a server that knows it saves the work for what was scored before.
          optional: (places) => ({
            prompt_logprobs_start: Math.min(
              ...places.flatMap((place) => {
                const path = paths[place]!;
                return isUnscored(path) ? [] : [path.spans[0]!.start];
              }),
            ),
          }),
        },
        signal,
      );
      const results = choices.map((choice, i) => {
        const path = paths[i]!;
        return isUnscored(path) ? path : isUnscored(choice) ? choice : { path, choice };
      });
      return readWhole(scoring, { call: completionsCall, paths: request.paths, results }, (scored, { path, choice }) =>
        readSteps(path, choice, tellerOf(request, scored)),
      );
    },
  };
}

function tellerOf({ onTold }: ScoreRequest, path: ScorePath): (step: number, told: readonly Told[]) => void {
  return (step, told) => onTold?.(path, path.from + step, told);
}
