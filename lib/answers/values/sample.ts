/**
 * Expressions as complex doubles at fixed sample points. Two expressions that agree at all informative points are
 * taken to be equal. Points depend on variable names alone, so the same text always gives the same numbers.
 */
import { hashString, uniformAt } from '@/lib/base';
import type { Complex } from '../numbers/complex';
import {
  apply,
  complex,
  IMAGINARY,
  isUsable,
  minus,
  power,
  product,
  quotient,
  rootOf,
  size,
  sum,
} from '../numbers/complex';
import { exactValue } from './exact';
import { namedFunction, takesAngle } from '../numbers/functions';
import { toNumber } from '../numbers/rational';
import type { AnswerNode } from '../tree';
import { contains, isUnit, partsOf, withoutUnits } from '../tree';
import type { Work } from '../numbers/work';
import { Unreadable } from '../numbers/work';

/** Two positive points, one negative, one complex, one far out (tells |x+101|-101 from |x+100|-100). */
export const POINTS = ['positive', 'positive-2', 'negative', 'complex', 'far'] as const;
export type Point = (typeof POINTS)[number];

interface Sampling {
  readonly point: Point;
  readonly work: Work;
  /** Inside sine and its like, where 30° is π/6. Elsewhere degrees are a unit. */
  readonly isAngle: boolean;
}

/** The value at a point; not usable (see `isUsable`) where it overflows or is undefined. Throws Unreadable for what is no expression. */
export function valueAt(node: AnswerNode, point: Point, work: Work): Complex {
  return evaluate(node, { point, work, isAngle: false });
}

/** Whether cancellation has eaten the digits of a value, so that it decides nothing. */
export function isInformative(value: Complex, scale = size(value)): boolean {
  return isUsable(value) && value.error <= Math.max(1e-7 * scale, 1e-10);
}

/** Roots, logarithms and powers whose identities hold for positive numbers and may fail elsewhere: √x² is x there. */
export function hasBranches(node: AnswerNode, work: Work): boolean {
  return contains(
    node,
    (part) => {
      if (part.kind === 'call') return /^(?:sqrt|cbrt|root|ln|lg|arc\w+)$/.test(part.name);
      if (part.kind !== 'power' || exactValue(part.parts[1]!, work)?.bottom === 1n) return false;
      const [base] = part.parts;
      return !(base!.kind === 'constant' || base!.kind === 'number');
    },
    work,
  );
}

function evaluate(node: AnswerNode, at: Sampling): Complex {
  at.work.charge(2);
  const part = (index: number): Complex => evaluate(partsOf(node)[index]!, at);
  switch (node.kind) {
    case 'number':
      return complex(toNumber(node.value));
    case 'based': {
      const value = exactValue(node, at.work);
      return complex(value === undefined ? Number(node.digits) : toNumber(value));
    }
    case 'constant':
      return constantValue(node.name);
    case 'symbol':
      return variable(node.name, at.point);
    case 'negation':
      return minus(part(0));
    case 'sum':
      return node.parts.map((term) => evaluate(term, at)).reduce(sum);
    case 'product': {
      const factors = withoutUnits(node.parts);
      return factors.map((factor) => evaluate(factor, at)).reduce(product, complex(1, 0, 0));
    }
    case 'quotient':
      return isUnit(node.parts[1]!) ? part(0) : quotient(part(0), part(1));
    case 'power':
      return powerValue(part(0), node.parts[1]!, at);
    case 'degrees':
      return at.isAngle ? product(part(0), complex(Math.PI / 180)) : part(0);
    case 'percent':
      return product(part(0), complex(0.01));
    case 'bracketed':
      return part(0);
    case 'factorial':
      return exactOr(node, at, () => apply(namedFunction('factorial')!, part(0)));
    case 'call':
      return callValue(node.name, node.parts, node, at);
    default:
      throw new Unreadable(`a ${node.kind} has no number as value`);
  }
}

function constantValue(name: 'pi' | 'e' | 'i' | 'infinity'): Complex {
  if (name === 'i') return IMAGINARY;
  return complex({ pi: Math.PI, e: Math.E, infinity: Infinity }[name]);
}

function powerValue(base: Complex, exponentNode: AnswerNode, at: Sampling): Complex {
  const exponent = exactValue(exponentNode, at.work);
  if (
    exponent !== undefined &&
    base.im === 0 &&
    base.re < 0 &&
    exponent.bottom % 2n === 1n &&
    exponent.bottom > 1n &&
    exponent.bottom < 1_000n
  ) {
    const rooted = rootOf(base, Number(exponent.bottom));
    return power(rooted, complex(Number(exponent.top), 0, 0));
  }
  return power(base, exponent === undefined ? evaluate(exponentNode, at) : complex(toNumber(exponent), 0, 0));
}

function callValue(name: string, parts: readonly AnswerNode[], node: AnswerNode, at: Sampling): Complex {
  const inside = { ...at, isAngle: at.isAngle || takesAngle(name) };
  const known = namedFunction(name);
  if (known !== undefined && parts.length === 1)
    return exactOr(node, at, () => apply(known, evaluate(parts[0]!, inside)));
  if (name === 'root' && parts.length === 2) {
    return exactOr(node, at, () => {
      const degree = exactValue(parts[1]!, at.work);
      const radicand = evaluate(parts[0]!, at);
      const isWhole = degree !== undefined && degree.bottom === 1n && degree.top !== 0n;
      return isWhole
        ? rootOf(radicand, toNumber(degree))
        : power(radicand, quotient(complex(1, 0, 0), evaluate(parts[1]!, at)));
    });
  }
  if (name === 'binom' && parts.length === 2) {
    return exactOr(node, at, () => {
      const factorial = (z: Complex): Complex => apply(namedFunction('factorial')!, z);
      const [n, k] = [evaluate(parts[0]!, at), evaluate(parts[1]!, at)];
      return quotient(factorial(n), product(factorial(k), factorial(sum(n, minus(k)))));
    });
  }
  return exactOr(node, at, () =>
    opaque(`${name}(${parts.map((argument) => fingerprint(argument, at)).join(';')})`, at.point),
  );
}

function exactOr(node: AnswerNode, at: Sampling, approximate: () => Complex): Complex {
  const value = exactValue(node, at.work);
  return value === undefined ? approximate() : complex(toNumber(value));
}

/** Text that is equal for arguments of equal value, so that unknown functions agree on them. */
function fingerprint(node: AnswerNode, at: Sampling): string {
  at.work.charge(2);
  if (
    node.kind === 'relation' ||
    node.kind === 'tuple' ||
    node.kind === 'list' ||
    node.kind === 'set' ||
    node.kind === 'matrix' ||
    node.kind === 'interval'
  ) {
    return `${node.kind}[${node.parts.map((part) => fingerprint(part, at)).join(';')}]`;
  }
  if (node.kind === 'constant' || node.kind === 'words') return JSON.stringify(node);
  const value = evaluate(node, at);
  if (!isInformative(value)) throw new Unreadable('argument without a usable value');
  return `${rounded(value.re, value)},${rounded(value.im, value)}`;
}

function rounded(part: number, whole: Complex): string {
  return Math.abs(part) <= Math.max(1e-9 * size(whole), 1e-12) ? '0' : part.toPrecision(9);
}

function opaque(text: string, point: Point): Complex {
  return complex(0.4 + 2 * uniformAt(hashString(`call ${text}`), POINTS.indexOf(point)));
}

function variable(name: string, point: Point): Complex {
  const seed = hashString(name);
  const u = uniformAt(seed, POINTS.indexOf(point));
  switch (point) {
    case 'positive':
    case 'positive-2':
      return complex(0.35 + 2.3 * u);
    case 'negative':
      return complex(-(0.4 + 2 * u));
    case 'complex':
      return complex(0.3 + 1.7 * u, 0.2 + 0.9 * uniformAt(seed, POINTS.length));
    case 'far':
      return complex((u < 0.5 ? -1 : 1) * (150 + 700 * uniformAt(seed, POINTS.length + 1)));
  }
}
