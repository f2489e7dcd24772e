/**
 * Linear equations as what they say of one variable: `2x - y - 1 = 0` is y = 2x - 1, and `2x = 6` is x = 3. Only so that an
 * equation or inequality votes and is graded with its solved form; it solves nothing else.
 */
import { isUsable, minus, quotient, size, sum } from '../numbers/complex';
import type { Complex } from '../numbers/complex';
import type { AnswerNode, RelationNode } from '../tree';
import { contains, difference, isExpression, negation, number, partsOf } from '../tree';
import { hasBranches, isInformative, valueAt } from './sample';
import type { Point } from './sample';
import type { Work } from '../numbers/work';

const TOLERANCE = 1e-9;
/** Where the other variables are put. */
const POINTS_OF_OTHERS: readonly Point[] = ['positive', 'positive-2', 'negative'];
/** Larger equations are left as they are: each variable is tried with several evaluations of the whole. */
const MOST_NODES = 150;
const MOST_VARIABLES = 6;
/** An equation that has a value by its label already is arranged anew only where that costs little. */
const MOST_NODES_ANEW = 30;
/** What a variable is tried with: |x|, ⌊x⌋ and x³ are no line through all of these, although they are through 0, 1 and others. */
const ARGUMENTS: readonly AnswerNode[] = [
  number(0),
  number(1),
  number(-2),
  { kind: 'number', value: { top: 7n, bottom: 19n } },
];

/** An equation of x and y, which is meant as a line or curve: `y = 2x - 1` and `x = 4 - 2y` keep both. */
export function isOfPlane(node: RelationNode, work: Work): boolean {
  if (!isEquation(node, work)) return false;
  const names = variablesOf(node, work);
  return names !== undefined && names.includes('x') && names.includes('y');
}

/**
 * What the equation says its subject is. The subject is y where there is x too, else the variable that stands alone, else
 * the last by name. undefined for what is no equation of several variables that is linear in its subject.
 */
export function solvedForm(node: RelationNode, work: Work): AnswerNode | undefined {
  const linear = linearIn(node, work);
  const alone = linear?.slopes.filter(({ slope }) => Math.abs(Math.abs(slope.re) - 1) <= TOLERANCE && slope.im === 0);
  const subject = alone?.at(-1) ?? linear?.slopes.at(-1);
  return subject && rootIn(linear!.sides, subject.name, work);
}

export interface Arranged {
  /** What the equation is solved for; undefined where that is only its name, as `y` of a line, `x`, `V` or `a_n`. */
  readonly subject: string | undefined;
  readonly value: AnswerNode;
}

/**
 * The same for a subject that does not depend on how the equation is arranged or scaled, so that `a = 2b` and `b = a/2`
 * are one: y where there is x too, else x, else the only name with a capital or a letter as its index, else the last.
 */
export function arranged(node: RelationNode, work: Work): Arranged | undefined {
  const linear = linearIn(node, work);
  const names = linear?.slopes.map(({ name }) => name) ?? [];
  const last = names.at(-1);
  if (linear === undefined || last === undefined) return undefined;
  const titles = names.filter((name) => /^[A-Z]|_[A-Za-z]/.test(name));
  const title =
    names.find((name) => name === (linear.isPlane ? 'y' : 'x')) ?? (titles.length === 1 ? titles[0] : undefined);
  return { subject: title === undefined ? last : undefined, value: rootIn(linear.sides, title ?? last, work) };
}

/** Short, and nothing but arithmetic. */
export function isArrangedQuickly(node: RelationNode, work: Work): boolean {
  let nodes = 0;
  return !contains(node, (each) => ++nodes > MOST_NODES_ANEW || each.kind === 'call', work);
}

interface Linear {
  readonly isPlane: boolean;
  /** The difference of both sides. */
  readonly sides: AnswerNode;
  /** Of the variables that it is linear in, by name; of y alone where there is x too. */
  readonly slopes: readonly { readonly name: string; readonly slope: Complex }[];
}

/** undefined for what is no equation of several variables. */
function linearIn(node: RelationNode, work: Work): Linear | undefined {
  if (!isEquation(node, work)) return undefined;
  const sides = difference(node.parts[0]!, node.parts[1]!);
  const names = variablesOf(node, work);
  if (names === undefined || names.length < 2 || hasBranches(sides, work)) return undefined;
  const isPlane = names.includes('x') && names.includes('y');
  const slopes = (isPlane ? ['y'] : names).flatMap((name) => {
    const slope = slopeIn(sides, name, POINTS_OF_OTHERS, work);
    return slope === undefined ? [] : [{ name, slope }];
  });
  return { isPlane, sides, slopes };
}

export interface LinearRoot {
  readonly variable: AnswerNode;
  readonly root: AnswerNode;
  /** Whether the expression rises with its variable. */
  readonly isRising: boolean;
}

/** Where an expression of one variable is 0 that is linear in it, with a real slope; undefined for any other. */
export function linearRoot(node: AnswerNode, work: Work): LinearRoot | undefined {
  const names = variablesOf(node, work);
  const name = names?.[0];
  if (name === undefined || names?.length !== 1 || !isExpression(node, work)) return undefined;
  const slope = slopeIn(node, name, ['positive'], work);
  if (slope === undefined || Math.abs(slope.im) > TOLERANCE * size(slope)) return undefined;
  return { variable: { kind: 'symbol', name }, root: rootIn(node, name, work), isRising: slope.re > 0 };
}

/** 3 for `2x = 6`; undefined for what is no linear equation of one variable. */
export function solvedValue(node: RelationNode, work: Work): AnswerNode | undefined {
  return isEquation(node, work) ? linearRoot(difference(node.parts[0]!, node.parts[1]!), work)?.root : undefined;
}

function rootIn(linear: AnswerNode, name: string, work: Work): AnswerNode {
  const at = (value: number): AnswerNode => replaced(linear, name, number(value), work);
  const rest = at(0);
  return { kind: 'quotient', parts: [negation(rest), difference(at(1), rest)] };
}

function isEquation(node: RelationNode, work: Work): boolean {
  return (
    node.operators.length === 1 && node.operators[0] === '=' && node.parts.every((part) => isExpression(part, work))
  );
}

/** Sorted by name; undefined where there is too much to look at. */
function variablesOf(node: AnswerNode, work: Work): readonly string[] | undefined {
  const names = new Set<string>();
  let nodes = 0;
  const visit = (each: AnswerNode): void => {
    work.charge(1);
    if (++nodes > MOST_NODES) return;
    if (each.kind === 'symbol') names.add(each.name);
    partsOf(each).forEach(visit);
  };
  visit(node);
  return nodes > MOST_NODES || names.size > MOST_VARIABLES ? undefined : [...names].sort();
}

/** The coefficient of a variable where it is the same whatever the others are; undefined elsewhere, and where it is 0. */
function slopeIn(node: AnswerNode, name: string, points: readonly Point[], work: Work): Complex | undefined {
  const nodes = ARGUMENTS.map((argument) => replaced(node, name, argument, work));
  const slopes = points.flatMap((point) => {
    const [none, ...values] = nodes.map((each) => valueAt(each, point, work));
    return values.map((value, index) =>
      quotient(sum(value, minus(none!)), valueAt(ARGUMENTS[index + 1]!, point, work)),
    );
  });
  const [first] = slopes;
  const isSteady = slopes.every(
    (slope) =>
      isUsable(slope) &&
      isInformative(slope) &&
      size(sum(slope, minus(first!))) <= TOLERANCE * size(first!) + 8 * slope.error,
  );
  return isSteady && size(first!) > 0 ? first : undefined;
}

function replaced(node: AnswerNode, name: string, value: AnswerNode, work: Work): AnswerNode {
  work.charge(1);
  if (node.kind === 'symbol') return node.name === name ? value : node;
  if (!('parts' in node)) return node;
  return { ...node, parts: node.parts.map((part) => replaced(part, name, value, work)) };
}
