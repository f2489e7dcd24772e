/**
 * Skywork-o1-Open-PRM over the vLLM of its authors (0.6.4 with their plugin): `/v1/embeddings` returns one raw value per
 * token, and the value at the line break that ends a step, through a sigmoid, is the step's score. Form after
 * skywork-o1-prm-inference `io_utils.py`; tokenised piece by piece as there, or the line breaks would merge with what follows.
 * A step is one line: line breaks inside it become spaces, since each of them would be a place of its own.
 */
import { z } from 'zod';
import type { ScorePath } from '@/lib/search';
import { poolAll, poolingReply } from './pooling';
import type { Scoring } from './scores';
import { readWhole, wantedOf } from './read-scores';
import { createTokenizer } from '../http/tokenizer';
import type { Tokenized } from '../http/tokenizer';
import type { Scorer, VerifierKind } from './verifier-kind';

const call = { method: 'POST', path: '/v1/embeddings' } as const;
const beginOfText = '<|endoftext|>';
/** Whole solutions come back token by token: fewer in one request. */
const pathsAtOnce = 16;

const replySchema = poolingReply({ embedding: z.array(z.number()) });

interface FlaggedPath extends Tokenized {
  /** Where each step of the path ends. */
  readonly ends: readonly number[];
}

export const skyworkPrm: VerifierKind = {
  kind: 'skywork-prm',
  aggregation: 'last',
  names: /skywork[-_]?o1[-_]?open[-_]?prm/i,
  takesSystemPrompt: false,
  readsCompletions: false,
  create: createScorer,
};

/** A verifier of this kind. */
function createScorer(scoring: Scoring): Scorer {
  const { backend, http } = scoring;
  const tokenizer = createTokenizer(backend, http);

  async function flagged(problem: string, { steps }: ScorePath, signal: AbortSignal): Promise<FlaggedPath> {
    let maxModelLength: number | undefined;
    const text = async (piece: string) => {
      if (piece === '') return [];
      const tokenized = await tokenizer.text(piece, false, signal);
      maxModelLength ??= tokenized.maxModelLength;
      return tokenized.ids;
    };
    const [opening, lineBreak, ...pieces] = await Promise.all([
      text(`${beginOfText}${problem}\n`),
      text('\n'),
      ...steps.map((step) => text(step.text.trim().replace(/\s*\n\s*/g, ' '))),
    ]);
    const ids = [...opening];
    const ends = pieces.map((piece) => {
      ids.push(...piece, ...lineBreak);
      return ids.length - 1;
    });
    return { ids, ends, maxModelLength };
  }

  return {
    async score(request, signal) {
      const paths = wantedOf(request.paths);
      const inputs = await Promise.all(paths.map((path) => flagged(request.problem.text, path, signal)));
      const results = await poolAll(
        scoring,
        { call, schema: replySchema, size: pathsAtOnce, request, inputs, inputWords: 'solutions' },
        signal,
      );
      return readWhole(scoring, { call, paths: request.paths, results }, (path, { embedding: values }, place) => {
        const { ids, ends } = inputs[place]!;
        if (values.length !== ids.length)
          throw http.badReply(
            call,
            `it has ${values.length} values for ${ids.length} tokens, so the model is not served with the authors’ plugin`,
          );
        return ends.slice(path.from).map((end) => 1 / (1 + Math.exp(-values[end]!)));
      });
    },
  };
}
