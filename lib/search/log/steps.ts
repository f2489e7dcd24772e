/**
 * Where a step ends in a text, and how a piece of text is cut there. Pure string work; knows no nodes.
 * Rules P-3 to P-6 of SPEC.md.
 */
import { extractAnswer } from '@/lib/answers';
import type { SearchConfig } from '../shapes/config';

/** A piece of text as it arrived, with its tokens. */
export interface Piece {
  readonly text: string;
  readonly tokens: number;
  readonly tokenIds: readonly number[] | undefined;
}

/** `text` without the separator at its end. */
export function withoutSeparator(text: string, separator: string): string {
  return text.endsWith(separator) ? text.slice(0, -separator.length) : text;
}

/** How a complete step ends: at its separator, and with an answer in it, where the search stops there, its solution too (P-10). */
export function finishOf(step: string, { stopAtAnswer }: Pick<SearchConfig, 'stopAtAnswer'>): 'step' | 'answer' {
  return stopAtAnswer && extractAnswer(step) !== undefined ? 'answer' : 'step';
}

/** True when there is nothing in `text` but white space and separators. */
export function isBlank(text: string, separator: string): boolean {
  // As nearly all do: it begins with what no separator has in it.
  const first = text.trimStart()[0];
  if (first !== undefined && !separator.includes(first)) return false;
  return text.replaceAll(separator, '').trim() === '';
}

/** Separators without a word after which a step of a step-wise round is given up: each of them may have cost a request. */
const maxBlankSeparators = 8;

/**
 * End (exclusive) of the first step in `text`, its separator included; undefined while it is not complete. `known` is
 * the length of `text` that was searched before. A separator after nothing but blanks ends no step; a step-wise round
 * gives up after `maxBlankSeparators` of them, counted in the text so that it does not matter how they arrived (P-4).
 */
export function stepEnd(
  text: string,
  separator: string,
  options: { readonly isWhole: boolean; readonly known?: number },
): number | undefined {
  const { isWhole, known = 0 } = options;
  let at = text.indexOf(separator, Math.max(0, known - separator.length + 1));
  const isGivenUp = () => !isWhole && countOf(separator, text.slice(0, at + separator.length)) >= maxBlankSeparators;
  while (at >= 0 && isBlank(text.slice(0, at), separator) && !isGivenUp()) at = text.indexOf(separator, at + 1);
  return at < 0 ? undefined : at + separator.length;
}

function countOf(separator: string, text: string): number {
  return text.split(separator).length - 1;
}

/**
 * Cuts a piece at `length` characters. Which of several tokens a character belongs to is not known, so tokens are
 * divided in proportion to the text; a single token stays with the first part. Nothing is lost: both parts together
 * hold all tokens, in order.
 */
export function cutPiece(piece: Piece, length: number): readonly [Piece, Piece] {
  if (length >= piece.text.length) return [piece, { text: '', tokens: 0, tokenIds: piece.tokenIds && [] }];
  const tokens = Math.ceil((piece.tokens * length) / piece.text.length);
  return [
    { text: piece.text.slice(0, length), tokens, tokenIds: piece.tokenIds?.slice(0, tokens) },
    { text: piece.text.slice(length), tokens: piece.tokens - tokens, tokenIds: piece.tokenIds?.slice(tokens) },
  ];
}

/**
 * The first `length` characters of a piece whose rest is thrown away. Of several tokens it is not known which ones were
 * kept, so they lose their ids; a single token is kept whole, as servers do that stop in the middle of a token.
 */
export function keepPiece(piece: Piece, length: number): Piece {
  if (length >= piece.text.length) return piece;
  const [kept] = cutPiece(piece, length);
  return piece.tokens === 1 ? kept : { ...kept, tokenIds: undefined };
}
