/** Recursive self-aggregation, over scripts. Test names quote the rules of SPEC.md. */
import fc from 'fast-check';
import type { Text } from '@/lib/words';
import { describe, expect, it } from 'vitest';
import { uniformAt } from '@/lib/base';
import {
  applyEvents,
  initialState,
  solutionsOf,
  textOf,
  validateConfig,
  type NodeId,
  type ProposeRequest,
  type SearchState,
} from '../index';
import { runScripted, runToy, toySpec } from '../testing/run-search';
import { ends, piece, type PolicyLine } from '../testing/scripted';
import { searchConfigSchema } from '../shapes/config';

/** Answers of the candidates that a prompt shows, in their order. */
const shown = (attempts: readonly string[]) => ({
  text: attempts.map((attempt) => /\\boxed\{(.*)\}/.exec(attempt)?.[1] ?? '').join(' '),
  tokenIds: [0],
});
const seenBy = ({ prompt }: ProposeRequest) => (prompt.text === '' ? [] : prompt.text.split(' '));

/** A model that is right, with the answer 1, as often as `accuracy` says, and in sight of candidates does as it is told. */
function model(aggregate: (seen: readonly string[]) => string, accuracy = 0.6) {
  return (request: ProposeRequest): readonly PolicyLine[] => {
    const seen = seenBy(request);
    return Array.from({ length: request.count }, (_, i) => {
      const drawn = uniformAt(request.seed + i, 3) < accuracy ? '1' : '0';
      return [piece(`\\boxed{${seen.length === 0 ? drawn : aggregate(seen)}}`, 1, i), ends('eos', i)];
    }).flat();
  };
}
const firstOf = (seen: readonly string[]) => seen[0]!;
const majorityOf = (seen: readonly string[]) =>
  seen.filter((answer) => answer === '1').length * 2 > seen.length ? '1' : '0';

/** Places at the root by loop. */
const populations = (state: SearchState) =>
  state.groups[0]!.rounds.map(({ nodes }) => nodes.filter((id) => state.nodes.get(id)!.depth === 1));
const placesSeen = (state: SearchState, head: NodeId) =>
  (state.nodes.get(head)?.attempts ?? []).map((end) => end.split('.').slice(0, 2).join('.'));

describe('populations', () => {
  it('U-1: with T = 1 it is a majority vote: the same seeds, the same solutions, the same answer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(10_000), async (seed) => {
        const [one, vote] = await Promise.all(
          (['self-aggregation', 'majority'] as const).map(async (name) => {
            const state = applyEvents(initialState, (await runToy(toySpec(name, { loops: 1 }, seed))).events);
            const texts = solutionsOf(state).map(({ node }) => [node, textOf(state, node)]);
            return { texts, selected: state.selected };
          }),
        );
        expect(one).toEqual(vote);
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    [16, 4],
    [12, 3],
    [10, 10],
  ])('U-1: n = %i over %i loops are as many calls, and each population is as large as the first', async (n, loops) => {
    const { state, policy } = await runScripted(toySpec('self-aggregation', { n, loops, aggregated: 3 }), {
      policy: model(firstOf),
      prepare: shown,
    });
    expect(populations(state).map(({ length }) => length)).toEqual(Array.from({ length: loops }, () => n / loops));
    expect(policy.calls.reduce((sum, { request }) => sum + request.count, 0)).toBe(n);
  });

  it('U-1: n is a multiple of the loops', () => {
    const config = searchConfigSchema.parse({ n: 10, loops: 4 });
    expect(validateConfig('self-aggregation', config)).toEqual([
      {
        field: 'loops',
        said: expect.objectContaining({ en: expect.stringMatching(/^loops: n = 10 is no whole/) as string }) as Text,
      },
    ]);
    expect(validateConfig('self-aggregation', { ...config, n: 12 })).toEqual([]);
  });
});

describe('what an aggregation sees', () => {
  it('U-2: K different ones of the population before it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1_000), fc.integer({ min: 1, max: 6 }), async (seed, aggregated) => {
        const { state } = await runScripted(toySpec('self-aggregation', { n: 18, loops: 3, aggregated }, seed), {
          policy: model(firstOf),
          prepare: shown,
        });
        const [first, ...later] = populations(state);
        for (const head of first!) expect(placesSeen(state, head)).toEqual([]);
        for (const [i, population] of later.entries())
          for (const head of population) {
            const seen = placesSeen(state, head);
            expect(seen).toHaveLength(aggregated);
            expect(new Set(seen).size).toBe(aggregated);
            for (const place of seen) expect(populations(state)[i]).toContain(place);
          }
      }),
      { numRuns: 20 },
    );
  });

  it('U-2: with K as large as the population every prompt holds the same set', async () => {
    const { state } = await runScripted(toySpec('self-aggregation', { n: 15, loops: 3, aggregated: 5 }), {
      policy: model(firstOf),
      prepare: shown,
    });
    for (const [i, population] of populations(state).slice(1).entries())
      for (const head of population) expect(placesSeen(state, head).toSorted()).toEqual(populations(state)[i]);
  });

  it('U-2: prompts are drawn independently of each other, and every one of a population about as often', async () => {
    const counts = new Map<string, number>();
    let firsts = 0;
    const runs = 150;
    for (let seed = 0; seed < runs; seed++) {
      const { state } = await runScripted(toySpec('self-aggregation', { n: 8, loops: 2, aggregated: 2 }, seed), {
        policy: model(firstOf),
        prepare: shown,
      });
      const drawn = populations(state)[1]!.map((head) => placesSeen(state, head));
      for (const place of drawn.flat()) counts.set(place, (counts.get(place) ?? 0) + 1);
      if (new Set(drawn.map(([first]) => first)).size === 1) firsts++;
    }
    // Chi-squared with 3 degrees of freedom is below 16.3 in 999 of 1,000.
    const expected = (runs * 4 * 2) / 4;
    const squared = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(counts.size).toBe(4);
    expect(squared).toBeLessThan(16.3);
    // All four begin with the same candidate in one of 64 runs.
    expect(firsts).toBeLessThan(10);
  });

  it('U-2: where fewer than K are left it sees them all', async () => {
    const { state } = await runScripted(toySpec('self-aggregation', { n: 8, loops: 2, aggregated: 3 }), {
      policy: (request) =>
        seenBy(request).length > 0
          ? model(firstOf)(request)
          : [0, 1, 2, 3].flatMap((i) => [piece('\\boxed{1}', 1, i), ends(i < 2 ? 'eos' : 'length', i)]),
      prepare: shown,
    });
    for (const head of populations(state)[1]!) expect(placesSeen(state, head).toSorted()).toEqual(['0.0', '0.1']);
  });
});

describe('what becomes of a population', () => {
  const spec = toySpec('self-aggregation', { n: 12, loops: 3, aggregated: 2 });
  const places = (state: SearchState) => solutionsOf(state).map(({ node }) => node);
  /** Every solution answers with the number of its loop, and ends as `finishes` says of its loop and place; absent: well. */
  const byLoop =
    (finishes: readonly (readonly ('eos' | 'length' | 'dropped')[])[]) =>
    ({ count, seed }: ProposeRequest): readonly PolicyLine[] =>
      Array.from({ length: count }, (_, i) => {
        const place = seed + i - first;
        return [
          piece(`\\boxed{${Math.floor(place / 4)}}`, 1, i),
          ends(finishes[Math.floor(place / 4)]?.[place % 4] ?? 'eos', i),
        ];
      }).flat();
  let first = 0;
  async function run(finishes: readonly (readonly ('eos' | 'length' | 'dropped')[])[]) {
    first = await firstSeed();
    return runScripted(spec, { policy: byLoop(finishes), prepare: shown });
  }
  /** Of the first child of the root. */
  async function firstSeed(): Promise<number> {
    const { policy } = await runScripted(spec, { policy: model(firstOf), prepare: shown });
    return policy.calls[0]!.request.seed;
  }

  it('U-3, U-4: the last one alone votes, however good those before it were', async () => {
    const { state } = await run([]);
    expect(places(state)).toEqual(['0.8', '0.9', '0.10', '0.11']);
    expect(state.selected.majority?.answer).toBe('2');
  });

  it('U-3: a reply that is no solution leaves its place empty, and is shown to nobody', async () => {
    const { state } = await run([['eos', 'length', 'dropped', 'eos'], ['eos', 'eos', 'eos', 'length'], ['length']]);
    expect(populations(state).map(({ length }) => length)).toEqual([4, 4, 4]);
    for (const head of populations(state)[1]!) expect(placesSeen(state, head).toSorted()).toEqual(['0.0', '0.3']);
    for (const head of populations(state)[2]!) expect(placesSeen(state, head)).not.toContain('0.7');
    expect(places(state)).toEqual(['0.9', '0.10', '0.11']);
  });

  it('U-3: where no reply is a solution the population before it stays', async () => {
    const none = ['length', 'dropped', 'length', 'dropped'] as const;
    const { state } = await run([[], none]);
    for (const head of populations(state)[2]!) {
      expect(placesSeen(state, head)).toHaveLength(2);
      for (const place of placesSeen(state, head)) expect(['0.0', '0.1', '0.2', '0.3']).toContain(place);
    }
    expect(places(state)).toEqual(['0.8', '0.9', '0.10', '0.11']);
    const { state: last } = await run([[], [], none]);
    expect(places(last)).toEqual(['0.4', '0.5', '0.6', '0.7']);
    expect(last.selected.majority?.answer).toBe('1');
  });

  it('U-3: where there has been none yet the next is begun afresh, with samples of its own', async () => {
    const none = ['dropped', 'dropped', 'length', 'length'] as const;
    const { state, policy, outcome } = await run([none]);
    expect(outcome).toBe('complete');
    for (const head of populations(state)[1]!) expect(placesSeen(state, head)).toEqual([]);
    expect(policy.calls[1]!.request.seed).toBe(first + 4);
    for (const head of populations(state)[2]!) expect(placesSeen(state, head)).toHaveLength(2);
  });
});

describe('what a model makes of it', () => {
  /** Part of the right ones in each population, mean over seeds, and populations that end of one mind. */
  async function accuracies(aggregate: (seen: readonly string[]) => string) {
    const runs = 120;
    const sums = [0, 0, 0, 0];
    let agreed = 0;
    for (let seed = 0; seed < runs; seed++) {
      const { state } = await runScripted(toySpec('self-aggregation', { n: 48, loops: 4, aggregated: 5 }, seed), {
        policy: model(aggregate),
        prepare: shown,
      });
      const rights = populations(state).map(
        (population) => population.filter((id) => textOf(state, id) === '\\boxed{1}').length / population.length,
      );
      for (const [loop, right] of rights.entries()) sums[loop]! += right / runs;
      if (rights.at(-1) === 0 || rights.at(-1) === 1) agreed++;
    }
    return { byLoop: sums, agreed: agreed / runs };
  }

  it('U-2: one that takes the majority of what it sees comes to one mind, mostly the right one', async () => {
    const { byLoop, agreed } = await accuracies(majorityOf);
    expect(byLoop[0]).toBeCloseTo(0.6, 1);
    expect(byLoop.toSorted((left, right) => left - right)).toEqual(byLoop);
    expect(byLoop[3]).toBeGreaterThan(0.72);
    expect(agreed).toBeGreaterThan(0.8);
  });

  it('U-2: one that copies the first candidate gains nothing', async () => {
    const { byLoop } = await accuracies(firstOf);
    // Of 120 runs whose populations drift: a standard error of about 0.025.
    for (const right of byLoop) expect(Math.abs(right - byLoop[0]!)).toBeLessThan(0.08);
  });
});
