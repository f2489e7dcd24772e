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
      runs: 50,
      policyTokens: 300 * (20 * 16 * 2 + 10),
      verifierTokens: 450 * 20 * 16,
    });
    expect(estimate.seconds).toBeUndefined();
    expect(estimate.basis).toBe('Assumed for small, large: 300 tokens a solution; nothing was measured yet.');
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
    expect(estimate.basis).toMatch(
      /^From the last 3 finished runs of these models on this installation \(143 tokens\/s\)\.$/,
    );
  });

  it('takes another strategy of the same policy where its own was never run', () => {
    const estimate = estimateExperiment(data, [run({})]);
    expect(estimate.policyTokens).toBe(2 * 20 * 16 * 100 + 10 * 300);
    expect(estimate.basis).toMatch(/Assumed for large/);
  });
});
