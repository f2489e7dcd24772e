/**
 * One counter that bounds everything done for one answer or one pair of answers.
 * Length and depth caps alone do not stop `9^{9^{9^9}}`; so every parser step, tree visit, bigint operation and
 * set match is charged here before it happens. It knows no clock: the same input always costs the same.
 */

/**
 * Units one comparison may spend. A unit is about one visited node or one 64-bit limb operation; labelled answers of
 * real models need at most 3,000.
 */
export const WORK_LIMIT = 6_000;

/** The work limit was reached. Caught only at the public edge, never inside. */
export class OutOfWork extends Error {}

/** The text, or this part of it, is not an answer this grammar can read. Callers fall back to comparing text. */
export class Unreadable extends Error {}

export class Work {
  #spent = 0;

  constructor(readonly limit: number = WORK_LIMIT) {}

  /** Units spent so far; never more than `limit`. */
  get spent(): number {
    return this.#spent;
  }

  /** Pays for `units` about to be done. Throws OutOfWork, with nothing more spent, when they are not left. */
  charge(units: number): void {
    if (!(this.#spent + units <= this.limit)) {
      this.#spent = this.limit;
      throw new OutOfWork('work limit reached');
    }
    this.#spent += units;
  }
}

/** Runs `attempt`; undefined when it finds something unreadable. OutOfWork passes through. */
export function readable<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}
