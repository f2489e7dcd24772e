/**
 * Reads one streamed reply of `/v1/completions`: interleaved choices become proposals, each with exactly one finish.
 * Knows the wire, not the prompt.
 */
import type { Proposal } from '@/lib/search';
import type { Backend } from './backend';
import { CallError } from './call-error';
import { classifyFinish } from './finish';
import type { HttpClient, SendOptions } from './http';
import { completionSchema } from './wire';
import type { Choice, Usage } from './wire';

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
  /** What each choice may have. */
  readonly maxTokens: number;
  readonly push: (proposal: Proposal) => void;
  /** Told once, also after a failure, if the server had begun: its usage, where it sent any, and the tokens seen. */
  readonly onUsage: (usage: Usage | undefined, tokens: number) => void;
}

/** Sends the request and pushes proposals until all choices have finished. Throws CallError, or the signal's reason. */
export async function streamCompletions(stream: CompletionStream, options: SendOptions): Promise<void> {
  const { backend, http, body, optional, session, count } = stream;
  const tracks = Array.from({ length: count }, (_, index) => createTrack(index, stream));
  let usage: Usage | undefined;
  let isBegun = false;
  try {
    for await (const item of http.events({ ...completionsCall, body, optional, session }, options)) {
      isBegun = true;
      if (item.type === 'done') break;
      const event = completionSchema.safeParse(item.data);
      if (!event.success) throw http.badReply(completionsCall, `${event.error.issues[0]?.path.join('.') ?? ''}: ${event.error.issues[0]?.message ?? ''}`);
      const choices = event.data.choices ?? [];
      // The totals come without choices, or with all of them from a server that does not stream. What comes with one
      // choice of several is that choice's running count.
      if (choices.length === 0 || choices.length === count) usage = event.data.usage ?? usage;
      for (const choice of choices) {
        const track = tracks[choice.index];
        if (track === undefined) throw http.badReply(completionsCall, `it has a choice ${choice.index}, of ${count} asked for`);
        track.take(choice);
        if (track.tokens() > maxOverrun * stream.maxTokens) throw http.badReply(completionsCall, `choice ${choice.index} goes on beyond the ${stream.maxTokens} tokens asked for`);
      }
    }
    // [DONE] may be missing if everything else is there; a choice without its end was cut off.
    if (tracks.some((track) => !track.isFinished())) throw new CallError(backend, completionsCall, { type: 'cut' });
  } finally {
    if (isBegun) stream.onUsage(usage, tracks.reduce((sum, track) => sum + track.tokens(), 0));
  }
}

/** Follows one choice of the stream. */
function createTrack(index: number, { stop, push }: Pick<CompletionStream, 'stop' | 'push'>) {
  const tailLength = Math.max(1, ...stop.map((each) => each.length));
  let tail = '';
  let tokens = 0;
  let isFinished = false;
  return {
    isFinished: () => isFinished,
    tokens: () => tokens,
    take(choice: Choice): void {
      // Events after the end of a choice (forced usage) hold nothing new.
      if (isFinished) return;
      const text = choice.text ?? '';
      const tokenIds = choice.token_ids ?? undefined;
      // Text can lag behind ids (half a character), so ids alone are a piece too. Without ids an event with text counts
      // as one token, which is what vLLM sends by default; the usage at the end is exact.
      const count = tokenIds?.length ?? (text === '' ? 0 : 1);
      tokens += count;
      if (text !== '' || count > 0) push({ type: 'text', index, text, tokens: count, tokenIds });
      tail = (tail + text).slice(-tailLength);
      if (choice.finish_reason === undefined || choice.finish_reason === null) return;
      const end = classifyFinish(choice, tail, stop);
      // Servers that cut the stop string off leave it to us: a step ends with its separator.
      if (end.stop !== undefined && !tail.endsWith(end.stop)) push({ type: 'text', index, text: end.stop, tokens: 0, tokenIds: tokenIds && [] });
      isFinished = true;
      push({ type: 'finish', index, finish: end.finish });
    },
  };
}
