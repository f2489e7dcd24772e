import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeAnswer } from '@/lib/answers';
import { applyEvents, initialState, solutionsOf, strategyNames } from '@/lib/search';
import { runResultSchema } from './model';
import { runToy, toySpec } from '../search/testing/run-search';
import { decodeResult, encodeResult, resultOf } from './index';

const facts = { runId: 'r', cell: 'c', problem: 'p', seed: 1, seconds: 2 };

describe('the result of a run', () => {
  it('follows from its log alone: every solution in its group, truncated ones too, all tokens counted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...strategyNames), fc.nat(300), async (strategy, seed) => {
        const spec = toySpec(strategy, { n: 8, maxTokens: 30 }, seed);
        const state = applyEvents(initialState, (await runToy(spec, { latencySeed: seed })).events);
        const result = resultOf(state, facts);
        expect(runResultSchema.parse(JSON.parse(JSON.stringify(result)))).toEqual(result);
        expect(decodeResult('r', encodeResult(result))).toEqual(result);
        expect(
          resultOf(applyEvents(initialState, (await runToy(spec, { latencySeed: seed + 1 })).events), facts).solutions,
        ).toEqual(result.solutions);
        const finished = solutionsOf(state);
        expect(
          result.solutions.filter(({ isTruncated }) => !isTruncated).map(({ key, value }) => [key, value]),
        ).toEqual(finished.map(({ key, value }) => [key, value]));
        for (const [i, { isCorrect }] of result.solutions.filter(({ isTruncated }) => !isTruncated).entries())
          expect(isCorrect).toBe(gradeAnswer(finished[i]!.answer, '3') === 'right');
        const groups = strategy === 'dvts' ? 2 : strategy === 'beam-search' || strategy === 'greedy' ? 1 : 8;
        for (const { group, completionTokens } of result.solutions) {
          expect(group).toBeLessThan(groups);
          expect(completionTokens).toBeGreaterThan(0);
        }
        if (strategy === 'best-of-n' || strategy === 'majority')
          expect(result.solutions.map(({ group }) => group)).toEqual(
            [...new Set(result.solutions.map(({ group }) => group))].sort((a, b) => a - b),
          );
        expect(result.policy.completion).toBe(state.totals.policy.completionTokens);
      }),
      { numRuns: 24, seed: 3 },
    );
  });

  it('truncated solutions are never right, and a problem without a reference has no right ones', async () => {
    const spec = toySpec('best-of-n', { n: 8, maxTokens: 12 }, 2);
    const state = applyEvents(initialState, (await runToy(spec)).events);
    const cut = resultOf(state, facts).solutions.filter(({ isTruncated }) => isTruncated);
    expect(cut.length).toBeGreaterThan(0);
    for (const solution of cut) expect(solution).toMatchObject({ isCorrect: false });
    const unknown = resultOf({ ...state, spec: { ...spec, problem: { text: 'A problem.' } } }, facts);
    expect(unknown.isCorrect).toEqual({ majority: false, best: false, weighted: false });
  });
});
