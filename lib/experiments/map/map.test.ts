import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertDefined } from '@/lib/base';
import { searchConfigSchema, strategyMapSchema, validateConfig } from '@/lib/search';
import type { ExperimentData } from '../model';
import { madeData } from '../report/testing/made-data';
import { allocate } from './allocate';
import { makeMap, rowsOf, type MapOptions } from './index';
import { madeExperiment, type MadeExperimentOptions } from './testing/made-experiment';

const words = { name: 'made', madeFrom: 'a test' };
function made(data: ExperimentData, options: Partial<MapOptions> = {}) {
  return makeMap(assertDefined(rowsOf([data]), 'it has a pool'), { ...words, ...options });
}
const madeFrom = (options: MadeExperimentOptions, rest: Partial<MapOptions> = {}) =>
  made(madeExperiment(options), rest);

describe('the allocation', () => {
  const option = fc.record({
    accuracy: fc.double({ min: 0, max: 1, noNaN: true }),
    cost: fc.double({ min: 1, max: 100, noNaN: true }),
  });
  const bins = fc.array(
    fc.record({ weight: fc.constant(0.25), options: fc.array(option, { minLength: 1, maxLength: 6 }) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  );

  it('stays within its limit where the cheapest do, and never loses by a higher one', () => {
    fc.assert(
      fc.property(bins, fc.double({ min: 1, max: 120, noNaN: true }), (some, limit) => {
        const total = (chosen: readonly number[], of: 'accuracy' | 'cost') =>
          some.reduce((sum, { weight, options }, b) => sum + weight * options[chosen[b]!]![of], 0);
        const cheapest = allocate(some, 0);
        const chosen = allocate(some, limit);
        expect(total(chosen, 'cost')).toBeLessThanOrEqual(Math.max(limit, total(cheapest, 'cost')) + 1e-9);
        expect(total(chosen, 'accuracy')).toBeGreaterThanOrEqual(total(cheapest, 'accuracy') - 1e-9);
        const all = allocate(some, Infinity);
        some.forEach(({ options }, b) =>
          expect(options[all[b]!]!.accuracy).toBe(Math.max(...options.map(({ accuracy }) => accuracy))),
        );
      }),
    );
  });

  it('spends where it gains most', () => {
    const easy = {
      weight: 0.5,
      options: [
        { accuracy: 0.9, cost: 4 },
        { accuracy: 0.91, cost: 16 },
      ],
    };
    const hard = {
      weight: 0.5,
      options: [
        { accuracy: 0.1, cost: 4 },
        { accuracy: 0.2, cost: 16 },
        { accuracy: 0.5, cost: 28 },
      ],
    };
    expect(allocate([easy, hard], 16)).toEqual([0, 2]);
    expect(allocate([easy, hard], 15)).toEqual([0, 1]);
    expect(allocate([easy, hard], 22)).toEqual([1, 2]);
  });
});

describe('a map', () => {
  const { map, budgets } = madeFrom({ problems: 400 });

  it('is one that searches can go by at every budget, and spends on hard problems what easy ones leave', () => {
    expect(strategyMapSchema.parse(JSON.parse(JSON.stringify(map)))).toEqual(map);
    expect(map.bins).toHaveLength(8);
    // Each is rounded.
    expect(Math.abs(map.bins.reduce((sum, { problems = 0 }) => sum + problems, 0) - 400)).toBeLessThanOrEqual(4);
    for (const n of [4, 8, 16, 32, 64])
      expect(validateConfig('auto', searchConfigSchema.parse({ n, map }))).toEqual([]);
    const at16 = map.bins.map(({ methods }) => methods.find(({ budget }) => budget === 16)!);
    expect(at16[7]!.strategy).toBe('best-of-n');
    expect(at16[7]!.n).toBeLessThan(16);
    expect(Math.max(...at16.map(({ n }) => n))).toBeGreaterThan(16);
    for (const { accuracy } of at16) expect(accuracy).toBeGreaterThan(0);
  });

  it('costs on average what the best method of its n costs, the first share included, and beats what is as cheap', () => {
    for (const { limit, tokens } of budgets.slice(1)) expect(tokens).toBeLessThanOrEqual(limit * 1.05);
    const at16 = budgets.find(({ budget }) => budget === 16)!;
    expect(at16.gain.low).toBeGreaterThan(0);
    expect(at16.gain.difference).toBeCloseTo(at16.accuracy - at16.fixed.accuracy, 10);
  });

  it('is the same for the same experiment', () => {
    expect(madeFrom({ problems: 400 })).toEqual({ map, budgets });
  });

  it('of estimates of other problems gains nothing over the best fixed method, and seems to where it was made', () => {
    let [others, own] = [0, 0];
    const seeds = [1, 2, 3, 4];
    for (const seed of seeds) {
      const { budgets: shuffled } = madeFrom({ problems: 200, seed, isShuffled: true });
      for (const { budget, gain, fixed, ownAccuracy } of shuffled) {
        if (budget < 16 || budget > 32) continue;
        expect(gain.low).toBeLessThanOrEqual(0);
        others += gain.difference / seeds.length / 2;
        own += (ownAccuracy - fixed.ownAccuracy) / seeds.length / 2;
      }
    }
    expect(Math.abs(others)).toBeLessThan(0.02);
    expect(own).toBeGreaterThan(Math.max(0, others));
  });

  it('by the truth is at least as good, on average, as one by estimates', () => {
    let lead = 0;
    for (const seed of [1, 2, 3]) {
      const oracle = madeFrom({ problems: 200, seed, noise: 0.5 }, { difficulty: 'oracle' }).budgets;
      const predicted = madeFrom({ problems: 200, seed, noise: 0.5 }).budgets;
      oracle.forEach(({ accuracy }, i) => (lead += accuracy - predicted[i]!.accuracy));
    }
    expect(lead).toBeGreaterThan(0);
  });

  it('with a single method is that method', () => {
    const data = madeExperiment({ problems: 60 });
    const [pool] = data.cells;
    const alone = made({ ...data, cells: [{ ...pool!, budgets: [4] }] });
    expect(alone.map.bins.flatMap(({ methods }) => methods.map(({ strategy, n }) => [strategy, n]))).toEqual(
      alone.map.bins.map(() => ['best-of-n', 4]),
    );
    expect(alone.budgets[0]!.gain.difference).toBe(0);
  });

  it('is made of what digests of real results hold; without a scored pool there is none', () => {
    const data = madeData({ problems: 40, n: 16, seeds: [0, 1], strategies: ['best-of-n', 'dvts', 'beam-search'] });
    const rows = rowsOf([data])!;
    expect(rows).toMatchObject({ problemCount: 40, policy: 'policy', verifier: 'prm', share: 4 });
    expect(rows.estimates).toHaveLength(40 * 2 * 4);
    expect(rows.methods.map(({ strategy, n }) => `${strategy} ${n}`)).toEqual([
      'best-of-n 4',
      'best-of-n 8',
      'best-of-n 16',
      'dvts 4',
      'dvts 8',
      'dvts 16',
      'beam-search 4',
      'beam-search 8',
      'beam-search 16',
    ]);
    // 40 tokens a solution; what is not sampled is charged for the four that came first.
    expect(rows.methods.map(({ alone, charged }) => charged[0]! - alone[0]!)).toEqual([
      0, 0, 0, 160, 160, 160, 160, 160, 160,
    ]);
    expect(strategyMapSchema.safeParse(makeMap(rows, words).map).success).toBe(true);
    expect(rowsOf([madeData({ problems: 5, n: 8, strategies: ['majority', 'dvts'] })])).toBeUndefined();
  });

  it('may be made of two experiments, over the problems that both have', () => {
    const whole = madeExperiment({ problems: 30 });
    const isPool = (cell: string) => cell === whole.cells[0]!.id;
    const part = (keeps: (cell: string) => boolean) => ({
      ...whole,
      cells: whole.cells.filter(({ id }) => keeps(id)),
      digests: whole.digests.filter(({ cell }) => keeps(cell)),
    });
    const both = rowsOf([part((cell) => !isPool(cell)), part(isPool)])!;
    expect(makeMap(both, words)).toEqual(made(whole));
  });
});
