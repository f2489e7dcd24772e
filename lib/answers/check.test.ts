/** Stated sums: what is false is found, and what is in doubt is left alone. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstFalseEquation } from './index';

const found = (text: string, about?: string): string | undefined => {
  const equation = firstFalseEquation(text, about);
  return equation === undefined ? undefined : `${equation.left} = ${equation.right}`;
};

describe('a stated sum that does not hold is found', () => {
  it.each([
    ['## Step 3: Subtract\n$300 - 295 = 275$.', '300 - 295 = 275'],
    ['Then $5 \\times 8 = 40$ and $40 - 40 = 1$.', '40 - 40 = 1'],
    ['$120 / 18 = 15$', '120 / 18 = 15'],
    ['\\[ 2 + 2 = 4 = 3 + 2 \\]', '4 = 3 + 2'],
    ['\\(7 \\cdot (2 + 1) = 22\\)', '7 \\cdot (2 + 1) = 22'],
    ['$$\\frac{1}{2} + \\frac{1}{3} = \\frac{2}{5}$$', '\\frac{1}{2} + \\frac{1}{3} = \\frac{2}{5}'],
    ['$x = 5 + 3 = 9$', '5 + 3 = 9'],
    ['So $f(3) = 3^2 = 6$.', '3^2 = 6'],
    ['$2 + 3 = 5, \\quad 4 + 4 = 9$', '4 + 4 = 9'],
    ['The cost:\n12 × 3 = 38\nin all', '12 × 3 = 38'],
    ['$1{,}200 + 300 = 1,600$', '1200 + 300 = 1600'],
    ['$1.5 \\times 3 = 4.8$', '1.5 \\times 3 = 4.8'],
    ['$-3 - 4 = 7$', '-3 - 4 = 7'],
  ])('%s', (text, equation) => {
    expect(found(text)).toBe(equation);
  });
});

describe('nothing is said of what holds, or is in doubt', () => {
  it.each([
    ['what holds', '$2 + 2 = 4$, $6 / 4 = \\frac{3}{2}$ and $2^{10} = 1024$.'],
    ['a variable', '$x + 5 = 8$, $2x + 3 = 8$ and $5 + 3 = 8x$'],
    ['a unit', '$5 \\text{ m} + 3 = 9$ and $5 + 3 = 9 \\%$'],
    ['numbers without a sum', '$3 = 4$'],
    ['a remainder', '$7 / 2 = 3$ with remainder $1$'],
    ['a modulus', 'Modulo $13$ we have $5 \\times 8 = 1$.'],
    ['another base', 'In base 8: $7 + 1 = 10$.'],
    ['a supposition', 'If $2 + 2 = 5$, then pigs fly.'],
    ['a denial', '$2 + 2 = 5$ is not true.'],
    ['a question', 'Is $2 + 2 = 5$?'],
    ['a rounding', '$1 / 3 = 0.33$, $2 / 3 = 0.7$ and $22 / 7 = 3.14$'],
    ['an approximation in words', 'This is approximately $22 / 7 = 3$.'],
    ['a mixed number', '$1 \\frac{1}{2} + 1 = 3$ and $1 1/2 + 1 = 3$'],
    ['a fraction of a fraction', '$8 / 4 / 2 = 4$'],
    ['a bracket behind a number', '$6 / 2(1 + 2) = 1$'],
    ['words in front of the sum', 'Twice 5 + 3 = 16, and 2 x 3 + 1 = 9.'],
    ['prices', 'It costs $5 + $3 = $9, and \\$5 + 3 = 9.'],
    ['an alignment', '\\[ 5 + 3 &= 9 \\]'],
    [
      'what stands between an unread root and a bound',
      '\\[\\sqrt[3]{4} + 1 < 1.3 + 1.6 + 1 = 3.9 < 4,\\] and 1.3 + 1.6 + 1 = 3.9 < 4',
    ],
    ['an inequality', '$3 < 5 + 1 = 7$ and $2 + 2 \\neq 5$'],
  ])('%s', (_, text) => {
    expect(found(text)).toBeUndefined();
  });

  it('nor where the problem is about other sums', () => {
    expect(found('$7 + 1 = 10$')).toBe('7 + 1 = 10');
    expect(found('$7 + 1 = 10$', 'Add $7_8$ and $1_8$ in base $8$.')).toBeUndefined();
  });

  it('nor of the bundled problems’ own solutions, which are full of sums', () => {
    const file = new URL('../../models/tiny-math/tiny-math-500.jsonl', import.meta.url);
    for (const line of readFileSync(file, 'utf8').trimEnd().split('\n')) {
      const { problem, solution } = JSON.parse(line) as { readonly problem: string; readonly solution: string };
      expect([problem, found(solution, problem)]).toEqual([problem, undefined]);
    }
  });
});

describe('texts of any kind', () => {
  it('are read without throwing, and within their bounds', () => {
    const piece = fc.constantFrom(
      '$',
      '$$',
      '\\(',
      '\\)',
      '\\[',
      '=',
      '+',
      '9',
      '^',
      '{',
      '}',
      '(',
      ')',
      ' ',
      '/',
      '\n',
      '\\frac',
      ',',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
        firstFalseEquation(pieces.join(''));
      }),
      { seed: 3, numRuns: 500 },
    );
    for (const hostile of [
      '$9^{9^{9^9}} + 1 = 2$',
      '1'.repeat(8_000),
      '\\('.repeat(4_000),
      '$1+1=3'.repeat(2_000),
      '('.repeat(8_000),
      `${'1+'.repeat(3_900)}1=2`,
    ]) {
      const startedAt = performance.now();
      firstFalseEquation(hostile);
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    }
  });

  it('of true sums none is called false', () => {
    const whole = fc.integer({ min: -999, max: 999 });
    fc.assert(
      fc.property(whole, whole, fc.constantFrom('+', '-', '\\times'), (a, b, sign) => {
        const value = sign === '+' ? a + b : sign === '-' ? a - b : a * b;
        const text = (right: number) => `$${a} ${sign} ${b < 0 ? `(${b})` : b} = ${right}$`;
        expect(found(text(value))).toBeUndefined();
        expect(found(text(value + 1))).toBeDefined();
      }),
      { seed: 4 },
    );
  });
});
