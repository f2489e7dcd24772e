/** The steps of a completion, as search-and-learn cuts them. */

const separator = '\n\n';

/** Steps with the separators that close them; blank pieces stay with the step before. */
export function stepsOf(text: string): readonly string[] {
  const steps: string[] = [];
  for (const piece of text.split(/(?<=\n\n)/)) {
    if (steps.length > 0 && (piece.trim() === '' || steps.at(-1)?.endsWith(separator) === false))
      steps[steps.length - 1] += piece;
    else steps.push(piece);
  }
  return steps;
}
