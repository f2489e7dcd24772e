/**
 * Rows that this version cannot read, and why, for as long as the process lives: looking through a long log again at every
 * look at a list would be dear. Knows no table.
 */

/** Beyond this many the oldest are forgotten and read again. */
const maxRows = 10_000;

export class BrokenRows {
  readonly #reasons = new Map<string, { readonly lastSeq: number; readonly reason: string }>();

  get ids(): readonly string[] {
    return [...this.#reasons.keys()];
  }

  /** Why the row could not be read; undefined when that is not known, or it was written to since. */
  reasonOf(id: string, lastSeq: number): string | undefined {
    const known = this.#reasons.get(id);
    return known?.lastSeq === lastSeq ? known.reason : undefined;
  }

  add(id: string, lastSeq: number, reason: string): void {
    this.#reasons.set(id, { lastSeq, reason });
    const [oldest] = this.#reasons.keys();
    if (this.#reasons.size > maxRows && oldest !== undefined) this.#reasons.delete(oldest);
  }

  delete(id: string): void {
    this.#reasons.delete(id);
  }
}
