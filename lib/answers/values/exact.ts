/**
 * The exact rational value of an expression, where it has one that fits under the bit cap. Everything else
 * (π, √2, variables, huge powers) is left to `sample`.
 */
import { membersOf } from '../read/grammar';
import type { Rational } from '../numbers/rational';
import {
  add,
  compare,
  floor,
  greatestCommonDivisor,
  integer,
  invert,
  magnitude,
  multiply,
  negate,
  ONE,
  power,
  root,
  toNumber,
  ZERO,
} from '../numbers/rational';
import type { AnswerNode } from '../tree';
import { partsOf, withoutUnits } from '../tree';
import type { Work } from '../numbers/work';

/** Above these the results pass the bit cap anyway. */
const LARGEST_FACTORIAL = 1_500n;
const LARGEST_BINOMIAL = 4_000n;
const LARGEST_ROOT = 64n;

type Exact = Rational | undefined;

export function exactValue(node: AnswerNode, work: Work): Exact {
  work.charge(1);
  const part = (index: number): Exact => exactValue(partsOf(node)[index]!, work);
  switch (node.kind) {
    case 'number':
      return node.value;
    case 'based':
      return basedValue(node.digits, node.base);
    case 'negation': {
      const value = part(0);
      return value && negate(value);
    }
    case 'sum':
      return fold(node.parts, ZERO, (a, b) => add(a, b, work), work);
    case 'product':
      return fold(withoutUnits(node.parts), ONE, (a, b) => multiply(a, b, work), work);
    case 'quotient': {
      const [top, bottom] = [part(0), part(1)];
      const inverse = bottom && invert(bottom, work);
      return top && inverse && multiply(top, inverse, work);
    }
    case 'percent': {
      const value = part(0);
      return value && multiply(value, { top: 1n, bottom: 100n }, work);
    }
    case 'degrees':
    case 'bracketed':
      return part(0);
    case 'power': {
      const [base, exponent] = [part(0), part(1)];
      return base && exponent && exactPower(base, exponent, work);
    }
    case 'factorial': {
      const value = part(0);
      return value && factorial(value, work);
    }
    case 'call':
      return exactCall(node.name, node.parts, work);
    default:
      return undefined;
  }
}

function fold(
  parts: readonly AnswerNode[],
  start: Rational,
  combine: (a: Rational, b: Rational) => Exact,
  work: Work,
): Exact {
  let total: Exact = start;
  for (const node of parts) {
    const value = exactValue(node, work);
    total = value && combine(total, value);
    if (total === undefined) return undefined;
  }
  return total;
}

function exactPower(base: Rational, exponent: Rational, work: Work): Exact {
  if (exponent.bottom === 1n) return power(base, exponent.top, work);
  if (exponent.bottom > LARGEST_ROOT) return undefined;
  const rooted = root(base, Number(exponent.bottom), work);
  return rooted && power(rooted, exponent.top, work);
}

function exactCall(name: string, parts: readonly AnswerNode[], work: Work): Exact {
  const values: Rational[] = [];
  for (const node of parts.length === 1 ? membersOf(parts[0]!) : parts) {
    const value = exactValue(node, work);
    if (value === undefined) return undefined;
    values.push(value);
  }
  const [first, second] = values;
  if (first === undefined) return undefined;
  switch (name) {
    case 'sqrt':
      return root(first, 2, work);
    case 'cbrt':
      return root(first, 3, work);
    case 'root':
      return second && second.bottom === 1n && second.top >= 2n && second.top <= LARGEST_ROOT
        ? root(first, Number(second.top), work)
        : undefined;
    case 'abs':
      return { top: magnitude(first.top), bottom: first.bottom };
    case 'sign':
      return integer(first.top > 0n ? 1 : first.top < 0n ? -1 : 0);
    case 'floor':
      return integer(floor(first));
    case 'ceil':
      return integer(-floor(negate(first)));
    case 'round':
      return integer(Math.round(toNumber(first)) || 0);
    case 'max':
      return values.reduce((a, b) => (compare(a, b, work) >= 0 ? a : b));
    case 'min':
      return values.reduce((a, b) => (compare(a, b, work) <= 0 ? a : b));
    default:
      return values.every((value) => value.bottom === 1n)
        ? wholeNumberCall(
            name,
            values.map((value) => value.top),
            work,
          )
        : undefined;
  }
}

function wholeNumberCall(name: string, values: readonly bigint[], work: Work): Exact {
  const [first = 0n, second] = values;
  switch (name) {
    case 'gcd':
      return integer(values.reduce((a, b) => greatestCommonDivisor(a, b, work), 0n));
    case 'lcm':
      return integer(
        values.reduce((a, b) => (a === 0n || b === 0n ? 0n : magnitude(a * b) / greatestCommonDivisor(a, b, work)), 1n),
      );
    case 'mod':
      if (second === undefined || second === 0n) return undefined;
      return integer(((first % second) + magnitude(second)) % magnitude(second));
    case 'binom':
      return second === undefined ? undefined : choose(first, second, work);
    case 'nPr': {
      const ways = second === undefined ? undefined : choose(first, second, work);
      const orders = ways && factorial(integer(second!), work);
      return orders && multiply(ways, orders, work);
    }
    default:
      return undefined;
  }
}

function factorial(value: Rational, work: Work): Exact {
  if (value.bottom !== 1n || value.top < 0n || value.top > LARGEST_FACTORIAL) return undefined;
  work.charge(Number(value.top));
  let result = 1n;
  for (let i = 2n; i <= value.top; i++) result *= i;
  return integer(result);
}

function choose(n: bigint, k: bigint, work: Work): Exact {
  if (n < 0n || k < 0n || n > LARGEST_BINOMIAL) return undefined;
  if (k > n) return ZERO;
  const smaller = k < n - k ? k : n - k;
  work.charge(1 + 4 * Number(smaller));
  let result = 1n;
  for (let i = 1n; i <= smaller; i++) result = (result * (n - smaller + i)) / i;
  return integer(result);
}

/** undefined when a digit is too large for the base. */
function basedValue(digits: string, base: number): Exact {
  let value = 0n;
  for (const digit of digits) {
    const worth = Number.parseInt(digit, 36);
    if (worth >= base) return undefined;
    value = value * BigInt(base) + BigInt(worth);
  }
  return integer(value);
}
