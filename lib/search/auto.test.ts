/** The first share, what is thought of it, and what is opened. Test names quote the rules of SPEC.md. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyEvents,
  easeOf,
  initialState,
  searchConfigSchema,
  searchEventSchema,
  selectAnswer,
  solutionsOf,
  strategyMapOf,
  strategyMapSchema,
  validateConfig,
  type SearchConfig,
  type SearchEvent,
  type SearchState,
  type StrategyMap,
} from './index';
import { goOn, runScripted, runToy, toySpec } from './testing/run-search';
import { ends, piece } from './testing/scripted';

type Method = StrategyMap['bins'][number]['methods'][number];

/** The same in every bin. */
function always(strategy: string, n: number, settings: Method['settings'] = {}): StrategyMap {
  return mapOf([{ upTo: 1, methods: [{ budget: 1, strategy, n, settings }] }]);
}
function mapOf(bins: StrategyMap['bins']): StrategyMap {
  return { name: 'made up', madeFrom: 'the test', estimate: 'score-and-agreement', share: 4, bins };
}
const fold = (events: readonly SearchEvent[]) => applyEvents(initialState, events);
const textsOf = ({ nodes }: SearchState) =>
  Object.fromEntries([...nodes.values()].map(({ id, text, score }) => [id, [text, score]]));
const decisionOf = (events: readonly SearchEvent[]) =>
  events.find((event) => event.type === 'round-decided' && event.group === 0) as Extract<
    SearchEvent,
    { type: 'round-decided' }
  >;

describe('the estimate', () => {
  const keys = ['a', 'b', 'c'] as const;
  const solution = fc.record({
    value: fc.double({ min: 0, max: 1, noNaN: true }),
    key: fc.option(fc.constantFrom(...keys), { nil: undefined }),
  });
  const solutions = fc.array(solution, { maxLength: 8 });

  it('O-2: is the mean of the highest value and of the part that agrees; what is no solution counts as nothing', () => {
    expect(
      easeOf(
        [
          { value: 0.9, key: 'a' },
          { value: 0.7, key: 'a' },
          { value: 0.4, key: undefined },
        ],
        4,
      ),
    ).toEqual({ estimate: 0.7, score: 0.9, agreement: 0.5 });
    expect(easeOf([], 4)).toEqual({ estimate: 0, score: 0, agreement: 0 });
    expect(easeOf([{ value: 1, key: 'a' }], 1).estimate).toBe(1);
  });

  it('O-2: lies in [0, 1], whatever the order', () => {
    fc.assert(
      fc.property(solutions, fc.nat(4), (some, lost) => {
        if (some.length + lost === 0) return;
        const ease = easeOf(some, some.length + lost);
        for (const part of Object.values(ease)) expect(part >= 0 && part <= 1).toBe(true);
        expect(easeOf(some.toReversed(), some.length + lost).estimate).toBeCloseTo(ease.estimate, 12);
      }),
    );
  });

  it('O-2: rises with every value, and with every solution that joins the most frequent answer', () => {
    fc.assert(
      fc.property(solutions, fc.nat(7), fc.double({ min: 0, max: 1, noNaN: true }), (some, at, higher) => {
        const changed = some[at];
        if (changed === undefined) return;
        const { estimate } = easeOf(some, some.length);
        const better = some.with(at, { ...changed, value: Math.max(changed.value, higher) });
        expect(easeOf(better, some.length).estimate).toBeGreaterThanOrEqual(estimate - 1e-12);
        for (const key of keys) {
          const votes = (of: string) => some.filter((each) => each.key === of).length;
          if (keys.some((other) => votes(other) > votes(key))) continue;
          const joined = some.with(at, { ...changed, key });
          expect(easeOf(joined, some.length).estimate).toBeGreaterThanOrEqual(estimate - 1e-12);
        }
      }),
    );
  });
});

describe('the choice', () => {
  /** Scores all solutions alike, and has them agree or not. */
  const share = (score: number, agrees: boolean, config: Partial<SearchConfig>) =>
    runScripted(toySpec('auto', { n: 8, ...config }), {
      policy: ({ count, seed, stop }) =>
        Array.from({ length: count }, (_, i) => [
          piece(stop.length > 0 ? `${seed + i}\n\n` : `\\boxed{${agrees ? 1 : seed + i}}`, 1, i),
          ...(stop.length > 0 ? [] : [ends('eos', i)]),
        ]).flat(),
      verifier: ({ paths }) => [
        { type: 'scores', scores: paths.map(({ steps, from }) => steps.slice(from).map(() => score)) },
      ],
    });
  const bins = mapOf([
    { upTo: 0.25, methods: [{ budget: 8, strategy: 'dvts', n: 12, settings: { beamWidth: 2 } }] },
    {
      upTo: 0.75,
      methods: [
        { budget: 4, strategy: 'best-of-n', n: 4, settings: {} },
        { budget: 8, strategy: 'beam-search', n: 6, settings: { beamWidth: 3 } },
        { budget: 16, strategy: 'rebase', n: 16, settings: {} },
      ],
    },
    { upTo: 1, methods: [{ budget: 4, strategy: 'best-of-n', n: 4, settings: {} }] },
  ]);

  it('O-3, O-6: the first bin that reaches the estimate, its method of the largest budget within n, and the log says so', async () => {
    const hard = await share(0.1, false, { map: bins });
    expect(hard.state.opened.map(({ strategy, n }) => [strategy, n])).toEqual(
      Array.from({ length: 6 }, () => ['dvts', 2]),
    );
    expect(hard.state.opened[0]!.config).toMatchObject({ n: 12, beamWidth: 2, maxSteps: 6 });
    expect(hard.state.opened[0]!.config.map).toBeUndefined();
    expect(decisionOf(hard.events).measures).toEqual({
      estimate: 0.175,
      score: 0.1,
      agreement: 0.25,
      bin: 1,
      bins: 3,
      n: 12,
    });
    const middle = await share(0.5, true, { map: bins });
    expect(middle.state.opened).toMatchObject([{ strategy: 'beam-search', n: 6, config: { beamWidth: 3 } }]);
    expect(decisionOf(middle.events).measures).toMatchObject({ estimate: 0.75, bin: 2, n: 6 });
    const easy = await share(0.9, true, { map: bins });
    expect(easy.state.opened).toEqual([]);
    expect(decisionOf(easy.events).measures).toMatchObject({ bin: 3, n: 4 });
    expect([hard, middle, easy].map(({ outcome }) => outcome)).toEqual(['complete', 'complete', 'complete']);
    for (const event of [...hard.events, ...middle.events, ...easy.events])
      expect(searchEventSchema.safeParse(event).error).toBeUndefined();
  });

  it('O-5: without a map easy problems are sampled and hard ones searched with what is left, and it is said whose words those are', async () => {
    expect((await share(0.9, true, {})).state.opened).toMatchObject(
      Array.from({ length: 4 }, () => ({ strategy: 'best-of-n', n: 1 })),
    );
    expect((await share(0.1, false, {})).state.opened).toMatchObject([{ strategy: 'beam-search', n: 4 }]);
    // One half is where easy begins: an estimate of 0.5, and one above.
    expect((await share(0, true, {})).state.opened).toMatchObject([{ strategy: 'beam-search' }]);
    expect((await share(0.1, true, {})).state.opened[0]).toMatchObject({ strategy: 'best-of-n' });
    expect((await share(0.1, false, { n: 4 })).state.opened).toEqual([]);
    for (const n of [4, 5, 8, 64]) {
      const map = strategyMapOf(searchConfigSchema.parse({ n }));
      expect(strategyMapSchema.parse(map)).toEqual(map);
      expect(map).toMatchObject({ name: 'published findings', madeFrom: /nothing measured/ });
      expect(validateConfig('auto', searchConfigSchema.parse({ n, map }))).toEqual([]);
    }
    expect(strategyMapOf(searchConfigSchema.parse({ map: bins }))).toEqual(bins);
  });

  it('O-1: is the same for the same seed, and from any prefix of the log', async () => {
    const spec = toySpec('auto', { n: 8, map: bins }, 3);
    const { events } = await runToy(spec);
    const slower = (await runToy(spec, { latencySeed: 5 })).events;
    expect(decisionOf(slower)).toEqual(decisionOf(events));
    const whole = fold(events);
    for (let cut = 2; cut < events.length; cut += 17) {
      const resumed = await goOn([...events.slice(0, cut), { type: 'run-recovered' }]);
      expect(fold(resumed.events).opened).toEqual(whole.opened);
      expect(decisionOf(resumed.events)).toEqual(decisionOf(events));
      expect(fold(resumed.events).selected).toEqual(whole.selected);
    }
  });
});

describe('what follows the first share', () => {
  it('O-4: best-of-N alone is best-of-N, node for node', async () => {
    for (const seed of [1, 2, 3]) {
      const auto = fold((await runToy(toySpec('auto', { n: 8, map: always('best-of-n', 8) }, seed))).events);
      const alone = fold((await runToy(toySpec('best-of-n', { n: 8 }, seed))).events);
      expect(textsOf(auto)).toEqual(textsOf(alone));
      expect(auto.selected).toEqual(alone.selected);
    }
  });

  it.each([
    ['beam-search', {}],
    ['dvts', { beamWidth: 2 }],
    ['rebase', {}],
    ['lookahead', { lookahead: 2 }],
    ['particle-filter', {}],
    ['revisions', { revisions: 2 }],
  ] as const)(
    'O-4: %s alone has the groups that it has by itself, after the share that votes too',
    async (name, settings) => {
      const { events, outcome } = await runToy(toySpec('auto', { n: 8, map: always(name, 8, settings) }));
      expect(outcome).toBe('complete');
      const state = fold(events);
      const alone = fold((await runToy(toySpec(name, { n: 8, ...settings }))).events);
      const begun = ({ groups }: SearchState) => groups.map(({ rounds }) => rounds[0]!.expansions[0]!.children);
      expect(begun(state)).toEqual([4, ...begun(alone)]);
      expect(state.groups[1]!.rounds[0]).toMatchObject({ isWhole: alone.groups[0]!.rounds[0]!.isWhole });
      expect(state.groups[1]!.rounds[0]!.expansions[0]!.firstChild).toBe(4);
      const shared = solutionsOf(state).filter(({ node }) => state.nodes.get(node)!.group === 0);
      expect(shared.length).toBe(state.groups[0]!.finished.length);
      expect(selectAnswer(solutionsOf(state), 'weighted').answer).toBe(state.selected.weighted?.answer);
    },
  );

  it('V-8: chains among other groups vote with their winner, and each solution of the share for itself', () => {
    const solution = (key: string, value: number, chain: number | undefined, node: string) => ({
      node,
      text: '',
      answer: key,
      key,
      scores: [value],
      unscored: undefined,
      value,
      weight: 1,
      chain,
    });
    const { votes } = selectAnswer(
      [
        solution('a', 0.5, undefined, '0.0'),
        solution('b', 0.5, undefined, '0.1'),
        solution('b', 0.9, 1, '0.2'),
        solution('c', 0.6, 1, '0.3'),
        solution('c', 0.6, 1, '0.4'),
      ],
      'weighted',
    );
    expect(votes.map(({ key, weight }) => [key, weight])).toEqual([
      ['c', 1.2],
      ['a', 0.5],
      ['b', 0.5],
    ]);
  });
});

describe('maps', () => {
  it.each([
    ['no-such', 8, {}, /there is no strategy no-such/],
    ['auto', 8, {}, /auto cannot choose itself/],
    ['majority', 8, {}, /majority scores nothing/],
    ['beam-search', 2, { beamWidth: 4 }, /beam-search with n = 2: beamWidth: 4 children/],
    ['revisions', 2, {}, /revisions with n = 2: revisions: a chain of 4/],
  ] as const)('O-3: with %s, n = %i and %o are refused in words', (name, n, settings, words) => {
    const found = validateConfig('auto', searchConfigSchema.parse({ n: 8, map: always(name, n, settings) }));
    expect(found).toHaveLength(1);
    expect(found[0]?.said.en).toMatch(/^map: in “made up” /);
    expect(found[0]?.said.en).toMatch(words);
  });

  it('O-1, O-3: go with their share and with budgets that they know; other strategies read none', () => {
    const config = (rest: Partial<SearchConfig>) => searchConfigSchema.parse({ n: 8, map: always('dvts', 8), ...rest });
    expect(validateConfig('auto', config({}))).toEqual([]);
    expect(validateConfig('auto', config({ share: 8 }))[0]?.said.en).toMatch(
      /^share: the map “made up” was made with .* of 4/,
    );
    expect(validateConfig('auto', searchConfigSchema.parse({ n: 3, beamWidth: 1 }))[0]?.said.en).toMatch(
      /^share: the first 4/,
    );
    const late = mapOf([{ upTo: 1, methods: [{ budget: 16, strategy: 'dvts', n: 16, settings: {} }] }]);
    expect(validateConfig('auto', config({ map: late }))[0]?.said.en).toMatch(
      /^map: “made up” has nothing for .* n = 8/,
    );
    expect(validateConfig('dvts', config({ map: always('no-such', 8) }))).toEqual([]);
  });

  it.each([
    ['bins that do not ascend', [1, 1]],
    ['a last bin that ends early', [0.2, 0.9]],
    ['no bins', []],
  ])('with %s are none', (_, borders) => {
    const methods = always('dvts', 8).bins[0]!.methods;
    expect(strategyMapSchema.safeParse(mapOf(borders.map((upTo) => ({ upTo, methods })))).success).toBe(false);
  });
});
