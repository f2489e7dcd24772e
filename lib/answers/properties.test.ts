import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalKey, extractAnswer, gradeAnswer, groupVotes, isSameAnswer } from './index';

const numbers = ['0', '1', '2', '10', '3.5', '\\frac12', '\\frac{3}{4}', '\\sqrt2', '\\pi', '\\infty'];
const signs = [
  '+',
  '-',
  '\\times ',
  '/',
  '^',
  '_',
  '!',
  '%',
  '\\%',
  '\\pm ',
  '^\\circ',
  '|',
  '\\sqrt',
  '\\frac',
  '\\log',
  ':',
];
const brackets = ['{', '}', '(', ')', '[', ']', '\\{', '\\}', '\\left(', '\\right)'];
const joints = [
  ',',
  ';',
  '=',
  '<',
  '\\le ',
  '>',
  '\\ne ',
  '\\cup ',
  '\\in ',
  '\\text{ or }',
  '\\text{cm}',
  '$',
  '\\',
  ' ',
  '.',
  '&',
  '\\\\',
];
const written = (pieces: readonly string[], maxLength: number) =>
  fc.array(fc.constantFrom(...pieces), { maxLength }).map((parts) => parts.join(''));
const anything = fc.oneof(
  written([...numbers, ...signs, ...brackets, ...joints, 'x', 'y', 'e', 'i', 'even', 'sin'], 14),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

describe('comparing', () => {
  it('throws nothing, is symmetric, and every usable answer is the same as itself', () => {
    fc.assert(
      fc.property(anything, anything, (a, b) => {
        expect(isSameAnswer(a, b)).toBe(isSameAnswer(b, a));
        expect(isSameAnswer(a, a)).toBe(canonicalKey(a) !== undefined);
        gradeAnswer(a, b);
        extractAnswer(a, 'search-and-learn');
      }),
      { numRuns: 3_000 },
    );
  });

  it('answers with equal keys are the same', () => {
    // One variable and no names: a label (`x = 5`) is dropped from a key and told apart in grading. Short texts collide often.
    const answer = written([...numbers, ...signs, ...brackets, '+', '-', '(', ')', 'x', ' ', ','], 5);
    fc.assert(
      fc.property(fc.array(answer, { minLength: 40, maxLength: 40 }), (answers) => {
        for (const { members } of groupVotes(answers)) {
          for (const member of members)
            expect(
              isSameAnswer(answers[member]!, answers[members[0]!]!),
              `${answers[member]} and ${answers[members[0]!]}`,
            ).toBe(true);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('fractions that are equal in value share a key, others do not', () => {
    const number = fc.integer({ min: -60, max: 60 });
    fc.assert(
      fc.property(
        number,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 9 }),
        number,
        (top, bottom, factor, other) => {
          const [one, same] = [`\\frac{${top}}{${bottom}}`, `\\frac{${top * factor}}{${bottom * factor}}`];
          expect(canonicalKey(one)).toBe(canonicalKey(same));
          expect(isSameAnswer(one, same)).toBe(true);
          expect(isSameAnswer(one, `\\frac{${other}}{${bottom}}`)).toBe(top === other);
        },
      ),
    );
  });

  it('polynomials that are equal for every x share a key, others do not', () => {
    const root = fc.integer({ min: -9, max: 9 });
    fc.assert(
      fc.property(root, root, fc.integer({ min: -99, max: 99 }), (a, b, c) => {
        const signed = (value: number) => (value < 0 ? `- ${-value}` : `+ ${value}`);
        const factored = `(x ${signed(-a)})(x ${signed(-b)})`;
        const expanded = `x^2 ${signed(-a - b)}x ${signed(a * b)}`;
        expect(canonicalKey(factored)).toBe(canonicalKey(expanded));
        expect(isSameAnswer(factored, `x^2 ${signed(-a - b)}x ${signed(c)}`)).toBe(c === a * b);
      }),
    );
  });

  it.each([
    ['|x|', 'x'],
    ['(1,2)', '(2,1)'],
    ['(1,2)', '[1,2]'],
    ['\\{1,2\\}', '\\{1,3\\}'],
    ['12', '1,2'],
    ['x^2', 'x^3'],
    ['\\text{even}', '\\text{odd}'],
    ['0.333', '\\frac{1}{3}'],
    ['1+\\frac1e', '1-\\frac1e'],
    ['\\sqrt{2}', '1.41'],
    ['2\\pi', '6.28'],
    ['[0,1)', '[0,1]'],
    ['x<2', 'x\\le 2'],
    ['\\infty', '-\\infty'],
    ['\\frac{1}{0}', '\\frac{2}{0}'],
  ])('%s and %s are neither the same nor of one key', (one, other) => {
    expect(isSameAnswer(one, other)).toBe(false);
    expect(canonicalKey(one)).not.toBe(canonicalKey(other));
  });
});
