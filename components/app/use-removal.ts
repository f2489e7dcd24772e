'use client';

import { useEffect } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { takeLeftBehind, type Listed } from './left-behind';
import { useDelayedDelete, type DelayedDelete } from './use-delayed-delete';

export interface Removal extends DelayedDelete {
  /** Why the last one was not deleted. */
  readonly error: Error | null;
}

interface RemovalOptions {
  readonly remove: (id: string) => Promise<void>;
  /** Of the list that it is gone from. */
  readonly queryKey: readonly string[];
  /** What was left on its own page for this list to delete. */
  readonly takes?: Listed;
}

/** Deleting from a list, which can be undone for some seconds. */
export function useRemoval({ remove, queryKey, takes }: RemovalOptions): Removal {
  const client = useQueryClient();
  const { mutateAsync, error } = useMutation({
    mutationFn: remove,
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  const removal = useDelayedDelete(mutateAsync);
  const { ask } = removal;
  useEffect(() => {
    const left = takes === undefined ? undefined : takeLeftBehind(takes);
    if (left !== undefined) ask(left);
  }, [takes, ask]);
  return { ...removal, error };
}
