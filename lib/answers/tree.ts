/**
 * The tree an answer is read into: numbers and expressions, and the kinds of answer built from them.
 * Plain data; it knows neither how it was written nor how it is compared.
 */
import type { Rational } from './numbers/rational';
import { integer } from './numbers/rational';
import type { Work } from './numbers/work';

export type RelationOperator =
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '~'
  | 'in'
  | 'not-in'
  | 'owns'
  | 'not-owns'
  | 'subset'
  | 'subset-eq'
  | 'superset'
  | 'superset-eq'
  | 'not-subset'
  | 'not-subset-eq'
  | 'not-superset'
  | 'not-superset-eq';

export type SetOperator = 'union' | 'intersection' | 'difference';

export interface NumberNode {
  readonly kind: 'number';
  readonly value: Rational;
  /** Digits written after the decimal point; undefined when it was not written as a decimal. */
  readonly decimals?: number;
}

export type AnswerNode =
  | NumberNode
  | { readonly kind: 'symbol'; readonly name: string }
  | { readonly kind: 'constant'; readonly name: 'pi' | 'e' | 'i' | 'infinity' }
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'based'; readonly digits: string; readonly base: number }
  | { readonly kind: 'named-set'; readonly name: string }
  | {
      readonly kind: 'sum' | 'product' | 'quotient' | 'power' | 'negation' | 'plus-minus' | 'minus-plus';
      readonly parts: readonly AnswerNode[];
    }
  | { readonly kind: 'degrees' | 'percent' | 'factorial' | 'bracketed'; readonly parts: readonly AnswerNode[] }
  | { readonly kind: 'call'; readonly name: string; readonly parts: readonly AnswerNode[] }
  | { readonly kind: 'tuple' | 'set' | 'ratio'; readonly parts: readonly AnswerNode[] }
  /** `joiner` tells `x<1 or x>3` from `x>1 and x<3`. */
  | { readonly kind: 'list'; readonly joiner: 'or' | 'comma'; readonly parts: readonly AnswerNode[] }
  | {
      readonly kind: 'interval';
      readonly closedLow: boolean;
      readonly closedHigh: boolean;
      readonly parts: readonly AnswerNode[];
    }
  /** Cells row by row. */
  | { readonly kind: 'matrix'; readonly columns: number; readonly parts: readonly AnswerNode[] }
  | { readonly kind: 'set-operation'; readonly operator: SetOperator; readonly parts: readonly AnswerNode[] }
  | {
      readonly kind: 'relation';
      readonly operators: readonly RelationOperator[];
      readonly parts: readonly AnswerNode[];
    };

export type RelationNode = Extract<AnswerNode, { kind: 'relation' }>;

const NO_PARTS: readonly AnswerNode[] = [];

export function partsOf(node: AnswerNode): readonly AnswerNode[] {
  return 'parts' in node ? node.parts : NO_PARTS;
}

export function number(value: bigint | number): NumberNode {
  return { kind: 'number', value: integer(value) };
}

export function call(name: string, parts: readonly AnswerNode[]): AnswerNode {
  return { kind: 'call', name, parts };
}

export function negation(node: AnswerNode): AnswerNode {
  return { kind: 'negation', parts: [node] };
}

/** A product of at least one factor; a single factor stays itself. */
export function productOf(factors: readonly AnswerNode[]): AnswerNode {
  return factors.length === 1 ? factors[0]! : { kind: 'product', parts: factors };
}

export function difference(a: AnswerNode, b: AnswerNode): AnswerNode {
  return { kind: 'sum', parts: [a, negation(b)] };
}

/** Text that is equal exactly for equal trees. Charges one unit per node. */
export function treeText(node: AnswerNode, work: Work): string {
  const pieces: string[] = [];
  writeTree(node, pieces, work);
  return pieces.join(' ');
}

/** Pieces into one list: joining level by level would copy the text of a deep tree once per level. */
function writeTree(node: AnswerNode, pieces: string[], work: Work): void {
  work.charge(1);
  pieces.push('(', node.kind);
  if (node.kind === 'number') pieces.push(`${node.value.top}/${node.value.bottom}`);
  for (const [name, value] of Object.entries(node)) {
    if (name !== 'kind' && name !== 'parts' && name !== 'value') pieces.push(String(value));
  }
  for (const part of partsOf(node)) writeTree(part, pieces, work);
  pieces.push(')');
}

/** Whether `test` holds for the node or anything below it. Charges one unit per node visited. */
export function contains(node: AnswerNode, test: (node: AnswerNode) => boolean, work: Work): boolean {
  work.charge(1);
  return test(node) || partsOf(node).some((part) => contains(part, test, work));
}

const NUMERIC: ReadonlySet<AnswerNode['kind']> = new Set([
  'number',
  'symbol',
  'constant',
  'sum',
  'product',
  'quotient',
  'power',
  'negation',
  'degrees',
  'percent',
  'factorial',
  'bracketed',
  'call',
  'based',
]);

/** Whether the node is an expression with a (complex) number as value once its variables have one. */
export function isExpression(node: AnswerNode, work: Work): boolean {
  work.charge(1);
  if (node.kind === 'words') return false;
  if (!NUMERIC.has(node.kind)) return false;
  // Their bounds are relations; they are never taken apart.
  if (node.kind === 'call' && BIG_OPERATORS.has(node.name)) return true;
  // Units inside a product are words; they do not stop it from being a number.
  const skipsWords = node.kind === 'product' || node.kind === 'quotient' || node.kind === 'sum';
  return partsOf(node).every((part) => (skipsWords && isUnit(part)) || isExpression(part, work));
}

/** Words, or words to a power, or a product or quotient of such: what stands behind a number as its unit. */
export function isUnit(node: AnswerNode): boolean {
  if (node.kind === 'words') return true;
  if (node.kind === 'power') return isUnit(node.parts[0]!);
  return (node.kind === 'product' || node.kind === 'quotient') && node.parts.every(isUnit);
}

/** Free variables and unknown functions make a value depend on the sample point. Bound ones of big operators do not. */
export function isClosed(node: AnswerNode, work: Work): boolean {
  work.charge(1);
  if (node.kind === 'symbol' || node.kind === 'words') return false;
  if (node.kind === 'call' && BIG_OPERATORS.has(node.name)) return true;
  if (node.kind === 'call' && /^[fghFGH]\b/.test(node.name)) return false;
  return partsOf(node).every((part) => isClosed(part, work));
}

export const BIG_OPERATORS: ReadonlySet<string> = new Set(['sum', 'prod', 'int', 'iint', 'oint', 'lim']);
