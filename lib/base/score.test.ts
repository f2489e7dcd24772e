import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatScore } from './index';

describe('a score', () => {
  it.each([
    [0, '0.00'],
    [1, '1.00'],
    [0.5, '0.50'],
    [0.01, '0.01'],
    [0.994, '0.994'],
    [0.99, '0.99'],
    [0.0099, '0.009'],
    [0.002, '0.002'],
    [0.0003, '0.0003'],
    [0.00002, '0.00002'],
    [0.0000001, '0.00001'],
    [0.9995, '0.9995'],
    [0.99999999, '0.99999'],
    [0.995, '0.995'],
  ])('%d is written %s', (score, words) => {
    expect(formatScore(score)).toBe(words);
  });

  it('is never written as an end that it is not, and in the order of the scores', () => {
    const between = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(between, between, (one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(Number(formatScore(low))).toBeLessThanOrEqual(Number(formatScore(high)));
        if (low > 0) expect(Number(formatScore(low))).toBeGreaterThan(0);
        if (high < 1) expect(Number(formatScore(high))).toBeLessThan(1);
      }),
      { seed: 10 },
    );
  });
});
