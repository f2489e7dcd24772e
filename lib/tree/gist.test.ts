import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gistOf, plainOf } from './gist';

describe('gistOf', () => {
  it.each([
    ['## Step 1: Complete the square\nWe have $(n+6)^2-2043$.\n\n', 'Complete the square: We have (n+6)²-2043.'],
    ['## Step 3: $\\frac{1+2043}{2}=1022$\n\n', '(1+2043)/2=1022'],
    ['So $n=-6\\pm\\sqrt{k^2+2043}$', 'So n=-6±√(k²+2043)'],
    ['$$2^{10} \\cdot 3 \\leq x$$', '2¹⁰ · 3 ≤ x'],
    [
      'Therefore, the final answer is: $\\boxed{1464}$. I hope it is correct.',
      'Therefore, the final answer is: 1464. I hope it is correct.',
    ],
    ['Define\n\\[p = 1\\]Find $$q$$now, \\[r\\].', 'Define: p = 1 Find q now, r.'],
    ['**Bold** costs \\$5', 'Bold costs $5'],
    ['x^{ab+c} and \\(y\\)', 'x^(ab+c) and y'],
    ['\\frac{\\frac{1}{2}}{3}', '(1/2)/3'],
    ['', ''],
    ['\n\n', ''],
  ])('%j reads %j', (text, gist) => {
    expect(gistOf(text)).toBe(gist);
  });

  it('is one bounded line whatever comes in', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 2000 }),
      fc
        .array(fc.constantFrom('$', '\\frac', '{', '}', '^', '\\', '\n', 'a', '\u0000', '<script>'), { maxLength: 800 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(nasty, (text) => {
        const gist = gistOf(text);
        expect(gist.length).toBeLessThanOrEqual(140);
        // oxlint-disable-next-line no-control-regex
        expect(gist).not.toMatch(/[\u0000-\u001f\u007f]/);
      }),
      { seed: 5 },
    );
  });

  it('looks at the start only of a megabyte', () => {
    expect(gistOf('\\frac{'.repeat(200_000)).length).toBeLessThanOrEqual(140);
  });
});

describe('a step as plain text', () => {
  it('keeps its lines, and says its formulas in plain letters', () => {
    expect(plainOf('## Step 2: Halve\n\nSo **now** $x^2 = \\frac{1}{4}$.\n\n')).toBe(
      'Step 2: Halve\n\nSo now x² = 1/4.',
    );
  });

  it('looks at no line of a megabyte', () => {
    const long = '\\frac{'.repeat(200_000);
    expect(plainOf(long)).toBe(long);
  });
});
