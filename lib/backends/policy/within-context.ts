/**
 * Asks for less where the context of a server, or its longest answer, holds no more, and remembers what it said of them.
 * Knows no field of a request.
 */
import type { ProposeRequest } from '@/lib/search';
import { CallError } from '../http/call-error';
import type { Send } from './one-request';
import type { WritingServer } from './writing-server';
import { roomAfter } from './room';
import { guessedLength } from './route';
import type { JoinedPrompt } from './route';

/** Of a model that writes no more than this nobody asks for less. */
const leastAsked = 16;

/** How much longer a text may be in tokens than it is guessed to be. */
const guessMargin = 1.25;

/** `send`, again and again with less, as long as that may help. Throws CallError. */
export function withinContext({ known }: Pick<WritingServer, 'known'>, send: Send): Send {
  return async (request, prompt, begun) => {
    const length = guessedLength(prompt.text);
    for (let maxTokens = firstRoom(known, request, { prompt, length }); ;) {
      try {
        return await send({ ...request, maxTokens }, prompt, begun);
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        const most = error.mostWritten(maxTokens);
        if (most !== undefined && maxTokens > leastAsked) {
          known.mostTokens = most > 0 ? most : Math.floor(maxTokens / 2);
          maxTokens = known.mostTokens;
          continue;
        }
        const told = error.overflow;
        if (told === undefined) throw error;
        known.contextLength = told.limit ?? known.contextLength;
        const less = roomAfter({ asked: maxTokens, limit: known.contextLength, prompt: told.prompt, guess: length });
        if (less === undefined) throw error;
        maxTokens = less;
      }
    }
  };
}

/** Where the context is known from refusals alone, what probably fits: sparing one more of them. */
function firstRoom(
  known: WritingServer['known'],
  { maxTokens: asked }: ProposeRequest,
  { prompt: { ids }, length }: { readonly prompt: JoinedPrompt; readonly length: number },
): number {
  const maxTokens = Math.min(asked, known.mostTokens ?? asked);
  if (ids !== undefined || known.contextLength === undefined) return maxTokens;
  const left = known.contextLength - Math.ceil(length * guessMargin);
  return left < 1 ? maxTokens : Math.min(maxTokens, left);
}
