/**
 * Has a server write: several continuations at once where it can, one by one where it cannot, and on from where it left
 * off. What it finds out about the server on the way is heeded by every later call. Knows how no server spells anything;
 * that is the route's.
 */
import { setMaxListeners } from 'node:events';
import { createChannel, followAbort } from '@/lib/base';
import { BackendError } from '@/lib/search';
import type { Policy, Proposal, ProposeRequest } from '@/lib/search';
import type { Priority, Release } from '../admission/limiter';
import type { PolicyBackend } from '../config/backend';
import type { BackendContext } from '../context';
import { CallError } from '../http/call-error';
import type { HttpClient } from '../http/http';
import { asOneCall } from '../http/one-call';
import { knownOf } from '../server-habits';
import { tellHabits } from '../tell-habits';
import { endsApart } from './at-once';
import { missing } from './completion-stream';
import { asIdsOrText } from './ids-or-text';
import { createSender, isCutHere, type Work } from './one-request';
import type { WritingServer } from './writing-server';
import type { JoinedPrompt, Route } from './route';
import { openedThought } from './thoughts';
import type { OpenChoice } from './track';
import { withinContext } from './within-context';

export interface WriterOptions {
  readonly backend: PolicyBackend;
  readonly context: BackendContext;
  readonly priority: Priority;
  readonly http: HttpClient;
  readonly route: Route;
}

/** The `propose` of a policy over `route`. Nothing is sent yet. */
export function createWriter({ backend, context, priority, http, route }: WriterOptions): Policy['propose'] {
  const limiter = context.limiters.of(backend);
  const known = knownOf(context.habits, backend);
  const { habits } = known;
  const server: WritingServer = { backend, clock: context.clock, http, route, known };
  const generate = withinContext(server, asIdsOrText(server, createSender(server)));

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
    const isSimple =
      isCutHere(known, request) ||
      (request.count > 1 && (habits.has('writes-one') || (await endsApart(server, request, signal))));
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

  return async function* propose(request, signal) {
    const { controller, giveUp, release } = followAbort(signal);
    // Of continuations that are asked for one by one each listens.
    setMaxListeners(0, signal, controller.signal);
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

/** So many blank lines behind a thought, and no answer comes. */
const endsInBlanks = /\s{8}$/;

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
