/** The answers that denote a set of reals: intervals, unions, inequalities, "x ≠ 3", ℝ, finite sets. */
import type { Interval, RealSet } from '../numbers/intervals';
import { complement, intersection, isClose, normalized, point } from '../numbers/intervals';
import { isInequality, mirrored } from '../read/relation-operators';
import { valueAt } from './sample';
import { isLabel } from './label';
import type { LinearRoot } from './solve';
import { linearRoot } from './solve';
import type { AnswerNode, RelationNode, RelationOperator } from '../tree';
import { difference, isClosed, isExpression } from '../tree';
import type { Work } from '../numbers/work';
import { readable, Unreadable } from '../numbers/work';

const REALS: RealSet = [{ low: -Infinity, high: Infinity, closedLow: false, closedHigh: false }];

/** The set an answer denotes. Throws Unreadable when it denotes none, or has ends that are not real numbers. */
export function realSet(node: AnswerNode, work: Work): RealSet {
  work.charge(4);
  switch (node.kind) {
    case 'named-set':
      if (node.name === 'R') return REALS;
      if (node.name === 'empty') return [];
      throw new Unreadable('not a set of intervals');
    case 'interval':
    case 'tuple': {
      if (node.parts.length !== 2) throw new Unreadable('not an interval');
      const [low, high] = [realNumber(node.parts[0]!, work), realNumber(node.parts[1]!, work)];
      const closed = node.kind === 'interval' ? node : { closedLow: false, closedHigh: false };
      // Nobody writes the empty set as `(5, 3]` or `[4, 4)`: whatever is meant, it is no interval.
      if (low > high || (isClose(low, high) && !(closed.closedLow && closed.closedHigh)))
        throw new Unreadable('an interval that does not rise');
      return normalized([{ low, high, closedLow: closed.closedLow, closedHigh: closed.closedHigh }]);
    }
    case 'set':
    case 'bracketed':
      return normalized(node.parts.map((part) => point(realNumber(part, work))));
    case 'set-operation': {
      const [left, right] = [realSet(node.parts[0]!, work), realSet(node.parts[1]!, work)];
      work.charge(4 * (left.length + 1) * (right.length + 1));
      if (node.operator === 'union') return normalized([...left, ...right]);
      return intersection(left, node.operator === 'intersection' ? right : complement(right));
    }
    case 'relation':
      return inequalitySet(node, work).set;
    case 'list':
      return inequalityList(node, work);
    default:
      throw new Unreadable('not a set of reals');
  }
}

/** The solutions of `x > 2`, `1 ≤ x < 3`, `1 ≤ |x| ≤ 2` or `x ≠ 3`, and the label they are solutions for. */
export function inequalitySet(node: RelationNode, work: Work): { readonly set: RealSet; readonly label: AnswerNode } {
  const { operators, parts } = node;
  const [first, second, third] = parts;
  if (operators.length === 1 && isVariable(second!) && !isVariable(first!)) {
    return inequalitySet({ kind: 'relation', operators: [mirrored(operators[0]!)], parts: [second!, first!] }, work);
  }
  if (operators.length === 1 && isVariable(first!)) {
    const operator = operators[0]!;
    const label = bare(first!);
    if (operator === 'in') return { set: realSet(second!, work), label };
    const bound = realNumber(second!, work);
    if (operator === '!=') return { set: complement([point(bound)]), label };
    if (!isInequality(operator)) throw new Unreadable('not an inequality');
    const isBelow = operator === '<' || operator === '<=';
    const closed = operator.endsWith('=');
    const ray = isBelow
      ? { low: -Infinity, high: bound, closedLow: false, closedHigh: closed }
      : { low: bound, high: Infinity, closedLow: closed, closedHigh: false };
    return { set: ofAbsoluteValue(first!, ray), label };
  }
  if (!operators.every((operator) => isInequality(operator) || (operator === '!=' && operators.length === 1)))
    throw new Unreadable('not an inequality');
  if (operators.length === 1) return inequalitySet(solvedFor(difference(first!, second!), operators[0]!, work), work);
  if (operators.length !== 2) throw new Unreadable('not an inequality');
  if (!isVariable(second!)) return inequalitySet(solvedBetween(node, work), work);
  if (operators[0]!.startsWith('>') && operators[1]!.startsWith('>')) {
    const reversed: RelationNode = {
      kind: 'relation',
      operators: [mirrored(operators[1]!), mirrored(operators[0]!)],
      parts: [third!, second!, first!],
    };
    return inequalitySet(reversed, work);
  }
  if (!operators[0]!.startsWith('<') || !operators[1]!.startsWith('<'))
    throw new Unreadable('inequalities in two directions');
  const between = {
    low: realNumber(first!, work),
    high: realNumber(third!, work),
    closedLow: operators[0] === '<=',
    closedHigh: operators[1] === '<=',
  };
  return { set: ofAbsoluteValue(second!, between), label: bare(second!) };
}

/** `2x < 6` and `x - 3 < 0` as x < 3. */
function solvedFor(sides: AnswerNode, operator: RelationOperator, work: Work): RelationNode {
  const { variable, root, isRising } = linear(sides, work);
  return { kind: 'relation', operators: [isRising ? operator : mirrored(operator)], parts: [variable, root] };
}

/** `0 < x + 1 < 3` as -1 < x < 2. */
function solvedBetween({ operators, parts: [low, middle, high] }: RelationNode, work: Work): RelationNode {
  const [first, second] = [linear(difference(middle!, low!), work), linear(difference(middle!, high!), work)];
  return {
    kind: 'relation',
    operators: first.isRising ? operators : operators.map(mirrored),
    parts: [first.root, first.variable, second.root],
  };
}

function linear(node: AnswerNode, work: Work): LinearRoot {
  const root = linearRoot(node, work);
  if (root === undefined) throw new Unreadable('not linear in one variable');
  return root;
}

/** "or" joins solutions; with a comma `x > 1, x < 3` holds both at once where that is possible. */
function inequalityList(node: Extract<AnswerNode, { kind: 'list' }>, work: Work): RealSet {
  const sets = node.parts.map((part) => {
    if (part.kind !== 'relation') return realSet(part, work);
    return inequalitySet(part, work).set;
  });
  if (!node.parts.some((part) => part.kind === 'relation')) throw new Unreadable('not inequalities');
  work.charge(4 * sets.length * sets.length);
  const common = node.joiner === 'or' ? [] : sets.reduce(intersection);
  return common.length > 0 ? common : normalized(sets.flat());
}

function isVariable(node: AnswerNode): boolean {
  return isLabel(node) || (node.kind === 'call' && node.name === 'abs' && isLabel(node.parts[0]!));
}

function bare(node: AnswerNode): AnswerNode {
  return node.kind === 'call' && node.name === 'abs' ? node.parts[0]! : node;
}

/** Solutions for x, given those for |x|. */
function ofAbsoluteValue(label: AnswerNode, solutions: Interval): RealSet {
  if (label.kind !== 'call' || label.name !== 'abs') return normalized([solutions]);
  const positive = intersection([solutions], [{ low: 0, high: Infinity, closedLow: true, closedHigh: false }]);
  const negative = positive.map(({ low, high, closedLow, closedHigh }) => ({
    low: -high,
    high: -low,
    closedLow: closedHigh,
    closedHigh: closedLow,
  }));
  return normalized([...negative, ...positive]);
}

/** undefined where an end is no real number. */
export function orderOfEnds(
  { parts: [low, high] }: Extract<AnswerNode, { kind: 'interval' }>,
  work: Work,
): 'rising' | 'level' | 'falling' | undefined {
  const ends = readable(() => ({ low: realNumber(low!, work), high: realNumber(high!, work) }));
  if (ends === undefined) return undefined;
  if (isClose(ends.low, ends.high)) return 'level';
  return ends.low < ends.high ? 'rising' : 'falling';
}

/** A closed real value, ±Infinity included. Throws Unreadable for anything else. */
export function realNumber(node: AnswerNode, work: Work): number {
  const infinite = infinitySign(node);
  if (infinite !== undefined) return infinite * Infinity;
  if (!isExpression(node, work) || !isClosed(node, work)) throw new Unreadable('not a real number');
  const value = valueAt(node, 'positive', work);
  if (!Number.isFinite(value.re) || Math.abs(value.im) > Math.max(1e-12, value.error))
    throw new Unreadable('not a real number');
  return value.re;
}

/** 1 or -1 for ∞ with its sign, undefined for anything else. */
export function infinitySign(node: AnswerNode): 1 | -1 | undefined {
  if (node.kind === 'constant' && node.name === 'infinity') return 1;
  if (node.kind !== 'negation') return undefined;
  const sign = infinitySign(node.parts[0]!);
  return sign === undefined ? undefined : sign === 1 ? -1 : 1;
}
