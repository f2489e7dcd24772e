/** The public edge of comparing: text in, verdict out, nothing thrown, work bounded. */
import { cleanAnswer } from '../read/clean';
import { withRoundBrackets } from '../read/outward-brackets';
import { choiceOf, choicesOf } from './choice';
import { keyOf } from './key';
import { parse } from '../read/parse';
import { isSame } from './same';
import { MAX_ANSWER_LENGTH } from '../read/tokenize';
import { treeText } from '../tree';
import { lettersOf } from '../values/words';
import { OutOfWork, Unreadable, Work } from '../numbers/work';

/**
 * A key that is equal for equal values, however they are written: equal keys are one vote group. Transitive, because
 * no tolerance is involved. Two answers with equal keys are also the same to `isSameAnswer`, except that a label is
 * dropped (`x = 5` and `y = 5` share the key of 5), as are bases and moduli, and so is what a choice stands for (`(B) 12` is
 * B), and which of its variables an equation names (`a = 2b` is `b = a/2`). undefined for empty, over-long or otherwise unusable answers. Never throws.
 */
export function canonicalKey(answer: string): string | undefined {
  return keyWithin(answer, new Work());
}

/**
 * Whether two bare answers are equal in value. Units, currency, labels (`x =`), degree signs and percent are lenient,
 * decimals of six or more digits may be roundings. Symmetric. Never throws; the work is bounded.
 */
export function isSameAnswer(given: string, reference: string): boolean {
  return isSameWithin(given, reference, new Work());
}

/** Whether it is the same as one of several references; however many there are, with the work of one comparison. */
export function isSameAsAny(given: string, references: readonly string[]): boolean {
  const work = new Work();
  return references.some((reference) => isSameWithin(given, reference, work));
}

/** `canonicalKey` on a given work budget. */
export function keyWithin(answer: string, work: Work): string | undefined {
  const text = cleaned(answer);
  if (text === undefined) return undefined;
  const choice = choiceOf(text);
  if (choice !== undefined) return `choice:${choice.letter}`;
  const tree = bounded(() => parse(text, work));
  const key = tree && bounded(() => keyOf(tree, work));
  // What has no value (`9^{9^{9^9}}`, or text that is no mathematics) is grouped by how it is written.
  return key ?? `text:${(tree && bounded(() => treeText(tree, work))) ?? literal(text)}`;
}

/** `isSameAnswer` on a given work budget. */
export function isSameWithin(given: string, reference: string, work: Work): boolean {
  const [a, b] = [cleaned(given), cleaned(reference)];
  if (a === undefined || b === undefined) return false;
  if (literal(a) === literal(b) || isSameChoice(a, b) || isSameText(a, b)) return true;
  const verdict = bounded(() => {
    const [x, y] = [parse(a, work), parse(b, work)];
    return treeText(x, work) === treeText(y, work) || isSame(x, y, work);
  });
  return verdict ?? false;
}

/** undefined when the text cannot be read or a bound on work, or on the engine's stack, is reached. */
export function bounded<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof OutOfWork || error instanceof Unreadable || error instanceof RangeError) return undefined;
    throw error;
  }
}

function cleaned(answer: string): string | undefined {
  if (answer.length > 2 * MAX_ANSWER_LENGTH) return undefined;
  const shown = cleanAnswer(answer);
  const text = choicesOf(shown) ?? withRoundBrackets(shown);
  return text === '' || text.length > MAX_ANSWER_LENGTH ? undefined : text;
}

/** The text without what only spaces or sizes it. Space between digits stays: `1 1/2` is not `11/2`. */
function literal(text: string): string {
  return text
    .replace(/(?<=\d)(?:\s|\\quad|\\[,;: ])+(?=\d)/g, '_')
    .replace(/\\(?:left|right|displaystyle|quad|[,!;: ])|\s/g, '')
    .replace(/\\[dt]frac/g, '\\frac');
}

/** Multiple choice: `(C)`, `C`, `\text{(C)}`, and `C. twelve` for a reference that is the letter alone. */
function isSameChoice(a: string, b: string): boolean {
  const [x, y] = [choiceOf(a), choiceOf(b)];
  return x !== undefined && y !== undefined && x.letter === y.letter && (x.isAlone || y.isAlone);
}

/** Prose on both sides: letters and digits decide. Brackets, signs and commands would carry meaning it does not see. */
function isSameText(a: string, b: string): boolean {
  const isProse = (text: string): boolean =>
    /[A-Za-z]{3}/.test(text) &&
    !/\d\s*[!%°]/.test(text) &&
    !/[\\^_=<>+*/|[\](){}]|(?<![A-Za-z])-|-(?![A-Za-z])/.test(text.replace(/\\text\s*\{([^{}]*)\}/g, '$1'));
  return isProse(a) && isProse(b) && lettersOf(a) === lettersOf(b);
}
