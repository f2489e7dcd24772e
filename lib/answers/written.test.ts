/** How answers are written, by kind: what is the same, what is not, and what votes together. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalKey, gradeAnswer, groupVotes, isSameAnswer } from './index';
import type { WrittenPairs } from './testing/written-pairs';
import { testWrittenPairs } from './testing/written-pairs';

const same: WrittenPairs['same'] = {
  'units behind a number, currency before it': [
    ['20\\text{ m/s}', '20'],
    ['5\\text{ cm}', '5'],
    ['7 (apples)', '7'],
    ['7\\text{ (apples)}', '7'],
    ['12\\text{ square inches}', '12'],
    ['3\\text{ dollars per hour}', '3'],
    ['\\text{USD } 40', '40'],
    ['\\text{Rs. }40', '40'],
    ['50¢', '50'],
    ['20 \\frac{m}{s}', '20'],
    ['20 m/s', '20'],
    ['20\\frac{\\text{m}}{\\text{s}}', '20'],
    ['9.8\\,\\frac{m}{s^2}', '9.8'],
    ['60 km/h', '60'],
    ['5\\text{ men}', '5'],
    ['3\\text{ cm}\\times 5\\text{ cm}', '15\\text{ cm}^2'],
    ['-4\\text{ degrees}', '-4'],
    ['5\\text{ years old}', '5'],
    ['5\\mathrm{~km}/\\mathrm{h}', '5'],
    ['72^\\circ F', '72'],
    ['72^\\circ\\text{F}', '72'],
    ['\\frac{5\\text{ m}}{2\\text{ s}}', '2.5'],
  ],
  'words that are signs': [
    ['\\text{negative }5', '-5'],
    ['negative 5', '-5'],
    ['3\\text{ to }2', '3:2'],
    ['3 to 2', '3:2'],
    ['3\\text{ over }4', '\\frac34'],
    ['\\text{about }5', '5'],
    ['50\\text{ percent}', '50\\%'],
    ['\\text{cis }90^\\circ', 'i'],
    ['2\\operatorname{cis}\\frac{\\pi}{2}', '2i'],
    ['2\\text{ cis }0', '2'],
    ['\\text{The answer is }5', '5'],
    ['\\text{Area: }5', '5'],
  ],
  'words among numbers': [
    ['6\\text{ feet }2\\text{ inches}', '6 feet 2 inches'],
    ['2:30\\text{ AM}', '2:30 AM'],
    ['2:30 a.m.', '2:30\\text{ AM}'],
    ['5\\text{ dozen}', '5 dozen'],
  ],
  'signs behind a fraction': [
    ['1/2\\%', '0.5\\%'],
    ['1/2%', '0.005'],
    ['12 1/2%', '12.5%'],
    ['12 1/2%', '12.5'],
    ['66\\frac{2}{3}\\%', '200/3\\%'],
    ['66\\frac{2}{3}\\%', '66\\frac23'],
    ['66\\frac{2}{3}\\%', '\\frac23'],
    ['33⅓%', '\\frac13'],
    ['-3/4%', '-0.75%'],
    ['\\frac{1}{2}\\%', '0.5\\%'],
    ['22\\frac12^\\circ', '22.5'],
    ['22 1/2°', '22.5^\\circ'],
    ['45/2^\\circ', '22.5^\\circ'],
    ['\\sin 60/2^\\circ', '\\sin 60/2^\\circ'],
    ['\\sin(60/2^\\circ)', '\\frac12'],
    ['10\\%/5\\%', '2'],
    ['180^\\circ/4', '45'],
    ['3/4!', '\\frac{1}{8}'],
    ['\\frac{6}{2}!', '6'],
  ],
  'a relation that says only its right side': [
    ['\\approx 3.14', '3.14'],
    ['≈ 3.14', '3.14'],
    ['= 5', '5'],
    ['x \\approx 3.14', '3.14'],
    ['\\approx \\$5', '5'],
    ['\\in (1, 2)', '(1, 2)'],
    ['\\approx 1, \\approx 2', '1, 2'],
    ['\\doteq 2.5', '2.5'],
    ['\\therefore 7', '7'],
    ['\\geq 5', 'x \\ge 5'],
    ['> 5', '(5, \\infty)'],
    ['\\le \\frac12', 'x \\le 0.5'],
    ['\\neq 5', 'x \\ne 5'],
  ],
  'fractions that are one character': [
    ['⅛', '\\frac18'],
    ['5⅞', '5.875'],
    ['12⅖%', '12.4%'],
    ['⅒', '0.1'],
  ],
  'sets in words': [
    ['\\text{no solution}', '\\emptyset'],
    ['No real solutions', '\\{\\}'],
    ['all real numbers', '(-\\infty, \\infty)'],
  ],
  'digits that are letters': [
    ['1A_{16}', '26_{10}'],
    ['\\text{FF}_{16}', '255_{10}'],
    ['FF_{\\text{sixteen}}', '0xFF'],
  ],
  'groups of digits': [
    ['1 000 000', '1000000'],
    ['12 500', '12{,}500'],
    ['0.(3)', '\\frac13'],
    ['0.1(6)', '\\frac16'],
    ['1 1/2', '1.5'],
  ],
  choices: [
    ['B', '\\text{B}'],
    ['(B)', '\\textbf{B}'],
    ['\\mathrm{B}', '\\text{(B)}'],
    ['\\textbf{(B)}\\ 12', 'B'],
    ['Option B', '(B)'],
    ['[B]', 'B.'],
    ['\\text{(B)}', 'b)'],
    ['(b)', 'B'],
    ['\\underline{B}', '(B)'],
    ['\\text{A, C}', 'A, C'],
    ['\\textbf{(C), (A)}', 'A, C'],
  ],
  equations: [
    ['y = 2x-1', '2x - y - 1 = 0'],
    ['2x-1', '2x - y - 1 = 0'],
    ['x + y = 3', 'y = 3 - x'],
    ['x = 4 - 2y', 'x + 2y = 4'],
    ['a = 2b', 'a - 2b = 0'],
  ],
};

const different: WrittenPairs['different'] = {
  'words that are no units': [
    ['\\text{negative }5', '5'],
    ['negative 5', '5'],
    ['\\text{minus }5', '5'],
    ['6\\text{ feet }2\\text{ inches}', '12'],
    ['6 feet 2 inches', '12'],
    ['2\\text{ hours }30\\text{ minutes}', '60'],
    ['6\\text{ feet }2\\text{ inches}', '6\\text{ feet }3\\text{ inches}'],
    ['3\\text{ to }2', '6'],
    ['5\\text{ remainder }3', '15'],
    ['5 \\text{ R } 3', '15'],
    ['\\text{at least }5', '5'],
    ['\\text{no more than }5', '5'],
    ['5\\text{ or more}', '5'],
    ['5\\text{ dozen}', '5'],
    ['5\\text{ million}', '5'],
    ['5\\text{ hundredths}', '5'],
    ['\\text{cis }90^\\circ', '90'],
    ['\\text{not }5', '5'],
    ['3\\text{ divided by }4', '12'],
    ['5\\text{ squared}', '5'],
    ['\\text{half of }8', '8'],
    ['5\\text{ below zero}', '5'],
    ['5\\text{ west}', '5'],
    ['30^\\circ\\text{ N}', '30^\\circ\\text{ S}'],
    ['5 permille', '5 percent'],
    ['5\\text{ million}', '5\\text{ thousand}'],
  ],
  'times of day': [
    ['2:30\\text{ AM}', '2:30\\text{ PM}'],
    ['2:30 AM', '2:30 PM'],
    ['2:30 a.m.', '2:30 p.m.'],
    ['2:30\\text{ PM}', '2:30'],
    ['5\\text{ PM}', '5\\text{ AM}'],
  ],
  'signs behind a fraction': [
    ['1/2\\%', '50'],
    ['1/2%', '50'],
    ['3/4%', '75'],
    ['12 1/2%', '62'],
    ['66\\frac{2}{3}\\%', '0.44'],
    ['22\\frac12^\\circ', '11'],
  ],
  'number beside number': [
    ['1.000.000', '0'],
    ['12.500.000', '0'],
    ['0.(3)', '0'],
    ['1.2.3', '0.36'],
    ['10 20', '200'],
    ['10\\ 20', '200'],
    ['10\\quad 20', '200'],
    ['10 20', '1020'],
    ['3/4 5', '15/4'],
    ['10\\% 20', '2'],
    ['10^\\circ 20', '200'],
    ['5! 3', '360'],
    ['1 1/2', '11/2'],
    ['-5 4', '-20'],
    ['5{6}', '30'],
  ],
  'numbers in prose': [
    ['1.5 feet', '15 feet'],
    ['5% of them', '5 of them'],
    ['5! ways', '5 ways'],
    ['1 2 cats', '12 cats'],
  ],
  choices: [
    ['(B)', '(C)'],
    ['\\text{B}', '\\text{C}'],
    ['(B) 12', '(C) 12'],
    ['(A) \\cup (B)', 'A'],
    ['A:B', 'A'],
    ['B^2', 'B'],
    ['\\text{A and B}', 'A'],
    ['\\text{A, B}', '\\text{A, C}'],
  ],
  'a relation that says only its right side': [
    ['\\geq 5', '5'],
    ['> 5', '\\ge 5'],
    ['> 5', '< 5'],
    ['\\ne 5', '5'],
  ],
  'digits that are letters': [
    ['0xFF', '0'],
    ['0b101', '0'],
    ['1A_{16}', '1B_{16}'],
    ['1A_{8}', '10_{8}'],
  ],
  'equations, ratios and vectors': [
    ['y = 2x-1', '2x + y - 1 = 0'],
    ['2x+1', '2x - y - 1 = 0'],
    ['3:2', '2:3'],
    ['1:2:3', '1:2:4'],
    ['0:3', '0:5'],
    ['(1,2)', '\\begin{pmatrix}2\\\\1\\end{pmatrix}'],
    ['-9 < x \\le 7', '(-9, 7)'],
  ],
};

const REFERENCES = (
  '0.5 50 \\frac{1}{2} 50\\% 3/2 3:2 2b x=5 5 (1,2) 110_2 110 -5 -5\\% -0.05 [2,-1] (2,-1) \\emptyset 4 [4,4] D ' +
  '\\text{d} A,B A 5:2 5/2 x<3 2x<6 \\frac13 2x=10'
).split(' ');

const groups: WrittenPairs['groups'] = {
  'choices in any dress': [
    [
      'B',
      '\\text{B}',
      '(B)',
      '\\text{(B)}',
      '\\mathrm{B}',
      '\\textbf{B}',
      '\\textbf{(B)}',
      '$\\text{B}$',
      'B.',
      '(B) twelve',
    ],
    ['A', '\\text{A}', '(A)', 'Option A', '\\mathbf{(A)}', '[A]', '\\underline{A}'],
    ['A, B', '\\text{A, B}', '\\text{A and B}', '(A), (B)', '\\textbf{(B), (A)}'],
  ],
  ratios: [
    ['3:2', '6:4', '3/2', '1.5', '3\\text{ to }2', '\\frac{3}{2}:1'],
    ['1:2:3', '2:4:6', '\\frac12:1:\\frac32'],
    ['2:3', '4:6'],
  ],
  vectors: [
    [
      '(1,2)',
      '\\langle 1,2\\rangle',
      '\\begin{pmatrix}1\\\\2\\end{pmatrix}',
      '\\begin{bmatrix}1\\\\2\\end{bmatrix}',
      '\\begin{pmatrix}1&2\\end{pmatrix}',
    ],
    ['(3,1,2)', '\\langle 3,1,2\\rangle', '\\begin{pmatrix}3\\\\1\\\\2\\end{pmatrix}'],
    ['(2,1)', '\\begin{pmatrix}2\\\\1\\end{pmatrix}'],
  ],
  equations: [
    ['y = 2x-1', '2x - y - 1 = 0', 'y + 1 = 2x', '4x - 2y = 2', 'x = \\frac{y+1}{2}'],
    ['x^2 + y^2 = 4', 'x^2 + y^2 - 4 = 0', '2x^2 + 2y^2 = 8'],
    ['a = 2b', 'a - 2b = 0', '2b = a'],
    ['y^2 = 4x', 'x = \\frac{y^2}{4}'],
  ],
  intervals: [
    ['(-9,7)', '-9 < x < 7', '7 > x > -9', 'x \\in (-9, 7)'],
    ['(\\frac13, 2)', '\\frac13 < x < 2'],
    ['[-9,7]', '-9 \\le x \\le 7'],
  ],
  bases: [
    ['52_8', '52', '52_{8}', '52_{\\text{eight}}', '(52)_8', '52_{(8)}', '52\\text{ base }8', '52 base 8'],
    ['FF_{16}', '\\text{FF}_{16}', '(FF)_{16}', '0xff'],
    ['1010_2', '1010'],
  ],
  'percent apart from the bare number': [
    ['50', '50.0'],
    ['50\\%', '50\\text{ percent}', '50%'],
    ['0.5', '\\frac12'],
  ],
};

testWrittenPairs({ same, different, groups });

describe('V-5: the verdict of a group', () => {
  it('choices win by all of their votes', () => {
    const votes = groupVotes(['A', 'A', '\\text{B}', 'B', '(B)', 'A', '\\text{(B)}']);
    expect(votes.map(({ members }) => members.length).toSorted((a, b) => a - b)).toEqual([3, 4]);
  });

  it.each(REFERENCES)('a group has one verdict against %s', (reference) => {
    const spellings = [
      '50',
      '50.0',
      '50\\%',
      '0.5',
      '\\frac12',
      '3:2',
      '6:4',
      '1.5',
      'a = 2b',
      'a - 2b = 0',
      '5',
      'x = 5',
      '= 5',
      '(1,2)',
      '\\langle 1,2\\rangle',
      '\\begin{pmatrix}1\\\\2\\end{pmatrix}',
      '1 < x < 2',
      '110_2',
      '110',
      '2x = 10',
      'x - 5 = 0',
      '\\text{5 cm}',
      '5^{\\text{th}}',
      '5\\text{ cm^2}',
      '-5',
      '-5\\%',
      '-0.05',
      '\\text{negative }5\\%',
      '[2,-1]',
      '<2,-1>',
      '(2,-1)',
      '\\emptyset',
      '(4,4)',
      '[4,4]',
      '\\{4\\}',
      'D',
      '\\text{d}',
      'option d',
      '\\textsc{D}',
      '(A) or (B)',
      'A, B',
      'A) 3 B) 4',
      '5{:}2',
      '\\text{5 to 2}',
      '2x < 6',
      'x < 3',
      '0.333...',
      '\\frac13',
    ];
    for (const { members } of groupVotes(spellings)) {
      const verdicts = members.map((member) => gradeAnswer(`$\\boxed{${spellings[member]}}$`, reference));
      expect(new Set(verdicts).size, members.map((member) => spellings[member]).join(' | ')).toBe(1);
    }
  });
});

describe('number beside number', () => {
  const digits = fc.stringMatching(/^[1-9]\d{0,4}$/);
  it('is never the product of the two, nor one number of both', () => {
    fc.assert(
      fc.property(digits, digits, fc.constantFrom(' ', '\\ ', '\\quad ', '~', '  '), (one, other, gap) => {
        fc.pre(other.length !== 3 || one.length > 3);
        const beside = `${one}${gap}${other}`;
        expect(isSameAnswer(beside, String(Number(one) * Number(other)))).toBe(false);
        expect(isSameAnswer(beside, one + other)).toBe(false);
      }),
      { seed: 17, numRuns: 300 },
    );
  });
});

describe('a percent sign behind a fraction', () => {
  const whole = fc.integer({ min: 1, max: 99 });
  it('is a hundredth of all of it, however the fraction is written', () => {
    fc.assert(
      fc.property(whole, whole, whole, (units, top, bottom) => {
        const value = `\\frac{${top}}{${100 * bottom}}`;
        expect(isSameAnswer(`${top}/${bottom}\\%`, value)).toBe(true);
        expect(isSameAnswer(`\\frac{${top}}{${bottom}}\\%`, value)).toBe(true);
        const mixed = `\\frac{${units * bottom + top}}{${100 * bottom}}`;
        expect(isSameAnswer(`${units}\\frac{${top}}{${bottom}}\\%`, mixed)).toBe(true);
        expect(isSameAnswer(`${units} ${top}/${bottom}%`, mixed)).toBe(true);
        expect(canonicalKey(`${units} ${top}/${bottom}%`)).toBe(
          canonicalKey(`\\frac{${units * bottom + top}}{${bottom}}\\%`),
        );
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});
