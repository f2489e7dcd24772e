/**
 * Sums that a text states: `a op b = c` with numbers alone, in formulas or standing by themselves in a line. What is in doubt
 * is left out: variables, units, other bases and remainders, and what the words around it only suppose or deny. It knows not
 * what they are worth. Linear in what it reads of a text.
 */

/** Two neighbours of a chain of equals signs. */
export interface StatedEquation {
  readonly left: string;
  readonly right: string;
}

/** Characters of a text that are read, and of a formula; equations that are told of one text. */
const READ_LENGTH = 4_000;
const LONGEST_FORMULA = 300;
const MOST_EQUATIONS = 32;
/** Characters on either side in which words may throw doubt on a statement. */
const AROUND = 80;

const FORMULAS = new RegExp(
  [
    String.raw`\$\$([^$]{1,${LONGEST_FORMULA}})\$\$`,
    String.raw`\$([^$]{1,${LONGEST_FORMULA}})\$`,
    String.raw`\\\(([^]{1,${LONGEST_FORMULA}}?)\\\)`,
    String.raw`\\\[([^]{1,${LONGEST_FORMULA}}?)\\\]`,
  ].join('|'),
  'g',
);
/** In a line of its own, or between marks. */
const ALONE = /(?:^|[:;(\n]|[.,]\s)[ \t]*([\d(][\d.+\-*/()^ \t·×÷−=]{2,100}\d\)?)(?=[ \t]*(?:[;)\n]|[.,](?:\s|$)|$))/g;
/** Where sums are not those of whole numbers and fractions, in a text or in what it is about. */
const OTHER_SUMS =
  /\\[bp]?mod\b|\bmod(?:ulo|ulus)?\b|\\equiv|congruent|\bbases?[ -]?\$?(?:\d|two|three|eight|twelve|sixteen|ten\b)|\bbinary\b|\bhexadecimal\b|remainder|\bcarr(?:y|ied)\b|\bborrow|o['’]clock|define[sd]?\b/i;
const DOUBT =
  /\b(?:not|false|wrong|incorrect\w*|impossible|contradict\w*|suppose|assum\w*|instead|would|mistake\w*|error|try|guess|if|unless|approximately|about|roughly|rounded)\b|n['’]t\b|\?/i;

/** A side that is numbers and operators alone. */
const ARITHMETIC = /^(?:[\d.+\-*/()^{}\s·×÷−]|\\(?:times|cdot|div|[dt]?frac|left|right|[,;! ]))+$/;
/** Read by some one way and by others another: a space between digits, a number before a fraction or a bracket. */
const AMBIGUOUS = /\d\s+\d|\d\s*\\[dt]?frac|[)}]\s*\d|[\d)}]\s*\\left|[\d)}]\s*\(|\/[^+\-−]*\/|[×÷*/·]\s*[×÷*/·]/;
const OPERATOR = /[\d)}]\s*(?:[+\-*/^·×÷−]|\\(?:times|cdot|div)\b)|\\[dt]?frac/;

/** `about`: what the text is about, whose words may throw doubt on all of it. */
export function findEquations(text: string, about = ''): readonly StatedEquation[] {
  const read = text.slice(0, READ_LENGTH).replaceAll('\\$', '  ');
  if (OTHER_SUMS.test(read) || OTHER_SUMS.test(about.slice(0, READ_LENGTH))) return [];
  const found: StatedEquation[] = [];
  let plain = '';
  let end = 0;
  for (const formula of read.matchAll(FORMULAS)) {
    plain += `${read.slice(end, formula.index)}\u0000`;
    end = formula.index + formula[0].length;
    if (found.length >= MOST_EQUATIONS) break;
    if (isInDoubt(read, formula.index, end)) continue;
    const inside = formula.slice(1).find((group) => group !== undefined) ?? '';
    for (const statement of inside.split(/\\\\|,\s|;|\\quad|\\implies|\\Rightarrow/)) found.push(...pairsIn(statement));
  }
  plain += read.slice(end);
  for (const alone of plain.matchAll(ALONE))
    if (!isInDoubt(plain, alone.index, alone.index + alone[0].length)) found.push(...pairsIn(alone[1]!));
  return found.slice(0, MOST_EQUATIONS);
}

function isInDoubt(text: string, from: number, to: number): boolean {
  return DOUBT.test(text.slice(Math.max(0, from - AROUND), to + AROUND));
}

/** Neighbours of which one is a sum and both are numbers. */
function pairsIn(statement: string): readonly StatedEquation[] {
  const sides = statement.split('=').map(arithmeticIn);
  return sides.flatMap((right, i): StatedEquation[] => {
    const left = sides[i - 1];
    if (left === undefined || right === undefined || !(OPERATOR.test(left) || OPERATOR.test(right))) return [];
    return [{ left, right }];
  });
}

function arithmeticIn(side: string): string | undefined {
  // Thousands are told from lists by their three digits.
  const plain = side
    .replace(/(?<=\d)(?:,|\{,\})(?=\d{3}(?!\d))/g, '')
    .replace(/[.\s]+$/, '')
    .trim();
  return plain !== '' && /\d/.test(plain) && ARITHMETIC.test(plain) && !AMBIGUOUS.test(plain) ? plain : undefined;
}
