/** Calls about stars, tags and notes of runs from the browser. As in `api.ts`, every reply is checked. */
import { queryOptions } from '@tanstack/react-query';
import { markedRunsSchema, runMarksSchema, type RunMarks } from '@/lib/runs/wire';
import { json } from './api';
import { queryKeys, retry } from './queries';

async function fetchMarks(signal?: AbortSignal): Promise<Readonly<Record<string, RunMarks>>> {
  return (await json(markedRunsSchema, '/api/runs/marks', { signal })).runs;
}

/** Of all runs that have any, by run. */
export function marksQuery() {
  return queryOptions({
    queryKey: queryKeys.marks,
    queryFn: ({ signal }) => fetchMarks(signal),
    staleTime: 5_000,
    retry,
  });
}

export function putMarks(id: string, marks: RunMarks): Promise<RunMarks> {
  return json(runMarksSchema, marksPath(id), {
    method: 'PUT',
    body: JSON.stringify(marks),
    contentType: 'application/json',
  });
}

/** Where the side file of a log is downloaded from. */
export function marksPath(id: string): string {
  return `/api/runs/${encodeURIComponent(id)}/marks`;
}
