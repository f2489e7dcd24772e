/** Which runs are looked at as words first, and which as a shape. Pure. */
import { strategyOf, type RunSpec } from '@/lib/search';

/** Budget up to which most of what goes on fits on a screen as cards. */
const readableBudget = 8;

/** True for a run whose words are worth more than its shape: few solutions at a time, or a single one. */
export function isReadable(spec: RunSpec | undefined): boolean {
  if (spec === undefined) return false;
  return !strategyOf(spec.strategy).settings.includes('n') || spec.config.n <= readableBudget;
}
