'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { importDataset, importProblemFile, queryKeys } from '@/lib/client';
import type { ImportQuery } from '@/lib/problems/wire';
import type { ProblemSet } from '@/lib/problems/wire';
import { importWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';

type Wish = { readonly wish: Pick<ImportQuery, 'set' | 'replace'> } & (
  | { readonly source: 'file'; readonly file: File }
  | { readonly source: 'dataset'; readonly dataset: Parameters<typeof importDataset>[0] }
);

export interface ImportCallbacks {
  /** Done before anything is sent: the name of a set that waits to be deleted is free then. */
  readonly onBegin: () => Promise<void>;
  readonly onImported: (set: ProblemSet) => void;
}

/** Bringing in a problem set, and calling it off; a file may be on its way for minutes. */
export function useImportSet({ onBegin, onImported }: ImportCallbacks) {
  const say = useSay();
  const client = useQueryClient();
  const stop = useRef<AbortController | undefined>(undefined);
  const mutation = useMutation({
    mutationFn: async (wanted: Wish) => {
      stop.current = new AbortController();
      const { signal } = stop.current;
      await onBegin();
      return wanted.source === 'file'
        ? importProblemFile(wanted.file, wanted.wish, signal)
        : importDataset(wanted.dataset, wanted.wish, signal);
    },
    onSuccess: async ({ set }) => {
      await client.invalidateQueries({ queryKey: queryKeys.problemSets });
      onImported(set);
    },
  });
  return { mutation, cancel: () => stop.current?.abort(new Error(say(importWords.stopped))) };
}
