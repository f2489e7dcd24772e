/**
 * Linear equations as what they say of one variable: `2x - y - 1 = 0` is y = 2x - 1. Only so that an equation votes and is
 * graded with its solved form; it solves nothing else.
 */
import { isUsable, minus, size, sum } from '../numbers/complex';
import type { Complex } from '../numbers/complex';
import type { AnswerNode, RelationNode } from '../tree';
import { difference, isExpression, negation, number, partsOf } from '../tree';
import { hasBranches, isInformative, valueAt } from './sample';
import type { Work } from '../numbers/work';

const TOLERANCE = 1e-9;
/** Larger equations are left as they are: each variable is tried with several evaluations of the whole. */
const MOST_NODES = 150;
const MOST_VARIABLES = 6;

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
  if (!isEquation(node, work)) return undefined;
  const sides = difference(node.parts[0]!, node.parts[1]!);
  const names = variablesOf(node, work);
  if (names === undefined || names.length < 2 || hasBranches(sides, work)) return undefined;
  const isPlane = names.includes('x') && names.includes('y');
  const slopes = (isPlane ? ['y'] : names).flatMap((name) => {
    const slope = slopeIn(sides, name, work);
    return slope === undefined ? [] : [{ name, slope }];
  });
  const alone = slopes.filter(({ slope }) => Math.abs(Math.abs(slope.re) - 1) <= TOLERANCE && slope.im === 0);
  const subject = alone.at(-1) ?? slopes.at(-1);
  if (subject === undefined) return undefined;
  const at = (value: number): AnswerNode => replaced(sides, subject.name, number(value), work);
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
function slopeIn(node: AnswerNode, name: string, work: Work): Complex | undefined {
  const [none, one, two] = [0, 1, 2].map((value) => replaced(node, name, number(value), work));
  const steps = (['positive', 'positive-2', 'negative'] as const).flatMap((point) => {
    const values = [none!, one!, two!].map((each) => valueAt(each, point, work));
    return [sum(values[1]!, minus(values[0]!)), sum(values[2]!, minus(values[1]!))];
  });
  const [first] = steps;
  const isSteady = steps.every(
    (step) =>
      isUsable(step) &&
      isInformative(step) &&
      size(sum(step, minus(first!))) <= TOLERANCE * size(first!) + 8 * step.error,
  );
  return isSteady && size(first!) > 0 ? first : undefined;
}

function replaced(node: AnswerNode, name: string, value: AnswerNode, work: Work): AnswerNode {
  work.charge(1);
  if (node.kind === 'symbol') return node.name === name ? value : node;
  if (!('parts' in node)) return node;
  return { ...node, parts: node.parts.map((part) => replaced(part, name, value, work)) };
}
