/** Whether two relations say the same: equations up to a factor, inequalities up to a positive one or by solutions. */
import { isSameSet } from '../numbers/intervals';
import { inequalitySet } from '../values/real-set';
import { isInequality, mirrored } from '../read/relation-operators';
import { isSameUpToFactor } from './same-number';
import { labelled } from '../values/label';
import type { AnswerNode, RelationNode } from '../tree';
import { isExpression } from '../tree';
import type { Work } from '../numbers/work';
import { readable } from '../numbers/work';

/** `same` compares parts. Throws OutOfWork past the limit. */
export function isSameRelation(
  a: RelationNode,
  b: RelationNode,
  same: (p: AnswerNode, q: AnswerNode) => boolean,
  work: Work,
): boolean {
  const [x, y] = [readable(() => inequalitySet(a, work)), readable(() => inequalitySet(b, work))];
  if (x !== undefined && y !== undefined) return same(x.label, y.label) && isSameSet(x.set, y.set);
  if (a.operators.length === 1 && b.operators.length === 1) return isSameSingle(a, b, same, work);
  return hasSameParts(a, b, same) || hasSameParts(a, reversed(b), same);
}

function isSameSingle(
  a: RelationNode,
  b: RelationNode,
  same: (p: AnswerNode, q: AnswerNode) => boolean,
  work: Work,
): boolean {
  const [p, q] = [labelled(a), labelled(b)];
  if (p !== undefined && q !== undefined) {
    // `f(x) = x^2` and `y = x^2` name the same function; `x = 2` and `y = 2` are different answers.
    if (same(p.label, q.label) || (p.label.kind === 'call') !== (q.label.kind === 'call')) {
      if (same(p.value, q.value)) return true;
    }
  }
  if (hasSameParts(a, b, same) || hasSameParts(a, reversed(b), same)) return true;
  const areExpressions = [...a.parts, ...b.parts].every((part) => isExpression(part, work));
  const factor = areExpressions ? readable(() => isSameUpToFactor(a.parts, b.parts, work)) : undefined;
  if (factor === undefined) return false;
  const [operator, other] = [a.operators[0]!, b.operators[0]!];
  if (isInequality(operator)) return (factor.sign > 0 ? operator : mirrored(operator)) === other;
  return operator === other && (operator === '=' || operator === '!=');
}

function hasSameParts(a: RelationNode, b: RelationNode, same: (p: AnswerNode, q: AnswerNode) => boolean): boolean {
  return (
    a.operators.length === b.operators.length &&
    a.operators.every((operator, index) => operator === b.operators[index]) &&
    a.parts.every((part, index) => same(part, b.parts[index]!))
  );
}

function reversed(node: RelationNode): RelationNode {
  return { kind: 'relation', operators: node.operators.map(mirrored).toReversed(), parts: node.parts.toReversed() };
}
