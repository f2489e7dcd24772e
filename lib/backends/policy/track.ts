/**
 * Follows one choice of a streamed reply: its text without its thoughts, its tokens, and its one end. Knows no server and
 * no request; what is not clear from the choice alone it leaves open.
 */
import type { Finish, Proposal } from '@/lib/search';
import type { Choice, Usage } from '../http/replies';
import { classifyFinish, isEnd } from './finish';
import { createPieces } from './pieces';
import type { PiecesOptions } from './pieces';
import { createThoughts } from './thoughts';
import type { Opening } from './thoughts';

/** A choice without an end. */
export interface OpenChoice {
  readonly index: number;
  /** As the server wrote it, thoughts and all. */
  readonly text: string;
  readonly tokens: number;
  /** Of all of the text, where the server tells them. */
  readonly tokenIds: readonly number[] | undefined;
  /**
   * `missing`: the server wrote fewer than it was asked for; `unclear`: see `classifyFinish`; `thinking`: it was stopped
   * within a thought; `thought`: the thoughts are over, and the answer is to be written.
   */
  readonly reason: 'missing' | 'unclear' | 'thinking' | 'thought';
}

export interface TrackOptions {
  readonly stop: readonly string[];
  /** No stop strings were sent: the text is cut behind the first one in it, and the rest is never read. */
  readonly isCutHere: boolean;
  /** Only the thoughts were asked for; an answer that comes all the same is cut here. */
  readonly isForThoughts: boolean;
  readonly opening: Opening;
  /** What was sent to stop at, to have only the thoughts. */
  readonly closing: string;
  readonly maxTokens: number;
  readonly pieces: PiecesOptions;
  /** It is the only choice, so that the usage is its own. */
  readonly isAlone: boolean;
  /** What the server says of ends is its own word, and nobody's in front of it. */
  readonly isExact: boolean;
  /** Choices are known to be told apart. */
  readonly isSure: () => boolean;
  readonly push: (proposal: Proposal) => void;
}

export interface Track {
  isBegun(): boolean;
  isFinished(): boolean;
  /** Its end is known when the usage is. */
  isWaiting(): boolean;
  /** More came after its end: several choices share its number. */
  isShared(): boolean;
  /** It was written on behind a stop string, or a mark that ends a turn. */
  isRunOn(): boolean;
  /** The server wrote on behind a stop string that it was sent. */
  isUnstopped(): boolean;
  /** Pieces of it were all that there was so far. */
  isSumming(): boolean;
  /** It thought without a beginning: the prompt that is not to be seen opens a thought. */
  isStray(): boolean;
  /** What would close the thought that it ended within. */
  closing(): string | undefined;
  tokens(): number;
  take(choice: Choice): void;
  /** Nothing comes any more: a word that nobody knows was an end. */
  endInDoubt(): void;
  /** The server said that it was done, and nothing of how this one ended. */
  endUntold(): void;
  /** The stream is over. */
  settle(usage: Usage | undefined): void;
  open(): OpenChoice | undefined;
}

export function createTrack(index: number, options: TrackOptions): Track {
  const { stop, push, isForThoughts, maxTokens } = options;
  const thoughts = createThoughts(options.opening);
  const isCutHere = options.isCutHere || isForThoughts;
  const pieces = createPieces(options.pieces);
  let raw = '';
  /** Undefined once some of them are not known. */
  let ids: number[] | undefined = [];
  /** Without the thoughts. */
  let written = '';
  /** The end of `written`, in which a stop string may have begun; to look into all of it would cost more with every piece. */
  let tail = '';
  let hasWords = false;
  const longestStop = Math.max(1, ...stop.map(({ length }) => length));
  let tokens = 0;
  let isBegun = false;
  let isFinished = false;
  let isShared = false;
  let isRunOn = false;
  let isUnstopped = false;
  let open: OpenChoice['reason'] | undefined;
  let waiting: Finish | undefined;
  /** Ended in a word that nobody knows: it may mean “not yet”, if more comes. */
  let doubtful: Choice | undefined;
  /** The server tells thoughts apart from the text. */
  let isThoughtApart = false;

  const finish = (how: Finish): void => {
    isFinished = true;
    push({ type: 'finish', index, finish: how });
  };
  const leaveOpen = (reason: OpenChoice['reason']): void => {
    isFinished = true;
    open = reason;
  };
  const keep = (text: string): void => {
    written += text;
    tail = (tail + text).slice(-longestStop);
    hasWords ||= text.trim() !== '';
  };
  const tell = (text: string): void => {
    if (text !== '') push({ type: 'text', index, text, tokens: 0, tokenIds: ids && [] });
    keep(text);
  };

  const tellThought = (apart = ''): void => {
    const text = thoughts.takeThought() + apart;
    if (text !== '') push({ type: 'thought', index, text });
  };

  /** What an end within a thought means; undefined when it is none. */
  function endInThought(choice: Choice, isStopped: boolean): void {
    if (isForThoughts && isStopped) {
      // The stop string was cut off, as some servers do.
      raw += raw.endsWith(options.closing) ? '' : options.closing;
      return leaveOpen('thought');
    }
    if (choice.finish_reason !== 'length' && isStopped && stop.length > 0) return leaveOpen('thinking');
    // A thought without an end is no answer, whatever it ended with.
    finish(choice.finish_reason === 'stop' || choice.finish_reason === 'length' ? 'thinking' : 'dropped');
  }

  function end(choice: Choice): void {
    const sent = options.isCutHere ? [] : isForThoughts ? [options.closing] : stop;
    const found = classifyFinish(choice, isForThoughts ? raw : written, sent);
    const isStopped = found.finish === 'step' || found.finish === 'unclear';
    const last = thoughts.end(found.finish === 'eos');
    tellThought();
    // All of an answer, where a thought was presumed: a step of it was asked for.
    const first = written === '' ? firstEnd('', last, stop) : undefined;
    if (first !== undefined && first.length < last.length) {
      ids = undefined;
      tell(first);
      return finish('step');
    }
    tell(last);
    if (thoughts.isThinking || (isThoughtApart && !hasWords)) return endInThought(choice, isStopped);
    // Behind a thought come blank lines, which end no step.
    const isBehind = isForThoughts || (options.opening === 'over' && !hasWords);
    if (isBehind && isStopped) {
      // Cut off, it would be written again and again.
      const blank = isForThoughts ? '' : (found.stop ?? stop[0] ?? '');
      raw += raw.endsWith(blank) ? '' : blank;
      return leaveOpen('thought');
    }
    // Servers that cut the stop string off leave it to us: a step ends with its separator.
    if (found.stop !== undefined && !written.endsWith(found.stop)) tell(found.stop);
    // Servers of few words say `stop` of a text that ran into its limit, too.
    const isTold = choice.stop_reason !== undefined || choice.matched_stop !== undefined;
    const isOfWords = choice.finish_reason === 'stop' || choice.finish_reason === 'eos_token';
    if (isOfWords && !(isTold && options.isExact) && found.finish !== 'step') {
      if (tokens >= maxTokens) return finish('length');
      if (options.isAlone) {
        isFinished = true;
        waiting = found.finish === 'unclear' ? undefined : found.finish;
        if (found.finish === 'unclear') open = 'unclear';
        return;
      }
    }
    if (found.finish === 'unclear') leaveOpen('unclear');
    else finish(found.finish);
  }

  /** The text up to a stop string that the server went on behind; undefined while it did not, for sure. */
  function runOn(visible: string, isLast: boolean): string | undefined {
    if (isForThoughts || stop.length === 0 || (visible === '' && written === '')) return undefined;
    const stopped = hasWords && visible !== '' && stop.some((each) => tail.endsWith(each));
    const cut = stopped ? '' : firstEnd(tail, visible, stop);
    if (cut === undefined || (!stopped && cut.length === visible.length) || (!hasWords && cut.trim() === ''))
      return undefined;
    // The last token may reach beyond the stop string.
    if (isLast && visible.slice(cut.length).trim() === '') return undefined;
    isRunOn = true;
    if (!options.isSure()) return undefined;
    isUnstopped = true;
    return cut;
  }

  function endByMark(choice: Choice): void {
    isRunOn = true;
    if (options.isSure()) end({ ...choice, finish_reason: 'stop', stop_reason: null });
  }

  return {
    isBegun: () => isBegun,
    isFinished: () => isFinished,
    isWaiting: () => waiting !== undefined || (open === 'unclear' && options.isAlone),
    isShared: () => isShared,
    isRunOn: () => isRunOn,
    isUnstopped: () => isUnstopped,
    isSumming: () => pieces.isSumming,
    isStray: () => thoughts.isStray,
    closing: () => (thoughts.isThinking ? thoughts.closing : undefined),
    tokens: () => tokens,
    take(choice) {
      if (isFinished) {
        // Forced usage comes with nothing new; text, or another end, is another choice's.
        isShared ||= !isRunOn && ((choice.text ?? '') !== '' || (choice.finish_reason ?? undefined) !== undefined);
        return;
      }
      isBegun = true;
      const isLast = isEnd(choice);
      doubtful = isLast || (choice.finish_reason ?? undefined) === undefined ? undefined : choice;
      const said = choice.text ?? '';
      // Ids are always new ones.
      const piece = choice.token_ids ? said : pieces.take(said, isLast);
      raw += piece;
      const apart = choice.thought ?? '';
      isThoughtApart ||= apart !== '';
      const visible = thoughts.take(piece);
      tellThought(apart);
      const cut = isCutHere ? firstEnd(tail, visible, stop) : runOn(visible, isLast);
      const text = cut ?? visible;
      // Ids cannot be cut where the text is; those of thoughts are whole.
      const isTextOfIds = (!isCutHere && cut === undefined) || (isForThoughts && visible === '');
      const tokenIds = isTextOfIds ? (choice.token_ids ?? undefined) : undefined;
      if (choice.token_ids) ids?.push(...choice.token_ids);
      else if (said !== '') ids = undefined;
      // Text can lag behind ids (half a character), so ids alone are a piece too. Without ids an event with text counts
      // as one token, which is what vLLM sends by default; the usage at the end is exact.
      const hasContent = said !== '' || apart !== '';
      const count = choice.token_ids?.length ?? (hasContent ? 1 : 0);
      tokens += count;
      if (text !== '' || count > 0) push({ type: 'text', index, text, tokens: count, tokenIds });
      keep(text);
      if (cut !== undefined) return finish('step');
      // Told as an end of its own: whatever stops the server now says nothing of the text.
      if (pieces.isEnded) return endByMark(choice);
      if (isLast) end(choice);
    },
    endInDoubt: () => {
      if (doubtful !== undefined && !isFinished) end(doubtful);
    },
    endUntold: () => end({ index, finish_reason: 'stop' }),
    settle(usage) {
      const total = options.isAlone ? usage?.completion_tokens || tokens : tokens;
      tokens = Math.max(tokens, open === undefined ? tokens : total);
      if (waiting === undefined) return;
      finish(total >= maxTokens ? 'length' : waiting);
      waiting = undefined;
    },
    open: () =>
      isFinished && open === undefined
        ? undefined
        : { index, text: raw, tokens, tokenIds: ids, reason: open ?? 'missing' },
  };
}

/** `piece` up to the end of the first stop string in it, which may have begun in `before`; undefined when there is none. */
function firstEnd(before: string, piece: string, stop: readonly string[]): string | undefined {
  if (!stop.some((each) => piece.includes(each.at(-1)!))) return undefined;
  const overlap = Math.min(before.length, Math.max(0, ...stop.map((each) => each.length - 1)));
  const text = before.slice(before.length - overlap) + piece;
  const ends = stop.flatMap((each) => {
    const at = text.indexOf(each);
    return at < 0 ? [] : [at + each.length];
  });
  return ends.length === 0 ? undefined : piece.slice(0, Math.min(...ends) - overlap);
}
