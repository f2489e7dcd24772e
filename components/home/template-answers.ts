/**
 * What each of the bundled wordings comes to, for whatever values a reader puts in. Exact; undefined where the values make a
 * problem that has no answer, or none that its wording asks for. Knows the wordings by their ids alone.
 */
import { count, gcd, over, pair, polynomial, power } from './exact';

/** What stands in the slots of a wording, by name. */
type Values = Readonly<Record<string, number | string>>;

/** What is made of it is nothing exact. */
const absent = Number.NaN;
/** Every number that a wording names. */
const none = {
  a: absent,
  b: absent,
  c: absent,
  d: absent,
  e: absent,
  f: absent,
  g: absent,
  h: absent,
  j: absent,
  k: absent,
  m: absent,
  n: absent,
  p: absent,
  q: absent,
  r: absent,
  s: absent,
  t: absent,
  u: absent,
  v: absent,
  w: absent,
  x: absent,
  y: absent,
  pay: absent,
};
type Numbers = Readonly<typeof none>;

type Formula = (values: Numbers) => string | undefined;

/** A whole number, whatever its sign. */
function whole(formula: (values: Numbers) => number): Formula {
  return (values) => over(formula(values), 1);
}

/** How many there are of something. */
function howMany(formula: (values: Numbers) => number, among = 1): Formula {
  return (values) => count(formula(values), among);
}

/** Solution of `ax = b`. */
function line(formula: (values: Numbers) => readonly [a: number, b: number]): Formula {
  return (values) => {
    const [a, b] = formula(values);
    return over(b, a);
  };
}

/** x and y of `ax + by = e`, `cx + dy = f`, each as a numerator, over the determinant. */
function cramer({ a, b, e, c, d, f }: Pick<Numbers, 'a' | 'b' | 'c' | 'd' | 'e' | 'f'>) {
  return { x: e * d - b * f, y: a * f - e * c, determinant: a * d - b * c };
}

function solved(system: (values: Numbers) => ReturnType<typeof cramer>): Formula {
  return (values) => {
    const { x, y, determinant } = system(values);
    return pair(over(x, determinant), over(y, determinant));
  };
}

/** A remainder, from 0 up. */
function modulo(value: number, m: number): number {
  return ((value % m) + m) % m;
}

function divisorsOf(n: number): number {
  let found = 0;
  for (let i = 1; i <= n; i++) if (n % i === 0) found += 1;
  return found;
}

/** Of an arithmetic sequence, its first `n`. */
function sumOfTerms(a: number, d: number, n: number): number {
  return (n * (2 * a + (n - 1) * d)) / 2;
}

const formulas: Readonly<Record<string, Formula>> = {
  'order-of-operations-1-1': whole(({ a, b, c, d }) => a + b * c - d),
  'order-of-operations-1-2': whole(({ a, b, c, d }) => a * b + c - d),
  'order-of-operations-1-3': whole(({ a, b, c, d }) => a - b + c * d),
  'order-of-operations-1-4': whole(({ a, b, c, d }) => a * b - c + d),
  'order-of-operations-2-1': whole(({ a, b, c, d }) => a * b + c * d),
  'order-of-operations-2-2': whole(({ a, b, c, d }) => a + b * c - d),
  'order-of-operations-2-3': whole(({ a, b, c, d }) => a * b - c * d),
  'order-of-operations-2-4': whole(({ a, b, c, d }) => a - b * c + d),
  'order-of-operations-3-1': whole(({ a, b, c, d, e }) => (a + b) * c - d + e),
  'order-of-operations-3-2': whole(({ a, b, c, d, e }) => a + b * (c - d) - e),
  'order-of-operations-3-3': whole(({ a, b, c, d, e }) => a * b - (c + d) + e),
  'order-of-operations-3-4': whole(({ a, b, c, d, e }) => a * b + c * d - e),
  'order-of-operations-4-1': whole(({ a, b, c, d, e }) => a * (b + c) - d * e),
  'order-of-operations-4-2': whole(({ a, b, c, d, e }) => (a - b) * c + d * e),
  'order-of-operations-4-3': whole(({ a, b, c, d, e }) => a - b * c + d * e),
  'order-of-operations-4-4': whole(({ a, b, c, d, e }) => (a + b) * (c - d) + e),
  'order-of-operations-5-1': whole(({ a, b, c, d, e, f }) => a * b - (c + d) * e + f),
  'order-of-operations-5-2': whole(({ a, b, c, d, e, f }) => (a + b) * c - d * e - f),
  'order-of-operations-5-3': whole(({ a, b, c, d, e, f }) => a - b * (c + d) + e * f),
  'order-of-operations-5-4': whole(({ a, b, c, d, e, f }) => (a - b) * (c + d) - e * f),

  'linear-equations-1-1': line(({ a, b, c }) => [a, c - b]),
  'linear-equations-1-2': line(({ a, b, c }) => [a, c + b]),
  'linear-equations-2-1': line(({ a, b, c, d }) => [a - c, d - b]),
  'linear-equations-3-1': line(({ a, b, c, d }) => [a, d - c - a * b]),
  'linear-equations-4-1': line(({ a, b, c, d }) => [a - c, d - a * b]),
  'linear-equations-4-2': line(({ a, b, c, d }) => [a - c, -d - a * b]),
  'linear-equations-5-1': line(({ a, b, c, d, e }) => [a + c, e - a * b + c * d]),
  'linear-equations-5-2': line(({ a, b, c, d }) => [a + c, c * d - b]),

  'systems-of-equations-1-1': line(({ s, d }) => [2, s + d]),
  'systems-of-equations-2-1': line(({ s, d }) => [4, s * s - d * d]),
  'systems-of-equations-3-1': line(({ s, a, b, t }) => [a - b, t - b * s]),
  'systems-of-equations-4-1': solved(({ a, b, e, c, f }) => cramer({ a, b, e, c, d: -b, f })),
  'systems-of-equations-4-2': ({ a, b, e, c, f }) => {
    const { x, y, determinant } = cramer({ a, b, e, c, d: -b, f });
    return over(x + y, determinant);
  },
  'systems-of-equations-5-1': solved(({ a, b, e, c, d, f }) => cramer({ a, b, e, c, d, f })),

  'algebraic-expressions-1-1': ({ a, b, c, d }) => polynomial([a + c, b - d]),
  'algebraic-expressions-2-1': ({ a, b, c, d }) => polynomial([a + c, a * b - d]),
  'algebraic-expressions-3-1': ({ a, b }) => polynomial([1, a - b, -a * b]),
  'algebraic-expressions-3-2': whole(({ x, a, b, c }) => a * x * x + b * x - c),
  'algebraic-expressions-4-1': ({ a, b, c, d }) => polynomial([a * c, a * d + b * c, b * d]),
  'algebraic-expressions-5-1': ({ a, b, c, d, e, f }) => polynomial([a * b - d * e, a * c + d * f]),
  'algebraic-expressions-5-2': whole(({ x, a, b, c, d, e }) => (a * x + b) * (c * x - d) + e * x),

  'exponents-1-1': ({ a, m, n, k }) => power(a, m + n - k),
  'exponents-2-1': ({ a, m, n, k }) => power(a, m * n + k),
  'exponents-2-2': whole(({ a, b, c }) => a ** 2 + b ** 2 - c),
  'exponents-3-1': ({ a, m, n, k, j }) => power(a, m * n + k - j),
  'exponents-3-2': whole(({ a, b, c }) => a ** 3 + b ** 2 - c),
  'exponents-4-1': whole(({ a, b, c, d }) => a * b ** 3 - c * d ** 2),
  'exponents-5-1': ({ a, m, b, n, p, k }) => (a === p ** 2 && b === p ** 3 ? power(p, 2 * m + 3 * n - k) : undefined),
  'exponents-5-2': whole(({ a, b, c, d }) => a ** 4 - b ** 3 + c * d ** 2),

  'fractions-1-1': ({ a, q, b }) => over(a + b, q),
  'fractions-2-1': ({ a, b, c, d }) => over(a * c, b * d),
  'fractions-2-2': ({ a, b, c, d }) => over(a * d, b * c),
  'fractions-3-1': ({ a, b, c, d }) => over(a * d + c * b, b * d),
  'fractions-4-1': ({ a, b, c, d }) => over(a * d - c * b, b * d),
  'fractions-5-1': ({ a, b, c, d, e, f }) => over(a * d * f + c * e * b, b * d * f),
  'fractions-5-2': ({ a, b, c, d, e, f }) => over(a * d * f + c * b * f - e * b * d, b * d * f),

  'percentages-1-1': ({ p, n }) => over(p * n, 100),
  'percentages-2-1': howMany(({ n, p }) => n * (100 - p), 100),
  'percentages-3-1': ({ a, b }) => over(100 * (b - a), a),
  'percentages-3-2': ({ n, p, k }) => over(n * (100 - p) + 100 * k, 100),
  'percentages-4-1': ({ n, p, q }) => over(n * (100 + p) * (100 - q), 10_000),
  'percentages-5-1': ({ a, b, p, q }) => over(a * b * (100 - p) * (100 + q), 10_000),

  'remainders-1-1': howMany(({ a, b, m }) => modulo(a + b, m)),
  'remainders-2-1': howMany(({ a, b, c, m }) => modulo(a * b + c, m)),
  'remainders-3-1': howMany(({ a, b, m }) => modulo(a * b, m)),
  'remainders-4-1': howMany(({ a, b, c, m }) => modulo(a * b - c, m)),
  'remainders-5-1': howMany(({ a, b, c, d, m }) => modulo(a * b + c * d, m)),

  'divisors-1-1': howMany(({ a, b }) => gcd(a, b)),
  'divisors-2-1': howMany(({ a, b }) => a * (b / gcd(a, b))),
  'divisors-3-1': howMany(({ a, b }) => gcd(a, b)),
  'divisors-4-1': howMany(({ n }) => divisorsOf(n)),
  'divisors-5-1': howMany(({ a, b }) => gcd(a, b) + a * (b / gcd(a, b))),

  'arithmetic-sequences-1-1': whole(({ a, d, n }) => a + (n - 1) * d),
  'arithmetic-sequences-2-1': ({ a, d, t }) => (t < a ? undefined : count(t - a + d, d)),
  'arithmetic-sequences-3-1': whole(({ a, d, n }) => sumOfTerms(a, d, n)),
  'arithmetic-sequences-4-1': ({ a, n, t, m }) => over(a * (n - 1) + (m - 1) * (t - a), n - 1),
  'arithmetic-sequences-5-1': whole(({ a, d, n }) => sumOfTerms(a, d, n)),
  'arithmetic-sequences-5-2': ({ a, n, t, m }) => over(m * (2 * a * (n - 1) + (m - 1) * (t - a)), 2 * (n - 1)),

  'averages-1-1': ({ a, b, c }) => over(a + b + c, 3),
  'averages-2-1': ({ a, b, c, d }) => over(a + b + c + d, 4),
  'averages-3-1': whole(({ m, a, b, c }) => 4 * m - a - b - c),
  'averages-4-1': ({ a, x, b, y }) => over(a * x + b * y, a + b),
  'averages-5-1': howMany(({ n, x, a, b, y }) => (n + 3) * y - n * x - a - b),

  'probability-1-1': ({ r, b }) => over(r, r + b),
  'probability-2-1': ({ r, b, g }) => over(b + g, r + b + g),
  'probability-3-1': ({ r, b }) => over(r * r, (r + b) ** 2),
  'probability-4-1': ({ r, b }) => over(r * (r - 1), (r + b) * (r + b - 1)),
  'probability-5-1': ({ r, b, g }) => over(2 * r * b, (r + b + g) * (r + b + g - 1)),

  'geometry-1-1': howMany(({ w, k }) => 2 * (2 * w + k)),
  'geometry-1-2': ({ a, k }) => (2 * a + k < 180 ? count(180 - 2 * a - k) : undefined),
  'geometry-2-1': howMany(({ w, k, m }) => 2 * (w + m * w + k)),
  'geometry-2-2': ({ a, b, h }) => over((a + b) * h, 2),
  'geometry-3-1': ({ w, k, m, q }) => (q <= w && q <= m * w + k ? count(w * (m * w + k) - q * q) : undefined),
  'geometry-4-1': howMany(({ a, b, c }) => 2 * (a * b + a * c + b * c)),
  'geometry-5-1': ({ a, b, c, h, n, q }) => (h > c ? undefined : count(a * b * h - n * q ** 3)),
  'geometry-5-2': howMany(({ a, b, w, p }) => p * ((a + 2 * w) * (b + 2 * w) - a * b)),

  'rates-1-1': howMany(({ a, u, b, v }) => a * u + b * v),
  'rates-2-1': howMany(({ d, u, v, t }) => d - (u + v) * t),
  'rates-3-1': ({ t, u, v }) => (v > u ? over(v * u * t, v - u) : undefined),
  'rates-4-1': ({ a, u, r, b, v }) => over(a * u + b * v, a + r + b),
  'rates-5-1': ({ n, u, v, w, k, t }) => (t > k ? count(n + (u - w) * t + v * (t - k)) : undefined),

  'units-1-1': howMany(({ h, m, k }) => 60 * h + m - k),
  'units-2-1': ({ m, c, p, k }) => count(100 * m + c - k * p, p),
  'units-3-1': ({ m, b, n, h }) => count(n * (m + b) - 60 * h),
  'units-4-1': howMany(({ k, g, n, w, c }) => c * (1_000 * k + g + n * w)),
  'units-5-1': ({ v, h, m, r }) => (60 * h + m < r ? undefined : over(v * 60 * (60 * h + m - r), 100)),
  'units-5-2': ({ a, g, b, w, p }) => over(p * (a * g + b * w), 1_000),

  'word-problems-1-1': howMany(({ a, b, c, d }) => a * b + c - d),
  'word-problems-2-1': ({ a, b, c, d, t }) => (a * b + c < d ? undefined : count(t * (a * b + c - d))),
  'word-problems-3-1': howMany(({ a, b, c, d, pay }) => pay - a * b - c * d),
  'word-problems-3-2': ({ a, b, c, m }) => count(a * b - c, m),
  'word-problems-4-1': howMany(({ a, b, c, d, v, u }) => u * (a * b + c * d + v)),
  'word-problems-5-1': howMany(({ a, b, c, d, v, p }) => p * (a + c) - a * b - c * d - v),
};

/** Undefined for a wording that is not known here, too. */
export function answerOf(template: string, values: Values): string | undefined {
  const numbers = Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'number' ? [[name, value] as const] : [],
  );
  return formulas[template]?.({ ...none, ...Object.fromEntries(numbers) });
}
