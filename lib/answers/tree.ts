/**
 * The tree an answer is read into: numbers and expressions, and the kinds of answer built from them.
 * Plain data; it knows neither how it was written nor how it is compared.
 */
import type { Rational } from './numbers/rational';
import { integer } from './numbers/rational';
import { isCurrencyText, isDirection, isScale, isUnitFraction, isUnitText } from './numbers/units';
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
  /** `9 \pmod{11}`: the value, and the modulus beside it. */
  | { readonly kind: 'residue'; readonly parts: readonly AnswerNode[] }
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
  // Units in their place are words that do not stop a product from being a number.
  if (node.kind === 'product') return withoutUnits(node.parts).every((part) => isExpression(part, work));
  return partsOf(node).every((part) => (node.kind === 'quotient' && isUnit(part)) || isExpression(part, work));
}

/** Words that are a unit, or such to a power, or a product or quotient of such. */
export function isUnit(node: AnswerNode): boolean {
  if (node.kind === 'words') return isUnitText(node.text);
  if (node.kind === 'power') return isUnit(node.parts[0]!);
  if (node.kind === 'quotient' && isUnit(node.parts[0]!) && node.parts[1]!.kind === 'symbol')
    return isNamedFraction(node);
  return (node.kind === 'product' || node.kind === 'quotient') && node.parts.every(isUnit);
}

/**
 * The factors of a product without the units behind its numbers and the currency before them. Words elsewhere stay: `6 feet
 * 2 inches` and `negative 5` are no products of numbers. At least one factor is left.
 */
export function withoutUnits(factors: readonly AnswerNode[]): readonly AnswerNode[] {
  let [start, end] = [0, factors.length];
  for (;;) {
    const from = unitFrom(factors, end);
    if (from === end) break;
    end = from;
  }
  if (end === 2 && factors.length === 2 && factors[0]!.kind === 'number' && isNamedFraction(factors[1]!)) end--;
  const [first] = factors;
  if (end > 1 && first!.kind === 'words' && isCurrencyText(first.text)) start++;
  return end - start === factors.length ? factors : factors.slice(start, end);
}

const MOST_UNIT_WORDS = 8;

/** Where the unit starts that ends before `end`; `end` where there is none. Words in a row are one text: `red balls`. */
function unitFrom(factors: readonly AnswerNode[], end: number): number {
  let from = end;
  while (from > 1 && end - from < MOST_UNIT_WORDS && factors[from - 1]!.kind === 'words') from--;
  if (from === end) return end > 1 && isUnitBehind(factors[end - 2]!, factors[end - 1]!) ? end - 1 : end;
  const text = factors
    .slice(from, end)
    .map((each) => (each.kind === 'words' ? each.text : ''))
    .join(' ');
  const before = factors[from - 1]!;
  if (before.kind === 'degrees' && isDirection(text)) return end;
  const isOne = before.kind === 'number' && before.value.top === 1n && before.value.bottom === 1n;
  return isUnitText(text, isOne) ? from : end;
}

function isUnitBehind(before: AnswerNode, node: AnswerNode): boolean {
  return before.kind === 'degrees' && node.kind === 'symbol' ? isScale(node.name) : isUnit(node);
}

/** `\frac{m}{s}`, `km/h`, `m/s^2`. */
function isNamedFraction(node: AnswerNode): boolean {
  if (node.kind !== 'quotient') return false;
  const [top, bottom] = [unitName(node.parts[0]!), unitName(node.parts[1]!)];
  return top !== undefined && bottom !== undefined && isUnitFraction(top, bottom);
}

function unitName(node: AnswerNode): string | undefined {
  switch (node.kind) {
    case 'symbol':
      return node.name;
    case 'words':
      return node.text.replaceAll(/[^A-Za-z]/g, '');
    case 'product': {
      const names = node.parts.map((part) => (part.kind === 'symbol' ? part.name : undefined));
      return names.includes(undefined) ? undefined : names.join('');
    }
    case 'power': {
      const [base, exponent] = node.parts;
      const name = unitName(base!);
      return name === undefined || exponent!.kind !== 'number' ? undefined : `${name}^${exponent.value.top}`;
    }
    default:
      return undefined;
  }
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
