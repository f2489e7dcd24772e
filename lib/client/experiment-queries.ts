/** Queries about experiments: how often each is asked again, and when not at all. Their keys are in `queries.ts`. */
import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import type { ExperimentSpec } from '@/lib/experiments/model';
import {
  estimateExperiment,
  fetchCurves,
  fetchExperiment,
  fetchExperiments,
  fetchPointProblems,
  fetchProblemGrid,
  fetchProblemSets,
  fetchPublished,
  fetchVerdict,
} from './experiment-api';
import { calmMs, impatientMs, queryKeys, retry } from './queries';

/** Curves of many problems take the server some work; they sharpen slowly anyway. */
const curvesMs = 5_000;

export function experimentsQuery() {
  return queryOptions({
    queryKey: queryKeys.experiments,
    queryFn: ({ signal }) => fetchExperiments(signal),
    refetchInterval: (query) =>
      query.state.status === 'error' || query.state.data?.some(({ status }) => status === 'running')
        ? impatientMs
        : calmMs,
    retry,
  });
}

export function experimentQuery(id: string) {
  return queryOptions({
    queryKey: queryKeys.experiment(id),
    queryFn: ({ signal }) => fetchExperiment(id, signal),
    refetchInterval: (query) =>
      query.state.status === 'error' || query.state.data?.status === 'running' ? impatientMs : calmMs,
    retry,
  });
}

interface Growing {
  readonly isRunning: boolean;
  /** Runs that are in by now; what is told of fewer is asked for again. */
  readonly finished: number | undefined;
}

/** Until what sharpens with an experiment is asked for again, in milliseconds; false: it will not change. */
function askedAgain({ isRunning, finished = 0 }: Growing) {
  return ({ state }: { readonly state: { readonly status: string; readonly data?: { readonly results: number } } }) => {
    if (state.status === 'error') return impatientMs;
    return isRunning || (state.data?.results ?? 0) < finished ? curvesMs : false;
  };
}

interface CurvesOptions extends Growing {
  readonly reference: string | undefined;
}

export function curvesQuery(id: string, { reference, isRunning, finished }: CurvesOptions) {
  return queryOptions({
    queryKey: queryKeys.curves(id, reference),
    queryFn: ({ signal }) => fetchCurves(id, reference, signal),
    refetchInterval: askedAgain({ isRunning, finished }),
    // Another reference changes the differences alone; the rest stays on the screen meanwhile.
    placeholderData: keepPreviousData,
    retry,
  });
}

interface VerdictOptions extends Growing {
  readonly against: string | undefined;
}

export function verdictQuery(id: string, { against, isRunning, finished }: VerdictOptions) {
  return queryOptions({
    queryKey: queryKeys.verdict(id, against),
    queryFn: ({ signal }) => fetchVerdict(id, against, signal),
    refetchInterval: askedAgain({ isRunning, finished }),
    // The choice of baselines stays on the screen while another is asked about.
    placeholderData: keepPreviousData,
    retry,
  });
}

/** `point` undefined: nothing is asked. */
export function pointProblemsQuery(id: string, point: { readonly series: string; readonly n: number } | undefined) {
  return queryOptions({
    queryKey: queryKeys.pointProblems(id, point),
    queryFn: point === undefined ? skipToken : ({ signal }) => fetchPointProblems(id, point, signal),
    staleTime: 30_000,
    retry,
  });
}

export function problemGridQuery(id: string, n: number | undefined) {
  return queryOptions({
    queryKey: queryKeys.problemGrid(id, n),
    queryFn: ({ signal }) => fetchProblemGrid(id, n, signal),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
    retry,
  });
}

/** `spec` undefined: nothing is asked. */
export function estimateQuery(spec: ExperimentSpec | undefined) {
  return queryOptions({
    queryKey: queryKeys.estimate(spec),
    queryFn: spec === undefined ? skipToken : ({ signal }) => estimateExperiment(spec, signal),
    placeholderData: keepPreviousData,
    retry,
  });
}

export function problemSetsQuery() {
  return queryOptions({ queryKey: queryKeys.problemSets, queryFn: ({ signal }) => fetchProblemSets(signal), retry });
}

export function publishedQuery() {
  return queryOptions({
    queryKey: queryKeys.published,
    queryFn: ({ signal }) => fetchPublished(signal),
    staleTime: Infinity,
    retry,
  });
}
