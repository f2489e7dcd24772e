/**
 * What single tokens say, and with that where the tokens of a step end in a text that came at once. Whoever streams sees it
 * by the pieces.
 */
import type { Tokenizer } from '../http/tokenizer';
import { ifSupported } from '../http/optional';
import type { KnownServer } from '../server-habits';
import type { Choice } from '../http/replies';

/** Each token is asked for once while the process lives. */
export function createTokenTexts(
  known: KnownServer,
  tokenizer: Tokenizer,
): (ids: readonly number[], signal: AbortSignal) => Promise<readonly string[] | undefined> {
  const texts = (known.tokenTexts ??= new Map<number, Promise<string | undefined>>());
  const ask = (id: number, signal: AbortSignal): Promise<string | undefined> => {
    const asked = ifSupported(tokenizer.detokenize([id], signal), () => {});
    texts.set(id, asked);
    // Whoever asked first may have stopped waiting, and a server may answer later.
    const forget = () => texts.delete(id);
    asked.then((text) => text ?? forget(), forget);
    return asked;
  };
  const textOf = async (id: number, signal: AbortSignal): Promise<string | undefined> => {
    const asked = texts.get(id);
    if (asked === undefined) return await ask(id, signal);
    try {
      return await asked;
    } catch {
      signal.throwIfAborted();
      return await ask(id, signal);
    }
  };
  return async (ids, signal) => {
    const told = await Promise.all(ids.map((id) => textOf(id, signal)));
    return told.every((text) => text !== undefined) ? told : undefined;
  };
}

/**
 * `choice` in pieces that end with the tokens in which a separator ends. Undefined where the texts of its tokens do not show
 * them all.
 */
export function cutAtSeparators(
  choice: Choice & { readonly token_ids: readonly number[] },
  texts: readonly string[],
  separator: string,
): readonly Choice[] | undefined {
  const { text: said, token_ids: ids, ...rest } = choice;
  const text = said ?? '';
  const joined = texts.join('');
  const ends = endsOf(text, separator);
  // Half a character, or a blank in front, may be told otherwise for a token alone: the separators are the same ones.
  const told = endsOf(joined.startsWith(text) ? joined.slice(0, text.length) : joined, separator);
  if (told.length !== ends.length) return undefined;
  const pieces: Choice[] = [];
  let from = { text: 0, token: 0 };
  let token = 0;
  let length = 0;
  for (const [i, end] of told.entries()) {
    if (end <= length) continue;
    while (length < end) length += texts[token++]!.length;
    const to = { text: ends[i]! + length - end, token };
    pieces.push({ index: choice.index, finish_reason: undefined, ...pieceOf(from, to) });
    from = to;
  }
  return [...pieces, { ...rest, ...pieceOf(from, { text: text.length, token: ids.length }) }];

  function pieceOf(start: typeof from, end: typeof from): Pick<Choice, 'text' | 'token_ids'> {
    return { text: text.slice(start.text, end.text), token_ids: ids.slice(start.token, end.token) };
  }
}

/** Where each separator in `text` ends. */
function endsOf(text: string, separator: string): readonly number[] {
  const ends: number[] = [];
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + separator.length))
    ends.push(at + separator.length);
  return ends;
}
