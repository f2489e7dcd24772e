/**
 * Reads one streamed reply of `/v1/completions`: interleaved choices become proposals, each with exactly one finish, but for
 * those that the server left open. Knows the wire, not the prompt.
 */
import type { Finish, Proposal } from '@/lib/search';
import type { Backend } from '../config/backend';
import { CallError } from '../http/call-error';
import { classifyFinish } from './finish';
import type { HttpClient, SendOptions } from '../http/http';
import { samplingInstead } from '../http/sampling';
import { completionSchema } from '../http/replies';
import type { Choice, Usage } from '../http/replies';

export const completionsCall = { method: 'POST', path: '/v1/completions' } as const;

/** So many times its limit in tokens, which servers may count in other ways than we do, and a choice has no end. */
const maxOverrun = 4;

export interface CompletionStream {
  readonly backend: Backend;
  readonly http: HttpClient;
  readonly body: Readonly<Record<string, unknown>>;
  /** Fields of the body that older servers refuse. */
  readonly optional: Readonly<Record<string, unknown>>;
  readonly session: string;
  readonly count: number;
  readonly stop: readonly string[];
  /** The body holds no stop strings: the text is cut behind the first one in it, and the rest is never read. */
  readonly isCutHere: boolean;
  /** What each choice may have. */
  readonly maxTokens: number;
  readonly push: (proposal: Proposal) => void;
  /** Told once, also after a failure, if the server had begun: its usage, where it sent any, and the tokens seen. */
  readonly onUsage: (usage: Usage | undefined, tokens: number) => void;
}

/** A choice without an end. */
export interface OpenChoice {
  readonly index: number;
  readonly text: string;
  readonly tokens: number;
  /** `missing`: the server wrote fewer than it was asked for; `unclear`: see `classifyFinish`. */
  readonly reason: 'missing' | 'unclear';
}

/**
 * Sends the request and pushes proposals until all choices have finished; returns those that are left to be gone on with.
 * Throws CallError, or the signal's reason.
 */
export async function streamCompletions(
  stream: CompletionStream,
  options: SendOptions,
): Promise<readonly OpenChoice[]> {
  const { backend, http, body, optional, session, count } = stream;
  const tracks = Array.from({ length: count }, (_, index) => createTrack(index, stream));
  let usage: Usage | undefined;
  let isBegun = false;
  let isDone = false;
  try {
    for await (const item of http.events(
      { ...completionsCall, body, optional, ...samplingInstead(body), session },
      options,
    )) {
      isBegun = true;
      isDone = item.type === 'done';
      if (item.type === 'done') break;
      const event = completionSchema.safeParse(item.data);
      if (!event.success)
        throw http.badReply(
          completionsCall,
          `${event.error.issues[0]?.path.join('.') ?? ''}: ${event.error.issues[0]?.message ?? ''}`,
        );
      const choices = event.data.choices ?? [];
      // The totals come without choices, or with all of them from a server that does not stream. What comes with one
      // choice of several is that choice's running count.
      if (choices.length === 0 || choices.length === count) usage = event.data.usage ?? usage;
      for (const choice of choices) {
        const track = tracks[choice.index];
        if (track === undefined)
          throw http.badReply(completionsCall, `it has a choice ${choice.index}, of ${count} asked for`);
        track.take(choice);
        if (stream.isCutHere && tracks.every((each) => each.isFinished())) return [];
        if (track.tokens() > maxOverrun * stream.maxTokens)
          throw http.badReply(
            completionsCall,
            `choice ${choice.index} goes on beyond the ${stream.maxTokens} tokens asked for`,
          );
      }
    }
    // [DONE] may be missing if everything else is there. A choice without its end was cut off; but a server that says it
    // is done and wrote nothing at all of some writes fewer than it is asked for.
    const isWhole = tracks.every(
      (track) => track.isFinished() || (isDone && tracks[0]!.isFinished() && !track.isBegun()),
    );
    if (!isWhole) {
      // A server that closes its stream in form and ends no text of it has not crashed.
      const isEndless =
        isDone && tracks.some((track) => track.isBegun()) && !tracks.some((track) => track.isFinished());
      throw new CallError(backend, completionsCall, { type: isEndless ? 'endless' : 'cut' });
    }
    return tracks.flatMap((track) => track.open() ?? []);
  } finally {
    if (isBegun)
      stream.onUsage(
        usage,
        tracks.reduce((sum, track) => sum + track.tokens(), 0),
      );
  }
}

/** Follows one choice of the stream. */
function createTrack(index: number, { stop, push, isCutHere }: Pick<CompletionStream, 'stop' | 'push' | 'isCutHere'>) {
  let written = '';
  let tokens = 0;
  let isBegun = false;
  let isFinished = false;
  let isUnclear = false;
  const finish = (how: Finish | 'unclear'): void => {
    isFinished = true;
    if (how === 'unclear') isUnclear = true;
    else push({ type: 'finish', index, finish: how });
  };
  return {
    isBegun: () => isBegun,
    isFinished: () => isFinished,
    open(): OpenChoice | undefined {
      if (isFinished && !isUnclear) return undefined;
      return { index, text: written, tokens, reason: isUnclear ? 'unclear' : 'missing' };
    },
    tokens: () => tokens,
    take(choice: Choice): void {
      // Events after the end of a choice (forced usage) hold nothing new.
      if (isFinished) return;
      isBegun = true;
      const cut = isCutHere ? firstEnd(written, choice.text ?? '', stop) : undefined;
      const text = cut ?? choice.text ?? '';
      // Ids cannot be cut where the text is.
      const tokenIds = isCutHere ? undefined : (choice.token_ids ?? undefined);
      // Text can lag behind ids (half a character), so ids alone are a piece too. Without ids an event with text counts
      // as one token, which is what vLLM sends by default; the usage at the end is exact.
      const count = tokenIds?.length ?? (text === '' ? 0 : 1);
      tokens += count;
      if (text !== '' || count > 0) push({ type: 'text', index, text, tokens: count, tokenIds });
      written += text;
      if (cut !== undefined) return finish('step');
      if (choice.finish_reason === undefined || choice.finish_reason === null) return;
      const end = classifyFinish(choice, written, isCutHere ? [] : stop);
      // Servers that cut the stop string off leave it to us: a step ends with its separator.
      if (end.stop !== undefined && !written.endsWith(end.stop))
        push({ type: 'text', index, text: end.stop, tokens: 0, tokenIds: tokenIds && [] });
      finish(end.finish);
    },
  };
}

/** `piece` up to the end of the first stop string in it, which may have begun in `before`; undefined when there is none. */
function firstEnd(before: string, piece: string, stop: readonly string[]): string | undefined {
  const overlap = Math.min(before.length, Math.max(0, ...stop.map((each) => each.length - 1)));
  const text = before.slice(before.length - overlap) + piece;
  const ends = stop.flatMap((each) => {
    const at = text.indexOf(each);
    return at < 0 ? [] : [at + each.length];
  });
  return ends.length === 0 ? undefined : piece.slice(0, Math.min(...ends) - overlap);
}
