/**
 * What a run of letters without a backslash means: `cosx` a function and a variable, `pi` a constant, `xy` a product,
 * `even` a word. Heuristic by nature; a run is taken apart from its front, one piece at a time.
 */
import { GREEK, SHORT_UNITS } from '../numbers/commands';
import { FUNCTION_SPELLINGS, isFunctionName } from '../numbers/functions';

export interface Piece {
  readonly kind: 'function' | 'symbol' | 'constant' | 'words';
  /** Canonical for constants (`pi`, `e`, `i`, `infinity`), as written otherwise. */
  readonly name: string;
  /** Letters of the run it covers. */
  readonly length: number;
}

export interface Surroundings {
  /** An opening bracket follows the run. */
  readonly beforeBracket: boolean;
  /** Anything that can be an argument follows the run. */
  readonly beforeArgument: boolean;
  /** A number stands right before, so the run may be its unit. */
  readonly afterNumber: boolean;
}

const INFINITY_WORDS: ReadonlySet<string> = new Set(['inf', 'infty', 'infinity', 'oo']);
/** Functions people write without brackets, so that `sinx` starts with one. */
const UNBRACKETED = /^(?:(?:arc)?(?:sin|cos|tan|cot|sec|csc)h?|log|ln|sqrt|cis)/;
const LETTER_WORD_LENGTH = 4;

/** The first piece of `run` (at least one ASCII letter). */
export function firstPiece(run: string, around: Surroundings): Piece {
  const whole = (kind: Piece['kind'], name = run): Piece => ({ kind, name, length: run.length });
  if (run === 'pi' || run === 'Pi' || run === 'PI') return whole('constant', 'pi');
  if (INFINITY_WORDS.has(run.toLowerCase())) return whole('constant', 'infinity');
  if (run === 'e' || run === 'i') return whole('constant');
  if (run.length === 1) return whole('symbol');
  if (GREEK.has(run)) return whole('symbol', `\\${run}`);
  if (isFunctionName(run) && (around.beforeBracket || (around.beforeArgument && UNBRACKETED.test(run))))
    return whole('function');
  if (around.afterNumber && (SHORT_UNITS.has(run.toLowerCase()) || /^[ap]m$/i.test(run))) return whole('words');

  const leading = UNBRACKETED.exec(run)?.[0];
  const rest = leading === undefined ? '' : run.slice(leading.length);
  if (leading !== undefined && (rest.length === 1 || rest === 'pi' || GREEK.has(rest)))
    return { kind: 'function', name: leading, length: leading.length };
  if (around.beforeBracket) {
    const trailing = FUNCTION_SPELLINGS.find((name) => run.endsWith(name));
    if (trailing !== undefined && run.length - trailing.length < LETTER_WORD_LENGTH)
      return firstPiece(run.slice(0, run.length - trailing.length), around);
  }
  if (run.length === 3 && run.startsWith('pi')) return { kind: 'constant', name: 'pi', length: 2 };
  if (run.length === 3 && run.endsWith('pi')) return firstPiece(run[0]!, around);
  if (run.length < LETTER_WORD_LENGTH || isInAlphabeticalOrder(run)) return firstPiece(run[0]!, around);
  return whole('words');
}

/** `abcd` or `wxyz` are products of variables; hardly any word has its letters in order. */
function isInAlphabeticalOrder(run: string): boolean {
  for (let i = 1; i < run.length; i++) if (run[i]! <= run[i - 1]!) return false;
  return true;
}
