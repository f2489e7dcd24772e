'use client';

import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { lessonLogQuery, RunLog } from '@/lib/client';
import type { Lesson } from '@/lib/lessons';

export interface LessonLogs {
  /** By name of the run. */
  readonly logs: ReadonlyMap<string, RunLog>;
  /** Of the first that could not be read. */
  readonly error: Error | undefined;
}

/** The logs of a lesson's runs, as they arrive from this server. */
export function useLessonLogs({ runs }: Lesson): LessonLogs {
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
