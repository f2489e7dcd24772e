/** Calls about stars, tags and notes of runs from the browser. As in `api.ts`, every reply is checked. */
import { queryOptions } from '@tanstack/react-query';
import { markedRunsSchema, runMarksSchema, type MarksChange, type RunMarks } from '@/lib/runs/wire';
import { json } from './api';
import { queryKeys, retry } from './queries';

async function fetchMarks(signal?: AbortSignal): Promise<Readonly<Record<string, RunMarks>>> {
  return (await json(markedRunsSchema, '/api/runs/marks', { signal })).runs;
}

/** Of the runs that were marked last, by run: a great many, and not all. */
export function marksQuery() {
  return queryOptions({
    queryKey: queryKeys.marks,
    queryFn: ({ signal }) => fetchMarks(signal),
    staleTime: 5_000,
    retry,
  });
}

/** Of one run, whenever it was marked. */
export function runMarksQuery(id: string) {
  return queryOptions({
    queryKey: queryKeys.runMarks(id),
    queryFn: ({ signal }) => json(runMarksSchema, marksPath(id), { signal }),
    staleTime: 5_000,
    retry,
  });
}

/** What is not in the change stays as it is there. */
export function changeMarks(id: string, change: MarksChange): Promise<RunMarks> {
  return json(runMarksSchema, marksPath(id), {
    method: 'PATCH',
    body: JSON.stringify(change),
    contentType: 'application/json',
  });
}

/** Where the side file of a log is downloaded from. */
export function marksPath(id: string): string {
  return `/api/runs/${encodeURIComponent(id)}/marks`;
}
