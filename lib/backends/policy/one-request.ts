/**
 * One request to a server, spoken to as far as it is known by then, and what its reply teaches about it. Does not know what
 * is done about a refusal, nor who goes on where the reply leaves off.
 */
import type { Proposal, ProposeRequest } from '@/lib/search';
import { addressOf } from '../http/address';
import { CallError } from '../http/call-error';
import { isWellKnown, type KnownServer } from '../server-habits';
import { comesAtOnce, createPiecesOf, learnPace, neverAtOnce } from './at-once';
import { streamCompletions } from './completion-stream';
import type { CompletionStream, StreamResult } from './completion-stream';
import { guessedLength } from './route';
import type { JoinedPrompt } from './route';
import { endOfThoughts, openedThought } from './thoughts';
import type { OpenChoice } from './track';
import type { WritingServer } from './writing-server';

export interface Work {
  readonly signal: AbortSignal;
  readonly push: (proposal: Proposal) => void;
}

export interface Begun {
  readonly work: Work;
  /** What it goes on from; undefined where the writing begins anew: nothing of a thought is open. */
  readonly state: Pick<OpenChoice, 'reason'> | undefined;
}

/** Has a server write, and gives the continuations that it leaves open. Throws CallError. */
export type Send = (request: ProposeRequest, prompt: JoinedPrompt, begun: Begun) => Promise<readonly OpenChoice[]>;

/** What is to be cut at stop strings is cut here, for the server hides them. */
export function isCutHere({ habits }: KnownServer, { stop }: ProposeRequest): boolean {
  return habits.has('hides-stops') && stop.length > 0;
}

/** The `Send` that is one request. What it leaves open tells how the server is to be spoken to from now on. */
export function createSender(server: WritingServer): Send {
  const { backend, clock, http, route, known } = server;
  const { habits } = known;

  const send = async (
    request: ProposeRequest,
    prompt: JoinedPrompt,
    { work: { signal, push }, state, isAtOnce }: Begun & { readonly isAtOnce: boolean },
  ): Promise<readonly OpenChoice[]> => {
    const { count, maxTokens } = request;
    const isBeginning = prompt.written === '';
    const isForThoughts =
      request.stop.length > 0 &&
      (state?.reason === 'thinking' || (isBeginning && (habits.has('thinks') || habits.has('opens-thought'))));
    const closing = openedThought(request.prompt.text) ?? known.endOfThoughts ?? endOfThoughts;
    const stop = isCutHere(known, request) ? [] : isForThoughts ? [closing] : request.stop;
    const opening = openingOf(server, request, { isBeginning, state });
    const {
      body,
      optional,
      prompt: sent,
      isPrefixed = false,
    } = route.bodyOf({
      request,
      prompt,
      stop,
      isAtOnce,
    });
    const url = addressOf(backend, route.call.path);
    const notice = { type: 'sent', url, body: { ...body, ...optional } } as const;
    request.onNotice(isPrefixed ? { ...notice, isPrefixed } : notice);
    const startedAt = clock.elapsed();
    const onUsage: CompletionStream['onUsage'] = (usage, tokens) => {
      learnPace(server, clock.elapsed() - startedAt, Math.max(...tokens));
      request.onNotice({
        type: 'usage',
        promptTokens: usage?.prompt_tokens || (prompt.ids?.length ?? guessedLength(prompt.text)),
        // A server that does not count says 0.
        completionTokens: usage?.completion_tokens || tokens.reduce((sum, each) => sum + each, 0),
        cachedTokens: usage?.prompt_tokens_details?.cached_tokens ?? undefined,
      });
    };
    const result = await streamCompletions(
      {
        backend,
        http,
        call: route.call,
        schema: route.schema,
        ...(route.plain === undefined ? {} : { plain: route.plain }),
        optional,
        ...(isAtOnce ? { piecesOf: createPiecesOf(server, request, signal) } : {}),
        push,
        onUsage,
        session: request.session,
        count,
        stop: request.stop,
        maxTokens,
        isCutHere: isCutHere(known, request),
        isForThoughts,
        opening,
        closing,
        isExact: isWellKnown(backend, known),
        pieces: {
          isSumming: habits.has('sends-sums'),
          prompt: prompt.ids === undefined && route.isText ? prompt.text : undefined,
        },
        isUnproven: !habits.has('writes-several'),
        body: { ...body, ...sent },
      },
      { signal, isDivisible: isAtOnce, onRetry: (retry) => request.onNotice({ type: 'retry', ...retry }) },
    );
    if (opening === 'unsure' && !result.isStray) habits.add('opens-none');
    learn(known, result, count);
    return result.open;
  };

  return async (request, prompt, begun) => {
    const { signal } = begun.work;
    const isStreamed = begun.state !== undefined || isCutHere(known, request);
    if (isStreamed || !(await comesAtOnce(server, request, signal)))
      return await send(request, prompt, { ...begun, isAtOnce: false });
    try {
      return await send(request, prompt, { ...begun, isAtOnce: true });
    } catch (error) {
      if (!(error instanceof CallError) || !error.isOutOfTime) throw error;
      neverAtOnce(server);
      request.onNotice({ type: 'retry', attempt: 2, delayMs: 0, reason: error.toFailure() });
      return await send(request, prompt, { ...begun, isAtOnce: false });
    }
  };
}

/** What the server may begin with: in a thought, behind one, or where nobody can be sure. */
function openingOf(
  { route, known: { habits } }: WritingServer,
  { prompt, stop }: ProposeRequest,
  { isBeginning, state }: Pick<Begun, 'state'> & { readonly isBeginning: boolean },
): CompletionStream['opening'] {
  if (state?.reason === 'thinking') return 'open';
  if (state?.reason === 'thought') return 'over';
  if (!isBeginning) return 'closed';
  if (openedThought(prompt.text) !== undefined) return 'open';
  if (habits.has('opens-thought')) return 'presumed';
  // Whoever writes in steps has tried the server before: see `whyNotContinued`.
  return route.isText || stop.length > 0 || habits.has('opens-none') ? 'closed' : 'unsure';
}

function learn(known: KnownServer, result: StreamResult, count: number): void {
  const { habits } = known;
  const { open, isNumbered, isStray, isUnstopped, isSumming, isUntold, closing } = result;
  known.endOfThoughts = closing ?? known.endOfThoughts;
  if (count > 1 && isNumbered && !isUntold) habits.add('writes-several');
  if (isUntold) habits.add('writes-one');
  if (open.some(({ reason }) => reason === 'missing')) habits.add('writes-one');
  if (!isUntold && open.some(({ reason }) => reason === 'unclear')) habits.add('hides-stops');
  if (open.some(({ reason }) => reason === 'thinking')) habits.add('thinks');
  if (isStray) habits.add('opens-thought');
  if (isUnstopped) habits.add('hides-stops');
  if (isSumming) habits.add('sends-sums');
}
