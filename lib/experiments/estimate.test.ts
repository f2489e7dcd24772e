import { describe, expect, it } from 'vitest';
import { searchConfigSchema } from '@/lib/search';
import type { RunSummary } from '@/lib/runs/wire';
import { experimentEstimateSchema } from './wire';
import { experimentSpecSchema } from './model';
import { cellsOf, estimateExperiment } from './index';

const spec = experimentSpecSchema.parse({
  name: 'grid',
  problems: { set: 'made' },
  strategies: [
    { strategy: 'majority', budgets: [16] },
    { strategy: 'dvts', budgets: [16] },
  ],
  policies: ['small'],
  verifiers: ['prm'],
  baselines: ['large'],
  seeds: [1, 2],
});
const problems = Array.from({ length: 10 }, (_, i) => ({ uniqueId: `p${i}`, text: `Problem ${i}` }));
const data = { spec, cells: cellsOf(spec), problems };
const run = (more: Partial<RunSummary>): RunSummary => ({
  id: 'r',
  createdAt: 0,
  status: 'finished',
  problem: { text: 'P' },
  strategy: 'majority',
  config: searchConfigSchema.parse({ n: 4 }),
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

describe('what a grid will cost', () => {
  it('is assumed, and said to be, while nothing was measured', () => {
    const estimate = experimentEstimateSchema.parse(estimateExperiment(data, []));
    expect(estimate).toMatchObject({
      problems: 10,
      cells: 3,
      // The vote at 16, and DVTS under three readings.
      points: 4,
      runs: 50,
      policyTokens: 300 * (20 * 16 * 2 + 10),
      verifierTokens: 450 * 20 * 16,
    });
    expect(estimate.seconds).toBeUndefined();
    expect(estimate.basis.en).toBe('Assumed for small, large: 300 tokens a solution; nothing was measured yet.');
  });

  it('follows from runs of the same models, in proportion to n, and from the time in which any was under way', () => {
    const dvts = run({
      strategy: 'dvts',
      verifier: 'prm',
      policyTokens: 600,
      verifierTokens: 1_200,
      calls: 40,
      createdAt: 5_000,
    });
    const baseline = run({
      policy: 'large',
      strategy: 'greedy',
      config: searchConfigSchema.parse({ n: 1 }),
      policyTokens: 90,
      calls: 1,
      seconds: 1,
      createdAt: 60_000,
    });
    const estimate = estimateExperiment(data, [run({}), dvts, baseline, run({ policy: 'another', policyTokens: 9e9 })]);
    expect(estimate.policyTokens).toBe(20 * 16 * (400 / 4) + 20 * 16 * (600 / 4) + 10 * 90);
    expect(estimate.verifierTokens).toBe(20 * 16 * (1_200 / 4));
    expect(estimate.calls).toBe(20 * 16 + 20 * 16 * 10 + 10);
    // Two runs overlap from 5 to 10 s; 16 s in all for 2,290 tokens.
    expect(estimate.seconds).toBeCloseTo((estimate.policyTokens + estimate.verifierTokens) / (2_290 / 16), 6);
    expect(estimate.basis.en).toMatch(
      /^From the last 3 finished runs of these models on this installation \(143 tokens\/s\)\.$/,
    );
  });

  it('takes another strategy of the same policy where its own was never run', () => {
    const estimate = estimateExperiment(data, [run({})]);
    expect(estimate.policyTokens).toBe(2 * 20 * 16 * 100 + 10 * 300);
    expect(estimate.basis.en).toMatch(/Assumed for large/);
  });

  const gridOf = (strategies: unknown) => {
    const own = experimentSpecSchema.parse({ ...spec, strategies, baselines: [], seeds: [1] });
    return { spec: own, cells: cellsOf(own), problems };
  };

  it('counts what looks ahead in proportion to the steps ahead, also from runs that looked less far', () => {
    const far = gridOf([{ strategy: 'lookahead', budgets: [16], config: { lookahead: 3 } }]);
    expect(estimateExperiment(far, []).policyTokens).toBe(10 * 16 * 4 * 300);
    const near = run({
      strategy: 'lookahead',
      verifier: 'prm',
      config: searchConfigSchema.parse({ n: 4, lookahead: 1 }),
      policyTokens: 800,
      verifierTokens: 400,
    });
    const estimate = estimateExperiment(far, [near]);
    expect(estimate.policyTokens).toBe(10 * 16 * 4 * 100);
    // What is read to score grows with the proposals, not with what is thrown away.
    expect(estimate.verifierTokens).toBe(10 * 16 * 100);
  });

  it('tells the tokens of attempts that prompts show beside those written', () => {
    const chains = gridOf([
      { strategy: 'revisions', budgets: [12], config: { revisions: 6 } },
      { strategy: 'self-aggregation', budgets: [16], config: { loops: 4, aggregated: 3 } },
    ]);
    expect(experimentEstimateSchema.parse(estimateExperiment(chains, []))).toMatchObject({
      policyTokens: 10 * (12 + 16) * 300,
      shownTokens: 10 * (28 + 36) * 300,
    });
    expect(estimateExperiment(data, []).shownTokens).toBeUndefined();
  });

  it('reckons votes that stop early by an agreement that is named, until they were measured', () => {
    const votes = gridOf([{ strategy: 'window-vote', budgets: [40], config: { window: 5 } }]);
    const guess = estimateExperiment(votes, [run({})]);
    expect(guess.policyTokens).toBeLessThan(10 * 40 * 100);
    expect(guess.policyTokens).toBeGreaterThan(10 * 5 * 100);
    expect(guess.basis.en).toMatch(/as if 80\u00a0% of all solutions agreed\.$/);
    const measured = run({
      strategy: 'window-vote',
      config: searchConfigSchema.parse({ n: 40, window: 5 }),
      policyTokens: 900,
    });
    const known = estimateExperiment(votes, [run({}), measured]);
    expect(known.policyTokens).toBeCloseTo(10 * 900, 6);
    expect(known.basis.en).not.toMatch(/agreed/);
  });

  it('takes one solution for what is written without a budget, whatever n stands beside it', () => {
    const greedy = run({
      policy: 'large',
      strategy: 'greedy',
      config: searchConfigSchema.parse({ n: 16 }),
      policyTokens: 90,
    });
    expect(estimateExperiment(data, [greedy]).policyTokens).toBe(300 * 20 * 16 * 2 + 10 * 90);
  });
});
