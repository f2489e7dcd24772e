/**
 * Whether two answers say the same, kind by kind: words, numbers, relations, matrices, ratios, sets, tuples, lists.
 * Leniencies of grading (units, labels, percent, rounding) are here and in `tidy`; keys share only those of `tidy`.
 */
import { exactValue } from '../values/exact';
import { isSameSet } from '../numbers/intervals';
import { keyOf } from './key';
import type { Matrix } from '../values/matrix';
import { asMatrix, matrixValue, upright } from '../values/matrix';
import { expandPlusMinus, hasPlusMinus } from '../values/plus-minus';
import { infinitySign, realSet } from '../values/real-set';
import { isSameRelation } from './same-relation';
import { isSameNumber } from './same-number';
import { solvedForm, solvedValue } from '../values/solve';
import { labelled } from '../values/label';
import { tidy } from '../values/tidy';
import type { AnswerNode } from '../tree';
import { isExpression } from '../tree';
import { spelling } from '../values/words';
import type { Work } from '../numbers/work';
import { readable, Unreadable } from '../numbers/work';

const MAX_DEPTH = 16;

/** Symmetric. Throws OutOfWork past the limit; what cannot be compared is different. */
export function isSame(a: AnswerNode, b: AnswerNode, work: Work, depth = 0): boolean {
  work.charge(4);
  if (depth > MAX_DEPTH) return false;
  const [x, y] = [tidy(a, work), tidy(b, work)];
  const same = (p: AnswerNode, q: AnswerNode): boolean => isSame(p, q, work, depth + 1);
  const sameInOrder = (p: readonly AnswerNode[], q: readonly AnswerNode[]): boolean =>
    p.length === q.length && p.every((part, index) => same(part, q[index]!));
  for (const rule of RULES) {
    const verdict = readable(() => rule(x, y, { same, sameInOrder, work }) ?? 'next');
    if (verdict === true || verdict === false) return verdict;
  }
  return false;
}

interface Comparison {
  readonly same: (p: AnswerNode, q: AnswerNode) => boolean;
  readonly sameInOrder: (p: readonly AnswerNode[], q: readonly AnswerNode[]) => boolean;
  readonly work: Work;
}
/** true or false decides; undefined, or being unable to read an answer this way, leaves it to the next rule. */
type Rule = (a: AnswerNode, b: AnswerNode, context: Comparison) => boolean | undefined;

/** Applies a rule for one kind on either side with that side first. */
const eitherWay =
  (rule: Rule): Rule =>
  (a, b, context) =>
    rule(a, b, context) ?? rule(b, a, context);

const words: Rule = (a, b, { work }) => {
  const [x, y] = [spelling(a, work), spelling(b, work)];
  if (x === undefined || y === undefined) return a.kind === 'words' || b.kind === 'words' ? false : undefined;
  if (x.letters !== '' && x.letters === y.letters && (x.isText || y.isText || x.letters.length >= 3)) return true;
  return x.isText || y.isText ? false : undefined;
};

const relations: Rule = (a, b, { same, work }) => {
  if (a.kind !== 'relation' || b.kind !== 'relation') return undefined;
  return isSameRelation(a, b, same, work);
};

/** `x = 5` is 5, `2x = 10` too, and `2x - y - 1 = 0` is 2x - 1. */
const labelAndValue: Rule = eitherWay((a, b, { same, work }) => {
  if (a.kind !== 'relation') return undefined;
  const value = labelled(a)?.value;
  if (value !== undefined && same(value, b)) return true;
  const solved = isExpression(b, work) ? (solvedForm(a, work) ?? solvedValue(a, work)) : undefined;
  if (solved !== undefined) return same(solved, b);
  return value === undefined ? undefined : false;
});

/** 10 % is 0.1 by value, and 10 where the question asked for percent. */
const percentages: Rule = eitherWay((a, b, { same, work }) => {
  if (a.kind !== 'percent' || !isExpression(b, work)) return undefined;
  if (b.kind === 'percent') return same(a.parts[0]!, b.parts[0]!);
  return same(a.parts[0]!, b) || isSameNumber(a, b, work);
});

/** 52_8 is matched by itself, by its value in another base, and by its digits where the base went without saying. */
const basedNumbers: Rule = eitherWay((a, b, { work }) => {
  if (a.kind !== 'based') return undefined;
  if (b.kind === 'based') return a.base === b.base ? a.digits === b.digits : isSameNumber(a, b, work);
  const plain = isExpression(b, work) ? exactValue(b, work) : undefined;
  return plain !== undefined && plain.bottom === 1n && plain.top.toString() === a.digits;
});

/** 2 (mod 5) is 2 where the modulus went without saying, and not 2 (mod 7). */
const residues: Rule = eitherWay((a, b, { same, sameInOrder }) => {
  if (a.kind !== 'residue') return undefined;
  return b.kind === 'residue' ? sameInOrder(a.parts, b.parts) : same(a.parts[0]!, b);
});

const infinities: Rule = (a, b) => {
  const [x, y] = [infinitySign(a), infinitySign(b)];
  return x === undefined && y === undefined ? undefined : x === y;
};

const numbers: Rule = (a, b, { work }) => {
  if (!isExpression(a, work) || !isExpression(b, work)) return undefined;
  return isSameNumber(a, b, work);
};

const matrices: Rule = (a, b, { sameInOrder, work }) => {
  const [x, y] = [matrixValue(a, work), matrixValue(b, work)];
  const sameCells = (p: Matrix, q: Matrix): boolean => p.columns === q.columns && sameInOrder(p.cells, q.cells);
  if (x !== undefined && y !== undefined) return sameCells(upright(x), upright(y));
  if (x === undefined && y === undefined) return undefined;
  const [p, q] = [x ?? asMatrix(a), y ?? asMatrix(b)];
  return p !== undefined && q !== undefined && sameCells(upright(p), upright(q));
};

const ratios: Rule = eitherWay((a, b, { same, sameInOrder, work }) => {
  if (a.kind !== 'ratio') return undefined;
  if (b.kind === 'ratio')
    return (
      a.parts.length === b.parts.length &&
      (sameInOrder(a.parts, b.parts) ||
        ([...a.parts, ...b.parts].every((part) => isExpression(part, work)) && isProportional(a.parts, b.parts, same)))
    );
  return a.parts.length === 2 && same({ kind: 'quotient', parts: a.parts }, b);
});

/** Words among numbers: `6 feet 2 inches`, `5 dozen`. `5 % of them` are not `5 of them`. */
const phrases: Rule = (a, b, { sameInOrder }) =>
  a.kind === 'product' && b.kind === 'product'
    ? a.parts.every(({ kind }, index) => (kind === 'percent') === (b.parts[index]?.kind === 'percent')) &&
      sameInOrder(a.parts, b.parts)
    : undefined;

const isRealSetKind = (node: AnswerNode): boolean =>
  ['interval', 'set-operation', 'named-set', 'relation'].includes(node.kind);

const realSets: Rule = (a, b, { same, work }) => {
  const hasInequality = (node: AnswerNode): boolean =>
    node.kind === 'list' && node.parts.some((part) => part.kind === 'relation');
  if (!isRealSetKind(a) && !isRealSetKind(b) && !hasInequality(a) && !hasInequality(b)) return undefined;
  const [x, y] = [readable(() => realSet(a, work)), readable(() => realSet(b, work))];
  if (x !== undefined && y !== undefined) return isSameSet(x, y);
  return hasInequality(a) || hasInequality(b) ? undefined : sameShape(a, b, same);
};

const tuples: Rule = eitherWay((a, b, { sameInOrder }) => {
  if (a.kind !== 'tuple') return undefined;
  if (b.kind === 'tuple' || b.kind === 'list' || b.kind === 'set' || b.kind === 'bracketed')
    return sameInOrder(a.parts, b.parts);
  return undefined;
});

const collections: Rule = (a, b, { same, work }) => {
  if (![a, b].some((node) => isCollection(node) || hasPlusMinus(node, work))) return undefined;
  return isSameCollection(membersOf(a, work), membersOf(b, work), same, work);
};

const RULES: readonly Rule[] = [
  words,
  relations,
  labelAndValue,
  percentages,
  basedNumbers,
  residues,
  infinities,
  numbers,
  matrices,
  ratios,
  phrases,
  realSets,
  tuples,
  collections,
];

function isProportional(a: readonly AnswerNode[], b: readonly AnswerNode[], same: Comparison['same']): boolean {
  // 0:0 is proportional to everything by cross multiplication.
  const isZero = (node: AnswerNode): boolean => node.kind === 'number' && node.value.top === 0n;
  if (a.some(isZero) || b.some(isZero)) return false;
  const times = (p: AnswerNode, q: AnswerNode): AnswerNode => ({ kind: 'product', parts: [p, q] });
  return a.slice(1).every((part, index) => same(times(a[0]!, b[index + 1]!), times(part, b[0]!)));
}

/** Sets whose ends are no numbers are compared as they are written. */
function sameShape(a: AnswerNode, b: AnswerNode, same: Comparison['same']): boolean {
  if (a.kind === 'named-set' && b.kind === 'named-set') return a.name === b.name;
  const pairwise = (p: readonly AnswerNode[], q: readonly AnswerNode[]): boolean =>
    p.length === q.length && p.every((part, index) => same(part, q[index]!));
  const isOpen = (node: AnswerNode): boolean => node.kind === 'tuple';
  if (a.kind === 'interval' && b.kind === 'interval')
    return a.closedLow === b.closedLow && a.closedHigh === b.closedHigh && pairwise(a.parts, b.parts);
  if (isOpen(a) || isOpen(b)) return false;
  if (a.kind !== 'set-operation' || b.kind !== 'set-operation' || a.operator !== b.operator) return false;
  return pairwise(a.parts, b.parts) || (a.operator !== 'difference' && pairwise(a.parts, b.parts.toReversed()));
}

function isCollection(node: AnswerNode): boolean {
  return node.kind === 'list' || node.kind === 'set' || node.kind === 'bracketed';
}

function membersOf(node: AnswerNode, work: Work): readonly AnswerNode[] {
  const isClosedPair = node.kind === 'interval' && node.closedLow && node.closedHigh;
  const members = isCollection(node) || isClosedPair ? (node as Extract<AnswerNode, { kind: 'list' }>).parts : [node];
  return members.flatMap((member) => expandPlusMinus(tidy(member, work), work));
}

/** Equal keys are paired off first, which is linear; only the rest is matched one by one. */
function isSameCollection(
  a: readonly AnswerNode[],
  b: readonly AnswerNode[],
  same: Comparison['same'],
  work: Work,
): boolean {
  const [left, right] = [distinct(a, work), distinct(b, work)];
  if (left.size !== right.size) return false;
  for (const key of left.keys()) if (right.delete(key)) left.delete(key);
  const rest = [...right.values()];
  return [...left.values()].every((member) => {
    const match = rest.findIndex((other) => same(member, other));
    if (match >= 0) rest.splice(match, 1);
    return match >= 0;
  });
}

/** Members by key, without repetitions. Members that have no key get one that equals no other. */
function distinct(members: readonly AnswerNode[], work: Work): Map<string | symbol, AnswerNode> {
  return new Map(
    members.map((member) => {
      const key = readable(() => {
        // A label is part of a member, not decoration, and so is the variable of an equation.
        const tidied = tidy(member, work);
        if (tidied.kind === 'relation' && tidied.operators[0] === '=') throw new Unreadable('labelled');
        return keyOf(member, work);
      });
      return [key ?? Symbol('no key'), member];
    }),
  );
}
