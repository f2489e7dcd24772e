'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

/** How long a deletion can be undone. */
export const undoMs = 8_000;

export interface DelayedDelete {
  /** Gone from the screen and not deleted yet: in the order in which they were asked for. */
  readonly waiting: readonly string[];
  /** Waiting, or being deleted. */
  readonly isGone: (id: string) => boolean;
  readonly ask: (id: string) => void;
  /** Brings back all that wait. */
  readonly undo: () => void;
  /** Deletes all that wait, at once; resolves when they are gone, or are back. */
  readonly finishAll: () => Promise<void>;
}

/**
 * Deletes some seconds after it was asked to, or when the page is left, so that it can be undone until then. `remove` resolves
 * when the list without it is there; where it fails, the row comes back.
 */
export function useDelayedDelete(remove: (id: string) => Promise<unknown>): DelayedDelete {
  const [waiting, setWaiting] = useState<readonly string[]>([]);
  const [going, setGoing] = useState<readonly string[]>([]);
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());

  const finish = useCallback(
    async (id: string) => {
      clearTimeout(timers.current.get(id));
      if (!timers.current.delete(id)) return;
      setWaiting((ids) => ids.filter((each) => each !== id));
      setGoing((ids) => [...ids, id]);
      // Whoever removes tells what went wrong.
      await remove(id).catch(() => undefined);
      setGoing((ids) => ids.filter((each) => each !== id));
    },
    [remove],
  );

  const finishAll = useCallback(async () => {
    await Promise.all([...timers.current.keys()].map(finish));
  }, [finish]);

  useEffect(() => {
    const leave = () => void finishAll();
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [finishAll]);

  const ask = useCallback(
    (id: string) => {
      if (timers.current.has(id)) return;
      timers.current.set(
        id,
        setTimeout(() => void finish(id), undoMs),
      );
      setWaiting((ids) => [...ids, id]);
    },
    [finish],
  );
  const undo = useCallback(() => {
    for (const timer of timers.current.values()) clearTimeout(timer);
    timers.current.clear();
    setWaiting([]);
  }, []);
  return { waiting, isGone: (id) => waiting.includes(id) || going.includes(id), ask, undo, finishAll };
}
