/** Rows that belong to a row which another process removes, or adds them to, at the same moment. */

/** True when a statement failed because what it belongs to is gone, or because something belongs to what it removes. */
export function isOrphaned(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (error as { readonly code?: unknown }).code === '23503' || /FOREIGN KEY constraint failed/.test(error.message);
}
