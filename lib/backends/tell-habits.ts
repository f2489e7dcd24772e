/**
 * Tells a run how its server has to be spoken to otherwise than usual, by what was found out about it so far. Knows no words
 * for it.
 */
import type { CallNotice } from '@/lib/search';
import type { Backend } from './config/backend';
import type { BackendContext } from './context';
import { refusalsOf } from './http/refusals';
import { knownOf, type ServerHabit } from './server-habits';

/** Those that change what a run costs, or what is written. */
const told = ['writes-one', 'reads-text', 'hides-stops'] as const satisfies readonly ServerHabit[];

/** After a call that went well: only then is it sure what the server minded. */
export function tellHabits(backend: Backend, context: BackendContext, onNotice: (notice: CallNotice) => void): void {
  const { habits } = knownOf(context.habits, backend);
  for (const habit of told) if (habits.has(habit)) onNotice({ type: 'habit', habit });
  const { isStrict, fields } = refusalsOf(context.refusals, backend);
  if (isStrict) onNotice({ type: 'habit', habit: 'refuses-unknown' });
  for (const field of fields.keys()) onNotice({ type: 'habit', habit: 'refuses-field', field });
}
