/**
 * How much anybody may ask for: so much at once, and so much a second on average. Counts whatever it is told to count, by
 * name. Knows no request.
 */

export interface Allowance {
  readonly atOnce: number;
  readonly perSecond: number;
}

/** Beyond this many names the one that asked least recently is forgotten, which gives it all again. */
const maxNames = 10_000;

export class Allowances {
  readonly #allowance: Allowance;
  readonly #now: () => number;
  readonly #left = new Map<string, { readonly at: number; readonly left: number }>();

  /** `now`: milliseconds that never go back. */
  constructor(allowance: Allowance, now: () => number) {
    this.#allowance = allowance;
    this.#now = now;
  }

  /** Seconds until there is something left for `name`; 0 when there is. */
  wait(name: string): number {
    const left = this.#leftFor(name);
    return left > 0 ? 0 : Math.ceil((1 - left) / this.#allowance.perSecond);
  }

  /** What was asked for was done; it may have been more than was left. */
  charge(name: string, amount: number): void {
    const left = this.#leftFor(name) - amount;
    this.#left.delete(name);
    this.#left.set(name, { at: this.#now(), left });
    const [oldest] = this.#left.keys();
    if (this.#left.size > maxNames && oldest !== undefined) this.#left.delete(oldest);
  }

  #leftFor(name: string): number {
    const { atOnce, perSecond } = this.#allowance;
    const known = this.#left.get(name);
    if (known === undefined) return atOnce;
    return Math.min(atOnce, known.left + ((this.#now() - known.at) / 1_000) * perSecond);
  }
}
