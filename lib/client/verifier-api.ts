/** Calls about verifiers from the browser, and how often they are made. As in `api.ts`, every reply is checked. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  labReportSchema,
  labSourcesSchema,
  type LabQuery,
  type LabReport,
  type LabSources,
  type TrainingQuery,
} from '@/lib/verifier-lab/wire';
import { json, queryString } from './api';
import { calmMs, impatientMs, queryKeys, retry } from './queries';

/** Logs are read for as long as a request takes; the rest waits for the next. */
const readOnMs = 400;

function fetchSources(signal?: AbortSignal): Promise<LabSources> {
  return json(labSourcesSchema, '/api/verifiers', { signal });
}

function fetchReport(query: Partial<LabQuery>, signal?: AbortSignal): Promise<LabReport> {
  return json(labReportSchema, `/api/verifiers/report${queryString({ ...query })}`, { signal });
}

/** Verifiers that scored anything, and where. */
export function labSourcesQuery() {
  return queryOptions({
    queryKey: queryKeys.verifiers,
    queryFn: ({ signal }) => fetchSources(signal),
    refetchInterval: (query) => (query.state.status === 'error' ? impatientMs : calmMs),
    retry,
  });
}

/** The report on one verifier, asked for again as long as logs wait to be read. */
export function labReportQuery(query: LabQuery) {
  return queryOptions({
    queryKey: queryKeys.labReport(query),
    queryFn: ({ signal }) => fetchReport(query, signal),
    refetchInterval: ({ state }) => {
      if (state.status === 'error') return impatientMs;
      const { pending = 0, pendingExperiments = 0 } = state.data?.reading ?? {};
      return pending + pendingExperiments > 0 ? readOnMs : false;
    },
    // Another threshold changes the failures alone; the rest stays on the screen meanwhile.
    placeholderData: keepPreviousData,
    retry,
  });
}

/** Where lines to train with are downloaded from. */
export function trainingPath(query: TrainingQuery): string {
  return `/api/verifiers/training.jsonl${queryString({ ...query })}`;
}
