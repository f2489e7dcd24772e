'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { changeMarks, marksQuery, queryKeys, runMarksQuery } from '@/lib/client';
import { changedMarks, noMarks, type MarksChange, type RunMarks } from '@/lib/runs/wire';

interface Change {
  readonly id: string;
  readonly change: MarksChange;
}

/** Marks of one run as they are shown, wherever they are kept. */
export interface HeldMarks {
  /** Undefined until they are read. */
  readonly marks: RunMarks | undefined;
  /** Undefined where they can only be looked at. */
  readonly change?: ((change: MarksChange) => void) | undefined;
  /** Why they could not be read or kept. */
  readonly error: Error | null;
}

/** Stars, tags and notes of the runs of a list, and changing them. */
export function useMarks() {
  const query = useQuery(marksQuery());
  const change = useMarksChange();
  return {
    of: (id: string): RunMarks => query.data?.[id] ?? noMarks,
    /** Undefined until they are read. */
    all: query.data,
    change: (id: string, changes: MarksChange) => change.mutate({ id, change: changes }),
    error: change.error ?? query.error,
  };
}

/** The same of one run, whenever it was marked. */
export function useRunMarks(id: string): HeldMarks {
  const query = useQuery(runMarksQuery(id));
  const change = useMarksChange();
  return {
    marks: query.data,
    change: (changes) => change.mutate({ id, change: changes }),
    error: change.error ?? query.error,
  };
}

/** A change is seen at once, and taken back where it could not be kept. */
function useMarksChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: Change) => changeMarks(id, change),
    onMutate: async ({ id, change }) => {
      await client.cancelQueries({ queryKey: queryKeys.marks });
      client.setQueryData(
        marksQuery().queryKey,
        (all) => all && { ...all, [id]: changedMarks(all[id] ?? noMarks, change) },
      );
      client.setQueryData(runMarksQuery(id).queryKey, (marks) => marks && changedMarks(marks, change));
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.marks }),
  });
}
