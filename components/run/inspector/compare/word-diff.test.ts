import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wordDiff, type DiffPart } from './word-diff';

const textOf = (parts: readonly DiffPart[], without: DiffPart['kind']) =>
  parts
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('');

describe('the difference of two attempts', () => {
  it('is told in words, not in letters', () => {
    expect(wordDiff('The sum is 12.', 'The sum is 15.')).toEqual([
      { kind: 'same', text: 'The sum is ' },
      { kind: 'removed', text: '12' },
      { kind: 'added', text: '15' },
      { kind: 'same', text: '.' },
    ]);
  });

  it('holds both texts whole, whatever they are', () => {
    const words = fc.array(fc.constantFrom('a ', 'b', '\n\n', '$x^2$', '\\boxed{3}', ' '), { maxLength: 40 });
    fc.assert(
      fc.property(words, words, (one, other) => {
        const parts = wordDiff(one.join(''), other.join(''));
        expect(textOf(parts, 'added')).toBe(one.join(''));
        expect(textOf(parts, 'removed')).toBe(other.join(''));
      }),
    );
  });

  it('of texts that share nothing is given up early', () => {
    const long = (word: string) => Array.from({ length: 3_000 }, (_, i) => `${word}${i}`).join(' , ');
    expect(wordDiff(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});
