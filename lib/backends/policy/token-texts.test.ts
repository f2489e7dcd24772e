import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAtSeparators } from './token-texts';

const separator = '\n\n';
/** Words, and tokens that hold a separator, half of one, or more than one. */
const token = fc.constantFrom('a', ' b', '$x$', '\n', '\n\n', '.\n\n', '\n\nThen', '\n\n\n\n', ' ', '');
const tokens = fc.array(token, { maxLength: 30 });

const choiceOf = (text: string, ids: readonly number[]) => ({
  index: 3,
  text,
  finish_reason: 'stop',
  token_ids: [...ids],
});

describe('a text that came at once', () => {
  it('is cut behind the tokens in which its separators end, and nothing of it is lost', () => {
    fc.assert(
      fc.property(tokens, (texts) => {
        const ids = texts.map((_, i) => i);
        const pieces = cutAtSeparators(choiceOf(texts.join(''), ids), texts, separator)!;
        expect(pieces.map(({ text }) => text).join('')).toBe(texts.join(''));
        expect(pieces.flatMap(({ token_ids }) => token_ids)).toEqual(ids);
        for (const [i, { text, token_ids: own, finish_reason: finish }] of pieces.entries()) {
          expect(text).toBe(own!.map((id) => texts[id]).join(''));
          expect(finish).toBe(i === pieces.length - 1 ? 'stop' : undefined);
          // A separator is whole only with its last token.
          const before = pieces
            .slice(0, i + 1)
            .map((piece) => piece.text)
            .join('');
          const last = texts[own!.at(-1)!] ?? '';
          if (i < pieces.length - 1)
            expect(endsIn(before).length).toBeGreaterThan(endsIn(before.slice(0, before.length - last.length)).length);
        }
        // The last one alone may hold none.
        expect(pieces.slice(0, -1).every(({ text }) => text !== '')).toBe(true);
      }),
    );
  });

  it('has special tokens at its end that are no text', () => {
    const pieces = cutAtSeparators(choiceOf('a\n\nb', [1, 2, 3, 9]), ['a', '\n\n', 'b', '<|eot|>'], separator)!;
    expect(pieces.map(({ text, token_ids: ids }) => [text, ids])).toEqual([
      ['a\n\n', [1, 2]],
      ['b', [3, 9]],
    ]);
  });

  it('is cut where tokens alone say something else than in company', () => {
    // Half characters, and blanks that a tokenizer drops in front of a text.
    const pieces = cutAtSeparators(
      choiceOf('é is\n\n two', [1, 2, 3, 4, 5]),
      ['�', '�', 'is', '\n\n', 'two'],
      separator,
    )!;
    expect(pieces.map(({ text, token_ids: ids }) => [text, ids])).toEqual([
      ['é is\n\n', [1, 2, 3, 4]],
      [' two', [5]],
    ]);
  });

  it('is not cut where the tokens do not show its separators', () => {
    expect(cutAtSeparators(choiceOf('a\n\nb', [1, 2, 3]), ['a', '?', 'b'], separator)).toBeUndefined();
  });
});

function endsIn(text: string): readonly number[] {
  return [...text.matchAll(/\n\n/g)].map(({ index }) => index + separator.length);
}
