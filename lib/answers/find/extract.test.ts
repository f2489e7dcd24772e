import { describe, expect, it } from 'vitest';
import { extractAnswer } from '../index';

describe('the final answer of a text', () => {
  it.each([
    ['the last box', 'So $\\boxed{1}$, no: $\\boxed{\\frac{1}{2}}$.', '\\frac{1}{2}', '\\frac{1}{2}'],
    ['nested braces', '$\\boxed{\\{1, \\{2\\}\\}}$', '\\{1, \\{2\\}\\}', '\\{1, \\{2\\}\\}'],
    ['escaped braces', '$\\boxed{\\left\\{ 1 \\right\\}}$', '\\left\\{ 1 \\right\\}', '\\left\\{ 1 \\right\\}'],
    ['\\fbox', 'It is \\fbox{7}', '7', '7'],
    ['a box without braces', 'It is $\\boxed 7$.', '7', '7'],
    ['space before the brace', '$\\boxed {7}$', '7', '7'],
    ['the published ending', 'Therefore, the final answer is: $\\boxed{12}$. I hope it is correct.', '12', '12'],
    ['the ending of the older prompt', 'The final answer is $12$. I hope it is correct.', undefined, '12'],
    ['no box: words', 'Therefore the answer is 42.', undefined, '42'],
    ['no box: last number', 'We get 12 and then 1,024', undefined, '1024'],
    ['no box: last number, negative', 'from 3 to -2.5 or so', undefined, '-2.5'],
    ['no box: last number, without a leading zero', 'about .75', undefined, '.75'],
    ['an unclosed box is truncated text', 'So $\\boxed{12', undefined, '12'],
    ['a complete box before an unclosed one', 'So $\\boxed{12}$, and $\\boxed{1', undefined, '1'],
    ['an empty box', '$\\boxed{}$', undefined, undefined],
    ['a blank box', '$\\boxed{  }$', undefined, undefined],
    [
      'a box that runs into the next step',
      'So $\\boxed{(21 + 72) = 143.\n## Step 7$}.',
      undefined,
      '(21 + 72) = 143.## Step 7$',
    ],
    ['a box around paragraphs', '$\\boxed{1}$ no, $\\boxed{3 + 4\n \nis 7}$', undefined, '3 + 4is 7'],
    [
      'a box with lines of one formula',
      '$\\boxed{\\begin{pmatrix} 1 \\\\\n 2 \\end{pmatrix}}$',
      '\\begin{pmatrix} 1 \\\\\n 2 \\end{pmatrix}',
      '\\begin{pmatrix} 1 \\\\2 \\end{pmatrix}',
    ],
    ['nothing', 'I do not know', undefined, undefined],
    ['no text', '', undefined, undefined],
  ])('%s', (_, text, boxed, asReference) => {
    expect(extractAnswer(text, 'boxed')).toBe(boxed);
    expect(extractAnswer(text, 'search-and-learn')).toBe(asReference);
  });

  it('is read from boxes alone when nothing is said', () => {
    expect(extractAnswer('the answer is 42')).toBeUndefined();
  });

  it('is found at the end of a megabyte', () => {
    const long = 'Step. '.repeat(170_000);
    expect(extractAnswer(`${long}$\\boxed{3}$`)).toBe('3');
    expect(extractAnswer(`${long}3, 5 or 7 apples ${'.'.repeat(1_000_000)}`, 'search-and-learn')).toBe('7');
  });
});
