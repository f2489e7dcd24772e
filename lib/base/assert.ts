/**
 * Assertions for bugs: what must hold if the program is right. They throw and are not caught.
 * Expected failures (a server that is down, bad input) are typed errors elsewhere, never assertions.
 */

/** Throws when `condition` is false; the message says which invariant broke. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}

/** Returns `value`, or throws when it is undefined or null. */
export function assertDefined<T>(value: T | undefined | null, message: string): T {
  if (value === undefined || value === null) throw new Error(`Invariant broken: ${message}`);
  return value;
}

/** For the `default` branch of a switch over a discriminated union: a compile error when a case is missing. */
export function assertUnreachable(value: never): never {
  throw new Error(`Invariant broken: unexpected value ${JSON.stringify(value)}`);
}
