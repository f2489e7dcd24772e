/**
 * Whether two expressions have the same value: exactly where both are rational, else at the sample points. Tolerances
 * live here and only here; canonical keys have none.
 */
import type { Complex } from '../numbers/complex';
import { isUsable, minus, quotient, size, sum } from '../numbers/complex';
import { exactValue } from '../values/exact';
import type { Rational } from '../numbers/rational';
import { isSame, magnitude, toNumber } from '../numbers/rational';
import { hasBranches, isInformative, POINTS, valueAt } from '../values/sample';
import type { AnswerNode } from '../tree';
import { contains, difference, isClosed } from '../tree';
import type { Work } from '../numbers/work';

const RELATIVE_TOLERANCE = 1e-9;
/** A decimal of at least this many digits may stand for a value that rounds to it: 0.333333 for 1/3, but not 0.33. */
const ROUNDED_DIGITS = 6;
/** Points that an identity of variables has to hold at before it counts. */
const REQUIRED_POINTS = 2;

export function isSameNumber(a: AnswerNode, b: AnswerNode, work: Work): boolean {
  const [x, y] = [exactValue(a, work), exactValue(b, work)];
  if (x !== undefined && y !== undefined) return isSame(x, y) || isRounding(a, y, b, work) || isRounding(b, x, a, work);
  if (isClosed(a, work) && isClosed(b, work)) {
    const [u, v] = [valueAt(a, 'positive', work), valueAt(b, 'positive', work)];
    if (isClose(u, v) === true) return true;
    return (x === undefined && isRoundedValue(b, u, work)) || (y === undefined && isRoundedValue(a, v, work));
  }
  return holdsAtPoints([a, b], (u, v) => isClose(u, v), work);
}

/** Whether `left - right` of one equation is a constant multiple of the other's; `positive` asks for a positive one. */
export function isSameUpToFactor(
  a: readonly AnswerNode[],
  b: readonly AnswerNode[],
  work: Work,
): { readonly sign: 1 | -1 } | undefined {
  const [first, second] = [difference(a[0]!, a[1]!), difference(b[0]!, b[1]!)];
  let factor: Complex | undefined;
  const holds = holdsAtPoints(
    [first, second],
    (u, v) => {
      if (isZero(u) || isZero(v)) return isZero(u) && isZero(v) ? undefined : false;
      const ratio = quotient(u, v);
      if (!isUsable(ratio)) return undefined;
      factor ??= ratio;
      return isClose(ratio, factor);
    },
    work,
  );
  return holds && factor !== undefined ? { sign: factor.re < 0 ? -1 : 1 } : undefined;
}

/** `test` gives undefined where a point decides nothing. */
function holdsAtPoints(
  nodes: readonly [AnswerNode, AnswerNode],
  test: (u: Complex, v: Complex) => boolean | undefined,
  work: Work,
): boolean {
  let agreed = 0;
  for (const point of POINTS) {
    const verdict = test(valueAt(nodes[0], point, work), valueAt(nodes[1], point, work));
    if (verdict === true) agreed++;
    // Identities of roots and logarithms hold for positive numbers and may fail on other branches.
    if (verdict === false && (agreed < REQUIRED_POINTS || !nodes.some((node) => hasBranches(node, work)))) return false;
  }
  return agreed >= REQUIRED_POINTS;
}

function isZero(value: Complex): boolean {
  return isUsable(value) && size(value) <= 8 * value.error;
}

/** undefined when either value has lost its digits. */
function isClose(a: Complex, b: Complex): boolean | undefined {
  if (!isUsable(a) && !isUsable(b)) return undefined;
  // Finiteness first: comparing infinities gives NaN, which would read as "not far apart".
  if (!isUsable(a) || !isUsable(b)) return false;
  const scale = Math.max(size(a), size(b));
  if (!isInformative(a, scale) || !isInformative(b, scale)) return undefined;
  return size(sum(a, minus(b))) <= RELATIVE_TOLERANCE * scale + 8 * (a.error + b.error);
}

/** Whether `node`, a decimal, is what `exact` rounds to; `other` must not be a decimal itself. */
function isRounding(node: AnswerNode, exact: Rational, other: AnswerNode, work: Work): boolean {
  if (contains(other, (part) => part.kind === 'number' && part.decimals !== undefined, work)) return false;
  return isWithinRounding(node, toNumber(exact), work);
}

function isRoundedValue(node: AnswerNode, value: Complex, work: Work): boolean {
  return isInformative(value) && Math.abs(value.im) <= 8 * value.error && isWithinRounding(node, value.re, work);
}

function isWithinRounding(node: AnswerNode, value: number, work: Work): boolean {
  const decimal = exactValue(node, work);
  const decimals = writtenDecimals(node, work);
  if (decimal === undefined || decimals === undefined) return false;
  const written = Math.abs(toNumber(decimal));
  const digits = Math.floor(Math.log10(written)) + 1 + decimals;
  if (digits < ROUNDED_DIGITS) return false;
  // Rounded to the last digit, or cut off behind it.
  const missing = (value - toNumber(decimal)) * 10 ** decimals;
  return Math.abs(missing) <= 0.5000001 || (missing * value > 0 && Math.abs(missing) < 1);
}

/** Decimal places of a number written as a decimal, also with a sign or a power of ten; else undefined. */
function writtenDecimals(node: AnswerNode, work: Work): number | undefined {
  if (node.kind === 'number') return node.decimals;
  if (node.kind === 'negation') return writtenDecimals(node.parts[0]!, work);
  if (node.kind !== 'product' || node.parts.length !== 2) return undefined;
  const [mantissa, scale] = node.parts;
  const decimals = mantissa!.kind === 'number' ? mantissa.decimals : undefined;
  if (decimals === undefined || scale!.kind !== 'power') return undefined;
  const [base, exponent] = [exactValue(scale.parts[0]!, work), exactValue(scale.parts[1]!, work)];
  const isPowerOfTen =
    base?.top === 10n && base.bottom === 1n && exponent?.bottom === 1n && magnitude(exponent.top) < 1_000n;
  return isPowerOfTen ? decimals - Number(exponent.top) : undefined;
}
