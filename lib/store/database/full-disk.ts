/** A disk without room: what deletes gets the room that was kept, what adds waits until there is some again. Knows no table. */
import { StoreError } from '@/lib/runs';
import type { Dialect } from './dialect';

type DiskOf = Pick<Dialect, 'explain' | 'giveBack' | 'reserve'>;

/** `remove`, which also works on a full disk as long as the room lasts that is kept for it. */
export function removing<P extends readonly unknown[], R>(
  remove: (...parameters: P) => Promise<R>,
  { explain, giveBack, reserve }: DiskOf,
): (...parameters: P) => Promise<R> {
  return async (...parameters) => {
    try {
      return await remove(...parameters);
    } catch (error) {
      if (explain(error)?.kind !== 'full' || reserve === undefined) throw error;
      reserve.spend();
    }
    const removed = await remove(...parameters);
    try {
      await giveBack?.();
      reserve.keep();
    } catch (error) {
      // It is removed; that the room within the file does for now is told by whoever wants more.
      if (explain(error) === undefined) throw error;
    }
    return removed;
  };
}

/** `add`, which is refused while the disk has no room but for deleting. */
export function adding<P extends readonly unknown[], R>(
  add: (...parameters: P) => Promise<R>,
  dialect: Pick<Dialect, 'place' | 'reserve'>,
): (...parameters: P) => Promise<R> {
  return async (...parameters) => {
    checkRoom(dialect);
    return add(...parameters);
  };
}

/** Throws StoreError when there is room for deleting alone. */
export function checkRoom({ place, reserve }: Pick<Dialect, 'place' | 'reserve'>): void {
  if (reserve?.keep() === false) throw new StoreError('full', `${place} ${fullWords}`, { isRetryable: true });
}

/** What is said of a database that found no room. */
export const fullWords =
  'cannot grow: the disk is full. Free some space, or delete runs here; what was shown so far is safe.';
