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
  /\\(?:text(?:bf|it|rm|sf|tt|sc|md|sl|normal|up)?|math(?:rm|bf|it|sf|tt)|mbox|hbox|emph|operatorname|boldsymbol|bm|fbox|boxed|underline)\s*/g;
const SKIPPED = /\\(?:[hv]space|color|textcolor|colorbox)\*?\s*\{[^{}]{0,40}\}/g;
const SIZES =
  /\\(?:left|right|displaystyle|textstyle|bf|rm|it|bfseries|quad|qquad|enspace|tiny|small|normalsize|large|Large|LARGE|huge|Huge)(?![A-Za-z])|\\[,;:! ]|~/g;
const PREFIX = /^(?:(?:the |my )?(?:correct |final |best )?(?:answer|option|choice)(?: is)?\s*:?\s*)+/i;
const LETTER = /^(?:([A-J])|\(\s*([A-Ja-e])\s*\)|\[\s*([A-J])\s*\]|([A-J](?=[).:])|[a-e](?=\))))[).:]*(?:\s+(\S.*))?$/;
/** Small letters alone are variables, unless they are written as text or called an option. */
const SMALL = /^[a-e]$/;
/** Behind a bare letter a text would be another answer (`A B`); so would what goes on calculating (`(A) \cup (B)`). */
const MARKED =
  /^(?:[([]\s*[A-Ja-e]\s*[)\]]|[A-J][).:]|[a-e]\))[).:]*\s+(?:[^\s\\+*/=<>^_,;|:-]|-\s?\d|\\(?:[dt]?frac|sqrt|pi|left|\$|\())|^[A-J]\s+\([A-Za-z]{2}[A-Za-z ]*\)$/;
/** What is said of a choice, or another one, is not what the choice stands for. */
const NOT_ITS_TEXT =
  /^(?:or|and|nor|but|vs|is|are|was|were|isn't|cannot|not)\b|[([][A-J][)\]]|(?:^|\s)[A-J][).:](?=\s|$)/;

const LETTERS = /^\(?[A-J]\)?(?:\s*(?:,|;|&|and|or)\s*\(?[A-J]\)?)+$/;

/** `\\text{A, B}`, `\\text{A and B}` and `(A) or (B)` without their dress, as `A, B`; undefined for anything else. */
export function choicesOf(text: string): string | undefined {
  if (text.length > MAX_LENGTH || !/[\\)]/.test(text)) return undefined;
  const plain = undressed(text);
  return LETTERS.test(plain) ? [...plain.matchAll(/[A-J]/g)].join(', ') : undefined;
}

/** `B`, `(B)`, `\\textbf{(B)}`, `B.`, `Option B`, `(B) twelve`; undefined for anything else. */
export function choiceOf(text: string): Choice | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const dressed = undressed(text)
    .replace(/(?<=[([])\s+|\s+(?=[)\].:])|[.:](?=[)\]])/g, '')
    .replace(/^<([A-J])>$/, '$1')
    .trim();
  const plain = dressed.replace(PREFIX, '');
  if (SMALL.test(plain) && (plain !== dressed || TEXT.test(text)))
    return { letter: plain.toUpperCase(), isAlone: true };
  const match = LETTER.exec(plain);
  if (match === null) return undefined;
  const [, bare, round, square, before, rest] = match;
  if (rest !== undefined && (!MARKED.test(plain) || NOT_ITS_TEXT.test(rest))) return undefined;
  return { letter: (bare ?? round ?? square ?? before)!.toUpperCase(), isAlone: rest === undefined };
}

const TEXT = /^\\(?:text|mbox)/;

function undressed(text: string): string {
  return text
    .replace(SKIPPED, ' ')
    .replace(FONTS, '')
    .replace(SIZES, ' ')
    .replaceAll(/[{}$]|\*\*/g, ' ')
    .replace(/^[\s*_"“‘]+|[\s*_"”’]+$/g, '');
}
