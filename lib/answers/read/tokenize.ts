/**
 * Answer text to tokens. Everything about how a thing can be written is undone here: Unicode, spacing, font and size
 * commands, thousands separators, text groups, environments. It knows no grammar.
 */
import {
  CHARACTERS,
  DROPPED,
  GREEK,
  OTHER_COMMANDS,
  SKIPPED_GROUP,
  SPACING,
  TEXTUAL,
  TRANSPARENT,
  UNICODE,
} from '../numbers/commands';
import { functionName, isFunctionName } from '../numbers/functions';
import type { Work } from '../numbers/work';
import { Unreadable } from '../numbers/work';
import { spokenSign } from './spoken-signs';
import { readingOf } from './text-group';

/** `spaced`: white space (also `\quad`, `\ `) stood before the token. */
export type Token = { readonly spaced: boolean } & (
  | { readonly kind: 'number'; readonly text: string; readonly repeating?: string }
  | { readonly kind: 'letters' | 'command' | 'mark' | 'words'; readonly text: string }
);
type Unspaced = Token extends infer T ? (T extends Token ? Omit<T, 'spaced'> : never) : never;

/** Longer final answers are runaway text, not answers. In UTF-16 code units. */
export const MAX_ANSWER_LENGTH = 4_000;

const MAX_NESTED_GROUPS = 20;

/** Throws Unreadable for text that is too long. */
export function tokenize(source: string, work: Work): Token[] {
  if (source.length > MAX_ANSWER_LENGTH) throw new Unreadable('too long');
  let text = '';
  for (const character of source) text += UNICODE.get(character) ?? character;
  const tokens: Token[] = [];
  new Tokenizer(text, tokens, work).run(0);
  return tokens;
}

// Groups of exactly three digits after a separator. A plain comma separates thousands only without a space behind it.
const THOUSANDS = /[1-9]\d{0,2}(?:(?:,\\! ?|\{,\}(?:\\!)? ?|\\[,! ] ?|,)\d{3})+(?!\d)/y;
// `1 000 000`: single spaces, nothing but whole groups of three.
const SPACED_THOUSANDS = /[1-9]\d{0,2}(?: \d{3})+(?![\d/]| \d)/y;
const PLAIN_NUMBER = /\d+(?:\.\d+)?|\.\d+/y;
const REPEATING = /(\d*\.\d*)(?:\\(?:overline|bar|dot)\s*(?:\{\s*(\d{1,40})\s*\}|(\d))|\((\d{1,40})\))/y;
const EXPONENT = /[eE][+-]?\d{1,6}(?![\d.])/y;
const LETTERS = /[A-Za-z]+/y;
const COMMAND = /\\[A-Za-z]+\*?/y;
const NUMBER_AHEAD = /^[\s~$]*(?:[\d.(]|-\d|\\[dt]?frac|\\sqrt|\\pi)/;
/** `The answer is`, `Area:`, `Sum =` before an answer name it. */
const LABEL = /^([A-Za-z][A-Za-z ]{0,60}?)(?: is| are| ?[:=])$/;
/** `5^{th}`, `3^\\text{rd}`, `2nd`: which place it is, which is the number. */
const ORDINAL =
  /\^\s*(?:\{\s*\\(?:text|textrm|mathrm|mbox)\s*\{\s*(?:st|nd|rd|th)\s*\}\s*\}|\{\s*(?:\\rm\s+)?(?:st|nd|rd|th)\s*\}|\\(?:text|textrm|mathrm|mbox)\s*\{\s*(?:st|nd|rd|th)\s*\})|\\textsuperscript\s*\{\s*(?:st|nd|rd|th)\s*\}|(?:st|nd|rd|th)(?![A-Za-z])/y;
const CLOCK = /o['’]\s?clock/y;
/** `0.1666…` goes on as its last digits do, which are three times the same or a group of several twice. */
const DOTS = /\s?(?:\.{3,}|\\[lc]?dots(?![A-Za-z]))/y;
const LONGEST_ENDLESS = 60;
const ENDLESS = /^(\d*\.\d*?)(?:(\d)\2{2,}|(\d{2,12}?)\3+)$/;
/** Words of a text that is read, up to the next one that is a sign. */
const TEXT_WORD = /[A-Za-z]+(?:\^\{?-?\d\}?|-?[23](?!\d))?(?:\s*[/.·]\s*(?=[A-Za-z]))?/y;
/** `5{:}2`, `50{\%}`: braces that only space a sign. */
const BRACED_MARK = /\{\s*\\?([:%,;=<>])\s*\}/y;
const SEPARATING_WORDS = /^(?:and|or|,|;|\s)+$/i;

class Tokenizer {
  readonly #text: string;
  readonly #out: Token[];
  readonly #work: Work;
  /** Letters are words, not variables: what is read is text around numbers. */
  readonly #isText: boolean;
  #at = 0;
  #spaced = false;

  constructor(text: string, out: Token[], work: Work, isText = false) {
    this.#text = text;
    this.#out = out;
    this.#work = work;
    this.#isText = isText;
  }

  run(depth: number): void {
    if (depth > MAX_NESTED_GROUPS) throw new Unreadable('groups too deep');
    while (this.#at < this.#text.length) {
      this.#work.charge(1);
      const character = this.#text[this.#at]!;
      if (character === '\\') this.#backslash(depth);
      else if (/[\s~]/.test(character)) this.#space();
      else if (character === '$') this.#at++;
      else if (/[\d.]/.test(character) && this.#number()) continue;
      else if (!/[A-Za-z]/.test(character)) this.#mark();
      else if (this.#isText) this.#words();
      else this.#letters();
    }
  }

  #backslash(depth: number): void {
    const command = this.#match(COMMAND);
    if (command !== undefined) return this.#command(command.slice(1).replace('*', ''), depth);
    const next = this.#text[this.#at + 1] ?? '';
    this.#at += 2;
    if (next === '\\') {
      this.#match(/\s*\[[^\]]{0,10}\]/y); // row spacing: \\[2pt]
      this.#push({ kind: 'mark', text: '\\\\' });
    } else if (next === '{' || next === '}') this.#push({ kind: 'mark', text: `\\${next}` });
    else if (next === '%' || next === '#' || next === '_' || next === '&') this.#push({ kind: 'mark', text: next });
    else if (next === '|') this.#push({ kind: 'mark', text: '|' });
    else if (!'()[]$'.includes(next)) this.#spaced = true; // \, \; \! and the like; \( \) \[ \] only delimit
  }

  #command(name: string, depth: number): void {
    if (name === 'left' || name === 'right' || name === 'mleft' || name === 'mright') {
      if (this.#match(/\s*\./y) !== undefined) return;
      // \left| and \right| tell opening from closing bars.
      if (this.#match(/\s*(?:\||\\[lr]?vert(?![A-Za-z]))/y) !== undefined)
        this.#push({ kind: 'mark', text: name.endsWith('left') ? '|(' : '|)' });
    } else if (DROPPED.has(name)) return;
    else if (SPACING.has(name)) this.#spaced = true;
    else if (SKIPPED_GROUP.has(name)) this.#group();
    else if (TRANSPARENT.has(name)) this.#nested(`{${this.#group()}}`, depth);
    else if (TEXTUAL.has(name)) this.#textGroup(name, this.#group().trim(), depth);
    else if (name === 'begin' || name === 'end') this.#environment(name, this.#group());
    else if (CHARACTERS.has(name)) this.#push({ kind: 'mark', text: CHARACTERS.get(name)! });
    else this.#knownCommand(name);
  }

  /** Where `\quadx` or `\cotx` lacks a space, the longest known command at its start is meant. */
  #knownCommand(name: string): void {
    if (isKnown(name)) return this.#push({ kind: 'command', text: name });
    for (let length = name.length - 1; length >= 2; length--) {
      const head = name.slice(0, length);
      if (!isKnown(head)) continue;
      this.#at -= name.length - length;
      if (SPACING.has(head)) this.#spaced = true;
      else if (CHARACTERS.has(head)) this.#push({ kind: 'mark', text: CHARACTERS.get(head)! });
      else this.#push({ kind: 'command', text: head });
      return;
    }
    this.#push({ kind: 'command', text: name });
  }

  #letters(): void {
    if (this.#isBehindNumber() && this.#match(CLOCK) !== undefined)
      return this.#push({ kind: 'words', text: "o'clock" });
    const run = this.#match(LETTERS)!;
    // `5 R 3`: a quotient and its remainder.
    if (run === 'R' && this.#out.at(-1)?.kind === 'number' && /^\s?\d/.test(this.#text.slice(this.#at, this.#at + 2)))
      this.#push({ kind: 'words', text: run });
    else if (!this.#spokenSign(run)) this.#push({ kind: 'letters', text: run });
  }

  /** Words inside text, as one token up to the next sign: `negative 5`, `5 cm and 3 cm`. */
  #words(): void {
    let text = '';
    for (;;) {
      const start = this.#at;
      const word = this.#match(CLOCK) ?? this.#match(TEXT_WORD);
      if (word === undefined) break;
      if (text === '' && SEPARATING_WORDS.test(word))
        return this.#push({ kind: 'mark', text: /or/i.test(word) ? 'or' : ',' });
      if (text === '' && this.#spokenSign(word)) return;
      if (text !== '' && (SEPARATING_WORDS.test(word) || spokenSign(word) !== undefined)) {
        this.#at = start;
        break;
      }
      text += word;
      const gap = this.#match(/[\s~]+/y);
      if (gap !== undefined) text += ' ';
    }
    this.#push({ kind: 'words', text: text.trim() });
  }

  /** `negative 5`, `3 to 2`, `about 4`: words that stand where a sign would, before a number or between two. */
  #spokenSign(word: string): boolean {
    const sign = spokenSign(word);
    if (sign === undefined) return false;
    const isBehindNumber = this.#isBehindNumber();
    if (sign.place === 'behind' ? !isBehindNumber : !NUMBER_AHEAD.test(this.#text.slice(this.#at, this.#at + 8)))
      return false;
    if (sign.place === 'between' && !isBehindNumber) return false;
    this.#push(sign.token);
    return true;
  }

  #isBehindNumber(): boolean {
    const last = this.#out.at(-1);
    return last?.kind === 'number' || (last?.kind === 'mark' && ')]}%'.includes(last.text));
  }

  #textGroup(command: string, group: string, depth: number): void {
    const inner = group.replace(/[\\$]/g, ' ').trim();
    const label = LABEL.exec(inner)?.[1];
    const reading = readingOf(group);
    if (inner === '') this.#spaced = true;
    else if (inner === '%') this.#push({ kind: 'mark', text: '%' });
    else if (this.#spokenSign(inner)) return;
    else if (label !== undefined && this.#out.length === 0) {
      this.#push({ kind: 'words', text: label });
      this.#push({ kind: 'mark', text: '=' });
    } else if (SEPARATING_WORDS.test(inner)) this.#push({ kind: 'mark', text: /or/i.test(inner) ? 'or' : ',' });
    else if (reading !== undefined) this.#nested(group, depth, reading === 'words');
    else if ((command === 'operatorname' || command === 'mathrm') && isFunctionName(inner))
      this.#push({ kind: 'command', text: inner });
    else if (command !== 'text' && command !== 'mbox' && /^[A-Za-z]$/.test(inner))
      this.#push({ kind: 'letters', text: inner });
    else this.#push({ kind: 'words', text: inner });
  }

  #environment(edge: 'begin' | 'end', group: string): void {
    const name = group.replace('*', '').trim();
    if (name === 'array' || name === 'tabular') {
      if (edge === 'begin') this.#group(); // column specification
      this.#push({ kind: 'command', text: `${edge} matrix` });
    } else if (/^(?:small|[pbB])?matrix$/.test(name)) this.#push({ kind: 'command', text: `${edge} matrix` });
    else if (/^[vV]matrix$/.test(name)) this.#push({ kind: 'command', text: `${edge} determinant` });
    else if (name === 'cases') this.#push({ kind: 'command', text: `${edge} cases` });
    // align, aligned, gathered … only lay out what they hold.
  }

  #number(): boolean {
    const repeating = this.#matchGroups(REPEATING);
    if (repeating) {
      this.#push({ kind: 'number', text: repeating[1]!, repeating: repeating[2] ?? repeating[3] ?? repeating[4]! });
      return true;
    }
    const start = this.#at;
    let digits = this.#match(THOUSANDS);
    if (digits !== undefined && !this.#isOneNumber(start, digits)) {
      this.#at = start;
      digits = undefined;
    }
    if (!/\d ?$/.test(this.#text.slice(Math.max(0, start - 2), start))) digits ??= this.#match(SPACED_THOUSANDS);
    if (digits !== undefined) digits = digits.replace(/\D/g, '') + (this.#match(/\.\d+/y) ?? '');
    else digits = this.#match(PLAIN_NUMBER);
    if (digits === undefined) return false;
    const goesOn = digits.includes('.') && this.#match(DOTS) !== undefined;
    const endless = goesOn && digits.length <= LONGEST_ENDLESS ? ENDLESS.exec(digits) : null;
    if (endless !== null) {
      this.#push({ kind: 'number', text: endless[1]!, repeating: endless[2] ?? endless[3]! });
      return true;
    }
    const exponent = this.#match(EXPONENT);
    this.#match(/\.(?!\d)/y); // "5." at the end of a sentence
    this.#push({
      kind: 'number',
      text: (digits.startsWith('.') ? `0${digits}` : digits) + (exponent?.toLowerCase() ?? ''),
    });
    if (this.#match(ORDINAL) !== undefined) this.#push({ kind: 'words', text: 'th' });
    return true;
  }

  /** `2,100,3` and `(1,100)` are lists, although `100` has three digits. */
  #isOneNumber(start: number, match: string): boolean {
    if (!/\d,\d/.test(match)) return true;
    if (/\d,$/.test(this.#text.slice(Math.max(0, start - 2), start))) return false;
    const [before, after] = [this.#text[start - 1] ?? '', this.#text.slice(this.#at, this.#at + 3)];
    if (/^,\d/.test(after)) return false;
    return !('([{'.includes(before || ' ') && /^\s?(?:[)\]}]|\\[}r])/.test(after));
  }

  #mark(): void {
    const braced = this.#matchGroups(BRACED_MARK)?.[1];
    if (braced !== undefined) return this.#push({ kind: 'mark', text: braced });
    if (this.#match(/\.{3,}/y) !== undefined) return this.#push({ kind: 'command', text: 'ldots' });
    const two = this.#text.slice(this.#at, this.#at + 2);
    const joined = JOINED_MARKS.get(two);
    this.#push({ kind: 'mark', text: joined ?? this.#text[this.#at]! });
    // #push never moves; a joined mark spans two characters.
    this.#at += joined === undefined ? 1 : 2;
  }

  /** The text of the braced group, or the single character, at the cursor; moves behind it. */
  #group(): string {
    this.#match(/\s+/y);
    if (this.#text[this.#at] !== '{') return this.#text.slice(this.#at, ++this.#at);
    const start = this.#at + 1;
    for (let depth = 0; this.#at < this.#text.length; this.#at++) {
      this.#work.charge(1);
      const character = this.#text[this.#at];
      if (character === '\\') this.#at++;
      else if (character === '{') depth++;
      else if (character === '}' && --depth === 0) return this.#text.slice(start, this.#at++);
    }
    throw new Unreadable('unclosed group');
  }

  #nested(group: string, depth: number, isText = this.#isText): void {
    const inner = new Tokenizer(group, this.#out, this.#work, isText);
    inner.#spaced = this.#spaced;
    inner.run(depth + 1);
    this.#spaced = false;
  }

  #space(): void {
    this.#spaced = true;
    this.#at++;
  }

  #push(token: Unspaced): void {
    this.#out.push({ ...token, spaced: this.#spaced });
    this.#spaced = false;
  }

  #match(pattern: RegExp): string | undefined {
    return this.#matchGroups(pattern)?.[0];
  }

  #matchGroups(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null || match[0] === '') return undefined;
    this.#at += match[0].length;
    return match;
  }
}

const JOINED_MARKS: ReadonlyMap<string, string> = new Map([
  ['**', '^'],
  ['<=', '<='],
  ['>=', '>='],
  ['!=', '!='],
  ['==', '='],
  ['=<', '<='],
  ['=>', '='],
]);

function isKnown(command: string): boolean {
  return (
    OTHER_COMMANDS.has(command) ||
    GREEK.has(command) ||
    SPACING.has(command) ||
    CHARACTERS.has(command) ||
    functionName(command) !== undefined ||
    isFunctionName(command)
  );
}
