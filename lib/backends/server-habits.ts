/**
 * Ways in which servers fall short of vLLM's protocol and are then spoken to more simply, one continuation at a time. They
 * are found out by a probe or in passing, whichever comes first, and kept while the process lives.
 */
import type { Backend } from './config/backend';

export type ServerHabit =
  /** One continuation a request, whatever `n` says. */
  | 'writes-one'
  /** A stop string ends a text like the model's own end does, and is cut off: nobody can tell which it was. */
  | 'hides-stops';

/** By URL and model. */
export type ServerHabits = Map<string, Set<ServerHabit>>;

/** What is known of the server and model of `backend`; whoever finds more out adds it. */
export function habitsOf(habits: ServerHabits, { url, model }: Backend): Set<ServerHabit> {
  const key = JSON.stringify([url, model]);
  const known = habits.get(key) ?? new Set();
  habits.set(key, known);
  return known;
}
