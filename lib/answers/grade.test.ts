import { describe, expect, it } from 'vitest';
import { anyOf, gradeAnswer } from './index';

describe('grading', () => {
  it.each([
    ['a bare answer', '0.5', '\\frac{1}{2}', 'right'],
    [
      'model text',
      '## Step 1: add\n\nTherefore, the final answer is: $\\boxed{\\frac{2}{4}}$. I hope it is correct.',
      '\\frac12',
      'right',
    ],
    ['a wrong box after a right thought', 'It could be 5, but $\\boxed{6}$.', '5', 'wrong'],
    ['a box changed on second thought', '$\\boxed{6}$ is not right. So $\\boxed{5}$.', '5', 'right'],
    ['two boxes joined', '$\\boxed{1}$ and $\\boxed{2}$', '\\{1,2\\}', 'right'],
    ['a thought before the answer', '<think>maybe \\boxed{9}</think>It is $\\boxed{5}$', '5', 'right'],
    ['a sentence', 'The answer is 42.', '42', 'right'],
    ['units', '12\\text{ cm}^2', '12', 'right'],
    ['percent', '25\\%', '25', 'right'],
    ['thousands', '1,234', '1234', 'right'],
    ['a rounding of six digits', '0.333333', '\\frac13', 'right'],
    ['a rounding of two digits', '0.33', '\\frac13', 'wrong'],
    ['a reference that is a solution', '5', 'Adding gives $\\boxed{5}$.', 'right'],
    ['multiple choice', '(C)', 'C', 'right'],
    ['another choice', '(C)', 'B', 'wrong'],
    ['any of several references', '0.5', anyOf(['a half', '\\frac12']), 'right'],
    ['none of several references', '0.25', anyOf(['a half', '\\frac12']), 'wrong'],
    ['no text', undefined, '5', 'no-answer'],
    ['empty text', '', '5', 'no-answer'],
    ['blank text', ' \n ', '5', 'no-answer'],
    ['an empty reference is matched by nothing', '5', '', 'wrong'],
  ])('%s', (_, given, reference, grade) => {
    expect(gradeAnswer(given, reference)).toBe(grade);
  });
});
