/**
 * Canonical keys: one string per value, so that equal strings are one vote group. No tolerance enters, therefore
 * equality of keys is transitive. Ten digits of doubles stand for irrational values.
 */
import { hashString } from '@/lib/base';
import type { Complex } from '../numbers/complex';
import { isUsable, size } from '../numbers/complex';
import { exactValue } from '../values/exact';
import type { RealSet } from '../numbers/intervals';
import { matrixValue, upright } from '../values/matrix';
import { expandPlusMinus, hasPlusMinus } from '../values/plus-minus';
import type { Rational } from '../numbers/rational';
import { bitLength, integer, isSame, rational } from '../numbers/rational';
import { infinitySign, realSet } from '../values/real-set';
import { isInequality } from '../read/relation-operators';
import { hasBranches, isInformative, valueAt } from '../values/sample';
import { arranged, isArrangedQuickly, isOfPlane, solvedValue } from '../values/solve';
import { labelled } from '../values/label';
import { tidy } from '../values/tidy';
import type { AnswerNode, RelationNode } from '../tree';
import { contains, difference, isClosed, isExpression } from '../tree';
import { spelling } from '../values/words';
import type { Work } from '../numbers/work';
import { readable, Unreadable } from '../numbers/work';

const DIGITS = 10;
const LONG_NUMBER_BITS = 2_000;
/** Doubles this close to p/q with a small q are that fraction: √2·√2 is 2. */
const SNAP_TOLERANCE = 1e-12;
const LARGEST_SNAP_DENOMINATOR = 1_000;

/** Throws Unreadable for values without a key, OutOfWork past the limit. */
export function keyOf(node: AnswerNode, work: Work): string {
  const tidied = tidy(node, work);
  // The label is decoration on a whole answer (`x = 5` is 5), but tells the members of a list apart.
  // So is how it is solved for (`2x = 6` is 3), and which of its variables it names (`a = 2b` is `b = a/2`).
  if (tidied.kind !== 'relation' || isOfPlane(tidied, work)) return keyOfPart(tidied, work);
  const named = labelled(tidied);
  const key =
    named?.label.kind === 'symbol' && isArrangedQuickly(tidied, work) ? keyOfArranged(tidied, work) : undefined;
  if (key !== undefined) return key;
  // `x = 6 - x` names nothing yet.
  const isNamed = named !== undefined && !isNamedIn(named.value, named.label, work);
  const value = isNamed ? named.value : (solvedValue(tidied, work) ?? named?.value);
  return value === undefined ? keyOfPart(tidied, work) : keyOf(value, work);
}

function isNamedIn(value: AnswerNode, label: AnswerNode, work: Work): boolean {
  return label.kind === 'symbol' && contains(value, (node) => node.kind === 'symbol' && node.name === label.name, work);
}

function keyOfPart(untidied: AnswerNode, work: Work): string {
  work.charge(4);
  const node = tidy(untidied, work);
  const spelled = spelling(node, work);
  if (spelled !== undefined && (spelled.isText || (node.kind === 'product' && spelled.letters.length >= 3)))
    return `words:${spelled.letters}`;
  const infinite = infinitySign(node);
  if (infinite !== undefined) return infinite > 0 ? 'infinity' : '-infinity';
  // The base goes without saying in most answers, as it does in grading; so does the modulus.
  if (node.kind === 'based') return `number:${node.digits}`;
  if (node.kind === 'residue') return keyOfPart(node.parts[0]!, work);
  // Not the key of 10, nor that of 0.1: which of them 10 % is right for depends on the reference.
  if (node.kind === 'percent') return `percent:${keyOfPart(node.parts[0]!, work)}`;
  if (isExpression(node, work)) return keyOfNumber(node, work);
  if (hasPlusMinus(node, work)) return keyOfMembers(expandPlusMinus(node, work), work);
  const matrix = matrixValue(node, work);
  if (matrix !== undefined)
    return upright(matrix).columns === 1
      ? keyOfTuple(matrix.cells, work)
      : `matrix${matrix.columns}[${keysOf(matrix.cells, work).join(',')}]`;
  switch (node.kind) {
    case 'relation':
      return keyOfRelation(node, work);
    case 'tuple':
      return keyOfTuple(node.parts, work);
    case 'ratio':
      return keyOfRatio(node.parts, work);
    case 'product':
      // Words among numbers: `6 feet 2 inches`.
      return `phrase(${keysOf(node.parts, work).join(' ')})`;
    case 'list':
    case 'set':
    case 'bracketed': {
      const solutions =
        node.kind === 'list' && node.parts.some((part) => part.kind === 'relation')
          ? readable(() => realSet(node, work))
          : undefined;
      return solutions === undefined ? keyOfMembers(node.parts, work) : keyOfRealSet(solutions, work);
    }
    case 'interval':
    case 'set-operation':
    case 'named-set':
      return keyOfSet(node, work);
    default:
      throw new Unreadable(`no key for a ${node.kind}`);
  }
}

function keysOf(nodes: readonly AnswerNode[], work: Work): string[] {
  return nodes.map((node) => keyOfPart(node, work));
}

function keyOfMembers(members: readonly AnswerNode[], work: Work): string {
  const keys = members.flatMap((member) => keysOf(expandPlusMinus(tidy(member, work), work), work));
  work.charge(keys.length);
  const distinct = [...new Set(keys)].sort();
  return distinct.length === 1 ? distinct[0]! : `{${distinct.join(',')}}`;
}

/** A pair of rising numbers may as well be meant as an interval: `(-9, 7)` and `-9 < x < 7` are one group. */
function keyOfTuple(parts: readonly AnswerNode[], work: Work): string {
  const interval = parts.length === 2 ? readable(() => realSet({ kind: 'tuple', parts }, work)) : undefined;
  const [low, high] = parts;
  const isFaithful = (part: AnswerNode, end: number): boolean => {
    const exact = exactValue(part, work);
    const fraction = fractionOf(end, work);
    return exact === undefined || (fraction !== undefined && isSame(exact, fraction));
  };
  const isInterval =
    interval?.length === 1 && isFaithful(low!, interval[0]!.low) && isFaithful(high!, interval[0]!.high);
  return isInterval ? keyOfRealSet(interval, work) : `(${keysOf(parts, work).join(',')})`;
}

/** By its quotients, so that 6:4, 3:2 and 3/2 are one group. A part that is 0 or no number has none. */
function keyOfRatio(parts: readonly AnswerNode[], work: Work): string {
  const isPlain = parts.every((part) => isExpression(part, work) && exactValue(part, work)?.top !== 0n);
  const [first, second] = parts;
  if (!isPlain) return `ratio(${keysOf(parts, work).join(':')})`;
  if (parts.length === 2) return keyOfNumber({ kind: 'quotient', parts: [first!, second!] }, work);
  const quotients = parts.slice(1).map((part) => keyOfNumber({ kind: 'quotient', parts: [part, first!] }, work));
  return `ratio(${quotients.join(':')})`;
}

function keyOfNumber(node: AnswerNode, work: Work): string {
  const exact = exactValue(node, work);
  if (exact !== undefined) return keyOfRational(exact);
  const [first, second] = [valueAt(node, 'positive', work), valueAt(node, 'positive-2', work)];
  if (!isInformative(first) || !isInformative(second)) throw new Unreadable('no usable value');
  const [here, there] = [digitsOf(first), digitsOf(second)];
  if (here !== there) return `expression:${here}|${there}${digitsBelowZero(node, work)}`;
  const snapped = snap(first, work);
  return snapped === undefined ? `value:${here}` : keyOfRational(snapped);
}

/** Tells |x| from x. Left out where equal expressions may differ at negative numbers, or where nothing can be read there. */
function digitsBelowZero(node: AnswerNode, work: Work): string {
  if (hasBranches(node, work)) return '';
  const value = valueAt(node, 'negative', work);
  return isInformative(value) ? `|${digitsOf(value)}` : '';
}

function keyOfRational({ top, bottom }: Rational): string {
  if (bitLength(top) + bitLength(bottom) > LONG_NUMBER_BITS)
    return `number:#${hashString(top.toString(36))}.${hashString(`${bottom.toString(36)}/${top.toString(32)}`)}`;
  return bottom === 1n ? `number:${top}` : `number:${top}/${bottom}`;
}

function digitsOf(value: Complex): string {
  const imaginary =
    Math.abs(value.im) <= Math.max(SNAP_TOLERANCE * size(value), 8 * value.error) ? '' : `,${rounded(value.im, value)}`;
  return rounded(value.re, value) + imaginary;
}

function rounded(part: number, whole: Complex): string {
  if (Math.abs(part) <= Math.max(SNAP_TOLERANCE * size(whole), 8 * whole.error)) return '0';
  return String(Number(part.toPrecision(DIGITS)));
}

/** The simple fraction a real double stands for, by continued fractions; undefined when there is none. */
function snap(value: Complex, work: Work): Rational | undefined {
  if (Math.abs(value.im) > Math.max(SNAP_TOLERANCE, 8 * value.error) || Math.abs(value.re) > 1e9) return undefined;
  let [top, bottom, previousTop, previousBottom] = [Math.floor(value.re), 1, 1, 0];
  let rest = value.re - top;
  for (;;) {
    if (Math.abs(top / bottom - value.re) <= SNAP_TOLERANCE * Math.max(1e-3, Math.abs(value.re)))
      return rational(BigInt(top), BigInt(bottom), work);
    if (rest === 0) return undefined;
    const quotient = Math.floor(1 / rest);
    rest = 1 / rest - quotient;
    [top, previousTop] = [quotient * top + previousTop, top];
    [bottom, previousBottom] = [quotient * bottom + previousBottom, bottom];
    if (bottom > LARGEST_SNAP_DENOMINATOR) return undefined;
  }
}

/** Of an equation of several variables that is linear in one. Its subject is part of it, unless that is no more than a name. */
function keyOfArranged(node: RelationNode, work: Work): string | undefined {
  const form = arranged(node, work);
  if (form === undefined) return undefined;
  const value = keyOf(form.value, work);
  return form.subject === undefined ? value : `equation:${form.subject}=${value}`;
}

/** Equations by their difference of sides up to a factor, inequalities by their solutions, others side by side. */
function keyOfRelation(node: RelationNode, work: Work): string {
  const solutions = readable(() => realSet(node, work));
  if (solutions !== undefined) return keyOfRealSet(solutions, work);
  const arrangedKey = keyOfArranged(node, work);
  if (arrangedKey !== undefined) return arrangedKey;
  const [operator] = node.operators;
  if (
    node.operators.length === 1 &&
    (operator === '=' || operator === '!=') &&
    node.parts.every((part) => isExpression(part, work))
  ) {
    const sides = difference(node.parts[0]!, node.parts[1]!);
    const [here, there] = [valueAt(sides, 'positive', work), valueAt(sides, 'positive-2', work)];
    // Without a variable there is no ratio to tell `1 ≠ 2` from `1 ≠ 3`.
    if (!isClosed(sides, work) && isUsable(here) && isUsable(there) && size(there) > 0) {
      const ratio: Complex = { re: here.re / there.re, im: 0, error: 1e-15 * Math.abs(here.re / there.re) };
      if (here.im === 0 && there.im === 0 && isInformative(here) && isInformative(there))
        return `equation${operator}${rounded(ratio.re, ratio)}`;
    }
  }
  const isDownward = node.operators.every((each) => isInequality(each) && each.startsWith('>'));
  const [operators, parts] = isDownward
    ? [node.operators.map((each) => each.replace('>', '<')).toReversed(), node.parts.toReversed()]
    : [node.operators, node.parts];
  return `relation:${operators.join()}:${keysOf(parts, work).join(';')}`;
}

function keyOfSet(node: AnswerNode, work: Work): string {
  const solutions = readable(() => realSet(node, work));
  if (solutions !== undefined) return keyOfRealSet(solutions, work);
  if (node.kind === 'interval')
    return `interval${Number(node.closedLow)}${Number(node.closedHigh)}(${keysOf(node.parts, work).join(',')})`;
  if (node.kind === 'set-operation') {
    const keys = keysOf(node.parts, work);
    return `${node.operator}(${(node.operator === 'difference' ? keys : keys.sort()).join(',')})`;
  }
  if (node.kind === 'named-set') return `set:${node.name}`;
  throw new Unreadable(`no key for a ${node.kind}`);
}

function keyOfRealSet(set: RealSet, work: Work): string {
  const end = (value: number): string => {
    const fraction = fractionOf(value, work);
    return fraction === undefined ? String(Number(value.toPrecision(DIGITS))) : keyOfRational(fraction);
  };
  return `reals:${set.map((x) => `${x.closedLow ? '[' : '('}${end(x.low)},${end(x.high)}${x.closedHigh ? ']' : ')'}`).join('')}`;
}

/** The whole number or simple fraction that a double stands for; undefined when there is none. */
function fractionOf(value: number, work: Work): Rational | undefined {
  if (Number.isSafeInteger(value)) return integer(value);
  return Number.isFinite(value) ? snap({ re: value, im: 0, error: 0 }, work) : undefined;
}
