/**
 * What was deleted on its own page, on its way to its list, which deletes it after it could be undone. It is handed over here
 * and not in an address, so that no link can delete anything.
 */
export type Listed = 'run' | 'experiment';

const left = new Map<Listed, string>();

export function leaveBehind(kind: Listed, id: string): void {
  left.set(kind, id);
}

/** Once: undefined when nothing of the kind was left, or it was taken before. */
export function takeLeftBehind(kind: Listed): string | undefined {
  const id = left.get(kind);
  left.delete(kind);
  return id;
}
