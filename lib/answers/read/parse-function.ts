/** Calls of named functions, with or without brackets, and big operators with their bounds. */
import { functionName, inverseName, SEVERAL_ARGUMENTS } from '../numbers/functions';
import type { Grammar } from './grammar';
import { membersOf } from './grammar';
import { readScript } from './parse-postfix';
import type { Token } from './tokenize';
import type { AnswerNode } from '../tree';
import { call, number, productOf } from '../tree';
import { Unreadable } from '../numbers/work';

/** The rest of a call whose name, as written, has been taken. `\sin^2 x`, `\log_2 8`, `\sin^{-1} x`, `max(1, 2)`. */
export function readFunction(grammar: Grammar, written: string): AnswerNode {
  const { exponent, subscript } = readBounds(grammar);
  if (SEVERAL_ARGUMENTS.has(written)) return raised(readSeveral(grammar, written), exponent);
  const name = functionName(written) ?? written;
  let argument = readFunctionArgument(grammar);
  let base = subscript;
  if (argument.kind === 'tuple' && written === 'log' && argument.parts.length === 2) {
    [argument, base] = [argument.parts[0]!, argument.parts[1]!];
  }
  const inverse = inverseName(name);
  if (inverse !== undefined && exponent !== undefined && isMinusOne(exponent)) return call(inverse, [argument]);
  if (base === undefined) return raised(call(name, [argument]), exponent);
  return raised({ kind: 'quotient', parts: [call('ln', [argument]), call('ln', [base])] }, exponent);
}

/** Sums, integrals and limits stay unevaluated: a call whose parts are the bounds and what follows. */
export function readBigOperator(grammar: Grammar, name: string): AnswerNode {
  const { exponent, subscript } = readBounds(grammar);
  const bounds = [subscript, exponent].map((bound) => bound ?? number(0));
  return call(name, [...bounds, grammar.product()]);
}

function readBounds(grammar: Grammar): { exponent?: AnswerNode; subscript?: AnswerNode } {
  const { tokens } = grammar;
  const bounds: { exponent?: AnswerNode; subscript?: AnswerNode } = {};
  for (;;) {
    const place = tokens.isMark('^') ? 'exponent' : tokens.isMark('_') ? 'subscript' : undefined;
    if (place === undefined || bounds[place] !== undefined) return bounds;
    tokens.take();
    const script = readScript(grammar);
    if (typeof script === 'string') throw new Unreadable('degrees of a function');
    bounds[place] = script;
  }
}

function readSeveral(grammar: Grammar, written: string): AnswerNode {
  const parts = membersOf(grammar.atom());
  if (written === 'nthroot' && parts.length === 1) return call('sqrt', parts);
  const names: Record<string, string> = { nthroot: 'root', nCr: 'binom' };
  return call(names[written] ?? written, parts);
}

/** A bracketed argument, or a run of implied factors up to an operator, a bracket or the next function. */
function readFunctionArgument(grammar: Grammar): AnswerNode {
  const { tokens } = grammar;
  const first = tokens.peek();
  if (isBracket(first)) {
    const inside = grammar.atom();
    // Braces and brackets of any shape only group here.
    return (inside.kind === 'set' || inside.kind === 'bracketed') && inside.parts.length === 1
      ? inside.parts[0]!
      : inside;
  }
  if (tokens.skipMark('-')) return { kind: 'negation', parts: [readFunctionArgument(grammar)] };
  const factors = [grammar.factor()];
  while (continuesArgument(tokens.peek())) factors.push(grammar.factor());
  return productOf(factors);
}

function isBracket(token: Token | undefined): boolean {
  return token?.kind === 'mark' && ['(', '[', '{', '\\{', '|', '|('].includes(token.text);
}

function continuesArgument(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'letters')
    return (
      token.text.length === 1 ||
      token.text === 'pi' ||
      (token.text.length === 2 && functionName(token.text) === undefined && token.text !== 'or')
    );
  return (
    token.kind === 'number' ||
    (token.kind === 'command' &&
      (token.text === 'pi' || /^(?:alpha|beta|gamma|theta|phi|omega|lambda)$/.test(token.text)))
  );
}

function raised(node: AnswerNode, exponent: AnswerNode | undefined): AnswerNode {
  return exponent === undefined ? node : { kind: 'power', parts: [node, exponent] };
}

function isMinusOne(node: AnswerNode): boolean {
  return (
    node.kind === 'negation' &&
    node.parts[0]!.kind === 'number' &&
    node.parts[0].value.top === 1n &&
    node.parts[0].value.bottom === 1n
  );
}
