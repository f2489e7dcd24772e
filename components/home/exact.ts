/** Exact results of small sums, written as reference answers are. Knows no problem. */

/** p / q in lowest terms, a whole number where it is one; undefined where q is 0, or one of them is no whole number that is exact. */
export function over(p: number, q: number): string | undefined {
  if (!Number.isSafeInteger(p) || !Number.isSafeInteger(q) || q === 0) return undefined;
  const divisor = gcd(p, q) * Math.sign(q);
  const [above, below] = [p / divisor, q / divisor];
  if (below === 1) return String(above + 0);
  return `${above < 0 ? '-' : ''}\\frac{${Math.abs(above)}}{${below}}`;
}

/** As above, of what is counted: undefined where it is no whole number, or falls below 0. */
export function count(p: number, q = 1): string | undefined {
  return q !== 0 && p % q === 0 && p / q >= 0 ? String(p / q) : undefined;
}

export function pair(first: string | undefined, second: string | undefined): string | undefined {
  return first === undefined || second === undefined ? undefined : `(${first}, ${second})`;
}

/** The highest power of x first; undefined as above. */
export function polynomial(coefficients: readonly number[]): string | undefined {
  if (!coefficients.every(Number.isSafeInteger)) return undefined;
  const terms = coefficients.flatMap((coefficient, i) => {
    const power = coefficients.length - 1 - i;
    if (coefficient === 0) return [];
    const size = Math.abs(coefficient);
    const letter = power === 0 ? '' : power === 1 ? 'x' : `x^${power}`;
    return [{ isNegative: coefficient < 0, words: `${size === 1 && power > 0 ? '' : size}${letter}` }];
  });
  const [first, ...rest] = terms;
  if (first === undefined) return '0';
  return rest.reduce(
    (text, { isNegative, words }) => `${text} ${isNegative ? '-' : '+'} ${words}`,
    `${first.isNegative ? '-' : ''}${first.words}`,
  );
}

/** Undefined where it is no power in more than name. */
export function power(base: number, exponent: number): string | undefined {
  return !Number.isSafeInteger(base) || !(exponent >= 2) ? undefined : `${base}^{${exponent}}`;
}

/** Never negative; of 0 and n, n. */
export function gcd(a: number, b: number): number {
  return b === 0 ? Math.abs(a) : gcd(b, a % b);
}
