/** Two verifiers on one pool: on runs of the toy models, and on small pools whose outcome can be counted by hand. */
import { describe, expect, it } from 'vitest';
import { applyEvents, initialState, solutionsOf } from '@/lib/search';
import { rankCorrelation } from '@/lib/metrics';
import { runToy, toySpec } from '../search/testing/run-search';
import { comparableRunOf, comparisonOf, type ComparableRun, type SecondScores } from './index';
import { comparisonSchema } from './wire';

const whole = { verifier: 'one', against: 'other', reading: { scored: 1, pending: 0 } };

async function toyRun(seed: number): Promise<ComparableRun> {
  const spec = toySpec('best-of-n', { n: 8 }, seed);
  const { events } = await runToy({ ...spec, problem: { text: `Problem ${seed}.`, answer: String(seed % 5) } });
  const state = applyEvents(initialState, events);
  const run = comparableRunOf(`run ${seed}`, state)!;
  expect(run.solutions.map(({ node }) => node)).toEqual(
    solutionsOf(state)
      .filter(({ value }) => value !== undefined)
      .map(({ node }) => node),
  );
  return run;
}

/** A run of solutions with one step each: answer, whether it is right, its score. */
function made(...solutions: readonly (readonly [string, boolean | undefined, number])[]): ComparableRun {
  return {
    runId: 'made',
    problem: { text: 'P' },
    prompt: 'P',
    strategy: 'best-of-n',
    n: solutions.length,
    aggregation: 'last',
    solutions: solutions.map(([answer, isRight, score], i) => ({
      node: `0.${i}`,
      answer,
      key: answer,
      isRight,
      steps: [answer],
      scores: [score],
    })),
  };
}

describe('two verifiers on one pool', () => {
  it('agree wholly where the other gives the same scores, on runs of any kind', async () => {
    const pool: SecondScores[] = [];
    for (const seed of [1, 2, 3, 4]) {
      const run = await toyRun(seed);
      pool.push({ run, scores: run.solutions.map(({ scores }) => scores) });
    }
    const told = comparisonOf(pool);
    expect(() => comparisonSchema.parse({ ...whole, ...told })).not.toThrow();
    expect(told.correlation).toBeCloseTo(1, 12);
    expect(told.differing).toBe(0);
    expect(told.areas.mine).toEqual(told.areas.theirs);
    expect(told.right?.mine).toBe(told.right?.theirs);
    expect(told.solutions).toBe(pool.reduce((sum, { run }) => sum + run.solutions.length, 0));
  });

  it('are told where they pick otherwise, whose pick is right, and what the other could not score', () => {
    const run = made(['7', false, 0.9], ['3', true, 0.6], ['3', true, 0.5], ['9', false, 0.2]);
    const told = comparisonOf([{ run, scores: [[0.1], [0.8], undefined, [0.3]] }]);
    expect(told).toMatchObject({
      runs: 1,
      solutions: 3,
      unscored: 1,
      differing: 1,
      right: { mine: 0, theirs: 1, of: 1 },
    });
    expect(told.picks).toMatchObject([
      { mine: { node: '0.0', answer: '7', isRight: false }, theirs: { node: '0.1', answer: '3', isRight: true } },
    ]);
    expect(told.areas).toEqual({ mine: { pooled: 0.5, within: 0.5 }, theirs: { pooled: 1, within: 1 } });
  });

  it('by steps go by the same aggregation, whatever the run went by', () => {
    const run = {
      ...made(['1', undefined, 0]),
      solutions: [{ ...made(['1', undefined, 0]).solutions[0]!, steps: ['a', 'b'], scores: [0.2, 0.9] }],
    };
    const told = (aggregation: 'min' | undefined) =>
      comparisonOf([{ run, scores: [[0.4, 0.1]] }], aggregation).points[0];
    expect(told(undefined)).toMatchObject({ mine: 0.9, theirs: 0.1 });
    expect(told('min')).toMatchObject({ mine: 0.2, theirs: 0.1 });
  });

  it('say nothing of right and wrong without a reference, and nothing of order where all are tied', () => {
    const told = comparisonOf([{ run: made(['1', undefined, 0.5], ['2', undefined, 0.5]), scores: [[0.1], [0.9]] }]);
    expect(told.right).toBeUndefined();
    expect(told.correlation).toBeUndefined();
    expect(told.areas.mine.pooled).toBeUndefined();
    expect(comparisonOf([])).toMatchObject({ runs: 0, solutions: 0, points: [], picks: [] });
  });
});

describe('rank correlation', () => {
  // By scipy.stats.spearmanr.
  it.each([
    [[1, 2, 3, 4, 5], [5, 6, 7, 8, 7], 0.8207826816681233],
    [[1, 1, 2, 2], [1, 2, 3, 4], 0.8944271909999159],
    [[1, 2, 3], [3, 2, 1], -1],
  ])('of %j and %j', (left, right, value) => {
    expect(rankCorrelation(left.map((x, i) => [x, right[i]!] as const))).toBeCloseTo(value, 12);
  });

  it('is undefined where one side is all alike', () => {
    expect(
      rankCorrelation([
        [1, 1],
        [1, 2],
      ]),
    ).toBeUndefined();
    expect(rankCorrelation([])).toBeUndefined();
  });
});
