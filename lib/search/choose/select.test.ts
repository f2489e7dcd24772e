/** The vote in numbers: strengths, shares, ties and chains, over solutions that are written down here. */
import { describe, expect, it } from 'vitest';
import { deciderOf, selectAnswer, type SelectionName, type Solution } from '..';

/** The `index`-th child of the root, which answers `answer`. */
function solution(index: number, answer: string | undefined, fields: Partial<Solution> = {}): Solution {
  return {
    node: `0.${index}`,
    text: '',
    answer,
    key: answer,
    scores: [],
    unscored: undefined,
    value: undefined,
    weight: 1,
    chain: undefined,
    ...fields,
  };
}
const scored = (index: number, answer: string, value: number, last = value): Solution =>
  solution(index, answer, { value, scores: [0.01, last] });
const order = (solutions: readonly Solution[], selection: SelectionName) =>
  selectAnswer(solutions, selection).votes.map(({ answer }) => answer);

describe('a vote', () => {
  const solutions = [scored(0, 'a', 0.2), scored(1, 'b', 0.5), scored(2, 'a', 0.1), solution(3, undefined)];

  it('has its members in id order, their number and the sum of their values', () => {
    const [first, second] = selectAnswer(solutions, 'majority').votes;
    expect(first).toMatchObject({ key: 'a', node: '0.0', nodes: ['0.0', '0.2'], count: 2, best: 0.2, lastScore: 0.2 });
    expect(first!.weight).toBeCloseTo(0.3);
    expect(second).toMatchObject({ key: 'b', nodes: ['0.1'], count: 1, weight: 0.5, best: 0.5 });
  });

  it.each([
    ['majority', [2 / 3, 1 / 3]],
    ['weighted', [0.625, 0.375]],
    ['best', [0.5, 0.2]],
  ] as const)('has its share of the strength of all, or under best its value: %s', (selection, shares) => {
    const { votes } = selectAnswer(solutions, selection);
    votes.forEach(({ share }, place) => expect(share).toBeCloseTo(shares[place]!));
    expect(votes.map(({ isWinner }) => isWinner)).toEqual([true, false]);
  });

  it('has no share where nobody has any strength', () => {
    const { votes } = selectAnswer([scored(0, 'a', 0), scored(1, 'b', 0)], 'weighted');
    expect(votes.map(({ share }) => share)).toEqual([0, 0]);
  });

  it('counts a solution as often as it weighs', () => {
    const { votes } = selectAnswer([scored(0, 'a', 0.4), { ...scored(1, 'b', 0.3), weight: 3 }], 'weighted');
    expect(votes.map(({ answer, count }) => [answer, count])).toEqual([
      ['b', 3],
      ['a', 1],
    ]);
    expect(votes[0]!.weight).toBeCloseTo(0.9);
  });

  it('V-6: is open under best and weighted as soon as one solution is scored', () => {
    const some = [solution(0, 'a'), scored(1, 'b', 0.1)];
    for (const selection of ['best', 'weighted'] as const) expect(selectAnswer(some, selection).answer).toBe('b');
  });
});

describe('V-4: the best solution of an answer', () => {
  it.each([
    ['of the higher value, whatever its last score', scored(0, 'a', 0.9, 0.5), scored(1, 'a', 0.1, 0.8), '0.0'],
    ['of equal values the one with the higher last score', scored(0, 'a', 0.5, 0.6), scored(1, 'a', 0.5, 0.9), '0.1'],
    ['not one with a lower one', scored(0, 'a', 0.5, 0.6), scored(1, 'a', 0.5, 0.2), '0.0'],
    ['of equal ones the first', scored(0, 'a', 0.5), scored(1, 'a', 0.5), '0.0'],
    ['a scored one before one that is not', solution(0, 'a'), scored(1, 'a', 0), '0.1'],
    ['in either order', scored(0, 'a', 0), solution(1, 'a'), '0.0'],
    ['any last score before none', solution(0, 'a', { value: 0.5 }), scored(1, 'a', 0.5, 0.1), '0.1'],
    ['none after any', scored(0, 'a', 0.5, 0.1), solution(1, 'a', { value: 0.5 }), '0.0'],
  ])('is %s', (_, first, second, node) => {
    expect(selectAnswer([first, second], 'best').votes.map((vote) => vote.node)).toEqual([node]);
  });
});

describe('V-4: among answers of equal strength', () => {
  it('best goes by the last score, then by the place of the best solutions', () => {
    expect(order([scored(0, 'a', 0.5, 0.6), scored(1, 'b', 0.5, 0.9)], 'best')).toEqual(['b', 'a']);
    expect(order([scored(0, 'a', 0.5, 0.1), scored(1, 'b', 0.5), scored(2, 'a', 0.5)], 'best')).toEqual(['b', 'a']);
    // 0 is a score; to have none is less.
    expect(order([solution(0, 'a'), scored(1, 'b', 0)], 'best')).toEqual(['b', 'a']);
  });

  it('majority and weighted go by the first solutions, whatever their scores and their best ones', () => {
    const tied = [scored(0, 'a', 0.1), scored(1, 'b', 0.5, 0.9), scored(2, 'b', 0.5), scored(3, 'a', 0.9, 0.2)];
    expect(order(tied, 'majority')).toEqual(['a', 'b']);
    expect(order(tied, 'weighted')).toEqual(['a', 'b']);
  });

  it.each([
    ['strength', 'best', scored(0, 'a', 0.5), scored(1, 'b', 0.6)],
    ['last-score', 'best', scored(0, 'a', 0.5, 0.6), scored(1, 'b', 0.5, 0.7)],
    ['place', 'best', scored(0, 'a', 0.5), scored(1, 'b', 0.5)],
    ['place', 'majority', scored(0, 'a', 0.5, 0.6), scored(1, 'b', 0.5, 0.7)],
    ['place', 'weighted', scored(0, 'a', 0.5, 0.6), scored(1, 'b', 0.5, 0.7)],
  ] as const)('says that it was decided by %s under %s', (decider, selection, one, other) => {
    const [winner, second] = selectAnswer([one, other], selection).votes;
    expect(deciderOf(winner!, second!, selection)).toBe(decider);
  });
});

describe('V-8: where groups vote first', () => {
  const within = (chain: number, ...members: readonly Solution[]) => members.map((each) => ({ ...each, chain }));

  it('each has one answer, with the weight it has there; what belongs to none votes for itself', () => {
    const solutions = [
      ...within(0, scored(0, 'a', 0.9), scored(1, 'b', 0.5), scored(2, 'b', 0.6)),
      ...within(1, scored(3, 'a', 0.8), solution(4, undefined)),
      scored(5, 'b', 0.05),
      scored(6, 'c', 0.3),
    ];
    const { votes, answer } = selectAnswer(solutions, 'weighted');
    expect(votes.map((vote) => [vote.answer, Math.round(vote.weight * 100)])).toEqual([
      ['b', 115],
      ['a', 80],
      ['c', 30],
    ]);
    expect(answer).toBe('b');
    // Without groups the other answer would have won.
    expect(
      order(
        solutions.map((each) => ({ ...each, chain: undefined })),
        'weighted',
      )[0],
    ).toBe('a');
  });

  it('an answer that wins in none has no weight, and the first of equals wins in its group', () => {
    const { votes } = selectAnswer(within(0, scored(0, 'a', 0.5), scored(1, 'b', 0.5)), 'weighted');
    expect(votes.map(({ answer, weight }) => [answer, weight])).toEqual([
      ['a', 0.5],
      ['b', 0],
    ]);
  });

  it('each solution counts there as often as it weighs', () => {
    const { votes } = selectAnswer(within(0, { ...scored(0, 'a', 0.4), weight: 2 }, scored(1, 'b', 0.6)), 'weighted');
    expect(votes.map(({ answer, weight }) => [answer, weight])).toEqual([
      ['a', 0.8],
      ['b', 0],
    ]);
  });
});
