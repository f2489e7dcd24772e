/** Whether the servers of a search have room for it, with those that were begun a moment ago and have not asked yet. */
import type { Cell } from '@/lib/experiments/model';

/** So long a search may take to ask its first. */
const beginningMs = 250;

/** Sequences that may be asked of the policy by a search more. */
export type Room = (policy: string, verifier: string | undefined) => number;

interface Beginning {
  readonly policy: string;
  readonly sequences: number;
  readonly at: number;
}

export class Beginnings {
  readonly #room: Room;
  readonly #elapsed: () => number;
  #all: readonly Beginning[] = [];

  /** `elapsed`: milliseconds, as a Clock counts them. */
  constructor(room: Room, elapsed: () => number) {
    this.#room = room;
    this.#elapsed = elapsed;
  }

  /** Sequences for which there is room. */
  left({ policy, verifier }: Pick<Cell, 'policy' | 'verifier'>): number {
    const at = this.#elapsed();
    this.#all = this.#all.filter((each) => at - each.at < beginningMs);
    const begun = this.#all.reduce((sum, each) => sum + (each.policy === policy ? each.sequences : 0), 0);
    return this.#room(policy, verifier) - begun;
  }

  add({ policy, config }: Pick<Cell, 'policy' | 'config'>): void {
    this.#all = [...this.#all, { policy, sequences: config.n, at: this.#elapsed() }];
  }

  /** True when there is; then it counts as begun. */
  hasRoomFor(cell: Pick<Cell, 'policy' | 'verifier' | 'config'>): boolean {
    if (this.left(cell) <= 0) return false;
    this.add(cell);
    return true;
  }
}
