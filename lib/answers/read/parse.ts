/**
 * Recursive descent over tokens, from lists of answers down to factors. It knows how answers are written, not what
 * they are worth. Atoms and functions are read in `parse-atom` and `parse-function` through the `Grammar` below.
 */
import { functionName } from '../numbers/functions';
import { lettered } from './based-number';
import { readAtom, startsAtom } from './parse-atom';
import type { Grammar } from './grammar';
import { isSeparator } from './grammar';
import { readPostfix, readSigns } from './parse-postfix';
import { isInequality, peekRelationOperator, readRelationOperator } from './relation-operators';
import type { AnswerNode, RelationOperator, SetOperator } from '../tree';
import { isUnit, negation, number, productOf } from '../tree';
import { TokenStream } from './token-stream';
import type { Token } from './tokenize';
import { tokenize } from './tokenize';
import type { Work } from '../numbers/work';
import { Unreadable } from '../numbers/work';

const MAX_LIST_LENGTH = 256;
const SET_OPERATORS: ReadonlyMap<string, SetOperator> = new Map([
  ['cup', 'union'],
  ['bigcup', 'union'],
  ['cap', 'intersection'],
  ['setminus', 'difference'],
  ['backslash', 'difference'],
]);

/** `<2,-1>` and `v = <2,-1>`: a vector between signs that are relations elsewhere. */
const ANGLES = /^((?:[^<>=]{0,40}=)?\s*)<(?=[^<>=]*,)([^<>=]+)>$/;

/** Reads a whole answer. Throws Unreadable when the text is not one, OutOfWork past the work limit. */
export function parse(text: string, work: Work): AnswerNode {
  const based = lettered(text);
  if (based !== undefined) return based;
  const tokens = new TokenStream(tokenize(text.replace(ANGLES, '$1\\langle $2\\rangle'), work), work);
  const answer = grammarOver(tokens).list(() => tokens.peek() === undefined);
  if (tokens.peek() !== undefined) throw new Unreadable(`unexpected ${tokens.peek()?.text}`);
  return answer;
}

function grammarOver(tokens: TokenStream): Grammar {
  const grammar: Grammar = {
    tokens,
    list: (isEnd) => tokens.deeper(() => readList(grammar, isEnd)),
    relation: () => tokens.deeper(() => readRelation(grammar)),
    sum: () => tokens.deeper(() => readSum(grammar)),
    product: () => tokens.deeper(() => readProduct(grammar)),
    factor: (afterNumber = false) => tokens.deeper(() => readPostfix(grammar, afterNumber)),
    atom: (afterNumber = false) => tokens.deeper(() => readAtom(grammar, afterNumber)),
  };
  return grammar;
}

/** Commas, semicolons, "and", "or". `1,2;3,4` is a list of two tuples. */
function readList(grammar: Grammar, isEnd: () => boolean): AnswerNode {
  const { tokens } = grammar;
  const groups: AnswerNode[][] = [[]];
  let joiner: 'or' | 'comma' = 'comma';
  let count = 0;
  while (!isEnd()) {
    if (isSeparator(tokens.peek())) {
      const { text } = tokens.take();
      if (text === 'or') joiner = 'or';
      if (text === ';') groups.push([]);
      continue;
    }
    groups.at(-1)!.push(grammar.relation());
    if (++count > MAX_LIST_LENGTH) throw new Unreadable('list too long');
    if (!isEnd() && !isSeparator(tokens.peek())) throw new Unreadable(`unexpected ${tokens.peek()?.text ?? 'end'}`);
  }
  const filled = groups.filter((group) => group.length > 0);
  const parts =
    filled.length > 1 && filled.some((group) => group.length > 1)
      ? filled.map((group): AnswerNode => (group.length > 1 ? { kind: 'tuple', parts: group } : group[0]!))
      : filled.flat();
  if (parts.length === 0) throw new Unreadable('nothing to read');
  return parts.length === 1 ? parts[0]! : { kind: 'list', joiner, parts };
}

function readRelation(grammar: Grammar): AnswerNode {
  // "≈ 3.14", "= 5", "∈ (1, 2)", "> 5": the left side goes without saying.
  const before = peekRelationOperator(grammar.tokens);
  if (before === '~' || before === '=' || before === 'in') grammar.tokens.take();
  else if (before === '!=' || (before !== undefined && isInequality(before))) {
    grammar.tokens.take();
    return solutionsOf(before, readSetExpression(grammar));
  }
  const parts = [readResidue(grammar)];
  const operators: RelationOperator[] = [];
  for (
    let operator = readRelationOperator(grammar.tokens);
    operator !== undefined;
    operator = readRelationOperator(grammar.tokens)
  ) {
    // "x =" with nothing behind it: what stands there is the answer.
    if (grammar.tokens.peek() === undefined) break;
    operators.push(operator);
    parts.push(readResidue(grammar));
  }
  return operators.length === 0 ? parts[0]! : { kind: 'relation', operators, parts };
}

/** What satisfies a relation that names nobody: `≥ 5` is [5, ∞), `≠ 5` all but 5. */
function solutionsOf(operator: '<' | '<=' | '>' | '>=' | '!=', bound: AnswerNode): AnswerNode {
  if (operator === '!=') {
    const point: AnswerNode = { kind: 'set', parts: [bound] };
    return { kind: 'set-operation', operator: 'difference', parts: [{ kind: 'named-set', name: 'R' }, point] };
  }
  const infinity: AnswerNode = { kind: 'constant', name: 'infinity' };
  const isBelow = operator.startsWith('<');
  const isClosed = operator.endsWith('=');
  return {
    kind: 'interval',
    closedLow: !isBelow && isClosed,
    closedHigh: isBelow && isClosed,
    parts: isBelow ? [negation(infinity), bound] : [bound, infinity],
  };
}

/** `9 \pmod{11}` states the modulus beside the answer; `17 \bmod 5` is an operation. */
function readResidue(grammar: Grammar): AnswerNode {
  const { tokens } = grammar;
  const value = readSetExpression(grammar);
  if (!tokens.isCommand('pmod') && !tokens.isCommand('mod')) return value;
  tokens.take();
  return { kind: 'residue', parts: [value, readSigned(grammar)] };
}

function readSetExpression(grammar: Grammar): AnswerNode {
  let left = readRatio(grammar);
  for (;;) {
    const token = grammar.tokens.peek();
    const operator =
      token === undefined || token.kind === 'letters' ? undefined : SET_OPERATORS.get(token.text.replace('\\', ''));
    if (operator === undefined) return left;
    grammar.tokens.take();
    left = { kind: 'set-operation', operator, parts: [left, readRatio(grammar)] };
  }
}

function readRatio(grammar: Grammar): AnswerNode {
  const parts = [grammar.sum()];
  while (!grammar.tokens.barEnds && grammar.tokens.skipMark(':')) parts.push(grammar.sum());
  return parts.length === 1 ? parts[0]! : { kind: 'ratio', parts };
}

function readSum(grammar: Grammar): AnswerNode {
  const { tokens } = grammar;
  const terms: AnswerNode[] = [];
  do {
    let negative = false;
    let spread: 'plus-minus' | 'minus-plus' | undefined;
    for (;;) {
      if (tokens.skipMark('-')) negative = !negative;
      else if (tokens.isCommand('pm') || tokens.isCommand('mp'))
        spread = tokens.take().text === 'pm' ? 'plus-minus' : 'minus-plus';
      else if (!tokens.skipMark('+')) break;
    }
    const term = grammar.product();
    const signed = negative ? negation(term) : term;
    terms.push(spread === undefined ? signed : { kind: spread, parts: [signed] });
  } while (tokens.isMark('+') || tokens.isMark('-') || tokens.isCommand('pm') || tokens.isCommand('mp'));
  return terms.length === 1 ? terms[0]! : { kind: 'sum', parts: terms };
}

/** Explicit and implied multiplication and division, all of one precedence, left to right: `1/2x` is half of x. */
function readProduct(grammar: Grammar): AnswerNode {
  const { tokens } = grammar;
  const mixed = readMixedNumber(grammar);
  const factors = [mixed ?? readSigned(grammar)];
  for (;;) {
    const token = tokens.peek();
    if (tokens.skipMark('*')) {
      // `3 cm · 5 cm`: units before the sign belong to what stands before it.
      if (factors.some(isUnit)) factors.splice(0, factors.length, productOf([...factors]));
      factors.push(readSigned(grammar));
    } else if (tokens.skipMark('/')) {
      const left = factors.pop()!;
      factors.push(fractionOf(left, readSigned(grammar)));
    } else if (tokens.isCommand('bmod')) {
      tokens.take();
      const parts = [productOf([...factors]), readSigned(grammar)];
      factors.splice(0, factors.length, { kind: 'call', name: 'mod', parts });
    } else if (startsAtom(token, tokens.barEnds)) {
      const ahead = tokens.isMark('{') ? 1 : 0;
      const isPower = tokens.isMark('^', ahead + 1);
      if (tokens.peek(ahead)?.kind === 'number' && endsInNumber(factors.at(-1)!, tokens.previous(), isPower))
        throw new Unreadable('number beside number');
      factors.push(grammar.factor(['number', 'words'].includes(factors.at(-1)!.kind)));
    } else return productOf(factors.length === 1 ? factors : factors.map(withoutBraces));
  }
}

/**
 * `10 20`, `1.2.3`, `2^3 4` and `3/4 5` are no products: nobody multiplies numbers by writing one beside the other. Powers are
 * (`2^3 3^2`, with `isPower` what follows is one), and so it is behind a bracket (`(1 + 2)3`); `before` is the token that the
 * factor ends with.
 */
function endsInNumber(factor: AnswerNode, before: Token | undefined, isPower: boolean): boolean {
  switch (factor.kind) {
    case 'degrees':
      return true;
    case 'number':
    case 'percent':
    case 'factorial':
      return before?.kind !== 'mark' || !')]|'.includes(before.text);
    case 'power':
      return !isPower && endsInNumber(factor.parts[0]!, before, isPower);
    case 'negation':
    case 'quotient':
    case 'sum':
      return endsInNumber(factor.parts.at(-1)!, before, isPower);
    default:
      return false;
  }
}

/** A factor `\{1 + 2\}` is a bracket of another shape, not a set. */
function withoutBraces(factor: AnswerNode): AnswerNode {
  return factor.kind === 'set' && factor.parts.length === 1 ? factor.parts[0]! : factor;
}

function readSigned(grammar: Grammar): AnswerNode {
  const { tokens } = grammar;
  if (tokens.skipMark('-')) return tokens.deeper(() => negation(readSigned(grammar)));
  if (tokens.skipMark('+')) return tokens.deeper(() => readSigned(grammar));
  return grammar.factor();
}

/**
 * `1\frac12` and `1 1/2`: a whole number directly before a fraction of whole numbers is added, not multiplied. What stands
 * behind it (`66\frac23\%`) belongs to all of it.
 */
function readMixedNumber(grammar: Grammar): AnswerNode | undefined {
  const { tokens } = grammar;
  const [whole, next] = [tokens.peek(), tokens.peek(1)];
  if (whole?.kind !== 'number' || !/^\d+$/.test(whole.text) || whole.repeating !== undefined) return undefined;
  const isAscii = next?.kind === 'number' && next.spaced && tokens.isMark('/', 2) && tokens.peek(3)?.kind === 'number';
  if (
    !isAscii &&
    !(next?.kind === 'command' && functionName(next.text) === undefined && /^[dtc]?frac$/.test(next.text))
  )
    return undefined;
  const wholeNode = number(BigInt(tokens.take().text));
  if (isAscii) {
    const top = grammar.atom();
    tokens.expectMark('/');
    const fraction: AnswerNode = { kind: 'quotient', parts: [top, grammar.atom()] };
    return readSigns(grammar, { kind: 'sum', parts: [wholeNode, fraction] });
  }
  const fraction = grammar.atom();
  const isPlain = fraction.kind === 'quotient' && fraction.parts.every((part) => part.kind === 'number');
  return isPlain
    ? readSigns(grammar, { kind: 'sum', parts: [wholeNode, fraction] })
    : { kind: 'product', parts: [wholeNode, readSigns(grammar, fraction)] };
}

/** `1/2%` is half a percent and `45/2°` an angle: these signs say what the whole fraction is, unless its top has its own. */
function fractionOf(top: AnswerNode, bottom: AnswerNode): AnswerNode {
  const isUnder = bottom.kind === 'percent' || bottom.kind === 'degrees';
  return isUnder && top.kind !== bottom.kind
    ? { kind: bottom.kind, parts: [{ kind: 'quotient', parts: [top, bottom.parts[0]!] }] }
    : { kind: 'quotient', parts: [top, bottom] };
}
