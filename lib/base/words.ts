/** The one rule by which texts are searched: every word that was typed occurs in the text, in any order, case ignored. */

/** A text as it is searched. NUL, which PostgreSQL cannot keep, is left out. */
export function searchable(text: string): string {
  return text.toLowerCase().replaceAll('\0', '');
}

/** The words of what was typed; none in an empty search, which finds everything. */
export function searchWords(typed: string): readonly string[] {
  return searchable(typed).split(/\s+/).filter(Boolean);
}
