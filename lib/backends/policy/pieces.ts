/**
 * What is new in a piece of streamed text. Most servers send what is new; some send all that there is so far, some begin with
 * the prompt, and some say all of it again at the end. Also tells where a text has ended although the server writes on: at a
 * mark that ends a turn. Pure; one choice.
 */

export interface PiecesOptions {
  /** The server is known to send all that there is so far. */
  readonly isSumming: boolean;
  /** What it was given; undefined where it was given ids, or messages. */
  readonly prompt: string | undefined;
}

export interface Pieces {
  /** Pieces hold all that there is so far. */
  readonly isSumming: boolean;
  /** A mark has ended the text; nothing comes any more. */
  readonly isEnded: boolean;
  /** What is new, as far as that is sure; `isLast` when an end comes with it. */
  take(piece: string, isLast: boolean): string;
}

/** Shorter texts begin alike by chance. */
const sureLength = 8;
/** Shorter prompts may be the beginning of an answer. */
const shortestEcho = 16;

/** Special tokens that end a turn, of which some servers do not know that they do. Harmony's `<|end|>` ends only a channel. */
const endMarks =
  /<\|(?:im_end|eot_id|eot|end_of_text|endoftext|return|end_of_turn)\|>|<end_of_turn>|<\/s>|<｜end▁of▁sentence｜>/;
const longestMark = 24;

export function createPieces({ isSumming: wasSumming, prompt = '' }: PiecesOptions): Pieces {
  /** Whether pieces are sums; undefined while both can be. */
  let isSumming: boolean | undefined = wasSumming ? true : undefined;
  let last = '';
  let growths = 0;
  /** Told if pieces turn out not to be sums. */
  let doubted = '';
  /** All that was new. */
  let all = '';
  let echo = prompt.length < shortestEcho ? '' : prompt;
  let isAtStart = echo !== '';
  /** May be the beginning of the prompt, or of a mark. */
  let held = '';
  let isEnded = false;

  function newIn(piece: string, isLast: boolean): string {
    if (piece === '') return isLast ? settled() : '';
    if (isSumming === true) {
      const isLonger = piece.startsWith(last);
      const text = isLonger ? piece.slice(last.length) : piece;
      last = isLonger ? piece : last + piece;
      return text;
    }
    if (isSumming === false) return isLast && piece.length >= shortestEcho && piece === all ? '' : piece;
    if (last === '') {
      last = piece;
      return piece;
    }
    if (!piece.startsWith(last)) return settled() + piece;
    growths += piece.length > last.length ? 1 : 0;
    doubted += piece;
    last = piece;
    if (last.trim().length >= sureLength && (growths > 1 || (isLast && growths > 0))) {
      isSumming = true;
      return last.slice(all.length);
    }
    return isLast ? settled() : '';
  }

  /** They are what is new. */
  function settled(): string {
    isSumming ??= false;
    const text = doubted;
    doubted = '';
    return text;
  }

  return {
    get isSumming() {
      return isSumming === true;
    },
    get isEnded() {
      return isEnded;
    },
    take(piece, isLast) {
      const text = newIn(piece, isLast);
      all += text;
      held += text;
      if (isAtStart) {
        if (!isLast && held.length < echo.length && echo.startsWith(held)) return '';
        if (held.startsWith(echo)) held = held.slice(echo.length);
        isAtStart = false;
        echo = '';
      }
      // Most pieces by far.
      if (!held.includes('<')) return told(held.length);
      const mark = endMarks.exec(held);
      if (mark !== null) {
        isEnded = true;
        return told(mark.index);
      }
      const begun = held.lastIndexOf('<');
      return told(isLast || held.length - begun > longestMark || !mayBeMark(held.slice(begun)) ? held.length : begun);
    },
  };

  function told(length: number): string {
    const text = held.slice(0, length);
    held = held.slice(length);
    return text;
  }
}

/** Whether a mark can begin so. */
function mayBeMark(text: string): boolean {
  return (
    /^<(?:$|[|｜/e])/.test(text) && !/^<\|(?:channel|start|end\||message|constrain)/.test(text) && !text.includes('>')
  );
}
