/** The one rule by which texts are searched: every word that was typed occurs in the text, in any order, case ignored. */

/** Texts as they are searched together. NUL, which PostgreSQL cannot keep, is left out. */
export function searchable(...texts: readonly (string | undefined)[]): string {
  return texts
    .filter((text) => text !== undefined)
    .join(' ')
    .toLowerCase()
    .replaceAll('\0', '');
}

/** The words of what was typed; none in an empty search, which finds everything. */
export function searchWords(typed: string): readonly string[] {
  return searchable(typed).split(/\s+/).filter(Boolean);
}
