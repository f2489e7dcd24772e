/**
 * Reads one streamed reply of a server that writes: interleaved choices become proposals, each with exactly one finish, but
 * for those that the server left open. Knows no prompt; how a route spells its pieces, the route says.
 */
import type { z } from 'zod';
import type { Proposal } from '@/lib/search';
import type { Backend } from '../config/backend';
import { CallError } from '../http/call-error';
import type { Call } from '../http/call-error';
import type { HttpClient, SendOptions } from '../http/http';
import { refusable } from '../http/sampling';
import type { Choice, Completion, PlainReader, Usage } from '../http/replies';
import { createTrack } from './track';
import type { OpenChoice, Track, TrackOptions } from './track';

export const completionsCall = { method: 'POST', path: '/v1/completions' } as const;

/** So many times its limit in tokens, which servers may count in other ways than we do, and a choice has no end. */
const maxOverrun = 4;

export interface CompletionStream extends Pick<
  TrackOptions,
  'stop' | 'isCutHere' | 'isForThoughts' | 'opening' | 'closing' | 'isExact' | 'maxTokens' | 'pieces'
> {
  readonly backend: Backend;
  readonly http: HttpClient;
  readonly call: Call;
  readonly schema: z.ZodType<Completion>;
  readonly plain?: PlainReader;
  readonly body: Readonly<Record<string, unknown>>;
  /** Fields of the body that older servers refuse. */
  readonly optional: Readonly<Record<string, unknown>>;
  readonly session: string;
  readonly count: number;
  /** Nobody knows yet whether this server numbers its choices. */
  readonly isUnproven: boolean;
  /** A choice that came at once, in pieces. */
  readonly piecesOf?: (choice: Choice) => Promise<readonly Choice[]>;
  readonly push: (proposal: Proposal) => void;
  /** Told once, also after a failure, if the server had begun: its usage, where it sent any, and the tokens seen of each choice. */
  readonly onUsage: (usage: Usage | undefined, tokens: readonly number[]) => void;
}

export interface StreamResult {
  readonly open: readonly OpenChoice[];
  /** Choices came under other numbers than 0. */
  readonly isNumbered: boolean;
  readonly isStray: boolean;
  /** What closes the model's thoughts, where one was left open. */
  readonly closing: string | undefined;
  /** The server wrote on behind a stop string that it was sent. */
  readonly isUnstopped: boolean;
  readonly isSumming: boolean;
  /** The end of one stood for those of all (LiteLLM). */
  readonly isUntold: boolean;
}

/**
 * Sends the request and pushes proposals until all choices have finished; returns those that are left to be gone on with.
 * Until an unproven server has used a second number, nothing is pushed: where all choices come under one they are thrown
 * away. Throws CallError, or the signal's reason.
 */
export async function streamCompletions(stream: CompletionStream, options: SendOptions): Promise<StreamResult> {
  const { http, count, call, plain } = stream;
  const gate = createGate(stream);
  const tracks = Array.from({ length: count }, (_, index) =>
    createTrack(index, { ...stream, isAlone: count === 1, isSure: () => gate.isOpen, push: gate.push }),
  );
  const found = () => ({
    isStray: tracks.some((track) => track.isStray()),
    closing: tracks.map((track) => track.closing()).find((mark) => mark !== undefined),
    isUnstopped: tracks.some((track) => track.isUnstopped()),
    isSumming: tracks.some((track) => track.isSumming()),
  });
  const oneByOne = (): StreamResult => ({ open: allMissing(count), isNumbered: false, isUntold: false, ...found() });
  const read = (data: unknown): Completion => {
    const event = stream.schema.safeParse(data);
    if (event.success) return event.data;
    const issue = event.error.issues[0];
    throw http.badReply(call, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  };
  let usage: Usage | undefined;
  let isBegun = false;
  let isDone = false;
  let first: number | undefined;
  try {
    reading: for await (const items of http.events(requestOf(stream), options)) {
      for (const item of items) {
        isBegun = true;
        isDone = item.type === 'done';
        if (item.type === 'done') break reading;
        const event = plain?.(item.data) ?? read(item.data);
        const choices = event.choices ?? [];
        // The totals come without choices, or with all of them from a server that does not stream. What comes with one
        // choice of several is that choice's running count.
        if (choices.length === 0 || choices.length === count) usage = event.usage ?? usage;
        for (const choice of choices) {
          // One alone has whatever number it begins with; of several, servers that count from 1 are asked for one at a time.
          first ??= choice.index;
          const track = count === 1 ? tracks[choice.index - first] : tracks[choice.index];
          if (track === undefined && choice.index === count && !gate.isOpen) return oneByOne();
          if (track === undefined) throw http.badReply(call, `it has a choice ${choice.index}, of ${count} asked for`);
          if (stream.piecesOf === undefined) track.take(choice);
          else for (const piece of await stream.piecesOf(choice)) track.take(piece);
          if (!gate.isOpen && (track.isShared() || track.isRunOn())) return oneByOne();
          if (choice.index > 0 && tracks[0]!.isBegun()) gate.open();
          if (isOver(tracks) && (stream.isCutHere || tracks.some((each) => each.isRunOn())))
            return { open: [], isNumbered: count > 1, isUntold: false, ...found() };
          if (track.tokens() > maxOverrun * stream.maxTokens)
            throw http.badReply(call, `choice ${choice.index} goes on beyond the ${stream.maxTokens} tokens asked for`);
        }
      }
    }
    gate.open();
    for (const track of tracks) track.endInDoubt();
    const isUntold = isDone && count > 1 && tracks.some((track) => track.isFinished());
    const untold = isUntold ? tracks.filter((track) => track.isBegun() && !track.isFinished()) : [];
    for (const track of untold) track.endUntold();
    checkWhole(stream, tracks, isDone);
    for (const track of tracks) track.settle(usage);
    return {
      isUntold: untold.length > 0,
      open: tracks.flatMap((track) => track.open() ?? []),
      isNumbered: tracks.some((track, index) => index > 0 && track.isBegun()),
      ...found(),
    };
  } catch (error) {
    // What came before a failure stands.
    gate.open();
    throw error;
  } finally {
    if (isBegun)
      stream.onUsage(
        usage,
        tracks.map((track) => track.tokens()),
      );
  }
}

function requestOf({ call, body, optional, session }: CompletionStream) {
  return { ...call, body, optional, ...refusable(body), session };
}

/** Nothing that is still to come can change an end. */
function isOver(tracks: readonly Track[]): boolean {
  return tracks.every((track) => track.isFinished() && !track.isWaiting() && track.open() === undefined);
}

/**
 * [DONE] may be missing if everything else is there. A choice without its end was cut off; but a server that says it is done
 * and wrote nothing at all of some writes fewer than it is asked for. Throws CallError.
 */
function checkWhole({ backend, call }: CompletionStream, tracks: readonly Track[], isDone: boolean): void {
  const isWhole = tracks.every(
    (track) => track.isFinished() || (isDone && tracks[0]!.isFinished() && !track.isBegun()),
  );
  if (isWhole) return;
  // A server that closes its stream in form and ends no text of it has not crashed.
  const isEndless = isDone && tracks.some((track) => track.isBegun()) && !tracks.some((track) => track.isFinished());
  throw new CallError(backend, call, { type: isEndless ? 'endless' : 'cut' });
}

/** Holds proposals back until it is opened, unless it was never closed. */
function createGate({ isUnproven, count, push }: CompletionStream) {
  const held: Proposal[] = [];
  let isOpen = !isUnproven || count === 1;
  return {
    get isOpen() {
      return isOpen;
    },
    push: (proposal: Proposal): void => {
      if (isOpen) push(proposal);
      else held.push(proposal);
    },
    open(): void {
      isOpen = true;
      for (const proposal of held.splice(0)) push(proposal);
    },
  };
}

function allMissing(count: number): readonly OpenChoice[] {
  return Array.from({ length: count }, (_, index) => missing(index));
}

/** A choice of which nothing has come. */
export function missing(index: number): OpenChoice {
  return { index, text: '', tokens: 0, tokenIds: [], reason: 'missing' };
}
