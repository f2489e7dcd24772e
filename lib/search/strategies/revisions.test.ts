/** Chains of revisions, over scripts. Test names quote the rules of SPEC.md. */
import fc from 'fast-check';
import type { Text } from '@/lib/words';
import { describe, expect, it } from 'vitest';
import { uniformAt } from '@/lib/base';
import {
  applyEvents,
  initialState,
  selectAnswer,
  selectionNames,
  solutionsOf,
  textOf,
  validateConfig,
  type ProposeRequest,
  type SearchState,
  type Solution,
} from '../index';
import { runScripted, runToy, toySpec } from '../testing/run-search';
import { ends, piece, type PolicyLine } from '../testing/scripted';
import { searchConfigSchema } from '../shapes/config';
import { strategyOf } from './index';

/** Texts of the attempts, a line each. */
const shown = (attempts: readonly string[]) => ({ text: ['P', ...attempts].join('\n'), tokenIds: [0] });

/** Each solution says by its seed what it is; `finishOf` by its place among all that were asked for. */
function answering(finishOf: (call: number) => 'eos' | 'length' | 'dropped' = () => 'eos') {
  return ({ count, seed }: ProposeRequest, call: number): readonly PolicyLine[] =>
    Array.from({ length: count }, (_, i) => [
      piece(`seed ${seed + i}: \\boxed{${Math.floor(uniformAt(seed + i, 1) * 4)}}`, 1, i),
      ends(finishOf(call), i),
    ]).flat();
}

/** Attempts seen by each of the first `count` solutions. */
const attempts = (state: SearchState, count: number) =>
  Array.from({ length: count }, (_, i) => state.nodes.get(`0.${i}`)!.attempts);

describe('chains', () => {
  it.each([
    [8, 4, [4, 4]],
    [8, 3, [3, 3, 2]],
    [8, 8, [8]],
    [8, 1, [1, 1, 1, 1, 1, 1, 1, 1]],
  ])('Q-1: n = %i in chains of %i', (n, revisions, sizes) => {
    const groups = strategyOf('revisions').groups(searchConfigSchema.parse({ n, revisions }));
    expect(groups.map((group) => [group.n, group.first])).toEqual(sizes.map((size) => [size, 1]));
  });

  it('Q-1: a chain is no longer than the budget', () => {
    expect(validateConfig('revisions', searchConfigSchema.parse({ n: 2, revisions: 4 }))).toEqual([
      {
        field: 'revisions',
        said: expect.objectContaining({
          en: expect.stringMatching(/^revisions: a chain of 4 attempts is more than the budget of n = 2/) as string,
        }) as Text,
      },
    ]);
    expect(validateConfig('revisions', searchConfigSchema.parse({ n: 4, revisions: 4 }))).toEqual([]);
  });

  it('Q-1: with R = 1 it is best-of-N: the same seeds, the same solutions, the same pick under each selection', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(10_000), async (seed) => {
        const [chains, pool] = await Promise.all(
          (['revisions', 'best-of-n'] as const).map(async (name) =>
            applyEvents(initialState, (await runToy(toySpec(name, { revisions: 1 }, seed))).events),
          ),
        );
        expect(chains!.nodes).toEqual(pool!.nodes);
        expect(chains!.selected).toEqual(pool!.selected);
        expect(Object.keys(chains!.selected).toSorted()).toEqual([...selectionNames].toSorted());
      }),
      { numRuns: 20 },
    );
  });

  it('Q-1: with N = R there is one chain, and its vote is the vote', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(10_000), async (seed) => {
        const spec = toySpec('revisions', { n: 6, revisions: 6, maxTokens: 200 }, seed);
        const state = applyEvents(initialState, (await runToy(spec)).events);
        expect(state.groups).toHaveLength(1);
        const solutions = solutionsOf(state);
        const flat = solutions.map((solution) => ({ ...solution, chain: undefined }));
        expect(selectAnswer(solutions, 'weighted').node).toBe(selectAnswer(flat, 'weighted').node);
      }),
      { numRuns: 20 },
    );
  });
});

describe('what a revision sees', () => {
  it('Q-2: exactly the last four of its chain, or all where there are fewer, in their order', async () => {
    const { state, policy } = await runScripted(toySpec('revisions', { n: 7, revisions: 7 }), {
      policy: answering(),
      prepare: shown,
    });
    const texts = ['0.0', '0.1', '0.2', '0.3', '0.4', '0.5'].map((id) => textOf(state, id));
    expect(policy.calls.map(({ request }) => request.prompt.text.split('\n').slice(1))).toEqual(
      Array.from({ length: 7 }, (_, place) => texts.slice(Math.max(0, place - 4), place)),
    );
  });

  it('Q-2: nothing of another chain', async () => {
    const { state } = await runScripted(toySpec('revisions', { n: 9, revisions: 3 }), { policy: answering() });
    const chain = (first: number) => [undefined, [`0.${first}`], [`0.${first}`, `0.${first + 1}`]];
    expect(attempts(state, 9)).toEqual([...chain(0), ...chain(3), ...chain(6)]);
  });

  it.each(['length', 'dropped'] as const)('Q-2: what ended by “%s” is not shown', async (finish) => {
    const { state } = await runScripted(toySpec('revisions', { n: 5, revisions: 5 }), {
      policy: answering((call) => (call === 1 || call === 3 ? finish : 'eos')),
    });
    expect(attempts(state, 5)).toEqual([undefined, ['0.0'], ['0.0'], ['0.0', '0.2'], ['0.0', '0.2']]);
  });

  it('Q-2: a chain that has finished nothing begins afresh, from the problem alone', async () => {
    const { state, policy, outcome } = await runScripted(toySpec('revisions', { n: 4, revisions: 4 }), {
      policy: answering((call) => (call < 2 ? 'dropped' : 'eos')),
      prepare: shown,
    });
    expect(outcome).toBe('complete');
    expect(attempts(state, 4)).toEqual([undefined, undefined, undefined, ['0.2']]);
    expect(policy.calls.slice(0, 3).map(({ request }) => request.prompt.text)).toEqual(['P', 'P', 'P']);
    expect(new Set(policy.calls.map(({ request }) => request.seed)).size).toBe(4);
  });
});

describe('what a chain answers', () => {
  /** Solutions of chains of three that give `answers` in this order, valued by their answers. */
  async function chainsOf(answers: string, valueOf: (answer: string) => number): Promise<readonly Solution[]> {
    const { state } = await runScripted(toySpec('revisions', { n: 9, revisions: 3 }), { policy: answering() });
    return solutionsOf(state).map((solution, place) => {
      const key = answers[place]!;
      return { ...solution, key, answer: key, scores: [valueOf(key)], value: valueOf(key) };
    });
  }

  it('Q-3: under a constant verifier chains AAB, BBA, BBC give A, B, B, and so B; by majority too', async () => {
    const solutions = await chainsOf('AABBBABBC', () => 0.5);
    expect(selectAnswer(solutions, 'weighted').answer).toBe('B');
    expect(selectAnswer(solutions, 'majority').votes.map(({ key, count }) => [key, count])).toEqual([
      ['B', 5],
      ['A', 3],
      ['C', 1],
    ]);
  });

  it('Q-3: chains that win narrowly outvote an answer that all together would choose', async () => {
    // B wins two chains with 2 each against A, which loses both and wins one with 3.
    const solutions = await chainsOf('ABBBABAAA', () => 0.5);
    expect(selectAnswer(solutions, 'majority').answer).toBe('A');
    expect(selectAnswer(solutions, 'weighted').votes.map(({ key, weight }) => [key, weight])).toEqual([
      ['B', 2],
      ['A', 1.5],
    ]);
  });

  it('Q-3: an attempt that a revision spoiled still votes', async () => {
    const solutions = await chainsOf('ACBABCABC', (answer) => (answer === 'A' ? 0.9 : 0.2));
    expect(solutions).toHaveLength(9);
    for (const selection of selectionNames) expect(selectAnswer(solutions, selection).answer).toBe('A');
  });

  it('Q-4: every step of every attempt is scored as it stands, without the attempts before it', async () => {
    const { state, verifier } = await runScripted(toySpec('revisions', { n: 3, revisions: 3 }), {
      policy: ({ seed }) => [piece(`first ${seed}\n\n`, 1), piece('\\boxed{1}', 1), ends('eos')],
      prepare: shown,
    });
    expect([...state.nodes.values()].filter(({ score }) => score !== undefined)).toHaveLength(6);
    for (const { request } of verifier.calls) {
      expect(request.prompt.text).toBe('P');
      for (const { steps } of request.paths) expect(steps.length).toBeLessThanOrEqual(2);
    }
  });
});
