/**
 * Has a server write: several continuations at once where it can, one by one where it cannot, within what its context
 * holds, and on from where it left off. What it finds out about the server on the way is heeded by every later call. Knows
 * how no server spells anything; that is the route's.
 */
import { setMaxListeners } from 'node:events';
import { createChannel, followAbort } from '@/lib/base';
import { BackendError } from '@/lib/search';
import type { Policy, Proposal, ProposeRequest } from '@/lib/search';
import type { Priority, Release } from '../admission/limiter';
import type { PolicyBackend } from '../config/backend';
import type { BackendContext } from '../context';
import { addressOf } from '../http/address';
import { CallError } from '../http/call-error';
import type { HttpClient } from '../http/http';
import { asOneCall } from '../http/one-call';
import { knownOf } from '../server-habits';
import { tellHabits } from '../tell-habits';
import { missing, streamCompletions } from './completion-stream';
import type { CompletionStream, StreamResult } from './completion-stream';
import { roomAfter } from './room';
import { guessedLength } from './route';
import type { JoinedPrompt, Route } from './route';
import { endOfThoughts, openedThought } from './thoughts';
import type { OpenChoice } from './track';

export interface WriterOptions {
  readonly backend: PolicyBackend;
  readonly context: BackendContext;
  readonly priority: Priority;
  readonly http: HttpClient;
  readonly route: Route;
}

interface Work {
  readonly signal: AbortSignal;
  readonly push: (proposal: Proposal) => void;
}

/** Where the writing begins anew: nothing of a thought is open. */
type State = Pick<OpenChoice, 'reason'> | undefined;

/** The `propose` of a policy over `route`. Nothing is sent yet. */
export function createWriter({ backend, context, priority, http, route }: WriterOptions): Policy['propose'] {
  const limiter = context.limiters.of(backend);
  const known = knownOf(context.habits, backend);
  const { habits } = known;
  const isCutHere = ({ stop }: ProposeRequest) => habits.has('hides-stops') && stop.length > 0;

  async function pump(request: ProposeRequest, { signal, push }: Work): Promise<void> {
    const prompt = joinPrompt(request, habits.has('reads-text'));
    const reason = prompt.written === '' ? undefined : await route.whyNotContinued(signal);
    if (reason !== undefined) throw refusal(reason);
    const limit = request.prompt.maxModelLength;
    const length = await route.measure(request, prompt, signal);
    const room =
      limit === undefined || length === undefined ? request.maxTokens : Math.min(request.maxTokens, limit - length);
    if (room < 1) return endAtContext(request, push);
    const { onNotice, finish } = asOneCall(request.onNotice);
    /** Those from `first` on: as many as there is room for now, and the others as soon as there is. */
    const pumpFrom = async (first: number): Promise<void> => {
      const asked = { sequences: request.count - first, priority, role: 'policy' } as const;
      const { sequences, release } = await limiter.acquire(asked, signal);
      const part = { ...request, maxTokens: room, onNotice, count: sequences, seed: request.seed + first };
      const pushAndRelease: Work['push'] = (proposal) => {
        push({ ...proposal, index: first + proposal.index });
        // Its place on the server is free, whatever the others of the request still write.
        if (proposal.type === 'finish') release(1);
      };
      await Promise.all([
        pumpPart(part, prompt, { work: { signal, push: pushAndRelease }, release }),
        first + sequences < request.count ? pumpFrom(first + sequences) : undefined,
      ]);
    };
    try {
      await pumpFrom(0);
      tellHabits(backend, context, request.onNotice);
    } finally {
      finish();
    }
  }

  /** Gives back its room, however it ends. */
  async function pumpPart(
    request: ProposeRequest,
    prompt: JoinedPrompt,
    { work, release }: { readonly work: Work; readonly release: Release },
  ): Promise<void> {
    try {
      await write(request, prompt, work);
    } catch (error) {
      if (!(error instanceof CallError) || !error.isContextOverflow) throw error;
      endAtContext(request, work.push);
    } finally {
      release();
    }
  }

  function refusal(reason: string): BackendError {
    return new BackendError('rejected', reason, { server: backend.name, isRetryable: false });
  }

  /** All continuations in one request; those that the server leaves open one by one. */
  async function write(request: ProposeRequest, prompt: JoinedPrompt, work: Work): Promise<void> {
    const { push, signal } = work;
    const goOn = async (open: OpenChoice): Promise<void> => {
      const { index, text, tokens } = open;
      const room = request.maxTokens - tokens;
      if (room < 1) return push({ type: 'finish', index, finish: open.reason === 'thinking' ? 'thinking' : 'length' });
      const reason = text === '' ? undefined : await route.whyNotContinued(signal);
      // Whether a stop string or the model ended it cannot be told, and nobody can go on: it is an end.
      if (reason !== undefined && open.reason === 'unclear') return push({ type: 'finish', index, finish: 'eos' });
      if (reason !== undefined) throw refusal(reason);
      const own = { ...request, count: 1, seed: request.seed + index, maxTokens: room };
      try {
        const [left] = await generate(own, withText(prompt, open), {
          work: { ...work, push: (proposal) => push({ ...proposal, index }) },
          state: text === '' ? undefined : open,
        });
        if (left === undefined) return;
        const next = after(open, left);
        if (left.reason === 'thought' && endsInBlanks.test(next.text)) push({ type: 'finish', index, finish: 'eos' });
        else await goOn(next);
      } catch (error) {
        // One that is full says nothing of the others.
        if (text === '' || !(error instanceof CallError) || !error.isContextOverflow) throw error;
        push({ type: 'finish', index, finish: 'length' });
      }
    };
    const isSimple = isCutHere(request) || (habits.has('writes-one') && request.count > 1);
    const all = Array.from({ length: request.count }, (_, index) => missing(index));
    await Promise.all((isSimple ? all : await generateAll(request, prompt, { work, all })).map(goOn));
  }

  /** The continuations that are left open: all of them where the server does not take as many. */
  async function generateAll(
    request: ProposeRequest,
    prompt: JoinedPrompt,
    { work, all }: { readonly work: Work; readonly all: readonly OpenChoice[] },
  ): Promise<readonly OpenChoice[]> {
    try {
      return await generate(request, prompt, { work, state: undefined });
    } catch (error) {
      if (!(error instanceof CallError) || !error.isAboutCount || request.count === 1) throw error;
      habits.add('writes-one');
      return all;
    }
  }

  /** At the end of the context a path is cut off like any other limit; only a problem that does not fit is an error. */
  function endAtContext(request: ProposeRequest, push: Work['push']): void {
    if (request.prefix.length === 0 && request.showsAttempts !== true) {
      const limit = request.prompt.maxModelLength ?? known.contextLength;
      const text = `the problem does not fit the model’s context${limit === undefined ? '' : ` of ${limit} tokens`}`;
      throw new CallError(backend, route.call, { type: 'status', status: 400, text });
    }
    for (let index = 0; index < request.count; index++) push({ type: 'finish', index, finish: 'length' });
  }

  /** What is left open of one request, which asks for less where the context holds no more. */
  async function generate(
    request: ProposeRequest,
    prompt: JoinedPrompt,
    { work, state }: { readonly work: Work; readonly state: State },
  ): Promise<readonly OpenChoice[]> {
    const length = guessedLength(prompt.text);
    for (let maxTokens = firstRoom(request, prompt, length); ;) {
      try {
        return await generateOnce({ ...request, maxTokens }, prompt, { work, state });
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
  }

  /** Where the context is known from refusals alone, what probably fits: sparing one more of them. */
  function firstRoom({ maxTokens: asked }: ProposeRequest, { ids }: JoinedPrompt, length: number): number {
    const maxTokens = Math.min(asked, known.mostTokens ?? asked);
    if (ids !== undefined || known.contextLength === undefined) return maxTokens;
    const left = known.contextLength - Math.ceil(length * guessMargin);
    return left < 1 ? maxTokens : Math.min(maxTokens, left);
  }

  /** As ids where the server takes them; as text from the first time that it does not. */
  async function generateOnce(
    request: ProposeRequest,
    prompt: JoinedPrompt,
    { work, state }: { readonly work: Work; readonly state: State },
  ): Promise<readonly OpenChoice[]> {
    const isKnown = prompt.ids === undefined || habits.has('reads-ids') || habits.has('reads-text');
    const asText = { ...prompt, ids: undefined };
    if (isKnown) return await send(request, habits.has('reads-text') ? asText : prompt, { work, state });
    let isBegun = false;
    // A server that reads a list of numbers as words answers, and counts more than there are: nothing is told before its count.
    let isTrusted = isWellKnown();
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
      if (isBegun || !isPerhapsAboutIds(error, isWellKnown())) throw error;
      const open = await send(request, asText, { work: { ...work, push: tell }, state }).catch((second: unknown) => {
        // It was not about the ids, and the first words are about what is usual.
        throw second instanceof CallError && !isBegun ? error : second;
      });
      habits.add('reads-text');
      return open;
    }
  }

  /** One request. What it leaves open tells how the server is to be spoken to from now on. */
  async function send(
    request: ProposeRequest,
    prompt: JoinedPrompt,
    { work: { signal, push }, state }: { readonly work: Work; readonly state: State },
  ): Promise<readonly OpenChoice[]> {
    const { count, maxTokens } = request;
    const isBeginning = prompt.written === '';
    const isForThoughts =
      request.stop.length > 0 &&
      (state?.reason === 'thinking' || (isBeginning && (habits.has('thinks') || habits.has('opens-thought'))));
    const closing = openedThought(request.prompt.text) ?? known.endOfThoughts ?? endOfThoughts;
    const stop = isCutHere(request) ? [] : isForThoughts ? [closing] : request.stop;
    const opening = openingOf(request, isBeginning, state);
    const { body, optional, prompt: sent } = route.bodyOf({ request, prompt, stop });
    request.onNotice({ type: 'sent', url: addressOf(backend, route.call.path), body: { ...body, ...optional } });
    const onUsage: CompletionStream['onUsage'] = (usage, tokens) =>
      request.onNotice({
        type: 'usage',
        promptTokens: usage?.prompt_tokens || (prompt.ids?.length ?? guessedLength(prompt.text)),
        // A server that does not count says 0.
        completionTokens: usage?.completion_tokens || tokens,
        cachedTokens: usage?.prompt_tokens_details?.cached_tokens ?? undefined,
      });
    const result = await streamCompletions(
      {
        backend,
        http,
        call: route.call,
        schema: route.schema,
        ...(route.plain === undefined ? {} : { plain: route.plain }),
        optional,
        push,
        onUsage,
        session: request.session,
        count,
        stop: request.stop,
        maxTokens,
        isCutHere: isCutHere(request),
        isForThoughts,
        opening,
        closing,
        isExact: isWellKnown(),
        pieces: {
          isSumming: habits.has('sends-sums'),
          prompt: prompt.ids === undefined && route.isText ? prompt.text : undefined,
        },
        isUnproven: !habits.has('writes-several'),
        body: { ...body, ...sent },
      },
      { signal, onRetry: (retry) => request.onNotice({ type: 'retry', ...retry }) },
    );
    if (opening === 'unsure' && !result.isStray) habits.add('opens-none');
    learn(result, count);
    return result.open;
  }

  /** Nobody has asked yet, or it is one whose word is good. */
  function isWellKnown(): boolean {
    return backend.isBundled || known.software === undefined || known.software.found?.takesRaw === true;
  }

  function openingOf(
    { prompt, stop }: ProposeRequest,
    isBeginning: boolean,
    state: State,
  ): CompletionStream['opening'] {
    if (state?.reason === 'thinking') return 'open';
    if (state?.reason === 'thought') return 'over';
    if (!isBeginning) return 'closed';
    if (openedThought(prompt.text) !== undefined) return 'open';
    if (habits.has('opens-thought')) return 'presumed';
    // Whoever writes in steps has tried the server before: see `whyNotContinued`.
    return route.isText || stop.length > 0 || habits.has('opens-none') ? 'closed' : 'unsure';
  }

  function learn(result: StreamResult, count: number): void {
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

  return async function* propose(request, signal) {
    setMaxListeners(0, signal);
    const { controller, giveUp, release } = followAbort(signal);
    // The server is read as fast as it writes, whatever the reader does meanwhile: a reader that waits for a score
    // must not hold up the sequences that the score has to wait for.
    const channel = createChannel<Proposal>();
    const work = { signal: controller.signal, push: channel.push };
    const pumping = pump(request, work).then(channel.close, channel.fail);
    try {
      yield* channel;
    } finally {
      giveUp();
      await pumping;
      release();
    }
  };
}

/** Numbers in words are two tokens and more for each; some servers add one or two of their own to a prompt. */
const mostCounted = 1.6;

/** Of a model that writes no more than this nobody asks for less. */
const leastAsked = 16;

/** So many blank lines behind a thought, and no answer comes. */
const endsInBlanks = /\s{8}$/;

/** How much longer a text may be in tokens than it is guessed to be. */
const guessMargin = 1.25;

/** What says nothing of what was wrong. */
const vagueWords =
  /^\W*((internal )?server error|bad request|(invalid|unsupported|malformed) (request|input)( body)?|unprocessable (entity|content)|validation error)?\W*$/i;

/** A server that takes no ids refuses the prompt, or fails over it, and says so, or nothing of use: the same as text shows it. */
function isPerhapsAboutIds(error: unknown, isWellKnown: boolean): boolean {
  if (!(error instanceof CallError) || error.isPassing || error.isContextOverflow || error.isAboutCount) return false;
  if (error.kind !== 'server-error' && error.kind !== 'rejected') return false;
  if (error.param !== undefined) return /prompt/.test(error.param);
  if (/prompt|token|string|\bstr\b|\blist\b|array/i.test(error.serverText)) return true;
  return !isWellKnown && vagueWords.test(error.serverText);
}

/** Prompt and prefix as one: ids where all of them are known. */
function joinPrompt({ prompt, prefix }: ProposeRequest, isText: boolean): JoinedPrompt {
  const pieces = [prompt.tokenIds, ...prefix.map((step) => step.tokenIds)];
  const ids = !isText && pieces.every((piece) => piece !== undefined) ? pieces.flat() : undefined;
  const written = prefix.map((step) => step.text).join('');
  // The thoughts that the prompt opened are in the ids alone.
  const closing = written === '' ? undefined : openedThought(prompt.text);
  return { text: prompt.text + (closing === undefined ? '' : `\n${closing}\n\n`) + written, written, ids };
}

function withText(prompt: JoinedPrompt, { text, tokenIds }: OpenChoice): JoinedPrompt {
  if (text === '') return prompt;
  return {
    text: prompt.text + text,
    written: prompt.written + text,
    ids: prompt.ids && tokenIds && [...prompt.ids, ...tokenIds],
  };
}

function after(before: OpenChoice, left: OpenChoice): OpenChoice {
  return {
    index: before.index,
    text: before.text + left.text,
    tokens: before.tokens + left.tokens,
    tokenIds: before.tokenIds && left.tokenIds && [...before.tokenIds, ...left.tokenIds],
    reason: left.reason,
  };
}
