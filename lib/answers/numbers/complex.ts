/**
 * Complex doubles that carry a bound on their own rounding error, so that "is this zero?" and "does this sample still
 * mean anything?" have principled answers after cancellation. It knows nothing of answers.
 */

export interface Complex {
  readonly re: number;
  readonly im: number;
  /** Estimated absolute error; Infinity when nothing is known. */
  readonly error: number;
}

type Plain = readonly [re: number, im: number];

const EPSILON = 4e-16;

export function complex(re: number, im = 0, error = EPSILON * (Math.abs(re) + Math.abs(im))): Complex {
  return { re, im, error };
}

export const IMAGINARY: Complex = complex(0, 1, 0);

export function size(z: Complex): number {
  return Math.hypot(z.re, z.im);
}

export function isUsable(z: Complex): boolean {
  return Number.isFinite(z.re) && Number.isFinite(z.im) && Number.isFinite(z.error);
}

export function sum(a: Complex, b: Complex): Complex {
  return withError(a.re + b.re, a.im + b.im, a.error + b.error);
}

export function minus(a: Complex): Complex {
  return { re: -a.re, im: -a.im, error: a.error };
}

export function product(a: Complex, b: Complex): Complex {
  const error = size(a) * b.error + size(b) * a.error;
  // A real factor must not turn Infinity * 0i into NaN.
  if (a.im === 0) return withError(a.re * b.re, b.im === 0 ? 0 : a.re * b.im, error);
  if (b.im === 0) return withError(a.re * b.re, a.im * b.re, error);
  return withError(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re, error);
}

export function quotient(a: Complex, b: Complex): Complex {
  const [re, im] = divide([a.re, a.im], [b.re, b.im]);
  const below = size(b);
  return withError(re, im, (a.error + Math.hypot(re, im) * b.error) / below);
}

/** Principal power, except that a negative real to p/q with odd q is real (see `rootOf` for exact exponents). */
export function power(base: Complex, exponent: Complex): Complex {
  const raise = (b: Plain, e: Plain): Plain => plainPower(b, e);
  const at = raise([base.re, base.im], [exponent.re, exponent.im]);
  const byBase = raise([base.re + base.error, base.im], [exponent.re, exponent.im]);
  const byExponent = raise([base.re, base.im], [exponent.re + exponent.error, exponent.im]);
  return withError(at[0], at[1], distance(at, byBase) + distance(at, byExponent));
}

/** Real `degree`-th root of a negative real for odd degree, the principal root otherwise. */
export function rootOf(radicand: Complex, degree: number): Complex {
  if (radicand.im !== 0 || radicand.re >= 0 || degree % 2 === 0) return power(radicand, complex(1 / degree, 0, 0));
  return minus(power(minus(radicand), complex(1 / degree, 0, 0)));
}

/** Applies a plain complex function and estimates its error by moving the argument by the argument's own error. */
export function apply(f: (z: Plain) => Plain, z: Complex): Complex {
  const at = f([z.re, z.im]);
  const moved = f([z.re + z.error, z.im]);
  return withError(at[0], at[1], distance(at, moved));
}

export const plain = {
  exp: ([re, im]: Plain): Plain => {
    const scale = Math.exp(re);
    return im === 0 ? [scale, 0] : [scale * Math.cos(im), scale * Math.sin(im)];
  },
  log: ([re, im]: Plain): Plain => [Math.log(Math.hypot(re, im)), Math.atan2(im, re)],
  sqrt: ([re, im]: Plain): Plain => {
    if (im === 0) return re >= 0 ? [Math.sqrt(re), 0] : [0, Math.sqrt(-re)];
    const length = Math.hypot(re, im);
    const root = Math.sqrt((length - re) / 2);
    return [Math.sqrt((length + re) / 2), im < 0 ? -root : root];
  },
  sin: ([re, im]: Plain): Plain => [Math.sin(re) * Math.cosh(im), im === 0 ? 0 : Math.cos(re) * Math.sinh(im)],
  cos: ([re, im]: Plain): Plain => [Math.cos(re) * Math.cosh(im), im === 0 ? 0 : -Math.sin(re) * Math.sinh(im)],
  sinh: ([re, im]: Plain): Plain => [Math.sinh(re) * Math.cos(im), im === 0 ? 0 : Math.cosh(re) * Math.sin(im)],
  cosh: ([re, im]: Plain): Plain => [Math.cosh(re) * Math.cos(im), im === 0 ? 0 : Math.sinh(re) * Math.sin(im)],
  add: (a: Plain, b: Plain): Plain => [a[0] + b[0], a[1] + b[1]],
  subtract: (a: Plain, b: Plain): Plain => [a[0] - b[0], a[1] - b[1]],
  multiply: (a: Plain, b: Plain): Plain => [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]],
  divide,
} as const;

function divide(a: Plain, b: Plain): Plain {
  if (b[1] === 0) return [a[0] / b[0], a[1] === 0 ? 0 : a[1] / b[0]];
  const norm = b[0] * b[0] + b[1] * b[1];
  return [(a[0] * b[0] + a[1] * b[1]) / norm, (a[1] * b[0] - a[0] * b[1]) / norm];
}

function plainPower(base: Plain, exponent: Plain): Plain {
  if (exponent[1] === 0) {
    if (base[1] === 0 && (base[0] >= 0 || Number.isInteger(exponent[0]))) return [base[0] ** exponent[0], 0];
    if (exponent[0] === 0.5) return plain.sqrt(base);
    if (Number.isInteger(exponent[0]) && Math.abs(exponent[0]) <= 16) {
      let result: Plain = [1, 0];
      for (let i = 0; i < Math.abs(exponent[0]); i++) result = plain.multiply(result, base);
      return exponent[0] < 0 ? divide([1, 0], result) : result;
    }
  }
  if (base[0] === 0 && base[1] === 0) return exponent[0] > 0 ? [0, 0] : [NaN, NaN];
  return plain.exp(plain.multiply(exponent, plain.log(base)));
}

function distance(a: Plain, b: Plain): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function withError(re: number, im: number, carried: number): Complex {
  return { re, im, error: carried + EPSILON * Math.hypot(re, im) };
}
