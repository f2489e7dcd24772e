/**
 * An answer without its decoration: units, degree signs, "x =", "x ∈", chains of equalities, approximate tails.
 * What remains says the same in fewer shapes. It compares nothing.
 */
import type { AnswerNode, RelationNode } from '../tree';
import { isClosed, isExpression, isUnit, negation, productOf, treeText, withoutUnits } from '../tree';
import type { Work } from '../numbers/work';
import { isLabel, labelled } from './label';
import { orderOfEnds } from './real-set';
import { spelling } from './words';

const MAX_ROUNDS = 8;

export function tidy(node: AnswerNode, work: Work): AnswerNode {
  let current = node;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    work.charge(1);
    const next = tidyOnce(current, work);
    if (next === current) break;
    current = next;
  }
  return current;
}

function tidyOnce(node: AnswerNode, work: Work): AnswerNode {
  switch (node.kind) {
    case 'relation':
      return tidyRelation(node, work);
    case 'list':
      return tidyList(node, work);
    case 'degrees':
      return node.parts[0]!;
    case 'percent':
      return isExpression(node.parts[0]!, work) ? node : node.parts[0]!;
    case 'negation': {
      // -5 % is a percentage as 5 % is.
      const [inside] = node.parts;
      return inside!.kind === 'percent' ? { ...inside, parts: [negation(inside.parts[0]!)] } : undressed(node, work);
    }
    case 'bracketed': {
      const [inside] = node.parts;
      return isExpression(inside!, work) || inside!.kind === 'matrix' ? inside! : node;
    }
    case 'interval':
      return tidyInterval(node, work);
    case 'words':
      return spokenSet(node, work) ?? node;
    case 'product':
      return spokenSet(node, work) ?? undressed(node, work);
    default:
      return undressed(node, work);
  }
}

/** Between square brackets that fall there is nothing: a vector is meant. [4, 4] is {4}. */
function tidyInterval(node: Extract<AnswerNode, { kind: 'interval' }>, work: Work): AnswerNode {
  const order = node.closedLow && node.closedHigh ? orderOfEnds(node, work) : undefined;
  if (order === 'falling') return { kind: 'tuple', parts: node.parts };
  return order === 'level' ? { kind: 'set', parts: [node.parts[0]!] } : node;
}

const SPOKEN_SETS: ReadonlyMap<string, string> = new Map([
  ...['nosolution', 'nosolutions', 'norealsolution', 'norealsolutions', 'emptyset', 'theemptyset'].map(
    (letters) => [letters, 'empty'] as const,
  ),
  ...['allrealnumbers', 'allreals', 'allrealx', 'anyrealnumber', 'therealnumbers'].map(
    (letters) => [letters, 'R'] as const,
  ),
]);

/** `\text{no solution}`, `all real numbers`. */
function spokenSet(node: AnswerNode, work: Work): AnswerNode | undefined {
  if (node.kind === 'product' && !node.parts.some(({ kind }) => kind === 'words')) return undefined;
  const name = SPOKEN_SETS.get(spelling(node, work)?.letters ?? '');
  return name === undefined ? undefined : { kind: 'named-set', name };
}

function tidyRelation(node: RelationNode, work: Work): AnswerNode {
  const { operators, parts } = node;
  const approximate = operators.indexOf('~');
  if (approximate === 0 && isLabel(parts[0]!)) return { ...node, operators: ['=', ...operators.slice(1)] };
  if (approximate >= 0)
    return approximate === 0
      ? parts[0]!
      : { kind: 'relation', operators: operators.slice(0, approximate), parts: parts.slice(0, approximate + 1) };
  if (operators.length > 1 && operators.every((operator) => operator === '='))
    return { kind: 'relation', operators: ['='], parts: [parts[0]!, parts.at(-1)!] };
  if (operators.length !== 1) return node;
  const [left, right] = [parts[0]!, parts[1]!];
  if (operators[0] === 'in' && isLabel(left)) return right;
  if (operators[0] !== '=') return node;
  if (isLabel(right) && !isLabel(left)) return { ...node, parts: [right, left] };
  // `2 + 3 = 5` and `\lim … = 1`: the answer is what the calculation comes to.
  if (isClosed(left, work) && isClosed(right, work)) return right;
  return node;
}

/** `x = 2, 3` and `x = 2 or x = 3` list values of one label; `a = 1, b = 2` keeps its labels. */
function tidyList(node: Extract<AnswerNode, { kind: 'list' }>, work: Work): AnswerNode {
  const parts = node.parts.map((part) => (part.kind === 'relation' ? tidyRelation(part, work) : part));
  const [first, ...others] = parts.map(labelled);
  if (first === undefined) return parts.every((part, index) => part === node.parts[index]) ? node : { ...node, parts };
  const label = treeText(first.label, work);
  const isShared = others.every((other) => other !== undefined && treeText(other.label, work) === label);
  const isLeading = others.every((other, index) => other === undefined && parts[index + 1]!.kind !== 'relation');
  if (!isShared && !isLeading)
    return parts.every((part, index) => part === node.parts[index]) ? node : { ...node, parts };
  return { ...node, parts: parts.map((part) => labelled(part)?.value ?? part) };
}

function undressed(node: AnswerNode, work: Work): AnswerNode {
  work.charge(1);
  if (node.kind === 'negation') {
    const inside = undressed(node.parts[0]!, work);
    return inside === node.parts[0] ? node : { kind: 'negation', parts: [inside] };
  }
  if (node.kind === 'sum') {
    const last = undressed(node.parts.at(-1)!, work);
    return last === node.parts.at(-1) ? node : { ...node, parts: [...node.parts.slice(0, -1), last] };
  }
  if (node.kind === 'quotient' && isUnit(node.parts[1]!) && !isUnit(node.parts[0]!)) return node.parts[0]!;
  if (node.kind !== 'product') return node;
  const kept = withoutUnits(node.parts);
  // Where words are left among the numbers they count, and so do those that look like units.
  if (kept === node.parts || kept.some(({ kind }) => kind === 'words')) return node;
  return productOf(kept);
}
