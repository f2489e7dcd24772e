import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatScore, scoresApart } from './index';

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

describe('the scores of one comparison', () => {
  it.each([
    [[0.91, 0.5], [0.4], ['0.91', '0.50', '0.40']],
    [[0.974], [0.971, 0.3], ['0.974', '0.971', '0.300']],
    [[0.000295], [0.000269], ['0.00030', '0.00027']],
    [[0.9999951], [0.9999949], ['0.9999951', '0.9999949']],
    [[0.5, 0.503], [0.2], ['0.50', '0.50', '0.20']],
    [[0.5], [0.5], ['0.50', '0.50']],
    [[0.1 + 0.2], [0.3], ['0.30000000000000004', '0.3']],
  ])('kept %j and cut %j are written %j', (kept, cut, words) => {
    expect([...kept, ...cut].map(scoresApart({ kept, cut }))).toEqual(words);
  });

  it('are written apart where kept and cut differ, never as an end that they are not, and in their order', () => {
    const score = fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      // Close to each other, and to an end.
      fc
        .tuple(fc.constantFrom(0, 0.5, 0.97, 1), fc.nat(9), fc.integer({ min: 3, max: 15 }))
        .map(([base, digit, place]) => Math.min(1, Math.max(0, base + (base === 1 ? -1 : 1) * digit * 10 ** -place))),
    );
    const scores = fc.array(score, { maxLength: 6 });
    fc.assert(
      fc.property(scores, scores, scores, scores, (kept, cut, keptLast, cutLast) => {
        const write = scoresApart({ kept, cut }, { kept: keptLast, cut: cutLast });
        for (const k of kept) for (const c of cut) if (k !== c) expect(write(k)).not.toBe(write(c));
        for (const k of keptLast) for (const c of cutLast) if (k !== c) expect(write(k)).not.toBe(write(c));
        const all = [...kept, ...cut, ...keptLast, ...cutLast].toSorted((a, b) => a - b);
        const written = all.map((each) => Number(write(each)));
        expect(written).toEqual(written.toSorted((a, b) => a - b));
        for (const [i, each] of all.entries()) if (each > 0 && each < 1) expect([0, 1]).not.toContain(written[i]);
      }),
      { seed: 16, numRuns: 500 },
    );
  });
});
