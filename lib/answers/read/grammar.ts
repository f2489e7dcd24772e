/**
 * What the parts of the parser need of each other, so that each stays a small file without import cycles.
 */
import type { Token } from './tokenize';
import type { TokenStream } from './token-stream';
import type { AnswerNode } from '../tree';
import { Unreadable } from '../numbers/work';

export interface Grammar {
  readonly tokens: TokenStream;
  /** One or more answers up to where `isEnd` holds; a single one stays itself. */
  list(isEnd: () => boolean): AnswerNode;
  relation(): AnswerNode;
  sum(): AnswerNode;
  product(): AnswerNode;
  /** An atom with its powers, subscripts, primes, factorial, percent or degree signs. */
  factor(afterNumber?: boolean): AnswerNode;
  atom(afterNumber?: boolean): AnswerNode;
}

export function isSeparator(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'mark') return token.text === ',' || token.text === ';' || token.text === 'or';
  return token.kind === 'letters' && (token.text === 'and' || token.text === 'or');
}

/** The inside of a bracket that `close` ends; takes the closing mark too. */
export function readUntilMark(grammar: Grammar, close: string): AnswerNode {
  const { tokens } = grammar;
  const inside = tokens.inside(false, () => grammar.list(() => tokens.isMark(close) || isInfix(tokens)));
  const combined = readInfix(grammar, inside, close);
  tokens.expectMark(close);
  return combined;
}

/** TeX's `{a \over b}` and `{n \choose k}`, which split the whole group they stand in. */
function readInfix(grammar: Grammar, left: AnswerNode, close: string): AnswerNode {
  const { tokens } = grammar;
  if (!isInfix(tokens)) return left;
  const infix = tokens.take().text;
  const parts = [left, grammar.list(() => tokens.isMark(close))];
  return infix === 'over' ? { kind: 'quotient', parts } : { kind: 'call', name: 'binom', parts };
}

function isInfix(tokens: TokenStream): boolean {
  return tokens.isCommand('over') || tokens.isCommand('choose');
}

/** A required argument of a command: a group, or TeX's single token (`\frac12`, `\sqrt x`). */
export function readArgument(grammar: Grammar, wholeNumber = false): AnswerNode {
  const { tokens } = grammar;
  const token = tokens.peek();
  if (token === undefined) throw new Unreadable('missing argument');
  if (tokens.skipMark('{')) return readUntilMark(grammar, '}');
  if (token.kind === 'number' && !wholeNumber && /^\d\d+$/.test(token.text)) {
    tokens.takePart(1);
    return { kind: 'number', value: { top: BigInt(token.text[0]!), bottom: 1n } };
  }
  return grammar.atom();
}

/** The members of a list-like node, or the node itself as the only one. */
export function membersOf(node: AnswerNode): readonly AnswerNode[] {
  const isCollection = node.kind === 'list' || node.kind === 'tuple' || node.kind === 'set' || node.kind === 'interval';
  return isCollection ? node.parts : [node];
}
