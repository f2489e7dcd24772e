import { describe, expect, it } from 'vitest';
import { runFormFromParams } from '@/lib/client';
import { searchConfigSchema, type StrategyName } from '@/lib/search';
import type { RunSummary } from '@/lib/runs/wire';
import { estimateTokens } from './estimate';

const run = (strategy: StrategyName, config: object, more: Partial<RunSummary> = {}): RunSummary => ({
  id: 'r',
  createdAt: 0,
  status: 'finished',
  problem: { text: 'P' },
  strategy,
  config: searchConfigSchema.parse(config),
  policy: 'small',
  seed: 1,
  policyTokens: 400,
  verifierTokens: 0,
  calls: 4,
  nodes: 4,
  seconds: 10,
  lastSeq: 9,
  ...more,
});
/** A solution of 100 tokens. */
const majority = run('majority', { n: 4 });

function estimate(strategy: StrategyName, change: object = {}, runs: readonly RunSummary[] = [majority]) {
  return estimateTokens({ ...runFormFromParams(new URLSearchParams({ strategy })), ...change }, 'small', runs);
}

describe('what a run would cost', () => {
  it.each<readonly [StrategyName, object, string, number]>([
    ['greedy', { n: 16 }, '1 solution', 100],
    ['majority', { n: 16 }, '16 solutions', 1_600],
    ['beam-search', { n: 16, maxSteps: 8 }, '16 step proposals a round, at most 8 rounds', 1_600],
    // What begins with whole solutions says so.
    ['beam-search', { n: 16, maxSteps: 1 }, '16 solutions', 1_600],
    ['auto', { n: 16 }, '16 solutions', 1_600],
    [
      'lookahead',
      { n: 16, lookahead: 2, maxSteps: 8 },
      '16 step proposals a round, 2 steps ahead from each, at most 8 rounds',
      4_800,
    ],
    ['revisions', { n: 12, revisions: 6 }, '12 solutions, in sight of 28 earlier ones together', 1_200],
    [
      'self-aggregation',
      { n: 16, loops: 4, aggregated: 3 },
      '16 solutions, in sight of 36 earlier ones together',
      1_600,
    ],
    ['adaptive-vote', { n: 16, confidence: 1 }, '16 solutions', 1_600],
  ])('%s with %o: %s', (strategy, change, words, tokens) => {
    const { proposals, tokens: found } = estimate(strategy, change);
    expect(proposals).toBe(words);
    expect(found).toBe(tokens);
  });

  it('of a vote that stops early is a guess below its limit, until it was measured', () => {
    const guess = estimate('window-vote', { n: 40, window: 5, maxTokens: 1_000 });
    expect(guess.proposals).toMatch(/^at most 40 solutions, about 1\d where 80\u00a0% agree$/);
    expect(guess.limit).toBe(40_000);
    expect(guess.tokens).toBeLessThan(2_000);
    const measured = run('window-vote', { n: 40, window: 5 }, { policyTokens: 700 });
    expect(estimate('window-vote', { n: 40, window: 5 }, [majority, measured]).tokens).toBe(700);
  });

  it('holds the attempts that are read again, where there are any and something is known', () => {
    expect(estimate('revisions', { n: 12, revisions: 6 }).shownTokens).toBe(2_800);
    expect(estimate('revisions', { n: 12, revisions: 6 }, []).shownTokens).toBeUndefined();
    expect(estimate('majority').shownTokens).toBeUndefined();
  });

  it('takes one solution for a run without a budget, whatever n stands beside it', () => {
    const greedy = run('greedy', { n: 16 }, { policyTokens: 90 });
    expect(estimate('majority', { n: 4 }, [greedy]).tokens).toBe(360);
  });
});
