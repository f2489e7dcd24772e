/** Our statistics against scipy's: the numbers and how they were made stand in `__fixtures__`. */
import { describe, expect, it } from 'vitest';
import { isotonic } from '@/lib/base';
import numbers from './__fixtures__/scipy-numbers.json' with { type: 'json' };
import {
  areasWithin,
  areaUnderCurve,
  calibration,
  calibrationError,
  concordance,
  mcNemar,
  pairedPermutation,
  meanOf,
  passAt,
  reliability,
  wilson,
  type Scored,
} from './index';

const scored = ({ scores, right }: { readonly scores: readonly number[]; readonly right: readonly boolean[] }) =>
  scores.map((score, i): Scored => ({ score, isRight: right[i]! }));

describe(`as in ${numbers.source.split(',')[0]}`, () => {
  it.each(numbers.wilson)('Wilson’s interval of $hits of $total', ({ hits, total, low, high }) => {
    const interval = wilson(hits, total);
    expect(Math.abs(interval.low - low)).toBeLessThan(1e-12);
    expect(Math.abs(interval.high - high)).toBeLessThan(1e-12);
  });

  it.each(numbers.mcNemar)('McNemar’s exact p of $only against $other', ({ only, other, p }) => {
    // By ratio: the smallest is of the order of 1e-260.
    expect(Math.abs(mcNemar(only, other) / p - 1)).toBeLessThan(1e-9);
  });

  it.each(numbers.area)('the area under the curve, $area', (sample) => {
    expect(Math.abs(areaUnderCurve(scored(sample)) - sample.area)).toBeLessThan(1e-12);
  });

  it.each(numbers.calibration)('the expected calibration error over $bins bins, $error', (sample) => {
    const bins = calibration(scored(sample), sample.bins);
    expect(Math.abs(calibrationError(bins) - sample.error)).toBeLessThan(1e-12);
  });

  it.each(numbers.calibration)('the same error of a reliability diagram, $error', (sample) => {
    const items = scored(sample);
    const groups = [items.slice(0, 5), [], items.slice(5)];
    const { error, bins } = reliability(groups, { seed: 1, bins: sample.bins, resamples: 200 });
    expect(Math.abs(error - sample.error)).toBeLessThan(1e-12);
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(items.length);
    for (const { from, to, said, found, interval } of bins) {
      expect(said >= from && said <= to).toBe(true);
      expect(interval.low <= found + 1e-12 && interval.high >= found - 1e-12).toBe(true);
    }
  });

  it.each(numbers.within)('the area within problems, $area of $counted', ({ groups, area, counted }) => {
    const areas = areasWithin(groups.map(scored));
    expect(areas.filter((each) => !Number.isNaN(each)).length).toBe(counted);
    expect(Math.abs(meanOf(areas) - area)).toBeLessThan(1e-12);
  });

  it.each(numbers.concordance)('the share of pairs that agree, $share', ({ x, y, share }) => {
    expect(Math.abs(concordance(x.map((each, i) => ({ x: each, y: y[i]! }))) - share)).toBeLessThan(1e-12);
  });

  it.each(numbers.passAt)('pass@$k with $correct right ones of $size', ({ size, correct, k, chance }) => {
    const pool = Array.from({ length: size }, (_, i) => ({ key: 'a', isCorrect: i < correct, value: undefined }));
    expect(Math.abs(passAt(k, pool) - chance)).toBeLessThan(1e-12);
  });

  it.each(numbers.isotonic)('the isotonic regression of $values.length', ({ values, weights, fitted }) => {
    const wants = values.map((value, i) => ({ value, weight: weights[i]! }));
    const found = isotonic(wants, [-Infinity, Infinity]);
    expect(found.length).toBe(fitted.length);
    found.forEach((number, i) => expect(Math.abs(number - fitted[i]!)).toBeLessThan(1e-12));
  });

  // Ours draws, and stops at 100 extremes: one p is sure to a tenth of itself, the mean of 200 to less than a hundredth.
  it.each(numbers.permutation)('the permutation test, $p, as near as drawing comes', ({ differences, p }) => {
    const draws = Array.from({ length: 200 }, (_, seed) =>
      pairedPermutation(differences, { seed, permutations: 4_000 }),
    );
    const mean = draws.reduce((sum, each) => sum + each, 0) / draws.length;
    expect(Math.abs(mean / p - 1)).toBeLessThan(0.04);
  });
});
