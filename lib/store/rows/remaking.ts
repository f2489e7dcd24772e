/**
 * How much time reading may spend on rows of an older form that can be read as they stand: a list of thousands of them
 * answers at once, and they are made again over the next looks at it. Knows no table.
 */

/** Of each stretch of `windowMs` no more than `shareMs` go into it; what was begun is ended. */
const windowMs = 10_000;
const shareMs = 2_000;

export class Remaking {
  readonly #now: () => number;
  #since = -Infinity;
  #spentMs = 0;

  /** `now`: milliseconds of a clock that nobody sets. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  get hasTime(): boolean {
    if (this.#now() - this.#since >= windowMs) {
      this.#since = this.#now();
      this.#spentMs = 0;
    }
    return this.#spentMs < shareMs;
  }

  async timed<Made>(make: () => Promise<Made>): Promise<Made> {
    const from = this.#now();
    try {
      return await make();
    } finally {
      this.#spentMs += this.#now() - from;
    }
  }
}
