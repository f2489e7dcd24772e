/**
 * Who sent the request that is being handled, as the door found out. It goes along with the work, not with the request,
 * whose headers anybody can write. Knows no rule.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

/** The owner may do everything, a viewer look at everything; a stranger is told whether the app is well. */
export type Role = 'owner' | 'viewer' | 'stranger';

export interface Visitor {
  readonly role: Role;
  /** False where the role is that of everybody, since nobody else can reach the app. */
  readonly isByToken: boolean;
  /** Address in numbers of whoever asks, or of the last that can be believed. */
  readonly sender: string;
}

const key = Symbol.for('longthink.visitor');

/** Start-up code and routes are separate instances of this module. */
function visitors(): AsyncLocalStorage<Visitor> {
  const global = globalThis as { [key]?: AsyncLocalStorage<Visitor> };
  return (global[key] ??= new AsyncLocalStorage());
}

/** Does `work`, and whatever follows from it, for `visitor`. */
export function visiting<T>(visitor: Visitor, work: () => T): T {
  return visitors().run(visitor, work);
}

/** Undefined: what is being done was not let in by the door. */
export function visitorHere(): Visitor | undefined {
  return visitors().getStore();
}
