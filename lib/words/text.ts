/**
 * Texts in every language the product speaks, and values put into their places. Knows no page and no words of its own;
 * what is said is in the catalogue beside it, in lessons, and wherever else texts come from.
 */
import { z } from 'zod';

/** In the order of the toggle; the first is what is spoken where nothing is known of the reader. */
export const languages = ['en', 'zh'] as const;
export const languageSchema = z.enum(languages);
export type Language = z.infer<typeof languageSchema>;

/** Characters of one text: a few sentences. */
const longestText = 2_000;
const said = z.string().min(1).max(longestText);

/**
 * The same thing in every language. A place for a value is its name in braces: `{votes}`. A word that follows a count is told
 * from it, for one and for more: `{votes} {votes:vote|votes}`.
 */
export const textSchema = z.strictObject({ en: said, zh: said });
export type Text = Readonly<z.infer<typeof textSchema>>;

/** A text as it crosses to a page: its places are filled. */
export const saidSchema = z.strictObject({ en: z.string(), zh: z.string() });

/** What one part of the program tells another for people: in English, and in every language where it comes in them. */
export const toldSchema = z.strictObject({ message: z.string(), said: saidSchema.optional() });
export type Told = Readonly<z.infer<typeof toldSchema>>;

export function toldAs(said: Text): Told & { readonly said: Text } {
  return { message: said.en, said };
}

export type Values = Readonly<Record<string, string | number>>;

/** The places of a text that is known when the program is compiled; of any other text, none that could be asked for. */
export type PlaceOf<T extends string> = string extends T
  ? never
  : T extends `${string}{${infer Inner}}${infer Rest}`
    ? NameOf<Inner> | PlaceOf<Rest>
    : never;
type NameOf<Inner extends string> = Inner extends `${infer Name}:${string}`
  ? Name
  : Inner extends `${infer Letter}${string}`
    ? Uppercase<Letter> extends Lowercase<Letter>
      ? never
      : Inner
    : never;

/** What `say` is given beside a text: the values of its places, where there are any. */
export type ValuesOf<T extends Text> = string extends T['en']
  ? readonly [values?: Values]
  : [PlaceOf<T['en']>] extends [never]
    ? readonly []
    : readonly [values: { readonly [Name in PlaceOf<T['en']>]: string | number }];

/** Begins with a letter: braces of LaTeX mostly hold something else. */
const place = /\{([a-z]\w*)(?::([^{}|]*)\|([^{}|]*))?\}/gi;
/** A place for a word that follows a count. */
const choice = /\{([a-z]\w*):([^{}|]*)\|([^{}|]*)\}/gi;

/** A number and its sign stay on one line. */
const unbroken = '\u00a0';
export const percentSign = `${unbroken}%`;

function withSigns(text: string): string {
  return text.replace(/(?<=[\d}]) (?=[%×])/g, unbroken);
}

/** The names of the places in a text of one language, sorted; words that follow a count are no places. */
export function placesIn(text: string): readonly string[] {
  return [...new Set([...text.replace(choice, '').matchAll(place)].map(([, name]) => name ?? ''))].sort();
}

/** The text in `language` with `values` in their places. Throws where a place has no value. */
export function say<const T extends Text>(text: T, language: Language, ...[values]: ValuesOf<T>): string {
  return filled(text[language], values ?? {});
}

export type Say = <const T extends Text>(text: T, ...values: ValuesOf<T>) => string;

const speakers: Readonly<Record<Language, Say>> = {
  en: (text, ...values) => say(text, 'en', ...values),
  zh: (text, ...values) => say(text, 'zh', ...values),
};

/** `say` in one language; always the same function for the same language. */
export function sayIn(language: Language): Say {
  return speakers[language];
}

type Piece = { readonly words: string } | { readonly place: string };

/**
 * A text as it stands around its places: words, and the names of places, in their order. Words that follow a count are told by
 * `values`.
 */
export function piecesOf(text: string, values: Readonly<Record<string, unknown>>): readonly Piece[] {
  const told = withSigns(text).replace(choice, (_, name: string, one: string, many: string) =>
    String(values[name]) === '1' ? one : many,
  );
  return told.split(/(\{[a-z]\w*\})/i).flatMap((piece): readonly Piece[] => {
    if (piece === '') return [];
    return /^\{[a-z]\w*\}$/i.test(piece) ? [{ place: piece.slice(1, -1) }] : [{ words: piece }];
  });
}

function filled(text: string, values: Values): string {
  return withSigns(text).replace(place, (_, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`“${text}” has no value for ${name}.`);
    if (one === undefined || many === undefined) return String(value);
    return String(value) === '1' ? one : many;
  });
}

/** What stands in a place of every language: the same in all, or a text of its own. */
export type TextValues = Readonly<Record<string, string | number | Text>>;

/** Every language with `values` in their places. Throws where a place has no value, or a value no place in some language. */
export function fillText(text: Text, values: TextValues): Text {
  const names = Object.keys(values).sort().join(', ');
  for (const language of languages)
    if (placesIn(text[language]).join(', ') !== names)
      throw new Error(`“${text[language]}” has places for ${placesIn(text[language]).join(', ')}, not for ${names}.`);
  return { en: filled(text.en, valuesIn('en', values)), zh: filled(text.zh, valuesIn('zh', values)) };
}

function valuesIn(language: Language, values: TextValues): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? value[language] : value]),
  );
}

/** One text after another; `between` where a language has words apart. */
export function joinTexts(texts: readonly Text[], between: Text): Text {
  return { en: texts.map(({ en }) => en).join(between.en), zh: texts.map(({ zh }) => zh).join(between.zh) };
}

/** A name, or what somebody else said: the same in every language. */
export function asText(words: string): Text {
  return { en: words, zh: words };
}

/** What was told, in `language` where it comes in it. */
export function toldIn(language: Language, { message, said }: Told): string {
  return said?.[language] ?? message;
}

/** What to speak to a reader whose browser asks for `preferred`, most wanted first. */
export function languageFor(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const spoken = languages.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (spoken !== undefined) return spoken;
  }
  return languages[0];
}
