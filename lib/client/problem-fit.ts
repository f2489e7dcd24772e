/**
 * Does a typed problem lie within what the bundled models learnt? They know a few wordings; numbers and names may be any.
 * So wordings are compared with numbers and names taken out. Knows nothing of the models themselves.
 */

/** How alike two wordings must be, 0 to 1: one changed word in ten still counts as the same wording. */
const enough = 0.8;

/** A wording without its numbers (`#`), names (`@`) and typesetting. */
function wordsOf(text: string): readonly string[] {
  return (
    text
      .replace(/\{[A-Za-z_]\w*\}/g, '1')
      .replace(/\\d?frac\s*\{\s*-?\d+\s*\}\s*\{\s*-?\d+\s*\}/g, ' # ')
      .replace(/\\(left|right|,|;|!)|[$\\]/g, ' ')
      .replace(/\d+(?:[.,]\d+)*/g, ' # ')
      .replace(/\p{Lu}\p{L}+/gu, ' @ ')
      .toLowerCase()
      .match(/[#@]|\p{L}+|[^\s\p{L}]/gu) ?? []
  );
}

/** Twice the words in common over all words (Dice's coefficient on multisets); 0 where lengths rule out `enough`. */
function likeness(one: readonly string[], other: readonly string[]): number {
  const most = (2 * Math.min(one.length, other.length)) / (one.length + other.length);
  if (!(most >= enough)) return 0;
  const counts = new Map<string, number>();
  for (const word of one) counts.set(word, (counts.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of other) {
    const left = counts.get(word) ?? 0;
    if (left > 0) {
      common += 1;
      counts.set(word, left - 1);
    }
  }
  return (2 * common) / (one.length + other.length);
}

/** Tells of a text whether it is worded like something known. An empty text is: there is nothing to warn about. */
export type FitsWording = (text: string) => boolean;

/**
 * A check against `known` wordings (templates with `{slots}`, or problems), taken apart once so that it can be asked at
 * every key press. Nothing known: everything fits.
 */
export function fitsWordings(known: readonly string[]): FitsWording {
  const wordings = [...new Map(known.map((text) => [wordsOf(text).join(' '), wordsOf(text)])).values()];
  return (text) => {
    const words = wordsOf(text);
    if (words.length === 0 || wordings.length === 0) return true;
    return wordings.some((wording) => likeness(words, wording) >= enough);
  };
}
