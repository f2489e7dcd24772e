/** Calls about verifiers from the browser, and how often they are made. As in `api.ts`, every reply is checked. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  comparisonSchema,
  labReportSchema,
  labSourcesSchema,
  type Comparison,
  type ComparisonQuery,
  type LabQuery,
  type LabReport,
  type LabSources,
  type TrainingQuery,
} from '@/lib/verifier-lab/wire';
import { json, queryString } from './api';
import { calmMs, impatientMs, queryKeys, retry } from './queries';

/** Logs are read for as long as a request takes; the rest waits for the next. */
const readOnMs = 400;
/** A run that was begun is scored to its end. */
const scoringMs = 300_000;

function fetchSources(signal?: AbortSignal): Promise<LabSources> {
  return json(labSourcesSchema, '/api/verifiers', { signal });
}

function fetchReport(query: Partial<LabQuery>, signal?: AbortSignal): Promise<LabReport> {
  return json(labReportSchema, `/api/verifiers/report${queryString(query satisfies Partial<LabQuery>)}`, { signal });
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

function compare(query: ComparisonQuery, signal?: AbortSignal): Promise<Comparison> {
  return json(comparisonSchema, '/api/verifiers/comparison', {
    method: 'POST',
    body: JSON.stringify(query),
    contentType: 'application/json',
    signal,
    limitMs: scoringMs,
  });
}

/** Two verifiers on one pool, asked for again as long as runs wait to be scored; what could not be scored waits for whoever asks anew. */
export function comparisonQuery(query: ComparisonQuery) {
  return queryOptions({
    queryKey: queryKeys.comparison(query),
    queryFn: ({ signal }) => compare(query, signal),
    refetchInterval: ({ state }) => {
      const { pending = 0, failure } = state.data?.reading ?? {};
      return pending > 0 && failure === undefined && state.status !== 'error' ? readOnMs : false;
    },
    // It costs calls: nobody asks for it but who presses.
    staleTime: Infinity,
    retry: false,
  });
}

/** Where lines to train with are downloaded from. */
export function trainingPath(query: TrainingQuery): string {
  return `/api/verifiers/training.jsonl${queryString(query satisfies TrainingQuery)}`;
}
