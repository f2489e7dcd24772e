/** Which runs are old, and what becomes of them: deleted when somebody says so, or by themselves. Knows no SQL. */
import { startBeat, type Beat } from '@/lib/base';
import type { RunRegistry } from './run-registry';

const dayMs = 24 * 60 * 60 * 1_000;
/** Old runs, and space that is free, are looked for this often. */
const lookEveryMs = 10 * 60 * 1_000;

export interface RetentionDependencies {
  readonly registry: Pick<RunRegistry, 'countOlder' | 'removeOlder'>;
  readonly store: { giveBack(): Promise<void> };
  readonly now: () => number;
}

/** How many runs came here more than `days` ago; those that search, that have a star, and those of experiments are none of them. */
export function countOlder(days: number, { registry, now }: RetentionDependencies): Promise<number> {
  return registry.countOlder(now() - days * dayMs);
}

/** Removes them, and gives their space back to the disk. How many there were. */
export async function removeOlder(days: number, { registry, store, now }: RetentionDependencies): Promise<number> {
  const removed = await registry.removeOlder(now() - days * dayMs);
  await store.giveBack();
  return removed;
}

/** Does so again and again; with no days nothing is too old, and what was deleted otherwise gives its space back. */
export function keepFor(
  days: number | undefined,
  dependencies: RetentionDependencies & { readonly report: (message: string, error?: unknown) => void },
): Beat {
  const onError = (error: unknown) => dependencies.report('Old runs could not be deleted; trying again.', error);
  const work = async () => {
    if (days === undefined) await dependencies.store.giveBack();
    else await removeOlder(days, dependencies);
  };
  return startBeat({ pauseMs: lookEveryMs, work, onError });
}
