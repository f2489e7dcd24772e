/** How relations are written, and what a relation becomes when its sides are exchanged. */
import type { TokenStream } from './token-stream';
import type { RelationOperator } from '../tree';
import { Unreadable } from '../numbers/work';

const OPERATORS: ReadonlyMap<string, RelationOperator> = new Map([
  ['=', '='],
  ['!=', '!='],
  ['<', '<'],
  ['<=', '<='],
  ['>', '>'],
  ['>=', '>='],
  ['le', '<='],
  ['leq', '<='],
  ['leqslant', '<='],
  ['ge', '>='],
  ['geq', '>='],
  ['geqslant', '>='],
  ['ne', '!='],
  ['neq', '!='],
  ['approx', '~'],
  ['approxeq', '~'],
  ['thickapprox', '~'],
  ['doteq', '~'],
  ['simeq', '~'],
  ['sim', '~'],
  ['equiv', '='],
  ['cong', '='],
  ['to', '='],
  ['rightarrow', '='],
  ['Rightarrow', '='],
  ['implies', '='],
  ['in', 'in'],
  ['notin', 'not-in'],
  ['ni', 'owns'],
  ['subset', 'subset'],
  ['subseteq', 'subset-eq'],
  ['supset', 'superset'],
  ['supseteq', 'superset-eq'],
]);

const NEGATED: ReadonlyMap<RelationOperator, RelationOperator> = new Map([
  ['=', '!='],
  ['in', 'not-in'],
  ['owns', 'not-owns'],
  ['subset', 'not-subset'],
  ['subset-eq', 'not-subset-eq'],
  ['superset', 'not-superset'],
  ['superset-eq', 'not-superset-eq'],
  ['<', '>='],
  ['<=', '>'],
  ['>', '<='],
  ['>=', '<'],
]);

const MIRRORED: ReadonlyMap<RelationOperator, RelationOperator> = new Map([
  ['<', '>'],
  ['>', '<'],
  ['<=', '>='],
  ['>=', '<='],
  ['in', 'owns'],
  ['owns', 'in'],
  ['not-in', 'not-owns'],
  ['not-owns', 'not-in'],
  ['subset', 'superset'],
  ['superset', 'subset'],
  ['subset-eq', 'superset-eq'],
  ['superset-eq', 'subset-eq'],
  ['not-subset', 'not-superset'],
  ['not-superset', 'not-subset'],
  ['not-subset-eq', 'not-superset-eq'],
  ['not-superset-eq', 'not-subset-eq'],
]);

/** The relation operator of a single sign at the cursor, if one is there. */
export function peekRelationOperator(tokens: TokenStream): RelationOperator | undefined {
  const token = tokens.peek();
  return token?.kind === 'mark' || token?.kind === 'command' ? OPERATORS.get(token.text) : undefined;
}

/** Takes the relation operator at the cursor, if one is there. */
export function readRelationOperator(tokens: TokenStream): RelationOperator | undefined {
  const token = tokens.peek();
  if (token === undefined || (token.kind !== 'mark' && token.kind !== 'command')) return undefined;
  if (token.kind === 'command' && token.text === 'not') {
    tokens.take();
    const positive = readRelationOperator(tokens);
    const negative = positive === undefined ? undefined : NEGATED.get(positive);
    if (negative === undefined) throw new Unreadable('\\not before nothing it negates');
    return negative;
  }
  const operator = OPERATORS.get(token.text);
  if (operator !== undefined) tokens.take();
  return operator;
}

/** The operator that says the same with the sides exchanged. */
export function mirrored(operator: RelationOperator): RelationOperator {
  return MIRRORED.get(operator) ?? operator;
}

export function isInequality(operator: RelationOperator): operator is '<' | '<=' | '>' | '>=' {
  return operator === '<' || operator === '<=' || operator === '>' || operator === '>=';
}
