/** Tests over ways of writing: what is the same, what is not, and what votes together. Not used by the app. */
import { describe, expect, it } from 'vitest';
import { canonicalKey, isSameAnswer } from '../index';

type Pairs = readonly (readonly [one: string, other: string])[];

export interface WrittenPairs {
  /** Equal in grading, by kind. */
  readonly same?: Readonly<Record<string, Pairs>>;
  /** Different in grading, and of two keys. */
  readonly different?: Readonly<Record<string, Pairs>>;
  /** Classes of spellings: one key and one value each, and no two classes share a key. */
  readonly groups?: Readonly<Record<string, readonly (readonly string[])[]>>;
}

export function testWrittenPairs({ same = {}, different = {}, groups = {} }: WrittenPairs): void {
  const listed = (kinds: Readonly<Record<string, Pairs>>) =>
    Object.entries(kinds).flatMap(([kind, pairs]) => pairs.map((pair) => [kind, ...pair] as const));
  if (Object.keys(same).length > 0)
    describe('answers that are the same', () => {
      it.each(listed(same))('%s: %s and %s', (_, one, other) => {
        expect(isSameAnswer(one, other)).toBe(true);
        expect(isSameAnswer(other, one)).toBe(true);
      });
    });
  if (Object.keys(different).length > 0)
    describe('answers that are not the same, and vote apart', () => {
      it.each(listed(different))('%s: %s and %s', (_, one, other) => {
        expect(isSameAnswer(one, other)).toBe(false);
        expect(isSameAnswer(other, one)).toBe(false);
        expect(canonicalKey(one)).not.toBe(canonicalKey(other));
      });
    });
  if (Object.keys(groups).length > 0)
    describe('V-5: answers that are equal in value vote together', () => {
      it.each(Object.entries(groups))('%s', (_, classes) => {
        const keys = classes.map((answers) => [...new Set(answers.map(canonicalKey))]);
        expect(keys.map((each) => each.length === 1 || each)).toEqual(keys.map(() => true));
        expect(new Set(keys.flat()).size).toBe(classes.length);
        for (const answers of classes)
          for (const answer of answers)
            expect(isSameAnswer(answer, answers[0]!), `${answer} and ${answers[0]}`).toBe(true);
      });
    });
}
