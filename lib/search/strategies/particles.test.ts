/** Particle filtering: its worked numbers and limiting cases. Test names quote the rules of SPEC.md. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/base';
import { searchConfigSchema, type SearchConfig } from '../shapes/config';
import { candidate, candidatesOf, childrenOf, viewOf } from '../testing/round';
import { combOf, drawFrom, fallingOn } from './particles';
import { strategyOf } from './index';
import type { Candidate, GroupView } from './strategy';

const particles = strategyOf('particle-filter');
const entropic = strategyOf('entropic-particles');
const config = searchConfigSchema.parse({ n: 8, maxSteps: 40 });
const systematic: SearchConfig = { ...config, resampling: 'systematic' };
const shares = (view: GroupView, strategy = particles) =>
  strategy.allocate(view, config).decisions.map(({ share }) => share);
const summed = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/** Positive chances that add up to 1. */
const chances = fc
  .array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 })
  .map((masses) => masses.map((mass) => mass / summed(masses)));

describe('chances', () => {
  it('F-4: are odds over the sum of odds: .9, .5, .1 give .8901, .0989, .0110', () => {
    const [first, second, third] = shares(viewOf(candidatesOf([0.9, 0.5, 0.1]), { n: 3 }));
    expect(first).toBeCloseTo(0.8901, 4);
    expect(second).toBeCloseTo(0.0989, 4);
    expect(third).toBeCloseTo(0.011, 4);
  });

  it('F-4: are odds over the sum of odds, whatever the scores', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (scores) => {
          const odds = scores.map((score) => score / (1 - score));
          for (const [i, share] of shares(viewOf(candidatesOf(scores))).entries())
            expect(share).toBeCloseTo(odds[i]! / summed(odds), 9);
        },
      ),
    );
  });

  it('F-2: go by the last score alone, whatever the aggregation made of the path', () => {
    const round = [candidate('0.0', 0.1, { lastScore: 0.9 }), candidate('0.1', 0.8, { lastScore: 0.5 })];
    expect(shares(viewOf(round))).toEqual([expect.closeTo(0.9, 9), expect.closeTo(0.1, 9)]);
  });

  it('F-2: are clipped, so that 0 and 1 are scores like others, and least for what has no word', () => {
    const [sure, surer, none] = shares(viewOf(candidatesOf([1 - 1e-7, 1, 0])));
    expect(surer).toBe(sure);
    expect(none).toBeCloseTo(1e-14 / 2, 15);
    const wordless = candidate('0.0', undefined, { finish: 'eos', lastScore: undefined });
    expect(shares(viewOf([wordless, candidate('0.1', 0)]))).toEqual([0.5, 0.5]);
  });

  it('F-2: identical siblings are as many particles as they are', () => {
    const same = { text: 'the same' };
    const round = [candidate('0.0', 0.5, same), candidate('0.1', 0.5), candidate('0.2', 0.5, same)];
    expect(shares(viewOf(round))).toEqual([expect.closeTo(2 / 3, 9), expect.closeTo(1 / 3, 9), undefined]);
    const { decisions } = particles.allocate(viewOf(round, { n: 3 }), systematic);
    expect(childrenOf({ decisions, ranked: 0, line: undefined })).toEqual([2, 1, 0]);
    expect(decisions[2]).toMatchObject({ fate: 'duplicate' });
  });
});

describe('draws', () => {
  it('F-4: by the comb each is drawn as often as its expectation, rounded down or up, N in all', () => {
    fc.assert(
      fc.property(chances, fc.integer({ min: 1, max: 256 }), fc.nat(), (each, count, seed) => {
        const drawn = drawFrom(each, { count, resampling: 'systematic', seed });
        expect(summed(drawn)).toBe(count);
        for (const [i, times] of drawn.entries()) {
          expect(times).toBeGreaterThanOrEqual(Math.floor(count * each[i]! - 1e-9));
          expect(times).toBeLessThanOrEqual(Math.ceil(count * each[i]! + 1e-9));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('F-4: with equal scores the comb draws everyone once, wherever it begins: best-of-N, step by step', () => {
    for (let count = 1; count <= 1024; count++) {
      const equal = Array.from({ length: count }, () => 1 / count);
      for (const start of [0, 0.3, 1 - 2 ** -32])
        expect(fallingOn(equal, combOf(count, start)).every((times) => times === 1)).toBe(true);
    }
    for (let chance = 0; chance < 50; chance++) {
      const equal = viewOf(candidatesOf(Array.from({ length: 8 }, () => 0.37)), { chance });
      expect(childrenOf(particles.allocate(equal, systematic))).toEqual(Array.from({ length: 8 }, () => 1));
    }
  });

  it('F-4: one score near 1 among scores near 0 gets all places: greedy by the verifier', () => {
    for (const resampling of ['multinomial', 'systematic'] as const) {
      for (let chance = 0; chance < 50; chance++) {
        const round = viewOf(candidatesOf([0, 0, 1, 0]), { n: 4, chance });
        expect(childrenOf(particles.allocate(round, { ...config, resampling }))).toEqual([0, 0, 4, 0]);
      }
    }
  });

  it('F-1: one particle is an ordinary sample, whatever the verifier says', () => {
    for (const value of [0, 0.3, 1])
      for (const strategy of [particles, entropic])
        expect(childrenOf(strategy.allocate(viewOf(candidatesOf([value]), { n: 1 }), config))).toEqual([1]);
  });

  it('F-4: by independent draws the mean of the counts is Np over 10,000 rounds, and χ² does not reject them', () => {
    const each = [0.5, 0.25, 0.15, 0.07, 0.03];
    const rounds = 10_000;
    const count = 8;
    const totals = each.map(() => 0);
    const seen = new Set<string>();
    const seedOf = createRng(3);
    for (let round = 0; round < rounds; round++) {
      const drawn = drawFrom(each, { count, resampling: 'multinomial', seed: seedOf() * 2 ** 32 });
      expect(summed(drawn)).toBe(count);
      for (const [i, times] of drawn.entries()) totals[i]! += times;
      seen.add(drawn.join(' '));
    }
    let chiSquare = 0;
    for (const [i, total] of totals.entries()) {
      const expected = rounds * count * each[i]!;
      expect(Math.abs(total - expected)).toBeLessThan(4 * Math.sqrt(expected * (1 - each[i]!)));
      chiSquare += (total - expected) ** 2 / expected;
    }
    // 99.9 % of χ² with four degrees of freedom.
    expect(chiSquare).toBeLessThan(18.47);
    // Not the comb, which knows few outcomes.
    expect(seen.size).toBeGreaterThan(100);
  });

  it('F-4: what lies beyond the sum of the chances is the last one’s that has any', () => {
    expect(fallingOn([0.5, 0.4999, 0], [0.2, 0.7, 0.99995])).toEqual([1, 2, 0]);
    expect(fallingOn([0, 1], [0, 0.5])).toEqual([0, 2]);
  });

  it('F-4: chance follows from the seed', () => {
    const round = (chance: number) => viewOf(candidatesOf([0.6, 0.5, 0.4, 0.3]), { chance });
    const drawn = Array.from({ length: 20 }, (_, chance) =>
      childrenOf(particles.allocate(round(chance), config)).join(),
    );
    expect(drawn).toEqual(
      Array.from({ length: 20 }, (_, chance) => childrenOf(particles.allocate(round(chance), config)).join()),
    );
    expect(new Set(drawn).size).toBeGreaterThan(5);
  });
});

describe('solutions', () => {
  const finished = candidate('0.2', 0.8, { finish: 'eos' });

  it('F-3: compete when they finish and ever after, and vote as often as they were drawn last', () => {
    const round = viewOf([candidate('0.0', 0.5), candidate('0.1', 0.5), finished], {
      solutions: [
        { value: 0.5, weight: 2 },
        { value: 0.9, weight: 0 },
      ],
      n: 5,
    });
    // Odds 1, 1, 4 and twice 1, out of 8: what was drawn away at the end of an earlier round is gone.
    const { decisions, weights } = particles.allocate(round, config);
    expect(decisions.map(({ share }) => share)).toEqual([1 / 8, 1 / 8, 4 / 8].map((share) => expect.closeTo(share, 9)));
    const counts = [
      ...decisions.map(({ children, weight }) => children ?? weight ?? 0),
      weights?.find(({ node }) => node === '0.90')?.weight ?? 2,
    ];
    expect(summed(counts)).toBe(5);
    expect(weights?.some(({ node }) => node === '0.91')).toBe(false);
  });

  it('F-3: weigh what they weighed when they ended, in each later round', () => {
    for (const round of [1, 7, 30])
      expect(shares(viewOf([candidate('0.0', 0.5)], { n: 2, round, solutions: [{ value: 0.75, weight: 1 }] }))).toEqual(
        [expect.closeTo(0.25, 9)],
      );
  });

  it('F-3: a particle that is cut or lost is out, and the others are drawn N times without it', () => {
    const round = [
      candidate('0.0', 0.9, { finish: 'length' }),
      candidate('0.1', 0.9, { finish: 'dropped' }),
      candidate('0.2', 0.5),
      candidate('0.3', 0.9, { isSpent: true }),
    ];
    const { decisions } = particles.allocate(viewOf(round), config);
    expect(decisions.map(({ fate, children }) => [fate, children])).toEqual([
      ['truncated', undefined],
      ['dropped', undefined],
      ['kept', 8],
      ['truncated', undefined],
    ]);
  });

  it('F-3: when all particles are lost nothing is drawn, and the search is over with what it has', () => {
    const lost: readonly Candidate[] = [candidate('0.0', undefined, { finish: 'dropped' })];
    const allocated = particles.allocate(viewOf(lost), config);
    expect(allocated).toMatchObject({ decisions: [{ fate: 'dropped' }], weights: [] });
    expect(allocated.measures).toBeUndefined();
    const left = particles.allocate(viewOf(lost, { n: 4, solutions: [{ value: 0.5 }] }), config);
    expect(left.weights).toEqual([{ node: '0.90', weight: 4 }]);
  });

  it('A-5, F-3: the line is the lowest value of a particle that goes on, whatever it was drawn by', () => {
    const round = [0.9, 0.2, 0.4].map((value, i) => candidate(`0.${i}`, value, { lastScore: 0.5 }));
    const { decisions, line } = particles.allocate(viewOf(round, { n: 3 }), systematic);
    expect(decisions.map(({ fate }) => fate)).toEqual(['kept', 'kept', 'kept']);
    expect(line).toBe(0.2);
  });

  it('F-6: the last round writes to the end, and is drawn from like any other', () => {
    expect([0, 38, 39].map((round) => particles.kindOf(round, config).isWhole)).toEqual([false, false, true]);
    const ended = [0.5, 0.5, 0.5].map((value, i) => candidate(`0.${i}`, value, { finish: 'eos' }));
    const { decisions } = particles.allocate(viewOf(ended, { n: 3, round: 39 }), systematic);
    expect(decisions.map(({ fate, weight }) => [fate, weight])).toEqual(ended.map(() => ['finished', 1]));
  });
});

describe('the entropic form', () => {
  const steep = [0.99, 0.5, 0.5, 0.5];

  it('F-5: .99, .5, .5, .5 in round 1 of 40: effective size 1.061, temperature 3.675, chances .538 and .154', () => {
    const round = viewOf(candidatesOf(steep), { n: 4, round: 0 });
    expect(shares(round, entropic)).toEqual([0.538, 0.154, 0.154, 0.154].map((share) => expect.closeTo(share, 3)));
    for (const [strategy, temperature] of [
      [entropic, 3.675],
      [particles, 1],
    ] as const) {
      expect(strategy.allocate(round, config).measures).toEqual({
        effectiveSize: expect.closeTo(1.061, 3),
        temperature: expect.closeTo(temperature, 3),
      });
    }
  });

  it('F-5: flattens the less the further the search is, and not at all in its second half', () => {
    const temperatureAt = (round: number) =>
      entropic.allocate(viewOf(candidatesOf(steep), { n: 4, round }), config).measures?.temperature;
    expect(temperatureAt(17)).toBeCloseTo((4 / 1.061) * (1 - 18 / 40), 2);
    expect([19, 30].map(temperatureAt)).toEqual([1, 1]);
  });

  it('F-5: leaves weights alone of which half the particles or more carry the most', () => {
    const round = viewOf(candidatesOf([0.9, 0.9, 0.1, 0.1]), { n: 4, round: 0 });
    expect(entropic.allocate(round, config).measures?.temperature).toBe(1);
    expect(shares(round, entropic)).toEqual(shares(round));
  });

  it('F-5: reckons with the particles that are left', () => {
    const lost = [4, 5, 6, 7].map((i) => candidate(`0.${i}`, undefined, { finish: 'dropped' }));
    const round = viewOf([...candidatesOf([0.5, 0.5, 0.5]), ...lost], { round: 0 });
    expect(entropic.allocate(round, config).measures).toMatchObject({
      effectiveSize: expect.closeTo(3, 9),
      temperature: 1,
    });
  });

  it('F-5: is drawn by the comb unless told otherwise', () => {
    const equal = viewOf(candidatesOf(Array.from({ length: 8 }, () => 0.5)));
    expect(childrenOf(entropic.allocate(equal, config))).toEqual(Array.from({ length: 8 }, () => 1));
    const independent = { ...config, resampling: 'multinomial' as const };
    expect(childrenOf(entropic.allocate(equal, independent))).toEqual(childrenOf(particles.allocate(equal, config)));
  });
});
