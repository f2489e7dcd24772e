/** What stands behind an atom: powers, subscripts, primes, factorials, percent and degree signs. */
import type { Grammar } from './grammar';
import { readUntilMark } from './grammar';
import { basedNumber, baseOf } from './based-number';
import type { AnswerNode } from '../tree';
import { call, negation } from '../tree';
import { firstPiece } from './letters';
import type { TokenStream } from './token-stream';
import type { Token } from './tokenize';
import { Unreadable } from '../numbers/work';

const DEGREE = 'degree';
/** Function letters: `f(x)` is an unknown function, `a(x)` a product. */
const FUNCTION_LETTER = /^[fghFGH][_'\d]*/;

export function readPostfix(grammar: Grammar, afterNumber: boolean): AnswerNode {
  const first = grammar.tokens.peek();
  return readSigns(grammar, grammar.atom(afterNumber), first);
}

/** What stands behind `atom`, which began with the token `first`; the atom itself where nothing does. */
export function readSigns(grammar: Grammar, atom: AnswerNode, first?: Token): AnswerNode {
  const { tokens } = grammar;
  let node = atom;
  const calls = node.kind === 'symbol' && FUNCTION_LETTER.test(node.name) && first?.kind === 'letters';
  let exponent: AnswerNode | undefined;
  for (;;) {
    if (tokens.skipMark('^')) {
      const script = readScript(grammar);
      if (script === DEGREE) node = { kind: 'degrees', parts: [node] };
      else if (calls && node.kind === 'symbol' && exponent === undefined) exponent = script;
      else node = { kind: 'power', parts: [node, script] };
    } else if (tokens.skipMark('_')) node = withSubscript(node, readSubscript(tokens), first?.text ?? '');
    else if (tokens.isMark("'")) node = primed(node, tokens);
    else if (tokens.skipMark('!')) node = { kind: 'factorial', parts: [node] };
    else if (tokens.skipMark('%')) node = { kind: 'percent', parts: [node] };
    else if (tokens.isCommand('circ') || tokens.isCommand('degree')) {
      tokens.take();
      node = { kind: 'degrees', parts: [node] };
    } else if (calls && node.kind === 'symbol' && tokens.skipMark('(')) {
      const inside = readUntilMark(grammar, ')');
      node = call(node.name, inside.kind === 'list' ? inside.parts : [inside]);
    } else return exponent === undefined ? node : { kind: 'power', parts: [node, exponent] };
  }
}

/** An exponent. A run of digits belongs together (`x^12`), of letters only the first (`e^ix` is e^i x), as people type. */
export function readScript(grammar: Grammar): AnswerNode | typeof DEGREE {
  const { tokens } = grammar;
  const token = tokens.peek();
  if (token === undefined) throw new Unreadable('missing exponent');
  if (tokens.skipMark('{')) {
    if (tokens.isCommand('circ') || tokens.isCommand('degree')) {
      tokens.take();
      tokens.expectMark('}');
      return DEGREE;
    }
    return readUntilMark(grammar, '}');
  }
  if (tokens.isCommand('circ') || tokens.isCommand('degree')) {
    tokens.take();
    return DEGREE;
  }
  if (tokens.skipMark('-')) {
    const script = tokens.deeper(() => readScript(grammar));
    if (script === DEGREE) throw new Unreadable('minus degree');
    return negation(script);
  }
  if (tokens.skipMark('+')) return grammar.atom();
  if (token.kind === 'letters' && token.text.length > 1 && !['pi', 'inf', 'infty'].includes(token.text)) {
    const piece = firstPiece(token.text[0]!, { beforeBracket: false, beforeArgument: false, afterNumber: false });
    tokens.takePart(1);
    return piece.kind === 'constant'
      ? { kind: 'constant', name: piece.name as 'e' | 'i' }
      : { kind: 'symbol', name: piece.name };
  }
  return grammar.atom();
}

/** The text of a subscript, without spaces: it is part of a name, not of the value. */
export function readSubscript(tokens: TokenStream): string {
  const token = tokens.peek();
  if (token?.kind === 'letters') {
    tokens.takePart(1);
    return token.text[0]!;
  }
  const { text: open } = tokens.take();
  const close = { '{': '}', '(': ')' }[open];
  if (close === undefined) return open;
  let [text, depth] = ['', 1];
  for (;;) {
    const { text: part } = tokens.take();
    if (part === open) depth++;
    if (part === close && --depth === 0) return text;
    text += part;
  }
}

function withSubscript(node: AnswerNode, subscript: string, written: string): AnswerNode {
  if (node.kind === 'symbol') return { kind: 'symbol', name: `${node.name}_${subscript}` };
  if (node.kind === 'constant' && node.name !== 'infinity')
    return { kind: 'symbol', name: `${node.name}_${subscript}` };
  if (node.kind === 'power' && node.parts[0]!.kind === 'symbol') {
    return { kind: 'power', parts: [withSubscript(node.parts[0], subscript, written), node.parts[1]!] };
  }
  if (node.kind === 'words') return { kind: 'words', text: `${node.text} ${subscript}` };
  const base = baseOf(subscript);
  const isBracketed = written === '(' && node.kind === 'number' && node.decimals === undefined;
  if (
    base !== undefined &&
    node.kind === 'number' &&
    node.value.bottom === 1n &&
    (isBracketed || /^\d+$/.test(written))
  )
    return basedNumber(isBracketed ? node.value.top.toString() : written, base);
  throw new Unreadable('subscript of an expression');
}

function primed(node: AnswerNode, tokens: TokenStream): AnswerNode {
  tokens.expectMark("'");
  if (node.kind === 'symbol') return { kind: 'symbol', name: `${node.name}'` };
  if (node.kind === 'call') return call(`${node.name}'`, node.parts);
  throw new Unreadable('prime of an expression');
}
