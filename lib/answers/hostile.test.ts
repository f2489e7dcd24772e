import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameWithin, keyWithin } from './compare/compare-answers';
import { canonicalKey, extractAnswer, gradeAnswer, groupVotes, isSameAnswer } from './index';
import { Work, WORK_LIMIT } from './numbers/work';

const deep = (open: string, close: string, depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;
const listed = (count: number, member: (index: number) => string, separator = ',') =>
  Array.from({ length: count }, (_, index) => member(index)).join(separator);

const hostile: readonly (readonly [name: string, text: string])[] = [
  // Numbers that do not fit anywhere.
  ['tower of powers', '9^{9^{9^{9}}}'],
  ['tower of powers, unbraced', '9^9^9^9^9'],
  ['towers side by side', '9^9'.repeat(1_300)],
  ['huge power', '2^{100000000}'],
  ['power just under the cap', '2^{16000}'.repeat(80)],
  ['huge negative power', '10^{-99999999999}'],
  ['power of a long fraction', `(\\frac{${'7'.repeat(1_500)}}{3})^{200}`],
  ['factorial', '100000!'],
  ['factorial of factorial', '(9!)!'],
  ['many factorials', '9!!!!!!!!'],
  ['sum of factorials', '1400!+'.repeat(80) + '1'],
  ['binomial', '\\binom{1000000}{500000}'],
  ['many binomials', '\\binom{2000}{1000}+'.repeat(60) + '1'],
  ['greatest common divisor', `\\gcd(${'7'.repeat(1_500)},${'3'.repeat(1_500)})`],
  ['sum', '\\sum_{k=1}^{1000000000} k'],
  ['sums in sums', '\\sum_{i=1}^{1000}\\sum_{j=1}^{1000} ij'],
  ['product', '\\prod_{k=1}^{10^{12}} k'],
  ['integral', '\\int_0^{10^9} x^x dx'],
  ['limit', '\\lim_{x \\to 0} \\frac{1}{x}'],
  ['long number', '9'.repeat(200_000)],
  ['long decimal', `0.${'3'.repeat(200_000)}`],
  ['decimal just short enough', `0.${'3'.repeat(3_900)}`],
  ['long fraction', `\\frac{${'7'.repeat(1_900)}}{${'3'.repeat(1_900)}}`],
  ['1e999', '1e999'],
  ['1e-999', '1e-999'],
  ['1e999999', '1e999999'],
  ['mixed bases', `${'1'.repeat(3_900)}_{2}`],
  ['root of high degree', '\\sqrt[99999]{99999999}'],
  ['root of a long number', `\\sqrt{${'9'.repeat(3_000)}}`],
  ['log of log', '\\log'.repeat(3_000) + '2'],
  ['modulo', '10^{1000000} \\mod 7'],
  ['continued fraction', '1+\\frac{1}{'.repeat(300) + '1' + '}'.repeat(300)],
  ['harmonic sum', listed(300, (i) => `\\frac{1}{${1_000 + 7 * i}}`, '+')],
  // Values that are no numbers.
  ['infinity', '\\infty'],
  ['infinity less infinity', '\\infty-\\infty'],
  ['zero to zero', '0^0'],
  ['a half by zero', '\\frac{1}{0}'],
  ['zero by zero', '\\frac{0}{0}'],
  ['NaN', 'NaN'],
  ['Infinity', 'Infinity'],
  ['minus Infinity', '-Infinity'],
  // Nesting.
  ['deep braces', deep('{', '}', 20_000)],
  ['deep parentheses', deep('(', ')', 20_000)],
  ['deep fractions', deep('\\frac{1}{', '}', 2_000)],
  ['deep roots', deep('\\sqrt{', '}', 5_000)],
  ['deep sines', deep('\\sin(', ')', 600)],
  ['deep absolute values', deep('|', '|', 5_000)],
  ['deep left', deep('\\left(', '\\right)', 5_000)],
  ['sets in sets', deep('\\{', '\\}', 900)],
  ['matrix of matrices', '\\begin{pmatrix}'.repeat(200)],
  ['text in text', deep('\\text{', '}', 600)],
  // Never closed, never opened.
  ['unclosed braces', '{'.repeat(50_000)],
  ['closing only', '}'.repeat(50_000)],
  ['unclosed fraction', '\\frac{1}{'],
  ['bare fraction', '\\frac'],
  ['bare backslash', '\\'],
  ['backslashes', '\\'.repeat(30_000)],
  ['unclosed matrix', '\\begin{pmatrix}1&2'],
  ['unclosed formulas', '\\('.repeat(500_000)],
  ['unclosed dollars', '$'.repeat(20_000)],
  ['unclosed boxes', '\\boxed{'.repeat(5_000)],
  ['boxes in boxes', deep('\\boxed{', '}', 2_000)],
  ['unclosed left', '\\left'.repeat(5_000)],
  // Long without being deep.
  ['long sum', '1+'.repeat(100_000)],
  ['long product', 'x'.repeat(100_000)],
  ['long product, just short enough', '½'.repeat(3_900)],
  ['many minus signs', `${'-'.repeat(3_900)}1`],
  ['many plus-minus', '\\pm1'.repeat(900)],
  ['nested plus-minus', '1\\pm'.repeat(40) + '1'],
  ['a megabyte of text', 'the answer is '.repeat(75_000)],
  ['a megabyte of spaces', ' '.repeat(1_000_000)],
  ['a megabyte of numbers', '1,'.repeat(500_000)],
  ['a megabyte of full stops', '. A'.repeat(333_000)],
  ['a megabyte of chat tokens', '<|im_end|>'.repeat(100_000)],
  ['a set of many', `\\{${listed(5_000, String)}\\}`],
  ['a set of many roots', `\\{${listed(250, (i) => `\\sqrt{${i}}`)}\\}`],
  ['the same set backwards', `\\{${listed(250, (i) => `\\sqrt{${249 - i}}`)}\\}`],
  ['a tuple of many', `(${listed(5_000, String)})`],
  ['unions', listed(400, (i) => `(${2 * i},${2 * i + 1})`, '\\cup')],
  ['inequalities', listed(400, (i) => `x<${i}`, ' or ')],
  ['a chain of equalities', '1='.repeat(1_500) + '1'],
  ['a chain of inequalities', 'x<'.repeat(1_900) + '1'],
  ['a large matrix', `\\begin{pmatrix}${listed(300, () => '1&2&3&4', '\\\\')}\\end{pmatrix}`],
  ['many equals signs', '='.repeat(20_000)],
  ['many commas', ','.repeat(20_000)],
  ['percent', '%'.repeat(10_000)],
  ['degrees', '^\\circ'.repeat(5_000)],
  ['primes', "f'".repeat(1_900)],
  ['a decimal that goes on', `0.${'3'.repeat(3_900)}4...`],
  ['commas between angles', `<${','.repeat(3_900)}`],
  ['a text of words', `5\\text{${' red'.repeat(900)}}`],
  ['words beside a number', `7${' balls'.repeat(600)}`],
  ['texts with numbers', '\\text{5 cm and }'.repeat(200)],
  ['texts around numbers', '\\text{6 feet }'.repeat(250) + '2'],
  ['places in an order', '5^{th}'.repeat(600)],
  ['an equation of one variable', `${'2x+'.repeat(70)}1=0`],
  ['a name for many variables', `s=${listed(26, (i) => String.fromCodePoint(97 + i), '+')}`],
  ['a name for a sum', 's=\\sum_{k=1}^{99} ak+2b'],
  ['an inequality of one variable', `${'2x+'.repeat(70)}1<0`],
  ['inequalities to solve', listed(250, (i) => `2x<${i}`, ' or ')],
  ['equations to solve', listed(250, (i) => `2x=${i}`, ' or ')],
  ['brackets turned outwards', ']1,2[\\cup'.repeat(30)],
  ['references without end', '9^9\\text{ or else }'.repeat(200)],
  ['pairs that fall', listed(250, (i) => `[${i + 1},${i}]`)],
  // Characters.
  ['control characters', '\u0000\u0001\u0007\u001b[31m5'],
  ['right to left', '\u202e5\u202c'],
  ['lone surrogate', '\ud800'],
  ['combining marks', 'a' + '\u0301'.repeat(20_000)],
  ['zero width', '5\u200b\u200b'],
  ['fullwidth digits', '１２'],
  ['HTML', '<script>alert(1)</script>'],
  ['a template', '${process.exit(1)}'],
  ['a prototype', '__proto__'],
  ['constructor', 'constructor'],
  ['toString', 'toString(1)'],
  ['JSON', '{"a":1}'],
];
const others = ['5', '\\frac{1}{3}', '(1,2)', 'x^2+1'];

describe('hostile input', () => {
  it('is tried in at least sixty ways', () =>
    expect(new Set(hostile.map(([, text]) => text)).size).toBeGreaterThanOrEqual(60));

  it.each(hostile)('%s: work within the budget, nothing thrown', (_, text) => {
    const work = new Work();
    const key = keyWithin(text, work);
    expect(work.spent).toBeLessThanOrEqual(WORK_LIMIT);
    expect(key).toBe(canonicalKey(text));
    expect(key).not.toBe('');
    for (const other of [text, ...others]) {
      const there = new Work();
      expect(isSameWithin(text, other, there)).toBe(isSameAnswer(other, text));
      expect(there.spent).toBeLessThanOrEqual(WORK_LIMIT);
    }
    expect(['right', 'wrong', 'no-answer']).toContain(gradeAnswer(`The answer is $\\boxed{${text}}$.`, '5'));
    expect(['right', 'wrong', 'no-answer']).toContain(gradeAnswer('5', text));
    extractAnswer(text, 'boxed');
    extractAnswer(text, 'search-and-learn');
  });

  it('is never taken for an ordinary answer', () => {
    const plain = new Set(['5', '１２', '12']);
    const wronglySame = hostile.filter(
      ([name, text]) =>
        !['control characters', 'right to left', 'zero width'].includes(name) &&
        !plain.has(text) &&
        isSameAnswer(text, '5'),
    );
    expect(wronglySame.map(([name]) => name)).toEqual([]);
  });

  it('numbers too long for the budget still vote with their like, and with nothing else', () => {
    const [one, two] = ['9^{9^{9^{9}}}', '9^{9^{9^{8}}}'];
    expect(groupVotes([one, two, one]).map(({ members }) => members)).toEqual([[0, 2], [1]]);
  });

  it('running out of work anywhere gives an answer all the same', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...hostile),
        fc.constantFrom(...others),
        fc.integer({ min: 0, max: 4_000 }),
        ([, text], other, limit) => {
          const [keyWork, sameWork] = [new Work(limit), new Work(limit)];
          expect(['string', 'undefined']).toContain(typeof keyWithin(text, keyWork));
          expect(typeof isSameWithin(text, other, sameWork)).toBe('boolean');
          expect(Math.max(keyWork.spent, sameWork.spent)).toBeLessThanOrEqual(limit);
        },
      ),
      { numRuns: 800 },
    );
  });
});
