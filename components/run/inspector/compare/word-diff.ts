/** What an attempt and its revision have in common and what not, word by word. Knows no run and no screen. */
import { diffWordsWithSpace } from 'diff';

export interface DiffPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Changes beyond this say that it is another text; finding them all would only take time. */
const mostChanges = 2_000;

/** The parts of both texts in reading order; what is the same stands once. */
export function wordDiff(before: string, after: string): readonly DiffPart[] {
  // Undefined where the changes are too many.
  const changes = diffWordsWithSpace(before, after, { maxEditLength: mostChanges });
  if (changes === undefined)
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  return changes.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
}
