import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeAnswer } from '@/lib/answers';
import { applyEvents, initialState, solutionsOf, strategyNames, type RunSpec } from '@/lib/search';
import { runResultSchema } from './model';
import { runScripted, runToy, toySpec } from '../search/testing/run-search';
import { ends, piece } from '../search/testing/scripted';
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

  /** Places at the root of the solutions in a result of scripted solutions: `.` ends well, `-` at the limit; absent: well. */
  async function resultOfScript(spec: RunSpec, script: string) {
    let begun = 0;
    const { state } = await runScripted(spec, {
      policy: ({ count }) => {
        const first = begun;
        begun += count;
        return Array.from({ length: count }, (_, i) => [
          piece(`\\boxed{${i % 2}} `, 1 + first + i, i),
          ends(script[first + i] === '-' ? 'length' : 'eos', i),
        ]).flat();
      },
    });
    return { state, result: resultOf(state, facts) };
  }

  it('leaves out what was written to look ahead, however it ended', async () => {
    const spec = toySpec('lookahead', { n: 8, maxStepTokens: 3, maxTokens: 30, lookahead: 2 }, 2);
    const state = applyEvents(initialState, (await runToy(spec)).events);
    const rollouts = [...state.nodes.values()].filter(({ isRollout, finish }) => isRollout && finish === 'length');
    expect(rollouts.length).toBeGreaterThan(0);
    const truncated = [...state.nodes.values()].filter(
      ({ isRollout, finish, decision }) => !isRollout && (finish === 'length' || decision?.fate === 'truncated'),
    );
    expect(resultOf(state, facts).solutions.filter(({ isTruncated }) => isTruncated)).toHaveLength(truncated.length);
  });

  it('leaves out what came too late to matter', async () => {
    const { state, result } = await resultOfScript(
      toySpec('adaptive-vote', { n: 8, window: 8, confidence: 0.7 }),
      '-..-----',
    );
    expect([...state.nodes.values()].filter(({ decision }) => decision?.fate === 'stopped').length).toBeGreaterThan(0);
    // The first to be read makes it sure; the one before it was cut.
    expect(result.solutions.map(({ isTruncated }) => isTruncated)).toEqual([true, false]);
  });

  it('holds the last of several populations alone, with what was cut in it', async () => {
    const spec = toySpec('self-aggregation', { n: 8, loops: 2, aggregated: 2 });
    const { result } = await resultOfScript(spec, '.--.-...');
    // Tokens tell them apart.
    expect(result.solutions.map(({ completionTokens, isTruncated }) => [completionTokens, isTruncated])).toEqual([
      [5, true],
      [6, false],
      [7, false],
      [8, false],
    ]);
  });

  it('holds every particle that is left once, and none that was drawn away', async () => {
    for (let seed = 1; seed <= 10; seed++) {
      const state = applyEvents(initialState, (await runToy(toySpec('particle-filter', { n: 8 }, seed))).events);
      const ends = [...state.nodes.values()].filter(({ decision }) => decision?.fate === 'finished');
      const whole = resultOf(state, facts).solutions.filter(({ isTruncated }) => !isTruncated);
      expect(whole).toHaveLength(ends.filter(({ weight }) => weight > 0).length);
    }
  });
});
