/** Answers of multiple choice: the letter, however it is dressed, alone or before what it stands for. */

/** Longer text is an essay, not a choice. In UTF-16 code units. */
const MAX_LENGTH = 400;

export interface Choice {
  /** A to J. */
  readonly letter: string;
  /** Nothing but the letter; else the text of the choice follows. */
  readonly isAlone: boolean;
}

const FONTS =
  /\\(?:text(?:bf|it|rm|sf|tt|normal|up)?|math(?:rm|bf|it|sf|tt)|mbox|hbox|emph|operatorname|boldsymbol|bm|fbox|boxed|underline)\s*/g;
const SIZES = /\\(?:left|right|displaystyle|textstyle|bf|rm|it|bfseries|quad|qquad|enspace)(?![A-Za-z])|\\[,;:! ]|~/g;
const PREFIX = /^(?:(?:the )?(?:correct )?(?:answer|option|choice)(?: is)?\s*:?\s*)+/i;
const LETTER = /^(?:([A-J])|\(\s*([A-Ja-e])\s*\)|\[\s*([A-J])\s*\]|([A-J](?=[).:])|[a-e](?=\))))[).:]*(?:\s+(\S.*))?$/;
/** Behind a bare letter a text would be another answer (`A B`); so would what goes on calculating (`(A) \cup (B)`). */
const MARKED =
  /^(?:[([]\s*[A-Ja-e]\s*[)\]]|[A-J][).:]|[a-e]\))[).:]*\s+(?:[^\s\\+*/=<>^_,;|:-]|-\s?\d|\\(?:[dt]?frac|sqrt|pi|left|\$|\())/;

const LETTERS = /^\(?[A-J]\)?(?:\s*(?:,|;|&|and)\s*\(?[A-J]\)?)+$/;

/** `\\text{A, B}` and `\\text{A and B}` without their dress, as `A, B`; undefined for anything else. */
export function choicesOf(text: string): string | undefined {
  if (text.length > MAX_LENGTH || !text.includes('\\')) return undefined;
  const plain = text.replace(FONTS, '').replace(SIZES, ' ').replaceAll(/[{}$]/g, ' ').trim();
  return LETTERS.test(plain) ? [...plain.matchAll(/[A-J]/g)].join(', ') : undefined;
}

/** `B`, `(B)`, `\\textbf{(B)}`, `B.`, `Option B`, `(B) twelve`; undefined for anything else. */
export function choiceOf(text: string): Choice | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const plain = text
    .replace(FONTS, '')
    .replace(SIZES, ' ')
    .replaceAll(/[{}$]|\*\*/g, ' ')
    .replace(/(?<=[([])\s+|\s+(?=[)\]])/g, '')
    .trim()
    .replace(PREFIX, '');
  const match = LETTER.exec(plain);
  if (match === null) return undefined;
  const [, bare, round, square, before, rest] = match;
  if (rest !== undefined && !MARKED.test(plain)) return undefined;
  return { letter: (bare ?? round ?? square ?? before)!.toUpperCase(), isAlone: rest === undefined };
}
