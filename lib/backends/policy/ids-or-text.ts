/**
 * Prompts as token ids where the server takes them, as text from the first time that it does not: a server that reads a list
 * of numbers as words is found out by what it counts. Knows no field of a request.
 */
import type { Proposal, ProposeRequest } from '@/lib/search';
import { CallError } from '../http/call-error';
import { isWellKnown } from '../server-habits';
import type { Send, Work } from './one-request';
import type { WritingServer } from './writing-server';

/** Numbers in words are two tokens and more for each; some servers add one or two of their own to a prompt. */
const mostCounted = 1.6;

/** What says nothing of what was wrong. */
const vagueWords =
  /^\W*((internal )?server error|bad request|(invalid|unsupported|malformed) (request|input)( body)?|unprocessable (entity|content)|validation error)?\W*$/i;

/** `send`, told first whether it goes in ids. */
export function asIdsOrText({ backend, known }: WritingServer, send: Send): Send {
  const { habits } = known;
  return async (request, prompt, { work, state }) => {
    const isKnown = prompt.ids === undefined || habits.has('reads-ids') || habits.has('reads-text');
    const asText = { ...prompt, ids: undefined };
    if (isKnown) return await send(request, habits.has('reads-text') ? asText : prompt, { work, state });
    let isBegun = false;
    // A server that reads a list of numbers as words answers, and counts more than there are: nothing is told before its count.
    let isTrusted = isWellKnown(backend, known);
    const held: Proposal[] = [];
    let counted = 0;
    const tell: Work['push'] = (proposal) => {
      isBegun = true;
      work.push(proposal);
    };
    const push: Work['push'] = (proposal) => {
      // Who tells ids reads them.
      isTrusted ||= proposal.type === 'text' && (proposal.tokenIds ?? []).length > 0;
      if (!isTrusted) return void held.push(proposal);
      for (const before of held.splice(0)) tell(before);
      tell(proposal);
    };
    const onNotice: ProposeRequest['onNotice'] = (notice) => {
      if (notice.type === 'usage') counted = notice.promptTokens;
      request.onNotice(notice);
    };
    try {
      const open = await send({ ...request, onNotice }, prompt, { work: { ...work, push }, state });
      if (!isTrusted && counted > prompt.ids.length * mostCounted) {
        habits.add('reads-text');
        return await send(request, asText, { work, state });
      }
      for (const proposal of held) tell(proposal);
      habits.add('reads-ids');
      return open;
    } catch (error) {
      if (isBegun || !isPerhapsAboutIds(error, isWellKnown(backend, known))) throw error;
      const open = await send(request, asText, { work: { ...work, push: tell }, state }).catch((second: unknown) => {
        // It was not about the ids, and the first words are about what is usual.
        throw second instanceof CallError && !isBegun ? error : second;
      });
      habits.add('reads-text');
      return open;
    }
  };
}

/** A server that takes no ids refuses the prompt, or fails over it, and says so, or nothing of use: the same as text shows it. */
function isPerhapsAboutIds(error: unknown, isWellKnown: boolean): boolean {
  if (!(error instanceof CallError) || error.isPassing || error.isContextOverflow || error.isAboutCount) return false;
  if (error.kind !== 'server-error' && error.kind !== 'rejected') return false;
  if (error.param !== undefined) return /prompt/.test(error.param);
  if (/prompt|token|string|\bstr\b|\blist\b|array/i.test(error.serverText)) return true;
  return !isWellKnown && vagueWords.test(error.serverText);
}
