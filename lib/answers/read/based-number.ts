/**
 * Bases of numbers: how an index names one, and whole answers whose digits may be letters (`FF_{16}`, `0x1A`), which would
 * otherwise be products of variables. It knows no tokens.
 */
import type { AnswerNode } from '../tree';

const [SMALLEST, LARGEST] = [2, 36];

/** The index is the base. */
const NUMBER_WORDS = [
  '',
  '',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
  'thirteen',
  'fourteen',
  'fifteen',
  'sixteen',
];

/** `8`, `(8)`, `eight`; undefined for what is no base. */
export function baseOf(index: string): number | undefined {
  const bare = index.replace(/^\((.*)\)$/, '$1').toLowerCase();
  const base = /^\d{1,2}$/.test(bare) ? Number(bare) : NUMBER_WORDS.indexOf(bare);
  return base >= SMALLEST && base <= LARGEST ? base : undefined;
}

export function basedNumber(digits: string, base: number): AnswerNode {
  return { kind: 'based', digits: digits.toUpperCase().replace(/^0+(?=.)/, ''), base };
}

const INDEXED =
  /^(?:\\(?:text|mathrm|texttt|mathtt)\s*\{)?\s*\(?([0-9A-Z]{1,400})\)?\s*\}?\s*_\s*\{?\s*(?:\\(?:text|mathrm)\s*\{)?\s*(\(?[0-9a-z]{1,9}\)?)\s*\}*$/;
const PREFIXED = /^0([xob])([0-9a-f]{1,400})$/i;
const PREFIXES: Readonly<Record<string, number>> = { x: 16, o: 8, b: 2 };

/** A whole answer with letters among its digits, or with the prefix of a programming language; undefined for any other. */
export function lettered(answer: string): AnswerNode | undefined {
  const prefixed = PREFIXED.exec(answer);
  const indexed = prefixed === null ? INDEXED.exec(answer) : null;
  const [digits, base] =
    prefixed === null
      ? [indexed?.[1] ?? '', baseOf(indexed?.[2] ?? '')]
      : [prefixed[2]!, PREFIXES[prefixed[1]!.toLowerCase()]];
  if (base === undefined || (prefixed === null && !/[A-Z]/.test(digits))) return undefined;
  const isOfBase = Array.from(digits).every((digit) => Number.parseInt(digit, LARGEST) < base);
  return isOfBase ? basedNumber(digits, base) : undefined;
}
