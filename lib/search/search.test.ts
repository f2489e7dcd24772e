/**
 * The search as a whole, over ports without a server. Test names quote the rules of SPEC.md.
 * Golden logs are written with UPDATE_GOLDENS=1 in the environment, and never otherwise: a missing one fails.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashString, uniformAt } from '@/lib/base';
import {
  applyEvents,
  compareIds,
  initialState,
  selectAnswer,
  solutionsOf,
  strategyNames,
  strategyOf,
  textOf,
  type AggregationName,
  type SearchEvent,
  type SearchState,
  type StrategyName,
} from './index';
import { goOn, runScripted, runToy, toySpec } from './testing/run-search';
import { ends, piece } from './testing/scripted';

const strategy = fc.constantFrom(...strategyNames);
const seeds = fc.integer({ min: 0, max: 10_000 });
const fold = (events: readonly SearchEvent[]) => applyEvents(initialState, events);

/** What a run comes to, without the accidents of when calls were made. */
function treeOf(state: SearchState): unknown {
  const nodes = [...state.nodes.values()]
    .toSorted((a, b) => compareIds(a.id, b.id))
    .map(({ id, text, tokens, finish, score, duplicateOf, decision }) => ({
      id,
      text,
      tokens,
      finish,
      score,
      duplicateOf,
      decision,
    }));
  return { nodes, groups: state.groups, selected: state.selected };
}

describe('one run of each strategy', () => {
  it.each([
    ...strategyNames.flatMap((name) => [1, 2].map((seed) => [name, seed, {}] as const)),
    // Settings and seeds with which that happens what sets them apart.
    ['self-aggregation', 3, { loops: 2, aggregated: 2 }],
    ['window-vote', 4, { window: 1 }],
    ['adaptive-vote', 7, { window: 4, confidence: 0.7 }],
  ] as const)('%s, seed %i: the golden log', async (name, seed, config) => {
    const { events, outcome } = await runToy(toySpec(name, config, seed));
    expect(outcome).toBe('complete');
    const path = new URL(`__golden__/${name}-${seed}.jsonl`, import.meta.url);
    const text = events.map((event) => `${JSON.stringify(event)}\n`).join('');
    if (process.env.UPDATE_GOLDENS === '1') writeFileSync(path, text);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });

  it('E-2: the same spec gives the same log', async () => {
    for (const name of strategyNames)
      expect((await runToy(toySpec(name))).events).toEqual((await runToy(toySpec(name))).events);
  });
});

describe('properties', () => {
  it('L-1: folding a prefix and then the rest is folding all, at every cut', async () => {
    await fc.assert(
      fc.asyncProperty(strategy, seeds, async (name, seed) => {
        const { events } = await runToy(toySpec(name, {}, seed));
        const whole = fold(events);
        for (let cut = 1; cut < events.length; cut += 7)
          expect(applyEvents(fold(events.slice(0, cut)), events.slice(cut))).toEqual(whole);
      }),
      { numRuns: 20 },
    );
  });

  it('E-2, G-1, L-4: the speed of calls does not change the tree', async () => {
    await fc.assert(
      fc.asyncProperty(strategy, seeds, seeds, async (name, seed, latencySeed) => {
        const one = fold((await runToy(toySpec(name, { n: 12 }, seed))).events);
        const other = fold((await runToy(toySpec(name, { n: 12 }, seed), { latencySeed })).events);
        expect(treeOf(other)).toEqual(treeOf(one));
      }),
      { numRuns: 60 },
    );
  });

  it('S-5, E-2: whether steps are scored as they close or at the end does not change the tree', async () => {
    await fc.assert(
      fc.asyncProperty(strategy, seeds, async (name, seed) => {
        const one = fold((await runToy(toySpec(name, { n: 8 }, seed))).events);
        const other = fold((await runToy(toySpec(name, { n: 8 }, seed), { scoresAtEnd: true })).events);
        expect(treeOf(other)).toEqual(treeOf(one));
      }),
      { numRuns: 40 },
    );
  });

  it('P-12, E-2: whether texts come as they are written or at once does not change the tree', async () => {
    await fc.assert(
      fc.asyncProperty(strategy, seeds, fc.boolean(), async (name, seed, isLeft) => {
        const spec = toySpec(name, { n: 8 }, seed);
        let looks = 0;
        const isWatched = () => isLeft && looks++ % 3 > 0;
        const one = fold((await runToy(spec)).events);
        const other = fold((await runToy(spec, { isWatched, scoresAtEnd: true })).events);
        expect(treeOf(other)).toEqual(treeOf(one));
      }),
      { numRuns: 40 },
    );
  });

  it('E-7: a search goes on from any prefix of its log to the same tree, and generates nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(strategy, seeds, fc.double({ min: 0, max: 1, noNaN: true }), async (name, seed, share) => {
        const { events } = await runToy(toySpec(name, {}, seed));
        const cut = 1 + Math.floor(share * (events.length - 1));
        const prefix = events.slice(0, cut);
        const recovered: SearchEvent[] = [...prefix, { type: 'run-recovered' }];
        // Were anything generated twice, its text would stand twice in the log and the trees would differ.
        const resumed = await goOn(recovered);
        expect(resumed.outcome).toBe('complete');
        expect(resumed.events.slice(0, cut)).toEqual(prefix);
        const opened = resumed.events.filter((event) => event.type === 'node-opened').map((event) => event.node);
        expect(new Set(opened).size).toBe(opened.length);
        const scored = resumed.events.filter((event) => event.type === 'node-scored').map((event) => event.node);
        expect(new Set(scored).size).toBe(scored.length);
        expect(treeOf(fold(resumed.events))).toEqual(treeOf(fold(events)));
      }),
      { numRuns: 80 },
    );
  });

  it('E-4: calls that break off at any place are made again, and the tree is the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        strategy,
        seeds,
        fc.array(fc.tuple(fc.nat(12), fc.nat(9)), { maxLength: 2 }),
        async (name, seed, faults) => {
          const spec = toySpec(name, {}, seed);
          const broken = await runToy(spec, { failAt: new Map(faults) });
          expect(broken.outcome).toBe('complete');
          expect(treeOf(fold(broken.events))).toEqual(treeOf(fold((await runToy(spec)).events)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('E-4: a server that fails for good ends the search with its error; what was logged can be gone on with', async () => {
    const spec = toySpec('beam-search');
    const failed = await runToy(spec, {
      failAt: new Map([
        [2, 0],
        [3, 0],
        [4, 0],
        [5, 0],
        [6, 0],
        [7, 0],
      ]),
    });
    expect(failed.outcome).toBe('failed');
    const resumed = await goOn([
      ...failed.events,
      { type: 'run-ended', status: 'failed', failure: { kind: 'cut', message: 'down' } },
      { type: 'run-resumed' },
    ]);
    expect(resumed.outcome).toBe('complete');
    expect(treeOf(fold(resumed.events))).toEqual(treeOf(fold((await runToy(spec)).events)));
  });

  it('E-5: abort stops the search after the event it is at, wherever that is', async () => {
    await fc.assert(
      fc.asyncProperty(strategy, fc.integer({ min: 1, max: 120 }), async (name, limit) => {
        const whole = await runToy(toySpec(name));
        const { events, outcome } = await runToy(toySpec(name), { limit });
        if (limit >= whole.events.length - 1) return;
        expect(outcome).toBe('stopped');
        expect(events.length - 1).toBe(limit);
        fold(events);
      }),
      { numRuns: 40 },
    );
  });

  it('P-7, B-7: no budget is ever exceeded', async () => {
    await fc.assert(
      fc.asyncProperty(
        strategy,
        seeds,
        fc.record({
          n: fc.integer({ min: 4, max: 14 }),
          beamWidth: fc.integer({ min: 1, max: 4 }),
          maxSteps: fc.integer({ min: 1, max: 5 }),
          maxTokens: fc.integer({ min: 1, max: 40 }),
          maxStepTokens: fc.integer({ min: 1, max: 9 }),
        }),
        async (name, seed, config) => {
          const { events, outcome } = await runToy(toySpec(name, config, seed));
          expect(outcome).toBe('complete');
          const state = fold(events);
          const { isStepwise, settings } = strategyOf(name);
          const votes = solutionsOf(state).reduce((sum, { weight }) => sum + weight, 0);
          expect(votes).toBeLessThanOrEqual(settings.includes('n') ? config.n : 1);
          for (const group of state.groups) {
            const proposals = group.rounds.filter(({ isRollout }) => !isRollout);
            expect(proposals.length).toBeLessThanOrEqual(isStepwise ? config.maxSteps : config.n);
            for (const round of group.rounds)
              expect(round.expansions.reduce((sum, { children }) => sum + children, 0)).toBeLessThanOrEqual(config.n);
          }
          for (const node of state.nodes.values()) {
            let tokens = 0;
            for (let at = node; at.parent !== undefined; at = state.nodes.get(at.parent)!) tokens += at.tokens;
            expect(tokens).toBeLessThanOrEqual(config.maxTokens);
            const round = state.groups[node.group]?.rounds[node.round];
            if (round?.isWhole === false) expect(node.tokens).toBeLessThanOrEqual(config.maxStepTokens);
          }
        },
      ),
      { numRuns: 120 },
    );
  });

  it('D-1: one subtree is beam search with n = M', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, fc.integer({ min: 1, max: 8 }), async (seed, n) => {
        const config = { n, beamWidth: n };
        expect(treeOf(fold((await runToy(toySpec('dvts', config, seed))).events))).toEqual(
          treeOf(fold((await runToy(toySpec('beam-search', config, seed))).events)),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('a budget of one is one unbranched chain, whatever the strategy', async () => {
    await fc.assert(
      fc.asyncProperty(strategy, seeds, async (name, seed) => {
        const { events } = await runToy(toySpec(name, { n: 1, beamWidth: 1 }, seed));
        const { nodes } = fold(events);
        for (const { children } of nodes.values())
          expect(children.filter((id) => nodes.get(id)?.isRollout === false).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
  });

  it('S-1, S-3: every step with words has a score, and identical siblings the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom<StrategyName>('beam-search', 'dvts', 'best-of-n'), seeds, async (name, seed) => {
        const state = fold((await runToy(toySpec(name, { n: 12 }, seed))).events);
        for (const node of state.nodes.values()) {
          if (node.parent === undefined) continue;
          const isScorable = (node.finish === 'step' || node.finish === 'eos') && node.text.trim() !== '';
          expect(node.score !== undefined).toBe(isScorable);
          if (node.duplicateOf !== undefined) {
            const original = state.nodes.get(node.duplicateOf)!;
            expect([original.parent, original.text.trim(), original.score]).toEqual([
              node.parent,
              node.text.trim(),
              node.score,
            ]);
            expect(compareIds(original.id, node.id)).toBeLessThan(0);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('A-4: every candidate of a round gets one fate, and ranks go to those that were compared', async () => {
    await fc.assert(
      fc.asyncProperty(strategy, seeds, async (name, seed) => {
        const state = fold((await runToy(toySpec(name, { n: 12 }, seed))).events);
        for (const round of state.groups.flatMap((group) => group.rounds)) {
          if (round.isRollout) continue;
          const decided = round.nodes.map((id) => state.nodes.get(id)!).filter((node) => node.decision !== undefined);
          expect(decided.length).toBe(round.expansions.reduce((sum, { children }) => sum + children, 0));
          const ranks = decided.flatMap((node) => node.decision!.rank ?? []).sort((a, b) => a - b);
          expect(ranks).toEqual(Array.from({ length: round.ranked }, (_, i) => i + 1));
          const kept = decided.filter((node) => node.decision!.fate === 'kept');
          if (kept.length > 0) expect(round.line).toBe(Math.min(...kept.map((node) => node.decision!.value!)));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('V-1, V-2, V-3: those who vote are the paths that the model ended with an answer', async () => {
    await fc.assert(
      fc.asyncProperty(strategy, seeds, async (name, seed) => {
        const state = fold((await runToy(toySpec(name, { n: 12, maxTokens: 25 }, seed))).events);
        const solutions = solutionsOf(state);
        const voters = selectAnswer(solutions, 'majority').votes.flatMap((vote) => vote.nodes);
        const expected = [...state.nodes.values()]
          .filter(({ finish, isRollout, weight }) => finish === 'eos' && !isRollout && weight > 0)
          .filter((node) => /\\boxed\{\d\}/.test(textOf(state, node.id)))
          .map((node) => node.id);
        expect([...voters].sort(compareIds)).toEqual(expected.sort(compareIds));
        expect(selectAnswer(solutions, 'majority').unreadable).toBe(solutions.length - voters.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('coarse scores', () => {
  /** Mean number of first steps whose solutions are in the pool, over problems whose steps score 0.95 by `share`, else less. */
  async function firstSteps(share: number, aggregation: AggregationName): Promise<number> {
    const problems = 20;
    let represented = 0;
    for (let problem = 0; problem < problems; problem++) {
      const scoreOf = (path: string) => {
        const draw = uniformAt(problem, hashString(path));
        return draw < share ? 0.95 : 0.9 * draw;
      };
      const spec = toySpec('beam-search', { n: 16, beamWidth: 4, maxSteps: 5, aggregation }, problem);
      const { state } = await runScripted(spec, {
        policy: ({ count, seed, stop }) =>
          Array.from({ length: count }, (_, i) =>
            stop.length > 0 ? [piece(`${seed + i}\n\n`, 1, i)] : [piece(`${seed + i}`, 1, i), ends('eos', i)],
          ).flat(),
        verifier: ({ paths }) => [
          { type: 'scores', scores: paths.map(({ steps }) => [scoreOf(steps.map(({ text }) => text).join(''))]) },
        ],
      });
      represented += new Set(solutionsOf(state).map(({ node }) => node.split('.')[1])).size;
    }
    return represented / problems;
  }

  it.each([
    [0.5, 1.8],
    [0.8, 3.5],
    [0.9, 3.5],
    [1, 3.5],
  ])('A-3: with %d of all scores equal the pool comes from %d first steps or more', async (share, least) => {
    for (const aggregation of ['last', 'min'] as const)
      expect(await firstSteps(share, aggregation)).toBeGreaterThan(least);
  });
});

describe('stepping', () => {
  it('G-5: every group advances by the rounds it was given and then waits', async () => {
    const first = await runToy(toySpec('dvts', { n: 12 }), { limit: 1 });
    let log: readonly SearchEvent[] = [...first.events, { type: 'run-paused' }];
    for (let round = 1; round <= 3; round++) {
      const stepped = await goOn([...log, { type: 'run-resumed', rounds: 1 }]);
      const state = fold(stepped.events);
      for (const group of state.groups)
        expect(group.rounds.filter(({ isDecided }) => isDecided).length).toBeLessThanOrEqual(round);
      if (stepped.outcome === 'complete') return;
      expect(stepped.outcome).toBe('stepped');
      log = [...stepped.events, { type: 'run-paused' }];
    }
  });
});
