/** `a ± b` as the two values it stands for. Several signs in one expression go together: all upper, or all lower. */
import type { AnswerNode } from '../tree';
import { contains, negation } from '../tree';
import type { Work } from '../numbers/work';

export function hasPlusMinus(node: AnswerNode, work: Work): boolean {
  return contains(node, ({ kind }) => kind === 'plus-minus' || kind === 'minus-plus', work);
}

/** The node itself, or its upper-sign and lower-sign readings. */
export function expandPlusMinus(node: AnswerNode, work: Work): readonly AnswerNode[] {
  return hasPlusMinus(node, work) ? [withSign(node, 'plus-minus', work), withSign(node, 'minus-plus', work)] : [node];
}

function withSign(node: AnswerNode, positive: 'plus-minus' | 'minus-plus', work: Work): AnswerNode {
  work.charge(1);
  if (!('parts' in node)) return node;
  const parts = node.parts.map((part) => withSign(part, positive, work));
  if (node.kind === 'plus-minus' || node.kind === 'minus-plus')
    return node.kind === positive ? parts[0]! : negation(parts[0]!);
  return { ...node, parts };
}
