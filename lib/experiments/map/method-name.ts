/** A method of a map as a name: strategy, budget, and what it has of its own. Pure. */
import type { Method } from './rows';

export function methodName({ strategy, n, settings }: Pick<Method, 'strategy' | 'n' | 'settings'>): string {
  const rest = Object.entries(settings).map(
    ([name, value]) => `, ${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`,
  );
  return `${strategy} ${n}${rest.join('')}`;
}
