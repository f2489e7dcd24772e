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

/** The same thing in every language. A place for a value is its name in braces: `{votes}`. */
export const textSchema = z.strictObject({ en: said, zh: said });
export type Text = Readonly<z.infer<typeof textSchema>>;

export type Values = Readonly<Record<string, string | number>>;

/** Begins with a letter: braces of LaTeX mostly hold something else. */
const place = /\{([a-z]\w*)\}/gi;

/** The names of the places in a text of one language, sorted. */
export function placesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(place)].map(([, name]) => name ?? ''))].sort();
}

/** The text in `language` with `values` in their places. Throws where a place has no value. */
export function say(text: Text, language: Language, values: Values = {}): string {
  return text[language].replace(place, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`“${text[language]}” has no value for ${name}.`);
    return String(value);
  });
}

/** Every language with `values` in their places. Throws where a place has no value, or a value no place in some language. */
export function fillText(text: Text, values: Values): Text {
  const names = Object.keys(values).sort().join(', ');
  for (const language of languages)
    if (placesIn(text[language]).join(', ') !== names)
      throw new Error(`“${text[language]}” has places for ${placesIn(text[language]).join(', ')}, not for ${names}.`);
  return { en: say(text, 'en', values), zh: say(text, 'zh', values) };
}

/** What to speak to a reader whose browser asks for `preferred`, most wanted first. */
export function languageFor(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const spoken = languages.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (spoken !== undefined) return spoken;
  }
  return languages[0];
}
