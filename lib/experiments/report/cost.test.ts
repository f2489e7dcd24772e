/** What runs cost whose prompts show attempts, or that stop before their budget is spent. */
import { describe, expect, it } from 'vitest';
import type { RunSpec } from '@/lib/search';
import { runScripted, toySpec } from '../../search/testing/run-search';
import { ends, piece, sent, usage } from '../../search/testing/scripted';
import type { Cell } from '../model';
import { resultOf } from '../result';
import { addRun, nothingSpent, priceOf, usesVerifier } from './cost';
import { digestOf, estimateOf, drawsOf } from './pools';

const models = [
  { name: 'p', role: 'policy', parametersM: 1_000 },
  { name: 'v', role: 'verifier', parametersM: 1_000 },
] as const;

/** Every solution is 10 tokens and agrees with all others, the prompt 5, and 10 more for each attempt that it shows. */
async function costOf(spec: RunSpec) {
  const { state } = await runScripted(spec, {
    policy: ({ count, prompt }) => [
      sent(),
      ...Array.from({ length: count }, (_, i) => [piece('\\boxed{1}', 10, i), ends('eos', i)]).flat(),
      usage(10 * count, prompt.tokenIds!.length),
    ],
    prepare: (attempts) => ({ text: 'P', tokenIds: Array.from({ length: 5 + 10 * attempts.length }, () => 0) }),
  });
  const { strategy, config } = spec;
  const cell: Cell = { id: 'c', strategy, config, policy: 'p', verifier: 'v', budgets: [config.n], isBaseline: false };
  const digest = digestOf(cell, resultOf(state, { runId: 'r', cell: 'c', problem: 'x', seed: 1, seconds: 1 }));
  const [draw] = drawsOf(cell);
  return {
    cell,
    estimate: estimateOf(cell, 'majority', draw!),
    digest,
    ...priceOf(addRun(nothingSpent, digest, draw!.k / draw!.blocks), cell, { n: config.n, isVerified: false, models }),
  };
}

describe('the cost of a point', () => {
  it('holds the attempts that prompts show: a chain reads more than as many solutions side by side', async () => {
    const chain = await costOf(toySpec('revisions', { n: 6, revisions: 6 }));
    // Prompts of 5, 15, 25, 35, 45 and 45 tokens.
    expect(chain.ledger.policy).toMatchObject({ prompt: 170, completion: 60 });
    expect(chain.cost).toMatchObject({ n: 6, generatedTokens: 60, totalTokens: 230, flopsWithoutReuse: 2e9 * 230 });
    const wide = await costOf(toySpec('revisions', { n: 6, revisions: 1 }));
    expect(wide.cost.generatedTokens).toBe(60);
    expect(wide.cost.flopsWithoutReuse).toBeLessThan(chain.cost.flopsWithoutReuse!);
  });

  it('comes with the right share by place where solutions see those before them, and nowhere else', async () => {
    const { digest } = await costOf(toySpec('revisions', { n: 6, revisions: 4 }));
    expect(digest.rightByPlace).toHaveLength(4);
    expect((await costOf(toySpec('best-of-n', { n: 6 }))).digest.rightByPlace).toBeUndefined();
  });

  it('holds all populations and what they show, although the last one alone answers', async () => {
    const { cost, digest } = await costOf(toySpec('self-aggregation', { n: 12, loops: 3, aggregated: 2 }));
    expect(cost.generatedTokens).toBe(120);
    // The first four share a prompt of 5 tokens; later ones have one of 25 each, or share it where they see the same.
    const { calls } = digest.policy;
    expect(calls).toBeGreaterThan(4);
    expect(cost.totalTokens).toBe(120 + 5 + 25 * (calls - 1));
    expect(digest.solutions).toBe(4);
  });

  it('is that of the solutions begun where a vote stops early, at the budget that was allowed', async () => {
    for (const [strategy, config, written] of [
      ['window-vote', { n: 16, window: 5 }, 5],
      ['adaptive-vote', { n: 16, window: 2 }, 4],
    ] as const) {
      const { cost, estimate } = await costOf(toySpec(strategy, config));
      expect(cost).toMatchObject({ n: 16, generatedTokens: 10 * written });
      // With less it would have gone another way: nothing is read off it for smaller budgets.
      expect(estimate).toBe('measured');
    }
  });

  it('holds the verifier of revisions only where scores are looked at', async () => {
    const { cell } = await costOf(toySpec('revisions', { n: 6, revisions: 3 }));
    expect((['majority', 'oracle', 'best', 'weighted'] as const).map((reading) => usesVerifier(cell, reading))).toEqual(
      [false, false, true, true],
    );
  });
});
