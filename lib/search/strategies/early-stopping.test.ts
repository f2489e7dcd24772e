/** Votes that stop early, over pure rounds and over scripts. Test names quote the rules of SPEC.md. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng, uniformAt } from '@/lib/base';
import { searchConfigSchema, type SearchConfig } from '../shapes/config';
import {
  applyEvents,
  initialState,
  lostPathsOf,
  solutionsOf,
  textOf,
  truncatedEnds,
  type ProposeRequest,
  type SearchState,
  type StrategyName,
} from '../index';
import { goOn, runScripted, runToy, toySpec } from '../testing/run-search';
import { ends, piece, type PolicyLine } from '../testing/scripted';
import { confidenceIn } from './confidence';
import { effortOf, strategyOf } from './index';
import { expectedSamples } from './expected-samples';
import type { Candidate, PastSolution } from './strategy';

/** What came of a vote over answers in the order in which they come; an absent one cannot be read. */
interface Played {
  /** Solutions that were begun. */
  readonly begun: number;
  /** Answers that vote in the end. */
  readonly voters: readonly (string | undefined)[];
}

function candidateOf(place: number, key: string | undefined): Candidate {
  return {
    id: `0.${place}`,
    parent: '0',
    finish: 'eos',
    text: '',
    isBlank: false,
    isUnscored: false,
    isSpent: false,
    value: undefined,
    lastScore: undefined,
    key,
  };
}

/** Plays the rounds of a vote without models. */
function play(name: StrategyName, config: SearchConfig, answerAt: (place: number) => string | undefined): Played {
  const { groups, allocate } = strategyOf(name);
  const plan = groups(config)[0]!;
  const solutions: PastSolution[] = [];
  let begun = 0;
  let next = plan.first ?? plan.n;
  for (let round = 0; next > 0; round++) {
    const candidates = Array.from({ length: next }, (_, i) => candidateOf(begun + i, answerAt(begun + i)));
    begun += next;
    const {
      decisions,
      expansions = [],
      weights = [],
    } = allocate({ ...plan, group: 0, round, solutions, waiting: [], candidates, chance: 0 }, config);
    const finished = candidates.flatMap((candidate, i) => {
      const decision = decisions[i]!;
      return decision.fate === 'finished' ? [{ ...candidate, weight: 1, decision }] : [];
    });
    for (const { node, weight } of weights) {
      const place = solutions.findIndex(({ id }) => id === node);
      solutions[place] = { ...solutions[place]!, weight };
    }
    solutions.push(...finished);
    next = expansions.reduce((sum, { children }) => sum + children, 0);
  }
  return { begun, voters: solutions.filter(({ weight }) => weight > 0).map(({ key }) => key) };
}

/** Independent answers: the i-th of `chances` is the chance of answer i; what is left of 1 cannot be read. */
function drawing(chances: readonly number[], seed: number): (place: number) => string | undefined {
  const random = createRng(seed);
  return () => {
    let left = random();
    const answer = chances.findIndex((chance) => (left -= chance) < 0);
    return answer < 0 ? undefined : `${answer}`;
  };
}

function meanBegun(name: StrategyName, config: SearchConfig, chances: readonly number[], runs = 2_000): number {
  let begun = 0;
  for (let run = 0; run < runs; run++) begun += play(name, config, drawing(chances, run)).begun;
  return begun / runs;
}

const configOf = (config: Partial<SearchConfig>) => searchConfigSchema.parse(config);
const inOrder = (answers: string) => (place: number) => (answers[place] === '-' ? undefined : answers[place]);

describe('the window vote', () => {
  it('W-2: one answer only takes exactly one window', () => {
    for (const window of [1, 2, 5, 40])
      expect(play('window-vote', configOf({ n: 40, window }), () => 'a')).toEqual({
        begun: window,
        voters: Array.from({ length: window }, () => 'a'),
      });
  });

  it('W-2: a window that agrees answers alone, whatever came before it', () => {
    expect(play('window-vote', configOf({ n: 12, window: 3 }), inOrder('aabaabbbbaaa'))).toEqual({
      begun: 9,
      voters: ['b', 'b', 'b'],
    });
  });

  it('W-2: where none agrees all of them vote', () => {
    expect(play('window-vote', configOf({ n: 6, window: 3 }), inOrder('aabbab'))).toEqual({
      begun: 6,
      voters: ['a', 'a', 'b', 'b', 'a', 'b'],
    });
  });

  it('W-2: what is left for a last, smaller window is no whole one: that it agrees decides nothing', () => {
    expect(play('window-vote', configOf({ n: 7, window: 5 }), inOrder('aabaacc'))).toEqual({
      begun: 7,
      voters: ['a', 'a', 'b', 'a', 'a', 'c', 'c'],
    });
  });

  it('W-2: a solution without a readable answer agrees with nothing, not even with its like', () => {
    expect(play('window-vote', configOf({ n: 9, window: 3 }), () => undefined).begun).toBe(9);
    expect(play('window-vote', configOf({ n: 9, window: 3 }), inOrder('aa-aaabbb')).begun).toBe(6);
  });

  it('W-1: where the window does not divide n the last one is smaller, and all n are used', () => {
    expect(play('window-vote', configOf({ n: 8, window: 5 }), inOrder('aaaabaaa')).begun).toBe(8);
    expect(play('window-vote', configOf({ n: 3, window: 5 }), () => 'a').begun).toBe(3);
  });
});

describe('the adaptive vote', () => {
  it.each([
    [4, 0, 0.9688],
    [6, 1, 0.9648],
    [8, 2, 0.9673],
    [9, 3, 0.9539],
    [11, 4, 0.9616],
  ])('W-3: at 0.95 it first stops with %i votes to %i, sure by %d', (leader, second, confidence) => {
    expect(confidenceIn(leader, second)).toBeCloseTo(confidence, 4);
    expect(confidenceIn(leader - 1, second)).toBeLessThan(0.95);
    const answers = `${'ab'.repeat(second)}${'a'.repeat(40)}`;
    for (const window of [1, 5, 40])
      expect(play('adaptive-vote', configOf({ n: 40, window }), inOrder(answers)).voters).toHaveLength(leader + second);
  });

  it('W-3: only the two leading answers count, and no solution without a readable one', () => {
    expect(play('adaptive-vote', configOf({ n: 40, window: 1 }), inOrder('-b-aaa-c-aaa')).begun).toBe(12);
  });

  it('W-3: what it went by stands in its decision, sure or not', () => {
    const { allocate } = strategyOf('adaptive-vote');
    const measuresOf = (answers: string) =>
      allocate(
        {
          n: 40,
          group: 0,
          round: 0,
          solutions: [],
          waiting: [],
          candidates: Array.from(answers, (_, i) => candidateOf(i, inOrder(answers)(i))),
          chance: 0,
        },
        configOf({ n: 40 }),
      ).measures;
    expect(measuresOf('aabc')).toEqual({ leader: 2, second: 1, confidence: 0.6875 });
    expect(measuresOf('aaaabb')).toEqual({ leader: 4, second: 0, confidence: 0.96875 });
  });

  it('W-3: a confidence of 1 is never reached, however many agree', () => {
    expect(play('adaptive-vote', configOf({ n: 128, window: 5, confidence: 1 }), () => 'a')).toEqual({
      begun: 128,
      voters: Array.from({ length: 128 }, () => 'a'),
    });
  });

  it('W-4: what lies behind the solution that made it sure does not vote', () => {
    expect(play('adaptive-vote', configOf({ n: 40, window: 10 }), inOrder('aaaabbbbbb'))).toEqual({
      begun: 10,
      voters: ['a', 'a', 'a', 'a'],
    });
  });
});

describe('W-5: what a vote costs on average', () => {
  const planned = (name: StrategyName, agreement: number, config: SearchConfig) =>
    effortOf(name, config, agreement).written;

  /** The closed form of ESC's `control_scheme.py`, for windows that divide n. */
  function closedForm(chances: readonly number[], n: number, window: number): number {
    const q = chances.reduce((sum, chance) => sum + chance ** window, 0);
    const windows = n / window;
    let sum = (1 - q) ** (windows - 1) * windows;
    for (let i = 0; i < windows - 1; i++) sum += q * (1 - q) ** i * (i + 1);
    return window * sum;
  }

  it.each([
    [0.9, 8.46],
    [0.5, 32.26],
    [1, 5],
  ])(
    'of the window vote with w = 5 and n = 40, where %d agree, is %d, by its closed form and in 10,000 runs',
    (p, mean) => {
      const config = configOf({ n: 40, window: 5 });
      expect(planned('window-vote', p, config)).toBeCloseTo(mean, 2);
      expect(closedForm([p, 1 - p], 40, 5)).toBeCloseTo(mean, 2);
      expect(Math.abs(meanBegun('window-vote', config, [p, 1 - p], 10_000) - mean)).toBeLessThan(0.5);
    },
  );

  it('of the window vote holds for any answers, and where the window does not divide n', () => {
    for (const chances of [
      [0.7, 0.2, 0.1],
      [0.6, 0.1],
    ]) {
      expect(expectedSamples(chances, { n: 12, window: 3 })).toBeCloseTo(closedForm(chances, 12, 3), 10);
      const simulated = meanBegun('window-vote', configOf({ n: 11, window: 3 }), chances);
      expect(Math.abs(simulated - expectedSamples(chances, { n: 11, window: 3 }))).toBeLessThan(0.3);
    }
  });

  it.each([
    [1, 1, 4],
    [1, 5, 5],
    [0.9, 1, undefined],
    [0.8, 5, undefined],
    [0.5, 7, undefined],
  ])('of the adaptive vote where %d agree and %i are begun at once is that of simulated runs', (p, window, known) => {
    const config = configOf({ n: 40, window });
    const expected = planned('adaptive-vote', p, config);
    if (known !== undefined) expect(expected).toBe(known);
    expect(Math.abs(expected - meanBegun('adaptive-vote', config, [p, 1 - p]))).toBeLessThan(0.7);
  });

  it('is n where a vote never stops, and less than n otherwise', () => {
    expect(planned('adaptive-vote', 0.9, configOf({ n: 33, window: 5, confidence: 1 }))).toBeCloseTo(33, 10);
    for (const name of ['window-vote', 'adaptive-vote'] as const)
      for (const agreement of [0.5, 0.7, 1]) {
        const expected = planned(name, agreement, configOf({ n: 256, window: 4 }));
        expect(expected).toBeLessThan(256);
        expect(expected).toBeGreaterThanOrEqual(4);
      }
  });
});

/** Texts of all solutions by their place at the root. */
function textsOf(state: SearchState): readonly string[] {
  return [...state.nodes.values()]
    .filter(({ finish }) => finish === 'eos' || finish === 'length')
    .map(({ id }) => [Number(id.split('.')[1]), textOf(state, id)] as const)
    .toSorted(([left], [right]) => left - right)
    .map(([, text]) => text);
}

describe('beside a majority vote', () => {
  const toy = async (name: StrategyName, config: Partial<SearchConfig>, seed: number) =>
    applyEvents(initialState, (await runToy(toySpec(name, config, seed))).events);

  it('W-1: with w = n it is the same sample for sample, and so is a vote that is never sure', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(10_000), async (seed) => {
        const all = await toy('majority', { n: 6 }, seed);
        for (const [name, config] of [
          ['window-vote', { n: 6, window: 6 }],
          ['adaptive-vote', { n: 6, window: 6, confidence: 1 }],
          ['adaptive-vote', { n: 6, window: 2, confidence: 1 }],
        ] as const) {
          const state = await toy(name, config, seed);
          expect(textsOf(state)).toEqual(textsOf(all));
          expect(state.selected.majority).toEqual(all.selected.majority);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('W-1: what it samples is what a majority vote with the same seed samples first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(10_000), fc.constantFrom('window-vote', 'adaptive-vote'), async (seed, name) => {
        const all = textsOf(await toy('majority', { n: 12 }, seed));
        const some = textsOf(await toy(name, { n: 12, window: 1, confidence: 0.7 }, seed));
        expect(some).toEqual(all.slice(0, some.length));
      }),
      { numRuns: 15 },
    );
  });
});

describe('W-4: speed', () => {
  /** Solutions by seed: some agree, some do not, some hit the limit; each comes in its own time. */
  function hurried(latencySeed: number): (request: ProposeRequest) => Iterable<PolicyLine> {
    const random = createRng(latencySeed);
    return ({ count, seed }) => {
      const open = Array.from({ length: count }, (_, index) => ({ index, left: 3 }));
      const lines: PolicyLine[] = [];
      while (open.length > 0) {
        const turn = Math.floor(random() * open.length);
        const each = open[turn]!;
        lines.push({ type: 'late', turns: Math.floor(random() * 4) });
        if (each.left-- > 0) {
          lines.push(piece('a word ', 1, each.index));
          continue;
        }
        const draw = uniformAt(seed + each.index, 5);
        if (draw < 0.15) lines.push(ends('length', each.index));
        else lines.push(piece(`\\boxed{${draw < 0.9 ? 1 : 2}}`, 1, each.index), ends('eos', each.index));
        open.splice(turn, 1);
      }
      return lines;
    };
  }

  it('E-7: nor does a crash: a vote that was cut anywhere stops with the same solution', async () => {
    for (const seed of [1, 2, 4, 7]) {
      const { events } = await runToy(toySpec('adaptive-vote', { window: 4, confidence: 0.7 }, seed));
      const fatesOf = (state: SearchState) =>
        [...state.nodes.values()].flatMap(({ id, decision }) =>
          decision === undefined ? [] : [`${id.split('.')[1]} ${decision.fate}`],
        );
      const whole = applyEvents(initialState, events);
      expect(fatesOf(whole).some((fate) => fate.endsWith('stopped'))).toBe(true);
      for (let cut = 2; cut < events.length; cut += 6) {
        const resumed = await goOn([...events.slice(0, cut), { type: 'run-recovered' }], { latencySeed: cut });
        expect(resumed.outcome).toBe('complete');
        const state = applyEvents(initialState, resumed.events);
        expect(fatesOf(state).toSorted()).toEqual(fatesOf(whole).toSorted());
        expect(state.selected).toEqual(whole.selected);
      }
    }
  });

  it('changes neither where it stops nor who votes nor what counts as lost', async () => {
    let stopped = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(50), fc.nat(10_000), fc.nat(10_000), async (seed, one, other) => {
        const run = async (latencySeed: number) => {
          const { state, outcome } = await runScripted(toySpec('adaptive-vote', { n: 24, window: 8 }, seed), {
            policy: hurried(latencySeed),
          });
          expect(outcome).toBe('complete');
          const heads = [...state.nodes.values()].filter(({ depth }) => depth === 1);
          stopped += heads.filter(({ finish }) => finish === 'stopped').length;
          return {
            fates: heads.map(({ id, decision }) => `${id} ${decision?.fate}`).toSorted(),
            voters: solutionsOf(state).map(({ node, key }) => `${node} ${key}`),
            lost: lostPathsOf(state),
            truncated: truncatedEnds(state)
              .map(({ id }) => id)
              .toSorted(),
            answer: state.selected.majority,
          };
        };
        expect(await run(other)).toEqual(await run(one));
      }),
      { numRuns: 60 },
    );
    expect(stopped).toBeGreaterThan(0);
  });
});
