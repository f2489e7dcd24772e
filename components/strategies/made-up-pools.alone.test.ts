/** Whatever a strategy that was added says of how its pools are drawn from, it is planned, asked for and measured so. */
import { describe, expect, it, vi } from 'vitest';
import { isPossibleBudget, defaultExperimentForm, usualBudgets, whyNoBudget } from '@/lib/client';
import { cellsOf, gridComplaints } from '@/lib/experiments';
import { experimentSpecSchema, type Cell, type RunResult } from '@/lib/experiments/model';
import { curvesOf, digestOf, drawsOf } from '@/lib/experiments/report';
import { readingNames } from '@/lib/experiments/report/curve-model';
import { madeData } from '@/lib/experiments/report/testing/made-data';
import { strategyOf, type Pooling, type StrategyName } from '@/lib/search';
import type * as Registry from '../../lib/search/strategies/registry';

vi.mock('../../lib/search/strategies/registry', async (original) => {
  const { strategyNames: names, strategyOf: known, ...registry } = await original<typeof Registry>();
  const { madeUpPools } = await import('./testing/made-up');
  return {
    ...registry,
    strategyNames: [...names, ...Object.keys(madeUpPools)],
    strategyOf: (name: StrategyName) => (name in madeUpPools ? madeUpPools[name as Pooling] : known(name)),
  };
});

const n = 16;
const specFor = (name: StrategyName, budgets: number[]) =>
  experimentSpecSchema.parse({
    name: 'made',
    problems: { set: 'made' },
    strategies: [{ strategy: name, budgets, config: { beamWidth: 2 } }],
    policies: ['policy'],
    verifiers: ['prm'],
  });

/** What the groups of the strategy write, with a right answer where `isRight` says so of its group. */
function resultOf(cell: Cell, isRight: (group: number) => boolean): RunResult {
  const solutions = strategyOf(cell.strategy)
    .groups(cell.config)
    .flatMap((plan, group) =>
      Array.from({ length: plan.n }, (_, i) => ({
        key: isRight(group) ? 'right' : `wrong ${i}`,
        isCorrect: isRight(group),
        group,
        value: 0.5,
        completionTokens: 40,
        isTruncated: false,
      })),
    );
  const isCorrect = solutions.some((solution) => solution.isCorrect);
  const tokens = { prompt: 0, cached: 0, completion: 0, calls: 0 };
  return {
    runId: 'r',
    cell: cell.id,
    problem: 'p',
    seed: 0,
    solutions,
    isCorrect: { majority: isCorrect, best: isCorrect, weighted: isCorrect },
    policy: tokens,
    verifier: tokens,
    seconds: 1,
  };
}

describe.each<readonly [Pooling, readonly (readonly number[])[]]>([
  ['none', [[4], [8], [16]]],
  ['solutions', [[4, 8, 16]]],
  ['subtrees', [[8, 16]]],
])('a strategy that was added, whose pool is drawn by: %s', (pooling, searched) => {
  const name = pooling as string as StrategyName;
  const budgets = [...new Set(searched.flat())].toSorted((left, right) => left - right);

  it('is planned so', () => {
    const spec = specFor(name, budgets);
    expect(gridComplaints(spec)).toEqual([]);
    expect(cellsOf(spec).map((cell) => cell.budgets)).toEqual(searched);
    for (const cell of cellsOf(spec)) expect(drawsOf(cell).map((draws) => draws.n)).toEqual(cell.budgets);
  });

  it('reads 1 at every budget where all is right, and 0 where nothing is', () => {
    for (const cell of cellsOf(specFor(name, budgets)))
      for (const [isRight, chance] of [
        [true, 1],
        [false, 0],
      ] as const) {
        const { chances } = digestOf(
          cell,
          resultOf(cell, () => isRight),
        );
        for (const reading of readingNames) expect(chances[reading]).toEqual(cell.budgets.map(() => chance));
      }
  });
});

describe('a strategy of two halves', () => {
  const halves = 'subtrees' as string as StrategyName;
  const [cell] = cellsOf(specFor(halves, [8, 16]));

  it('has two to draw from, and what is read of them is exact', () => {
    const draws = drawsOf(cell!);
    expect(draws).toEqual([
      { n: 8, k: 1, blocks: 2 },
      { n: 16, k: 2, blocks: 2 },
    ]);
    const { series } = curvesOf(madeData({ problems: 5, n, strategies: [halves] }), { id: 'made', origin: 'measured' });
    for (const { points } of series.filter(({ strategy }) => strategy === halves))
      expect(points.map((point) => [point.n, point.estimate])).toEqual([
        [8, 'exact'],
        [16, 'exact'],
      ]);
    const { chances } = digestOf(
      cell!,
      resultOf(cell!, (group) => group === 1),
    );
    expect([chances.oracle, chances.majority]).toEqual([
      [0.5, 1],
      [0.5, 1],
    ]);
  });

  it('is never cut: the form says so, and the server too', () => {
    const form = { ...defaultExperimentForm, beamWidth: 2, budgets: { [halves]: [4, n] } };
    expect(usualBudgets(halves, form)).toEqual([8, 16]);
    expect(isPossibleBudget(halves, { n: 4, pool: 4 }, form)).toBe(true);
    expect(whyNoBudget(halves, { n: 4, pool: n }, form)?.en).toBe('no multiple of 8, the width of a subtree');
    expect(gridComplaints(specFor(halves, [4, 8, 16])).map(({ said }) => said.en)).toEqual([
      expect.stringMatching(/whole subtrees of 8 proposals; 4 would cut one/),
    ]);
  });
});
