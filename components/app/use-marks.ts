'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { marksQuery, putMarks, queryKeys } from '@/lib/client';
import { noMarks, type RunMarks } from '@/lib/runs/wire';

interface Change {
  readonly id: string;
  readonly marks: RunMarks;
}

/** Stars, tags and notes: what is there, and changing them, which is seen at once and taken back where it could not be kept. */
export function useMarks() {
  const client = useQueryClient();
  const query = useQuery(marksQuery());
  const change = useMutation({
    mutationFn: ({ id, marks }: Change) => putMarks(id, marks),
    onMutate: async ({ id, marks }) => {
      await client.cancelQueries({ queryKey: queryKeys.marks });
      client.setQueryData(marksQuery().queryKey, (all) => ({ ...all, [id]: marks }));
    },
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.marks }),
  });
  const of = (id: string): RunMarks => query.data?.[id] ?? noMarks;
  return {
    of,
    /** Undefined until they are read; nothing is to be changed before that. */
    all: query.data,
    set: (id: string, changes: Partial<RunMarks>) => change.mutate({ id, marks: { ...of(id), ...changes } }),
    error: change.error ?? query.error,
  };
}
