/**
 * Whether texts come at once, in one reply, and not piece by piece: where nobody watches, server and client have far less to do
 * for a token. Such a reply says nothing until its last text has ended, so it has to be over long before a silence means that
 * the server is gone.
 */
import type { ProposeRequest } from '@/lib/search';
import type { Choice } from '../http/replies';
import type { WritingServer } from './writing-server';
import { openedThought } from './thoughts';
import { cutAtSeparators } from './token-texts';

/** Of a server that nobody has seen write; most are quicker. */
const usualMsPerToken = 25;
/** From so many tokens on a text tells how fast a server writes. */
const tellingTokens = 64;
/** Share of the silence that a server may keep. */
const longest = 3 / 4;

/** Rejects with the signal's reason only. */
export async function comesAtOnce(
  { backend, known, route }: WritingServer,
  { atOnce, maxTokens, prompt }: ProposeRequest,
  signal: AbortSignal,
): Promise<boolean> {
  if (atOnce === undefined || route.atOnce === undefined) return false;
  const { habits } = known;
  // Where a thought ends shows while it is written.
  if (habits.has('thinks') || habits.has('opens-thought') || openedThought(prompt.text) !== undefined) return false;
  const ms = maxTokens * (known.msPerToken ?? usualMsPerToken);
  return ms <= backend.timeoutMs * longest && (await route.atOnce.isTold(signal));
}

/**
 * Whether texts that come at once are better asked for one by one: whole solutions differ in length, and what has ended is
 * neither told nor its place on the server free before the longest of a reply has.
 */
export async function endsApart(server: WritingServer, request: ProposeRequest, signal: AbortSignal): Promise<boolean> {
  return request.stop.length === 0 && (await comesAtOnce(server, request, signal));
}

/** Notes how long a text of `tokens` took, waiting and all; of a short one waiting may have been nearly all. */
export function learnPace({ known }: Pick<WritingServer, 'known'>, ms: number, tokens: number): void {
  if (tokens >= tellingTokens) known.msPerToken = Math.max(ms / tokens, (known.msPerToken ?? 0) / 2);
}

/** A reply of this server was not over in time: none is asked for at once again. */
export function neverAtOnce({ known }: Pick<WritingServer, 'known'>): void {
  known.msPerToken = Infinity;
}

/**
 * How the choices of such a reply are cut, so that each token is with its step. What cannot be told comes in one piece, whose
 * tokens are divided in proportion (P-6), and the next ones come as a stream.
 */
export function createPiecesOf(
  { known, route }: WritingServer,
  { stop, atOnce }: ProposeRequest,
  signal: AbortSignal,
): (choice: Choice) => Promise<readonly Choice[]> {
  return async (choice) => {
    const { token_ids: ids, text } = choice;
    if (atOnce === undefined || !ids) {
      known.tellsIdsAtOnce = Promise.resolve(false);
      return [choice];
    }
    if (stop.length > 0 || text?.includes(atOnce.separator) !== true) return [choice];
    const texts = await route.atOnce?.textsOf(ids, signal);
    const pieces = texts && cutAtSeparators({ ...choice, token_ids: ids }, texts, atOnce.separator);
    if (pieces === undefined) known.tellsIdsAtOnce = Promise.resolve(false);
    return pieces ?? [choice];
  };
}
