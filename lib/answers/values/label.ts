/** What names the thing asked for (`x` in `x = 5`), as against what is said of it. */
import type { AnswerNode } from '../tree';

/** `x = 5` as its label and its value; undefined when the node is no equation of that form. */
export function labelled(node: AnswerNode): { readonly label: AnswerNode; readonly value: AnswerNode } | undefined {
  if (node.kind !== 'relation' || node.operators.length !== 1 || node.operators[0] !== '=') return undefined;
  return isLabel(node.parts[0]!) ? { label: node.parts[0]!, value: node.parts[1]! } : undefined;
}

/** Whether the node names the thing asked for rather than saying anything of it: `x`, `f(x)`, `(x, y)`, `AB`, `P(A)`. */
export function isLabel(node: AnswerNode): boolean {
  switch (node.kind) {
    case 'symbol':
    case 'words':
      return true;
    case 'constant':
      return node.name === 'e' || node.name === 'i';
    case 'call':
      return /^[fghFGH](?![a-z])/.test(node.name);
    case 'tuple':
    case 'ratio':
    case 'quotient':
      return node.parts.every(isLabel);
    case 'product': {
      // Lengths and areas have capitals (`AB`), probabilities too (`P(A)`); `xy` is a product.
      const [first] = node.parts;
      const isName = first?.kind === 'words' || (first?.kind === 'symbol' && /^[A-Z]/.test(first.name));
      const isWord =
        node.parts.length >= 3 && node.parts.every((part) => part.kind === 'symbol' || part.kind === 'constant');
      return (isName || isWord) && node.parts.every(isLabel);
    }
    default:
      return false;
  }
}
