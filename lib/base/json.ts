/**
 * JSON from files of others: numbers that a double would not write the same again (above 2^53, `0.30`, `1e400`) can be kept
 * as they are written, and what is no JSON, or nested without end, is told. It knows no schema.
 */

export type ReadJson =
  | { readonly value: unknown }
  | { readonly complaint: string }
  /** It is JSON, or begins as such, and nested deeper than so many levels. */
  | { readonly maxLevels: number };

/** Deeper than anything that is read here; whoever looks through what is nested without end runs out of stack. */
export const maxJsonLevels = 64;

export interface JsonOptions {
  /** `as-written`: numbers that would lose a digit are given as text. */
  readonly numbers?: 'as-written' | undefined;
}

/** Never throws. Linear in the length of `text`. */
export function readJson(text: string, { numbers }: JsonOptions = {}): ReadJson {
  if (isDeeper(text, maxJsonLevels)) return { maxLevels: maxJsonLevels };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const at = numberlessAt(text);
    return { complaint: at ?? (error instanceof Error ? error.message.slice(0, 120) : 'unreadable') };
  }
  const exact = numbers === 'as-written' ? withNumbersAsText(text) : text;
  return { value: exact === text ? value : (JSON.parse(exact) as unknown) };
}

/** What a text says as JSON; undefined where it is none, which no schema takes. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A number as JSON or CSV writes it, or its text where a double would not write it the same. */
export function numberAsWritten(written: string): number | string {
  const value = Number(written);
  return String(value) === written ? value : written;
}

const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NUMBER_CHARACTERS = /[-+.\deE]+/y;

/** The text with quotes around the numbers that would lose a digit. `text` is JSON. */
function withNumbersAsText(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { at, end } of outsideOfStrings(text, /[-\d]/g)) {
    const written = text.slice(at, end);
    if (!JSON_NUMBER.test(written) || typeof numberAsWritten(written) === 'number') continue;
    pieces.push(text.slice(done, at), `"${written}"`);
    done = end;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}

/** Python writes these, and JSON has none of them. */
function numberlessAt(text: string): string | undefined {
  for (const { at } of outsideOfStrings(text, /NaN|Infinity/g))
    return `${text[at] === 'N' ? 'NaN' : 'Infinity'} at character ${at + 1}`;
  return undefined;
}

/** Where `first` matches outside of strings, with the end of the number that begins there. */
function* outsideOfStrings(
  text: string,
  first: RegExp,
): Generator<{ readonly at: number; readonly end: number }, void> {
  let quote = text.indexOf('"');
  for (first.lastIndex = 0; ;) {
    const at = first.exec(text)?.index;
    if (at === undefined) return;
    let end = at;
    while (quote >= 0 && quote < at) {
      const close = endOfString(text, quote);
      if (close > at) end = close;
      quote = text.indexOf('"', close);
    }
    if (end === at) {
      NUMBER_CHARACTERS.lastIndex = at;
      end = at + Math.max(1, NUMBER_CHARACTERS.exec(text)?.[0].length ?? 0);
      yield { at, end };
    }
    first.lastIndex = end;
  }
}

/** Behind the closing quote of the string that `start` opens, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return text.length;
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\' && quote - 1 - backslashes > start) backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

/** An object of JSON, which is no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Is JSON in `text` nested more than `levels` deep? Linear; text that is no JSON may be told either way. */
export function isDeeper(text: string, levels: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (letter === '"') isInString = !isInString;
    else if (letter === '\\' && isInString) i++;
    else if (isInString) continue;
    else if ((letter === '[' || letter === '{') && ++depth > levels) return true;
    else if (letter === ']' || letter === '}') depth--;
  }
  return false;
}
