/** The smallest complete things: numbers, names, brackets, fractions, roots, matrices, big operators. */
import { DECORATIONS, GREEK } from '../numbers/commands';
import { isFunctionName } from '../numbers/functions';
import type { Grammar } from './grammar';
import { readArgument, readUntilMark } from './grammar';
import { firstPiece } from './letters';
import { readNumber } from './number-token';
import { readBigOperator, readFunction } from './parse-function';
import { readMatrix } from './parse-matrix';
import { readSubscript } from './parse-postfix';
import type { Token } from './tokenize';
import type { AnswerNode } from '../tree';
import { BIG_OPERATORS, call } from '../tree';
import { Unreadable } from '../numbers/work';

const OPENING: ReadonlySet<string> = new Set(['(', '[', '{', '\\{', '|(']);
const STARTING_COMMANDS: ReadonlySet<string> = new Set([
  'frac',
  'dfrac',
  'tfrac',
  'cfrac',
  'sqrt',
  'pi',
  'infty',
  'binom',
  'dbinom',
  'tbinom',
  'emptyset',
  'varnothing',
  'mathbb',
  'Bbb',
  'mathcal',
  'begin matrix',
  'begin determinant',
  'begin cases',
  'langle',
  'lfloor',
  'lceil',
  'dots',
  'ldots',
  'cdots',
  'angle',
  'triangle',
]);

/** Whether a token behind a factor begins another one, by implied multiplication. */
export function startsAtom(token: Token | undefined, barEnds: boolean): boolean {
  if (token === undefined) return false;
  switch (token.kind) {
    case 'number':
    case 'words':
      return true;
    case 'letters':
      return token.text !== 'and' && token.text !== 'or';
    case 'mark':
      return OPENING.has(token.text) || (token.text === '|' && !barEnds);
    default:
      return (
        STARTING_COMMANDS.has(token.text) ||
        GREEK.has(token.text) ||
        DECORATIONS.has(token.text) ||
        isFunctionName(token.text) ||
        BIG_OPERATORS.has(token.text)
      );
  }
}

export function readAtom(grammar: Grammar, afterNumber: boolean): AnswerNode {
  const token = grammar.tokens.peek();
  if (token === undefined) throw new Unreadable('unexpected end');
  switch (token.kind) {
    case 'number':
      grammar.tokens.take();
      return readNumber(token, grammar.tokens.work);
    case 'words':
      grammar.tokens.take();
      return { kind: 'words', text: token.text };
    case 'letters':
      return readLetters(grammar, token.text, afterNumber);
    case 'mark':
      return readBracket(grammar, grammar.tokens.take().text);
    default:
      return readCommand(grammar, grammar.tokens.take().text);
  }
}

function readLetters(grammar: Grammar, run: string, afterNumber: boolean): AnswerNode {
  const { tokens } = grammar;
  const next = tokens.peek(1);
  const beforeBracket = next?.kind === 'mark' && OPENING.has(next.text);
  const beforeArgument =
    next !== undefined && (startsAtom(next, tokens.barEnds) || (next.kind === 'mark' && '^_-'.includes(next.text)));
  const piece = firstPiece(run, { beforeBracket, beforeArgument, afterNumber });
  tokens.takePart(piece.length);
  switch (piece.kind) {
    case 'function':
      return readFunction(grammar, piece.name);
    case 'words':
      return { kind: 'words', text: piece.name };
    case 'constant':
      return { kind: 'constant', name: piece.name as 'pi' | 'e' | 'i' | 'infinity' };
    default:
      return { kind: 'symbol', name: piece.name };
  }
}

function readBracket(grammar: Grammar, open: string): AnswerNode {
  const { tokens } = grammar;
  switch (open) {
    case '(':
    case '[': {
      const inside = tokens.inside(false, () => grammar.list(() => tokens.isMark(')') || tokens.isMark(']')));
      const close = tokens.take().text;
      if (inside.kind !== 'list')
        return open === '[' && close === ']' ? { kind: 'bracketed', parts: [inside] } : inside;
      const isTuple = inside.parts.length !== 2 || (open === '(' && close === ')');
      return isTuple
        ? { kind: 'tuple', parts: inside.parts }
        : { kind: 'interval', closedLow: open === '[', closedHigh: close === ']', parts: inside.parts };
    }
    case '{':
      return asSet(readUntilMark(grammar, '}'), false);
    case '\\{':
      return readSet(grammar);
    case '|':
    case '|(': {
      const close = open === '|' ? '|' : '|)';
      const inside = tokens.inside(true, () => grammar.list(() => tokens.isMark(close)));
      tokens.expectMark(close);
      return call('abs', [inside]);
    }
    default:
      throw new Unreadable(`unexpected ${open}`);
  }
}

/** `\{1, 2\}`, or set-builder notation, of which only the condition counts: `\{x \mid x > 2\}`. */
function readSet(grammar: Grammar): AnswerNode {
  const { tokens } = grammar;
  if (tokens.skipMark('\\}')) return { kind: 'named-set', name: 'empty' };
  const isBar = (): boolean => tokens.isMark('|') || tokens.isMark(':');
  const members = tokens.inside(true, () => grammar.list(() => tokens.isMark('\\}') || isBar()));
  if (!isBar()) {
    tokens.expectMark('\\}');
    return asSet(members, true);
  }
  tokens.take();
  const condition = tokens.inside(false, () => grammar.list(() => tokens.isMark('\\}')));
  tokens.expectMark('\\}');
  return condition;
}

function asSet(inside: AnswerNode, isAlways: boolean): AnswerNode {
  if (inside.kind === 'list') return { kind: 'set', parts: inside.parts };
  return isAlways ? { kind: 'set', parts: [inside] } : inside;
}

function readCommand(grammar: Grammar, command: string): AnswerNode {
  const { tokens } = grammar;
  switch (command) {
    case 'frac':
    case 'dfrac':
    case 'tfrac':
    case 'cfrac':
      return { kind: 'quotient', parts: [readArgument(grammar), readArgument(grammar)] };
    case 'sqrt': {
      const degree = tokens.skipMark('[') ? readUntilMark(grammar, ']') : undefined;
      const radicand = readArgument(grammar, true);
      return degree === undefined ? call('sqrt', [radicand]) : call('root', [radicand, degree]);
    }
    case 'binom':
    case 'dbinom':
    case 'tbinom':
      return call('binom', [readArgument(grammar), readArgument(grammar)]);
    case 'pi':
      return { kind: 'constant', name: 'pi' };
    case 'infty':
      return { kind: 'constant', name: 'infinity' };
    case 'emptyset':
    case 'varnothing':
      return { kind: 'named-set', name: 'empty' };
    case 'mathbb':
    case 'Bbb':
      return { kind: 'named-set', name: readSubscript(tokens) };
    case 'mathcal':
      return { kind: 'symbol', name: `cal ${readSubscript(tokens)}` };
    case 'langle': {
      const inside = tokens.inside(false, () => grammar.list(() => tokens.isCommand('rangle')));
      tokens.expectCommand('rangle');
      return { kind: 'tuple', parts: inside.kind === 'list' ? inside.parts : [inside] };
    }
    case 'lfloor':
    case 'lceil': {
      const close = command === 'lfloor' ? 'rfloor' : 'rceil';
      const inside = tokens.inside(false, () => grammar.list(() => tokens.isCommand(close)));
      tokens.expectCommand(close);
      return call(command.slice(1), [inside]);
    }
    case 'begin matrix':
    case 'begin determinant':
    case 'begin cases':
      return readMatrix(grammar, command.slice('begin '.length));
    case 'dots':
    case 'ldots':
    case 'cdots':
      return { kind: 'symbol', name: '...' };
    case 'angle':
    case 'triangle': {
      const letters = tokens.peek()?.kind === 'letters' ? tokens.take().text : '';
      return { kind: 'symbol', name: `${command} ${letters}` };
    }
    default:
      if (DECORATIONS.has(command)) return { kind: 'symbol', name: `${command}(${readSubscript(tokens)})` };
      if (BIG_OPERATORS.has(command)) return readBigOperator(grammar, command);
      if (isFunctionName(command)) return readFunction(grammar, command);
      if (GREEK.has(command)) return { kind: 'symbol', name: `\\${command}` };
      throw new Unreadable(`unknown command \\${command}`);
  }
}
