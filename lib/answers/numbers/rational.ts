/**
 * Exact rationals over BigInt, under a bit cap: what does not fit gives undefined and is then compared as a double.
 * Every operation charges the work counter by operand size first. It knows nothing of answers.
 */
import type { Work } from './work';

/** Lowest terms, `bottom` > 0. */
export interface Rational {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** Largest numerator or denominator, in bits. 16,384 bits hold 1000! and 2^{16000}. */
export const BIT_CAP = 16_384;

export const ZERO: Rational = { top: 0n, bottom: 1n };
export const ONE: Rational = { top: 1n, bottom: 1n };

export function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Bits of |value|, rounded up to a multiple of 4 (64 for anything that fits in one limb). */
export function bitLength(value: bigint): number {
  const size = magnitude(value);
  return size < 1n << 64n ? 64 : size.toString(16).length * 4;
}

function limbs(value: bigint): number {
  return bitLength(value) >> 6;
}

export function greatestCommonDivisor(a: bigint, b: bigint, work: Work): bigint {
  // About 37 divisions per limb, each dominated by its allocation.
  const size = Math.max(limbs(a), limbs(b));
  work.charge(size <= 1 ? 1 : 20 * size);
  let [x, y] = [magnitude(a), magnitude(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export function integer(value: bigint | number): Rational {
  return { top: BigInt(value), bottom: 1n };
}

/** `top/bottom` in lowest terms; undefined for a zero denominator or past the bit cap. */
export function rational(top: bigint, bottom: bigint, work: Work): Rational | undefined {
  if (bottom === 0n || bitLength(top) > BIT_CAP || bitLength(bottom) > BIT_CAP) return undefined;
  if (bottom === 1n) return { top, bottom };
  const divisor = greatestCommonDivisor(top, bottom, work) * (bottom < 0n ? -1n : 1n);
  return { top: top / divisor, bottom: bottom / divisor };
}

export function add(a: Rational, b: Rational, work: Work): Rational | undefined {
  chargeProduct(a, b, work);
  return rational(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom, work);
}

export function multiply(a: Rational, b: Rational, work: Work): Rational | undefined {
  chargeProduct(a, b, work);
  return rational(a.top * b.top, a.bottom * b.bottom, work);
}

export function negate(a: Rational): Rational {
  return { top: -a.top, bottom: a.bottom };
}

export function invert(a: Rational, work: Work): Rational | undefined {
  return rational(a.bottom, a.top, work);
}

/** `a` to a whole power; undefined for 0 to a negative power or past the bit cap. */
export function power(a: Rational, exponent: bigint, work: Work): Rational | undefined {
  if (exponent === 0n) return a.top === 0n ? undefined : ONE;
  if (a.top === 0n) return exponent > 0n ? ZERO : undefined;
  if (a.bottom === 1n && magnitude(a.top) === 1n) return exponent % 2n === 0n ? ONE : a;
  const longest = magnitude(a.top) > a.bottom ? magnitude(a.top) : a.bottom;
  work.charge(limbs(longest));
  const bits = longest.toString(2).length;
  const times = magnitude(exponent);
  if (times * BigInt(bits - 1) > BigInt(BIT_CAP)) return undefined;
  const size = Math.ceil((bits * Number(times)) / 64);
  work.charge(1 + ((size * size) >> 4));
  const raised = { top: a.top ** times, bottom: a.bottom ** times };
  return exponent > 0n ? raised : invert(raised, work);
}

/** The exact `degree`-th root, real (odd roots of negatives are negative); undefined when it is not rational. */
export function root(a: Rational, degree: number, work: Work): Rational | undefined {
  if (a.top < 0n && degree % 2 === 0) return undefined;
  const top = wholeRoot(magnitude(a.top), degree, work);
  const bottom = wholeRoot(a.bottom, degree, work);
  if (top === undefined || bottom === undefined) return undefined;
  return { top: a.top < 0n ? -top : top, bottom };
}

/** Newton's iteration from above; undefined unless `value` is a perfect power. */
function wholeRoot(value: bigint, degree: number, work: Work): bigint | undefined {
  if (value < 2n) return value;
  if (!Number.isInteger(degree) || degree < 2 || degree > 64) return undefined;
  const k = BigInt(degree);
  let guess = 1n << BigInt(Math.ceil(value.toString(2).length / degree));
  for (;;) {
    work.charge(1 + ((limbs(value) ** 2) >> 4));
    const next = ((k - 1n) * guess + value / guess ** (k - 1n)) / k;
    if (next >= guess) break;
    guess = next;
  }
  return guess ** k === value ? guess : undefined;
}

/** Negative, zero or positive as `a` is below, equal to or above `b`. */
export function compare(a: Rational, b: Rational, work: Work): number {
  chargeProduct(a, b, work);
  const difference = a.top * b.bottom - b.top * a.bottom;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

export function isSame(a: Rational, b: Rational): boolean {
  return a.top === b.top && a.bottom === b.bottom;
}

export function floor(a: Rational): bigint {
  const quotient = a.top / a.bottom;
  return a.top % a.bottom !== 0n && a.top < 0n ? quotient - 1n : quotient;
}

/** Nearest double; ±Infinity past the range of doubles. */
export function toNumber(a: Rational): number {
  const [top, bottom] = [Number(a.top), Number(a.bottom)];
  if (Number.isFinite(top) && Number.isFinite(bottom)) return top / bottom;
  // Both may overflow while their quotient does not: drop the same number of low bits from each.
  const shift = BigInt(Math.max(0, Math.max(bitLength(a.top), bitLength(a.bottom)) - 1000));
  const scaled = Number(magnitude(a.top) >> shift) / Number(a.bottom >> shift);
  return a.top < 0n ? -scaled : scaled;
}

function chargeProduct(a: Rational, b: Rational, work: Work): void {
  const size = limbs(a.top) + limbs(a.bottom) + limbs(b.top) + limbs(b.bottom);
  work.charge(1 + ((size * size) >> 4));
}
