/** The standard normal distribution, as far as tests and their planning need it. */

/** Quantiles: two-sided 5 %, and 80 % of the upper side. */
export const z95 = 1.959963984540054;
export const z80 = 0.8416212335729143;

/** Chance of a value at least as far from 0 as `z`, on either side; relative error below 1.2e-7 (erfc as in Numerical Recipes, 6.2). */
export function twoSided(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const terms = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ];
  return Math.min(1, t * Math.exp(-x * x + terms.reduceRight((sum, term) => sum * t + term, 0)));
}
