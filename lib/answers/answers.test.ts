import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureAgreement } from './agreement';
import { keyWithin } from './compare-answers';
import { Work } from './work';
import { canonicalKey, extractAnswer, gradeAnswer, groupVotes, isSameAnswer } from './index';

const cases = readFileSync(new URL('__fixtures__/cases.jsonl', import.meta.url), 'utf8');

describe('agreement with labelled cases', () => {
  const agreement = measureAgreement(cases, () => 0);

  it.each(agreement.kinds)('$kind: at least 95 %', ({ cases: count, agreed }) => {
    expect(count).toBeGreaterThan(10);
    expect(agreed / count).toBeGreaterThanOrEqual(0.95);
  });

  it('calls no different answers equal', () => {
    expect(agreement.kinds.filter(({ kind }) => kind !== 'expr').flatMap(({ falsePositives }) => falsePositives)).toEqual([]);
  });
});

const deep = (open: string, close: string, depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;
const hostile: readonly (readonly [string, string])[] = [
  ['tower of powers', '9^{9^{9^{9}}}'], ['tower of powers, unbraced', '9^9^9^9^9'], ['huge power', '2^{100000000}'], ['huge negative power', '10^{-99999999999}'],
  ['factorial', '100000!'], ['factorial of factorial', '(9!)!'], ['many factorials', '9!!!!!!!!'], ['binomial', '\\binom{1000000}{500000}'],
  ['sum', '\\sum_{k=1}^{1000000000} k'], ['product', '\\prod_{k=1}^{10^{12}} k'], ['integral', '\\int_0^{10^9} x^x dx'], ['limit', '\\lim_{x \\to 0} \\frac{1}{x}'],
  ['deep braces', deep('{', '}', 20_000)], ['deep parentheses', deep('(', ')', 20_000)], ['deep fractions', deep('\\frac{1}{', '}', 2_000)],
  ['deep roots', deep('\\sqrt{', '}', 5_000)], ['deep absolute values', deep('|', '|', 5_000)], ['deep left', deep('\\left(', '\\right)', 5_000)],
  ['unclosed braces', '{'.repeat(50_000)], ['closing only', '}'.repeat(50_000)], ['unclosed fraction', '\\frac{1}{'], ['bare fraction', '\\frac'], ['bare backslash', '\\'],
  ['backslashes', '\\'.repeat(30_000)], ['long number', '9'.repeat(200_000)], ['long decimal', `0.${'3'.repeat(200_000)}`], ['long fraction', `\\frac{${'7'.repeat(50_000)}}{${'3'.repeat(50_000)}}`],
  ['long sum', '1+'.repeat(100_000)], ['long product', 'x'.repeat(100_000)], ['many minus signs', `${'-'.repeat(100_000)}1`], ['plus minus', '\\pm'.repeat(64) + '1'],
  ['nested plus minus', '1\\pm'.repeat(40) + '1'], ['a megabyte of text', 'the answer is '.repeat(75_000)], ['a megabyte of spaces', ' '.repeat(1_000_000)],
  ['a set of many', `\\{${Array.from({ length: 5_000 }, (_, i) => i).join(',')}\\}`], ['the same set backwards', `\\{${Array.from({ length: 5_000 }, (_, i) => 4_999 - i).join(',')}\\}`],
  ['a tuple of many', `(${Array.from({ length: 5_000 }, (_, i) => i).join(',')})`], ['unions', Array.from({ length: 2_000 }, (_, i) => `(${i},${i + 1})`).join('\\cup')],
  ['a large matrix', `\\begin{pmatrix}${Array.from({ length: 300 }, () => '1&2&3&4').join('\\\\')}\\end{pmatrix}`], ['unclosed matrix', '\\begin{pmatrix}1&2'], ['matrix of matrices', '\\begin{pmatrix}'.repeat(200)],
  ['infinity', '\\infty'], ['infinity less infinity', '\\infty-\\infty'], ['zero to zero', '0^0'], ['a half by zero', '\\frac{1}{0}'], ['NaN', 'NaN'], ['Infinity', 'Infinity'], ['1e999', '1e999'], ['1e-999', '1e-999'],
  ['control characters', '\u0000\u0001\u0007\u001b[31m5'], ['right to left', '\u202e5\u202c'], ['lone surrogate', '\ud800'], ['combining marks', 'a' + '\u0301'.repeat(20_000)], ['zero width', '5\u200b\u200b'],
  ['HTML', '<script>alert(1)</script>'], ['a template', '${process.exit(1)}'], ['a prototype', '__proto__'], ['constructor', 'constructor'], ['JSON', '{"a":1}'],
  ['many equals signs', '='.repeat(20_000)], ['many commas', ','.repeat(20_000)], ['many dollars', '$'.repeat(20_000)], ['many boxes', '\\boxed{'.repeat(5_000)], ['boxes in boxes', deep('\\boxed{', '}', 2_000)],
  ['percent', '%'.repeat(10_000)], ['degrees', '^\\circ'.repeat(5_000)], ['mixed bases', `${'1'.repeat(5_000)}_{2}`], ['log of log', '\\log'.repeat(3_000) + '2'], ['modulo', '10^{1000000} \\mod 7'],
];

describe('hostile input', () => {
  it.each(hostile)('%s: bounded work and nothing thrown', (_, text) => {
    const work = new Work();
    keyWithin(text, work);
    for (const other of ['5', text, '\\frac{1}{3}', '(1,2)']) {
      expect(typeof isSameAnswer(text, other)).toBe('boolean');
      expect(typeof isSameAnswer(other, text)).toBe('boolean');
    }
    expect(['right', 'wrong', 'no-answer']).toContain(gradeAnswer(`The answer is $\\boxed{${text}}$.`, '5'));
    extractAnswer(text, 'search-and-learn');
  });
});

const piece = fc.constantFrom('1', '2', '10', 'x', 'y', '+', '-', '\\times ', '/', '^', '_', '{', '}', '(', ')', '[', ']', '|', ',', '=', '<', '\\le ', '\\frac', '\\sqrt', '\\pi', '.', '%', '\\infty', '\\cup ', '!', '\\text{cm}', '$', '\\', ' ', '\\%', '\\{', '\\}', '\\pm ', '^\\circ', ':');
const expression = fc.array(piece, { maxLength: 24 }).map((parts) => parts.join(''));

describe('properties', () => {
  it('nothing throws, comparing is symmetric, every usable answer is its own equal', () => {
    fc.assert(fc.property(fc.oneof(expression, fc.string({ unit: 'binary', maxLength: 40 })), expression, (a, b) => {
      expect(isSameAnswer(a, b)).toBe(isSameAnswer(b, a));
      if (canonicalKey(a) !== undefined) expect(canonicalKey(a)).toBe(canonicalKey(a));
      gradeAnswer(a, b);
      extractAnswer(a);
    }), { numRuns: 3_000 });
  });

  it('fractions that are equal in value share a key, others do not', () => {
    const number = fc.integer({ min: -60, max: 60 });
    fc.assert(fc.property(number, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 9 }), number, (top, bottom, factor, other) => {
      const one = `\\frac{${top}}{${bottom}}`;
      const same = `\\frac{${top * factor}}{${bottom * factor}}`;
      expect(canonicalKey(one)).toBe(canonicalKey(same));
      expect(isSameAnswer(one, same)).toBe(true);
      expect(isSameAnswer(one, `\\frac{${other}}{${bottom}}`)).toBe(top === other);
    }));
  });

  it('groups are a partition of the usable answers, whatever their order', () => {
    fc.assert(fc.property(fc.array(fc.option(fc.constantFrom('1/2', '\\frac12', '0.5', '50\\%', '2', '2.0', '', ' ', 'x', '(1,2)', '( 1, 2 )'), { nil: undefined }), { maxLength: 30 }), (answers) => {
      const groups = groupVotes(answers);
      const members = groups.flatMap((group) => group.members);
      expect(new Set(members).size).toBe(members.length);
      expect(members.every((index) => (answers[index] ?? '').trim() !== '')).toBe(true);
      const sizes = (list: readonly (string | undefined)[]) => new Map(groupVotes(list).map((group) => [group.key, group.members.length]));
      expect(sizes(answers.toReversed())).toEqual(sizes(answers));
    }));
  });
});

describe('extraction', () => {
  it.each([
    ['the last box', 'So $\\boxed{1}$, no: $\\boxed{\\frac{1}{2}}$.', '\\frac{1}{2}', '\\frac{1}{2}'],
    ['nested braces', '$\\boxed{\\{1, \\{2\\}\\}}$', '\\{1, \\{2\\}\\}', '\\{1, \\{2\\}\\}'],
    ['no box: words', 'Therefore the answer is 42.', undefined, '42'],
    ['no box: last number', 'We get 12 and then 1,024', undefined, '1024'],
    ['an unclosed box is truncated text', 'So $\\boxed{12', undefined, '12'],
    ['an empty box', '$\\boxed{}$', undefined, undefined],
    ['nothing', 'I do not know', undefined, undefined],
  ])('%s', (_, text, boxed, asReference) => {
    expect(extractAnswer(text, 'boxed')).toBe(boxed);
    expect(extractAnswer(text, 'search-and-learn')).toBe(asReference);
  });
});

describe('voting', () => {
  it('answers that are equal in value vote together, and no answer is no group', () => {
    expect(groupVotes(['\\frac{1}{2}', undefined, '0.5', '', '3']).map(({ members }) => members)).toEqual([[0, 2], [4]]);
  });
});
