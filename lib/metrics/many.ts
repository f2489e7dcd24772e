/** Many tests at once: some come out small by chance alone. Knows p-values, not what was tested. */

/**
 * Holm 1979: p-values corrected so that with chance at most 5 % any true null among all of them falls below 0.05, however the
 * tests depend on each other. In the order given; never below the values given, never above 1.
 */
export function holm(pValues: readonly number[]): readonly number[] {
  const ascending = pValues.map((p, i) => ({ p, i })).toSorted((one, other) => one.p - other.p);
  const corrected = new Array<number>(pValues.length);
  let least = 0;
  ascending.forEach(({ p, i }, rank) => {
    least = Math.max(least, Math.min(1, p * (pValues.length - rank)));
    corrected[i] = least;
  });
  return corrected;
}
