import { describe, expect, it } from 'vitest';
import type { Solution } from '@/lib/search';
import { ballotOf, outcomeOf, reasonOf, winnerOf } from './ballot';

/** Solutions from `answer, value` pairs; an undefined answer cannot be read. */
function solutions(...given: readonly (readonly [string | undefined, number | undefined])[]): Solution[] {
  return given.map(([answer, value], i) => ({
    node: `0.${i}`,
    text: '',
    answer,
    key: answer,
    scores: value === undefined ? [] : [value],
    weight: 1,
    chain: undefined,
    unscored: undefined,
    value,
  }));
}

describe('the ballot', () => {
  const split = solutions(['86', 0.2], ['74', 0.9], ['86', 0.3], [undefined, 0.99], ['86', 0.1]);

  it('has a row per answer, strongest first under the selection that orders it', () => {
    expect(ballotOf(split, 'majority', undefined).rows.map((row) => row.key)).toEqual(['86', '74']);
    expect(ballotOf(split, 'best', undefined).rows.map((row) => row.key)).toEqual(['74', '86']);
  });

  it('lets selections disagree, each with one winner', () => {
    const ballot = ballotOf(split, 'weighted', undefined);
    expect(winnerOf(ballot, 'majority')?.key).toBe('86');
    expect(winnerOf(ballot, 'best')?.key).toBe('74');
    expect(winnerOf(ballot, 'weighted')?.key).toBe('74');
  });

  it('counts what cannot be read apart from what votes', () => {
    const { rows, unreadable } = ballotOf(split, 'majority', undefined);
    expect(rows.map(({ votes }) => votes.majority.count)).toEqual([3, 1]);
    expect(unreadable).toBe(1);
  });

  it('grades rows where the right answer is known', () => {
    expect(ballotOf(split, 'majority', '74').rows.map((row) => row.verdict)).toEqual(['wrong', 'right']);
    expect(ballotOf(split, 'majority', undefined).rows.map((row) => row.verdict)).toEqual([undefined, undefined]);
  });

  it.each([
    ['majority', '3 of 4 votes'],
    ['weighted', '0.90 of 1.50 in score, from 1 of 4 votes'],
    ['best', 'its best solution scores 0.900'],
  ] as const)('says why the winner wins under %s', (selection, words) => {
    expect(reasonOf(ballotOf(split, selection, undefined), selection)).toBe(words);
  });

  it.each([
    ['weighted', [0.00003, 0.00001], '0.000030 of 0.000040 in score, from 1 of 2 votes'],
    ['weighted', [0.0014, 0.0003], '0.0014 of 0.0017 in score, from 1 of 2 votes'],
    ['weighted', [0.02, 0.002], '0.02 of 0.02 in score, from 1 of 2 votes'],
    ['best', [0.00003, 0.00001], 'its best solution scores 0.00003'],
    ['best', [0.9996, 0.9], 'its best solution scores 0.9996'],
  ] as const)('writes under %s no sum and no score of %j as nothing or as all', (selection, [one, other], words) => {
    expect(reasonOf(ballotOf(solutions(['86', one], ['74', other]), selection, undefined), selection)).toBe(words);
  });

  it('counts what votes more than once as often', () => {
    const copies = split.map((solution, i) => ({ ...solution, weight: i === 1 ? 5 : 1 }));
    const ballot = ballotOf(copies, 'majority', undefined);
    expect(reasonOf(ballot, 'majority')).toBe('5 of 8 votes');
    expect(reasonOf(ballot, 'weighted')).toBe('4.50 of 5.10 in score, from 5 of 8 votes');
  });

  it('tells which selections choose otherwise, and whether all agree', () => {
    const ballot = ballotOf(split, 'majority', undefined);
    const outcome = outcomeOf(ballot, ['majority', 'best']);
    expect([outcome?.answer, outcome?.isUnanimous]).toEqual(['86', false]);
    expect(outcome?.differing).toEqual([{ selection: 'best', answer: '74', reason: 'its best solution scores 0.900' }]);
    expect(outcomeOf(ballot, ['best', 'weighted'])?.isUnanimous).toBe(true);
    expect(outcomeOf(ballot, ['majority'])?.isUnanimous).toBe(false);
    expect(outcomeOf(ballotOf([], 'majority', undefined), ['majority'])).toBeUndefined();
  });

  it('tells ties of the selections that agree, and when the verifier believes none', () => {
    const level = ballotOf(solutions(['1', 0.04], ['2', 0.03]), 'weighted', undefined);
    const outcome = outcomeOf(level, ['weighted', 'majority', 'best']);
    expect(outcome?.isUnanimous).toBe(true);
    expect(outcome?.tied).toEqual([{ selection: 'majority', reason: '1 of 2 votes; tied, the earlier one wins' }]);
    expect(outcome?.hopeless).toBe(0.04);
    const clear = outcomeOf(ballotOf(solutions(['1', 0.5], ['1', 0.03]), 'weighted', undefined), [
      'weighted',
      'majority',
    ]);
    expect([clear?.tied, clear?.hopeless]).toEqual([[], undefined]);
    const unscored = outcomeOf(ballotOf(solutions(['1', undefined]), 'majority', undefined), ['majority']);
    expect(unscored?.hopeless).toBeUndefined();
  });

  it('says that a tie was a tie', () => {
    const ballot = ballotOf(solutions(['1', 0.5], ['2', 0.5]), 'majority', undefined);
    expect(winnerOf(ballot, 'majority')?.key).toBe('1');
    expect(reasonOf(ballot, 'majority')).toBe('1 of 2 votes; tied, the earlier one wins');
  });

  it.each([
    ['the higher last score wins', [0.9, 0.5], [0.5, 0.9], '2'],
    ['the earlier one wins', [0.9, 0.5], [0.7, 0.5], '1'],
  ])('V-4: says by which rule the best of equal values won: %s', (rule, scores, others, winner) => {
    const path = (index: number, answer: string, scores: readonly number[]): Solution => ({
      ...solutions([answer, 0.5])[0]!,
      node: `0.${index}`,
      scores,
    });
    const ballot = ballotOf([path(0, '1', scores), path(1, '2', others)], 'best', undefined);
    expect(winnerOf(ballot, 'best')?.key).toBe(winner);
    expect(reasonOf(ballot, 'best')).toBe(`its best solution scores 0.500; tied, ${rule}`);
    // The last score counts where solutions are compared one with one; votes that add up have none.
    expect(reasonOf(ballot, 'weighted')).toMatch(/; tied, the earlier one wins$/);
  });

  it('has no winner by score where nothing is scored', () => {
    const ballot = ballotOf(solutions(['1', undefined], ['2', undefined]), 'majority', undefined);
    expect(winnerOf(ballot, 'majority')?.key).toBe('1');
    expect(winnerOf(ballot, 'best')).toBeUndefined();
    expect(winnerOf(ballot, 'weighted')).toBeUndefined();
  });
});
