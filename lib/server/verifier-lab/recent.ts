/** What was made last, by name, up to so many; what could not be made is forgotten, so that whoever asks next may have more luck. */
export class Recent<Made> {
  readonly #most: number;
  readonly #made = new Map<string, Promise<Made>>();

  constructor(most: number) {
    this.#most = most;
  }

  has(name: string): boolean {
    return this.#made.has(name);
  }

  get(name: string, make: () => Promise<Made>): Promise<Made> {
    const known = this.#made.get(name);
    this.#made.delete(name);
    const making = known ?? make();
    this.#made.set(name, making);
    if (known === undefined)
      making.catch(() => {
        if (this.#made.get(name) === making) this.#made.delete(name);
      });
    for (const oldest of this.#made.keys()) {
      if (this.#made.size <= this.#most) break;
      this.#made.delete(oldest);
    }
    return making;
  }
}
