/**
 * References of which each is right by itself, as one text: sources name several spellings of what they take for right. In a log
 * it stands where one reference does.
 */
const BETWEEN = '\\text{ or else }';

/** `one\text{ or else }1`; a single one is itself. */
export function anyOf(references: readonly string[]): string {
  return [...new Set(references)].join(BETWEEN);
}

/** Those of `anyOf`; of any other reference itself. */
export function alternativesIn(reference: string): readonly string[] {
  return reference.split(BETWEEN);
}
