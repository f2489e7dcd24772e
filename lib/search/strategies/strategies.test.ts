/** What becomes of candidates, round by round. Test names quote the rules of SPEC.md. */
import { describe, expect, it } from 'vitest';
import { searchConfigSchema, type SearchConfig } from '../shapes/config';
import { candidate, candidatesOf, childrenOf, viewOf } from '../testing/round';
import { strategyOf, validateConfig } from './index';
import type { Candidate } from './strategy';

const config = searchConfigSchema.parse({ n: 8, beamWidth: 4, maxSteps: 5 });
const beam = strategyOf('beam-search');

/** `finished`: how many solutions there are from earlier rounds. */
const view = (candidates: readonly Candidate[], { n = 8, finished = 0, chance = 1 } = {}) =>
  viewOf(candidates, { n, chance, solutions: Array.from({ length: finished }, () => ({ value: 0.5 })) });
const fates = (candidates: readonly Candidate[], finished = 0) =>
  beam
    .allocate(view(candidates, { finished }), config)
    .decisions.map(({ fate, rank, children }) => [fate, rank, children]);

describe('beam search', () => {
  it('B-2, A-5: the best N/M are kept with M children each, and the line is the lowest kept', () => {
    const values = [0.3, 0.9, 0.5, 0.8, 0.4, 0.1, 0.45, 0.2];
    const { decisions, ranked, line } = beam.allocate(
      view(values.map((value, i) => candidate(`0.${i}`, value))),
      config,
    );
    expect(
      decisions.filter(({ fate }) => fate === 'kept').map(({ node, rank, children }) => [node, rank, children]),
    ).toEqual([
      ['0.1', 1, 4],
      ['0.3', 2, 4],
    ]);
    expect(decisions.find(({ node }) => node === '0.2')).toMatchObject({ fate: 'cut', rank: 3 });
    expect([ranked, line]).toEqual([8, 0.8]);
  });

  const rankedIds = (candidates: readonly Candidate[], chance: number) =>
    beam
      .allocate(view(candidates, { chance }), config)
      .decisions.filter(({ rank }) => rank !== undefined)
      .toSorted((left, right) => left.rank! - right.rank!)
      .map(({ node }) => node);

  it('A-3: of equal values the higher last score goes first, whichever comes first', () => {
    const equal = [candidate('0.0', 0.5, { lastScore: 0.6 }), candidate('0.1', 0.5, { lastScore: 0.9 })];
    for (let chance = 0; chance < 20; chance++) {
      expect(rankedIds(equal, chance)).toEqual(['0.1', '0.0']);
      expect(rankedIds([...equal, candidate('0.2', 0.6, { lastScore: 0.6 })], chance)[0]).toBe('0.2');
    }
  });

  it('A-3: what is still equal goes to the parent with the fewest so far, those ranked above it included', () => {
    const equal = ['0.0.0', '0.0.1', '0.0.2', '0.1.0', '0.1.1', '0.2.0'].map((id) => candidate(id, 0.5));
    const best = [candidate('0.0.3', 0.9), candidate('0.1.2', 0.8)];
    for (let chance = 0; chance < 20; chance++) {
      const parents = rankedIds([...equal, ...best], chance).map((id) => id.slice(0, 3));
      expect(parents.slice(0, 3)).toEqual(['0.0', '0.1', '0.2']);
      expect(parents.slice(3, 5).toSorted()).toEqual(['0.0', '0.1']);
      expect(parents.slice(5, 7).toSorted()).toEqual(['0.0', '0.1']);
    }
  });

  it('A-3: the rest is chance: every sibling comes first about as often, and the same seed ranks alike', () => {
    const equal = [0, 1, 2, 3].map((i) => candidate(`0.${i}`, 0.5));
    const firsts = Array.from({ length: 400 }, (_, chance) => rankedIds(equal, chance)[0]);
    for (const { id } of equal) expect(firsts.filter((first) => first === id).length).toBeGreaterThan(60);
    expect(rankedIds(equal.toReversed(), 7)).toEqual(rankedIds(equal, 7));
  });

  it('B-3: a finished solution leaves the frontier and takes its place of the budget with it', () => {
    expect(
      fates([
        candidate('0.0', 0.1, { finish: 'eos' }),
        candidate('0.1', 0.9),
        candidate('0.2', 0.8),
        candidate('0.3', 0.7),
      ]),
    ).toEqual([
      ['finished', undefined, undefined],
      ['kept', 1, 4],
      ['kept', 2, 3],
      ['cut', 3, undefined],
    ]);
  });

  it('B-4: the last prefix gets the rest', () => {
    expect(fates([candidate('0.0', 0.9), candidate('0.1', 0.8)], 3)).toEqual([
      ['kept', 1, 4],
      ['kept', 2, 1],
    ]);
  });

  it('B-5: fewer candidates than places take them again, the best first, and all proposals are made', () => {
    expect(fates([candidate('0.0', 0.9)])).toEqual([['kept', 1, 8]]);
    const { decisions } = beam.allocate(
      view([candidate('0.0', 0.7), candidate('0.1', 0.9), candidate('0.2', 0.9, { text: 'text of 0.1' })], {
        n: 24,
        finished: 1,
      }),
      config,
    );
    expect(decisions.map(({ node, children }) => [node, children])).toEqual([
      ['0.0', 7],
      ['0.1', 16],
      ['0.2', undefined],
    ]);
  });

  it('A-1: so do those that end within a thought, and those left without a score, unless they ended otherwise', () => {
    expect(
      fates([
        candidate('0.0', 0.9, { finish: 'thinking' }),
        candidate('0.1', undefined, { isUnscored: true }),
        candidate('0.2', undefined, { isUnscored: true, finish: 'length' }),
        candidate('0.3', undefined, { isUnscored: true, finish: 'eos' }),
        candidate('0.4', undefined, { isUnscored: true, isSpent: true }),
        candidate('0.5', 0.1),
      ]).map(([fate]) => fate),
    ).toEqual(['truncated', 'unscored', 'truncated', 'finished', 'truncated', 'kept']);
  });

  it('A-1: truncated, empty, lost and spent candidates leave the frontier whatever their score', () => {
    expect(
      fates([
        candidate('0.0', 0.9, { finish: 'length' }),
        candidate('0.1', undefined, { isBlank: true }),
        candidate('0.2', 0.9, { finish: 'dropped' }),
        candidate('0.3', 0.9, { isSpent: true }),
        candidate('0.4', 0.1),
      ]).map(([fate]) => fate),
    ).toEqual(['truncated', 'empty', 'dropped', 'truncated', 'kept']);
  });

  it('A-2: of identical siblings only the first competes; the same text under another parent is not one', () => {
    const same = { text: 'the same' };
    expect(
      fates([
        candidate('0.0.0', 0.5, same),
        candidate('0.0.1', 0.5, same),
        candidate('0.1.0', 0.4, same),
        candidate('0.1.1', 0.2),
      ]).map(([fate]) => fate),
    ).toEqual(['kept', 'duplicate', 'cut', 'cut']);
  });

  it('A-2: what identical siblings would have got, the first of them gets', () => {
    const same = { text: 'the same' };
    const proposed = [
      candidate('0.0', 0.4, same),
      candidate('0.1', 0.3),
      candidate('0.2', 0.4, same),
      candidate('0.3', 0.4, same),
      candidate('0.4', 0.2),
    ];
    expect(
      beam.allocate(view(proposed, { n: 16 }), config).decisions.map(({ fate, children }) => [fate, children]),
    ).toEqual([
      ['kept', 12],
      ['kept', 4],
      ['duplicate', undefined],
      ['duplicate', undefined],
      ['cut', undefined],
    ]);
  });

  describe('solutions that compete for their places', () => {
    const competing = { ...config, finished: 'competes' as const };
    const childrenWith = (values: readonly number[], solutions: readonly number[]) =>
      childrenOf(
        beam.allocate(
          viewOf(candidatesOf(values), { n: 8, solutions: solutions.map((value) => ({ value })) }),
          competing,
        ),
      );

    it('B-3: take one only above the line', () => {
      expect(childrenWith([0.9, 0.8, 0.7], [0.85, 0.1])).toEqual([4, 3, 0]);
      expect(childrenWith([0.9, 0.8, 0.7], [0.1, 0.1])).toEqual([4, 4, 0]);
      expect(childrenWith([0.9, 0.8, 0.7], [0.95, 0.94, 0.93, 0.92, 0.91])).toEqual([3, 0, 0]);
      // Once the places are gone, nothing is above the line any more.
      expect(childrenWith([0.9, 0.8, 0.1], [0.5])).toEqual([4, 4, 0]);
      // Of equal values the solution is there already.
      expect(childrenWith([0.9, 0.8], [0.8, 0.9])).toEqual([4, 2]);
    });

    it('B-3: end the search where all N stand above what goes on', () => {
      expect(childrenWith([0.4, 0.3], [0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9])).toEqual([0, 0]);
      expect(childrenWith([0.9], [0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4])).toEqual([8]);
    });

    it('B-3, B-5: those below it take none where candidates are few, but the candidates take theirs again', () => {
      expect(childrenWith([0.9], [0.5, 0.95])).toEqual([7]);
    });

    it('B-3: one that finishes now competes with those of before', () => {
      const round = [candidate('0.0', 0.95, { finish: 'eos' }), candidate('0.1', 0.9), candidate('0.2', 0.8)];
      expect(childrenOf(beam.allocate(viewOf(round, { n: 8, solutions: [{ value: 0.85 }] }), competing))).toEqual([
        0, 4, 2,
      ]);
    });
  });

  it('B-3: solutions whose places are refilled take none', () => {
    const round = [candidate('0.0', 0.95, { finish: 'eos' }), ...candidatesOf([0, 0.9, 0.8]).slice(1)];
    const refilled = beam.allocate(viewOf(round, { n: 8, solutions: [{ value: 0.99 }] }), {
      ...config,
      finished: 'refills',
    });
    expect(childrenOf(refilled)).toEqual([0, 4, 4]);
  });

  it('B-8: of more than N solutions the best N vote, equal ones in the order in which they finished', () => {
    const round = [
      candidate('0.0', 0.6, { finish: 'eos' }),
      candidate('0.1', 0.4, { finish: 'eos' }),
      candidate('0.2', 0.5, { finish: 'eos', lastScore: 0.9 }),
    ];
    const solutions = [{ value: 0.5 }, { value: 0.3, weight: 0 }, { value: 0.9 }, { value: 0.5 }];
    const { decisions, weights } = beam.allocate(viewOf(round, { n: 4, solutions }), {
      ...config,
      finished: 'refills',
    });
    expect(decisions.map(({ fate, weight }) => [fate, weight])).toEqual([
      ['finished', undefined],
      ['finished', 0],
      ['finished', undefined],
    ]);
    expect(weights).toEqual([{ node: '0.93', weight: 0 }]);
    expect(beam.allocate(viewOf(round, { n: 3 }), { ...config, finished: 'refills' }).weights).toBeUndefined();
  });

  it('A-2: kept, identical siblings compete for themselves; filtered, the first has no places but its own', () => {
    const same = { text: 'the same' };
    const proposed = [
      candidate('0.0', 0.4, same),
      candidate('0.1', 0.3),
      candidate('0.2', 0.4, same),
      candidate('0.3', 0.4, same),
      candidate('0.4', 0.2),
    ];
    const childrenAs = (duplicates: SearchConfig['duplicates']) =>
      childrenOf(beam.allocate(viewOf(proposed, { n: 12 }), { ...config, duplicates }));
    expect(childrenAs('merged')).toEqual([12, 0, 0, 0, 0]);
    expect(childrenAs('kept')).toEqual([4, 0, 4, 4, 0]);
    expect(childrenAs('filtered')).toEqual([4, 4, 0, 0, 4]);
  });

  it('G-10: from a round on other children are given to each prefix, at another temperature', () => {
    const scheduled: SearchConfig = {
      ...config,
      schedule: [
        { fromRound: 1, beamWidth: 2 },
        { fromRound: 3, beamWidth: 8, temperature: 0.3 },
      ],
    };
    const childrenAfter = (round: number) =>
      childrenOf(beam.allocate(viewOf(candidatesOf([0.9, 0.8, 0.7, 0.6, 0.5]), { n: 8, round }), scheduled));
    expect([0, 1, 2].map(childrenAfter)).toEqual([
      [2, 2, 2, 2, 0],
      [2, 2, 2, 2, 0],
      [8, 0, 0, 0, 0],
    ]);
    expect([0, 2, 3, 4].map((round) => beam.kindOf(round, scheduled).temperature)).toEqual([
      undefined,
      undefined,
      0.3,
      0.3,
    ]);
    expect(strategyOf('dvts').groups(scheduled)).toEqual([{ n: 4 }, { n: 4 }]);
  });

  it('G-9: proposals have as many steps as are asked for, in as many rounds as maxSteps needs', () => {
    const rounds = [0, 1, 2].map((round) => beam.kindOf(round, { ...config, maxSteps: 5, stepsPerRound: 2 }));
    expect(rounds).toEqual([{ isWhole: false, steps: 2 }, { isWhole: false, steps: 2 }, { isWhole: true }]);
  });

  it('B-7: when all have finished nothing is kept', () => {
    expect(fates([candidate('0.0', 0.5, { finish: 'eos' })], 7)).toEqual([['finished', undefined, undefined]]);
  });

  it('B-6: only the last round writes to the end', () => {
    expect([0, 1, 2, 3, 4].map((round) => beam.kindOf(round, config).isWhole)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
  });
});

describe('groups', () => {
  it.each([
    ['greedy', 8, [1]],
    ['best-of-n', 3, [1, 1, 1]],
    ['majority', 3, [1, 1, 1]],
    ['beam-search', 8, [8]],
    ['dvts', 8, [4, 4]],
    ['dvts', 10, [4, 4, 2]],
  ] as const)('%s with n = %i (N-1, N-2, N-3, B-1, D-1, D-2)', (name, n, sizes) => {
    expect(
      strategyOf(name)
        .groups({ ...config, n })
        .map((group) => group.n),
    ).toEqual(sizes);
  });

  it('N-3: greedy has temperature 0', () => {
    expect(strategyOf('greedy').temperature).toBe(0);
  });
});

describe('combinations that make no sense', () => {
  it.each([
    ['best-of-n', { temperature: 0 }, /^temperature: /],
    ['beam-search', { n: 2 }, /^beamWidth: /],
    ['majority', { selection: 'weighted' }, /^selection: /],
    ['beam-search', { schedule: [{ fromRound: 2 }, { fromRound: 2 }] }, /^schedule: /],
    ['beam-search', { schedule: [{ fromRound: 2, temperature: 0 }] }, /^schedule: /],
    ['beam-search', { schedule: [{ fromRound: 2, beamWidth: 9 }] }, /^schedule: /],
  ] as const)('%s with %o', (name, change, words) => {
    expect(validateConfig(name, { ...config, ...change })[0]?.said.en).toMatch(words);
    expect(validateConfig(name, { ...config, ...change })[0]?.said.zh).toMatch(/^\p{Script=Han}.*：.*。$/u);
    expect(validateConfig(name, config)).toEqual([]);
  });

  it.each([
    ['greedy', { n: 8, temperature: 0 }],
    ['best-of-n', { n: 1, temperature: 0 }],
    ['beam-search', { n: 4, beamWidth: 4 }],
    ['majority', { beamWidth: 64 }],
    ['best-of-n', { n: 1, schedule: [{ fromRound: 2, temperature: 0 }] }],
    [
      'beam-search',
      {
        n: 4,
        beamWidth: 2,
        schedule: [
          { fromRound: 2, temperature: 0.5 },
          { fromRound: 3, beamWidth: 4 },
        ],
      },
    ],
  ] as const)('refuses nothing that can be searched: %s with %o', (name, change) => {
    expect(validateConfig(name, { ...config, ...change })).toEqual([]);
  });
});
