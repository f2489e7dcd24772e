import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupVotes } from './index';

const groupsOf = (answers: readonly (string | undefined)[]) =>
  groupVotes(answers).map(({ answer, members }) => [answer, ...members]);

describe('vote groups', () => {
  it.each([
    [
      'one value, many spellings',
      ['\\frac{1}{2}', '\\frac12', '1/2', '0.5', '\\dfrac{2}{4}', '$\\frac{1}{2}$', 'x = \\frac{1}{2}'],
      [['\\frac{1}{2}', 0, 1, 2, 3, 4, 5, 6]],
    ],
    [
      'units and degrees',
      ['30', '30^\\circ', '30\\text{ cm}', '31'],
      [
        ['30', 0, 1, 2],
        ['31', 3],
      ],
    ],
    [
      'order in sets, not in pairs',
      ['\\{1,2\\}', '\\{2, 1\\}', '(1,2)', '(2,1)'],
      [
        ['\\{1,2\\}', 0, 1],
        ['(1,2)', 2],
        ['(2,1)', 3],
      ],
    ],
    [
      'expressions',
      ['2(x+1)', '2x+2', '2x+1'],
      [
        ['2(x+1)', 0, 1],
        ['2x+1', 2],
      ],
    ],
    [
      'in order of the first member',
      ['3', '2', '3', '1'],
      [
        ['3', 0, 2],
        ['2', 1],
        ['1', 3],
      ],
    ],
    ['no answer, blank and empty are nobody', [undefined, '', '   ', '$$', '\u200b', '5'], [['5', 5]]],
    ['nobody at all', [undefined, ''], []],
    ['nothing', [], []],
    ['a runaway answer is nobody', ['9'.repeat(50_000), '9'], [['9', 1]]],
    ['text by its letters', ['\\text{Evelyn}', 'evelyn', 'Evelyn.'], [['\\text{Evelyn}', 0, 1, 2]]],
  ])('%s', (_, answers, groups) => {
    expect(groupsOf(answers)).toEqual(groups);
  });

  it('a rounding is no vote for the exact value: keys know no tolerance', () => {
    expect(groupsOf(['0.3333333333', '\\frac{1}{3}'])).toHaveLength(2);
  });

  it('are a partition of the usable answers, whatever their order', () => {
    const answer = fc.constantFrom('1/2', '\\frac12', '0.5', '50\\%', '2', '2.0', '', ' ', 'x', '(1,2)', '( 1, 2 )');
    fc.assert(
      fc.property(fc.array(fc.option(answer, { nil: undefined }), { maxLength: 30 }), (answers) => {
        const groups = groupVotes(answers);
        const members = groups.flatMap((group) => group.members);
        expect(members.toSorted((a, b) => a - b)).toEqual(
          answers.flatMap((each, index) => ((each ?? '').trim() === '' ? [] : [index])),
        );
        expect(groups.every(({ key }) => key !== '')).toBe(true);
        const sizes = (list: readonly (string | undefined)[]) =>
          new Map(groupVotes(list).map((group) => [group.key, group.members.length]));
        expect(sizes(answers.toReversed())).toEqual(sizes(answers));
      }),
    );
  });
});
