/** REBASE: its worked numbers and limiting cases. Test names quote the rules of SPEC.md. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '@/lib/base';
import { searchConfigSchema, type SearchConfig } from '../shapes/config';
import { candidate, candidatesOf, childrenOf, viewOf } from '../testing/round';
import { sharedOut } from './rebase';
import { strategyOf } from './index';
import type { Candidate } from './strategy';

const rebase = strategyOf('rebase');
const config = searchConfigSchema.parse({ n: 16, maxSteps: 5 });
const balance = (candidates: readonly Candidate[], rebaseTemperature = 0.2, chance = 1) =>
  rebase.allocate(viewOf(candidates, { n: 16, chance }), { ...config, rebaseTemperature });

/** Children by value, best first. */
const shares = (values: readonly number[], width: number, temperature: number) =>
  sharedOut(
    width,
    values.map((value) => Math.exp(value / temperature)),
  );
const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 64 });
const temperatures = fc.double({ min: 0.01, max: 100, noNaN: true });

describe('worked numbers', () => {
  it('R-2: .9, .8, .1 share a width of 4 as 3, 1, 0', () => {
    expect(shares([0.9, 0.8, 0.1], 4, 0.2)).toEqual([3, 1, 0]);
  });

  it.each([
    [0.2, [11, 4, 1, 0]],
    [0.1, [14, 2, 0, 0]],
    [1, [6, 5, 3, 2]],
  ])('R-2: .9, .7, .5, .3 share a width of 16 at temperature %d as %j', (temperature, expected) => {
    expect(shares([0.9, 0.7, 0.5, 0.3], 16, temperature)).toEqual(expected);
  });

  it('R-2: a round of four is shared out so, whatever the order of its candidates; the tail is cut, with its share told', () => {
    const round = candidatesOf([0.3, 0.9, 0.5, 0.7]);
    const { decisions, ranked, line } = balance(round);
    expect(childrenOf({ decisions, ranked, line })).toEqual([0, 3, 0, 1]);
    expect(decisions.map(({ fate, rank }) => [fate, rank])).toEqual([
      ['cut', 4],
      ['kept', 1],
      ['cut', 3],
      ['kept', 2],
    ]);
    expect([ranked, line]).toEqual([4, 0.7]);
    const softmax = [0.3, 0.9, 0.5, 0.7].map((value) => Math.exp(value / 0.2));
    const sum = softmax.reduce((total, weight) => total + weight, 0);
    for (const [i, { share }] of decisions.entries()) expect(share).toBeCloseTo(softmax[i]! / sum, 12);
  });
});

describe('limiting cases', () => {
  it('R-2: near temperature 0 the best gets all: greedy by the verifier, with a round of N proposals', () => {
    expect(childrenOf(balance(candidatesOf([0.5, 0.6, 0.9, 0.1]), 0.01))).toEqual([0, 0, 4, 0]);
    expect(shareOf([0.9, 0.5, 0.49], 16, 0.001)).toEqual([16, 0, 0]);
    expect(sharedOut(16, [1, 0, 0])).toEqual([16, 0, 0]);
  });

  it('R-2: in the limit of high temperature each of k gets one of a width of k: best-of-N, step by step', () => {
    const random = createRng(1);
    for (let k = 2; k <= 64; k++) {
      const scores = Array.from({ length: k }, () => random()).toSorted((left, right) => right - left);
      expect(shares(scores, k, 1e12)).toEqual(scores.map(() => 1));
      // Before the limit, rounding up takes one from the last for the first.
      expect(shares(scores, k, 100)).toEqual([2, ...scores.slice(2).map(() => 1), 0]);
    }
  });

  it('R-3: k equal scores and a width of k give one child each, in 3,150 cases of 3,150', () => {
    const random = createRng(7);
    let failed = 0;
    let failedAsWritten = 0;
    for (let k = 2; k <= 64; k++) {
      for (let draw = 0; draw < 50; draw++) {
        const weights = Array.from({ length: k }, () => 1).fill(Math.exp(random() / 0.2));
        if (sharedOut(k, weights).some((children) => children !== 1)) failed++;
        if (asWritten(k, weights).some((children) => children !== 1)) failedAsWritten++;
      }
    }
    expect(failed).toBe(0);
    // The trap is real: what the paper's code computes goes wrong in most of them.
    expect(failedAsWritten).toBeGreaterThan(2_000);
  });

  it('R-3: k equal candidates of a round get one child each', () => {
    for (let k = 2; k <= 64; k++) {
      const equal = candidatesOf(Array.from({ length: k }, () => 0.134));
      expect(childrenOf(balance(equal))).toEqual(equal.map(() => 1));
    }
  });

  it('R-3: what is light is shared out correctly beside what is 40 orders of magnitude heavier', () => {
    expect(childrenOf(balance(candidatesOf([1, 0.5, 0.1, 0]), 0.01))).toEqual([4, 0, 0, 0]);
    expect(sharedOut(5, [1, 1, 1e-30, 1e-31])).toEqual([3, 2, 0, 0]);
  });

  it('R-2: a width of 1 goes to the best', () => {
    fc.assert(fc.property(values, temperatures, (scores, temperature) => shareOf(scores, 1, temperature)[0] === 1));
  });

  it('R-2: all of the width is given out, in whole numbers, never less to the better', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 1024 }), temperatures, (scores, width, temperature) => {
        const children = shareOf(scores, width, temperature);
        expect(children.reduce((sum, count) => sum + count, 0)).toBe(width);
        for (const [i, count] of children.entries()) {
          expect(Number.isInteger(count) && count >= 0).toBe(true);
          if (i > 0) expect(count).toBeLessThanOrEqual(children[i - 1]!);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('R-2: the order of the candidates changes nothing, equal values among them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 12 }),
        fc.nat(),
        (levels, chance) => {
          const round = candidatesOf(levels.map((level) => level / 4));
          const byNode = (candidates: readonly Candidate[]) =>
            balance(candidates, 0.2, chance).decisions.toSorted((a, b) => a.node.localeCompare(b.node));
          expect(byNode(round.toReversed())).toEqual(byNode(round));
        },
      ),
    );
  });
});

describe('what ends', () => {
  it('R-1: takes its place for good, finished or not: two of five leave a width of 3', () => {
    const round = [
      candidate('0.0', 0.9, { finish: 'eos' }),
      candidate('0.1', 0.5),
      candidate('0.2', 0.95, { finish: 'length' }),
      candidate('0.3', 0.5),
      candidate('0.4', 0.5),
    ];
    const allocated = balance(round);
    expect(childrenOf(allocated)).toEqual([0, 1, 0, 1, 1]);
    expect(allocated.decisions.map(({ fate }) => fate)).toEqual(['finished', 'kept', 'truncated', 'kept', 'kept']);
    // Solutions of earlier rounds took theirs then.
    const later = rebase.allocate(viewOf(candidatesOf([0.5, 0.5]), { n: 16, solutions: [{ value: 0.9 }] }), config);
    expect(childrenOf(later)).toEqual([1, 1]);
  });

  it('R-1: a width of 0 ends the search', () => {
    const ended = [candidate('0.0', 0.9, { finish: 'eos' }), candidate('0.1', undefined, { finish: 'dropped' })];
    expect(balance(ended)).toMatchObject({ ranked: 0, line: undefined });
    expect(childrenOf(balance(ended))).toEqual([0, 0]);
  });

  it('R-4: identical siblings take a turn each, and the first has the children of all', () => {
    const same = { text: 'the same' };
    const merged = balance([candidate('0.0', 0.5, same), candidate('0.1', 0.7), candidate('0.2', 0.5, same)]);
    const apart = balance([candidate('0.0', 0.5), candidate('0.1', 0.7), candidate('0.2', 0.5)]);
    const [first, other, third] = childrenOf(apart);
    expect(childrenOf(merged)).toEqual([first! + third!, other, 0]);
    expect(merged.decisions[2]).toMatchObject({ fate: 'duplicate' });
  });

  it('A-2, R-4: what identical siblings have together where they are kept, the first has where they are merged', () => {
    const same = { text: 'the same' };
    const round = [candidate('0.0', 0.5, same), candidate('0.1', 0.7), candidate('0.2', 0.5, same)];
    const childrenAs = (duplicates: SearchConfig['duplicates']) =>
      childrenOf(rebase.allocate(viewOf(round, { n: 16 }), { ...config, duplicates, rebaseTemperature: 1 }));
    const [first, other, second] = childrenAs('kept');
    expect([first! + second!, other]).toEqual([1, 2]);
    expect(childrenAs('merged')).toEqual([1, 2, 0]);
  });

  it('R-4: only the last round writes to the end', () => {
    expect([0, 3, 4].map((round) => rebase.kindOf(round, config).isWhole)).toEqual([false, false, true]);
  });
});

/** The shares of `scores`, best first. */
function shareOf(scores: readonly number[], width: number, temperature: number): readonly number[] {
  const highest = Math.max(...scores);
  return sharedOut(
    width,
    scores.toSorted((left, right) => right - left).map((score) => Math.exp((score - highest) / temperature)),
  );
}

/** The loop of the paper's code, in the floating point of everybody. */
function asWritten(width: number, weights: readonly number[]): readonly number[] {
  let left = width;
  let rest = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => {
    const taken = Math.ceil((left * weight) / rest);
    left -= taken;
    rest -= weight;
    return taken;
  });
}
