'use client';

import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { lessonLogQuery, RunLog } from '@/lib/client';
import type { Lesson } from '@/lib/lessons';

/** The logs of a lesson's runs by name, as they arrive; and the first error of those that could not be read. */
export function useLessonLogs({ runs }: Lesson) {
  const queries = useQueries({
    queries: runs.map(({ file }) => lessonLogQuery(file)),
    combine: (results) => ({
      entries: results.map(({ data }) => data),
      error: results.find(({ error }) => error !== null)?.error ?? undefined,
    }),
  });
  const { entries, error } = queries;
  const logs = useMemo(
    () =>
      new Map(
        runs.flatMap(({ name }, i) => {
          const read = entries[i];
          if (read === undefined) return [];
          const log = new RunLog();
          log.push(read);
          return [[name, log] as const];
        }),
      ),
    [runs, entries],
  );
  return { logs, error };
}
