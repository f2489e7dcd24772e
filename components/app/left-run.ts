/**
 * A run that was deleted on its own page, on its way to the list, which deletes it after it could be undone. It is handed over
 * here and not in an address, so that no link can delete anything.
 */
let left: string | undefined;

export function leaveRun(id: string): void {
  left = id;
}

/** Once: undefined when nothing was left, or it was taken before. */
export function takeLeftRun(): string | undefined {
  const id = left;
  left = undefined;
  return id;
}
