/** What is selected of an imported row, by the run and by its curves: the two say the same. */
import { describe, expect, it } from 'vitest';
import { importOutput } from '@/lib/experiments/import';
import { digestOf } from '@/lib/experiments/report';

const options = { name: 'made', strategy: 'best-of-n', policy: 'small', verifier: 'prm' } as const;

describe('selections of what was imported', () => {
  const solved = (answer: string, completions: readonly string[], scores: readonly (readonly number[])[]) => {
    const { data, results, comparison } = importOutput(
      JSON.stringify({ problem: 'p', answer, completions, scores, 'pred_naive@3': completions[1] }),
      options,
    );
    const digest = digestOf(data.cells[0]!, results[0]!);
    return { isCorrect: results[0]!.isCorrect, chances: digest.chances, comparison };
  };

  it('V-4: the first solution of the highest score is the best, in the run and in the curve', () => {
    const { isCorrect, chances, comparison } = solved(
      '7',
      ['\\boxed{5}', '\\boxed{7}', '\\boxed{5}'],
      [[0.1], [1], [1]],
    );
    expect(isCorrect.best).toBe(true);
    expect(chances.best.at(-1)).toBe(1);
    expect(comparison.differences.filter(({ prediction }) => prediction === 'pred_naive@3')).toEqual([]);
  });

  it('V-6: nothing scored selects nothing, in the run and at every n of the curve', () => {
    const { isCorrect, chances } = solved('2', ['\\boxed{2}', '\\boxed{3}', '\\boxed{2}'], [[], [], []]);
    expect(isCorrect).toEqual({ majority: true, best: false, weighted: false });
    for (const reading of ['best', 'weighted'] as const)
      expect(chances[reading].every((chance) => chance === 0)).toBe(true);
  });

  it.each([
    ['0.5', ['50', '50', '50\\%'], false],
    ['0.5', ['50\\%', '50\\%', '50'], true],
    ['x = 5', ['y = 5', '5', 'x = 5'], true],
    ['2x - 1', ['2x - y - 1 = 0', 'y = 2x - 1', '3'], true],
  ] as const)('a vote group has one verdict, whichever member comes first: %s from %s', (answer, written, isRight) => {
    const orders = [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [2, 0, 1],
    ];
    for (const order of orders) {
      for (const best of [0, 1, 2]) {
        const { isCorrect, chances } = solved(
          answer,
          order.map((i) => `\\boxed{${written[i]}}`),
          order.map((i) => [i === best ? 0.6 : 0.5]),
        );
        expect(isCorrect.majority).toBe(isRight);
        expect(isCorrect.weighted).toBe(isRight);
        expect([chances.majority.at(-1), chances.weighted.at(-1)]).toEqual([Number(isRight), Number(isRight)]);
      }
    }
  });
});
