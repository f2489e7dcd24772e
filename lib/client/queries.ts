/**
 * Every query key and query of the product, in one place, so that invalidation is a matter of reading this file.
 * Knows the HTTP calls; no component and no view state.
 */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ListedRun, ReadAgainRequest, RunList, RunListQuery } from '@/lib/runs/wire';
import type { ComparisonQuery, LabQuery } from '@/lib/verifier-lab/wire';
import {
  ApiError,
  fetchAccess,
  fetchBackends,
  fetchOlderRuns,
  fetchProblems,
  fetchRun,
  fetchRuns,
  fetchTemplates,
} from './api';
import type { ProblemQuery } from '@/lib/problems/wire';

export type RunFilter = Pick<RunListQuery, 'status' | 'strategy' | 'text' | 'correct' | 'starred' | 'tag'>;

export const queryKeys = {
  access: ['access'] as const,
  runs: ['runs'] as const,
  runList: (filter: Partial<RunFilter>) => ['runs', 'list', filter] as const,
  orderedRuns: (filter: Partial<RunFilter>) => ['runs', 'ordered', filter] as const,
  recentRuns: (limit: number) => ['runs', 'recent', limit] as const,
  runsOfProblem: (text: string) => ['runs', 'of', text] as const,
  olderRuns: (days: number) => ['runs', 'older', days] as const,
  run: (id: string) => ['runs', 'one', id] as const,
  marks: ['marks'] as const,
  runMarks: (id: string) => ['marks', id] as const,
  backends: ['backends'] as const,
  problems: (query: ProblemQuery) => ['problems', query] as const,
  templates: ['templates'] as const,
  experiments: ['experiments'] as const,
  experiment: (id: string) => ['experiments', id] as const,
  curves: (id: string, reference: string | undefined) => ['experiments', id, 'curves', reference] as const,
  verdict: (id: string, against: string | undefined) => ['experiments', id, 'verdict', against] as const,
  problemGrid: (id: string, n: number | undefined) => ['experiments', id, 'grid', n] as const,
  pointProblems: (id: string, point: { readonly series: string; readonly n: number } | undefined) =>
    ['experiments', id, 'point', point] as const,
  estimate: (spec: unknown) => ['estimate', spec] as const,
  problemSets: ['problem-sets'] as const,
  lessons: ['lessons'] as const,
  lesson: (id: string) => ['lessons', id] as const,
  lessonLog: (file: string) => ['lessons', 'log', file] as const,
  published: ['published'] as const,
  verifiers: ['verifiers'] as const,
  labReport: (query: Partial<LabQuery>) => ['verifiers', 'report', query] as const,
  reading: (runId: string, wish: ReadAgainRequest) => ['readings', runId, wish] as const,
  comparison: (query: ComparisonQuery) => ['verifiers', 'comparison', query] as const,
};

/** What is told to one run goes out in the order in which it was pressed, each when the one before has arrived. */
export const orderOfCommands = (runId: string) => ({ id: `commands of ${runId}` });

/** A request that was understood and refused fails the same way again; one that got no answer may not. */
export function retry(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof ApiError && (error.isServerDown || error.status >= 500);
}

/** Polled while the server is down or a backend is still starting, so that the page recovers by itself. */
export const impatientMs = 1_500;
export const calmMs = 10_000;

/** It changes with the link that one came by, which brings a page of its own. */
export function accessQuery() {
  return queryOptions({
    queryKey: queryKeys.access,
    queryFn: ({ signal }) => fetchAccess(signal),
    staleTime: Infinity,
    retry,
  });
}

export function runListQuery(filter: Partial<RunFilter>) {
  return infiniteQueryOptions({
    queryKey: queryKeys.runList(filter),
    queryFn: ({ pageParam, signal }) => fetchRuns({ ...filter, cursor: pageParam, limit: 40 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: (query) => {
      if (query.state.status === 'error') return impatientMs;
      const isAnyOpen =
        query.state.data?.pages.some((page) => page.runs.some((run) => run.status === 'running')) ?? false;
      return isAnyOpen ? impatientMs : calmMs;
    },
    retry,
  });
}

/** Most runs that are sorted and grouped. */
const mostOrdered = 2_000;

/** The newest runs, as many as are sorted and grouped: an order of those that happen to be loaded would be none. */
export function orderedRunsQuery(filter: Partial<RunFilter>) {
  return queryOptions({
    queryKey: queryKeys.orderedRuns(filter),
    queryFn: ({ signal }) => newestRuns((page) => fetchRuns({ ...filter, ...page }, signal), mostOrdered),
    refetchInterval: calmMs,
    retry,
  });
}

/** Page after page, up to so many; `hasMore`: there are others, all of them older. */
export async function newestRuns(
  fetchPage: (page: Pick<RunListQuery, 'cursor' | 'limit'>) => Promise<RunList>,
  most: number,
): Promise<{ readonly runs: readonly ListedRun[]; readonly hasMore: boolean }> {
  const runs: ListedRun[] = [];
  let cursor: string | undefined;
  do {
    const page = await fetchPage({ cursor, limit: Math.min(200, most - runs.length) });
    runs.push(...page.runs);
    cursor = page.nextCursor;
  } while (cursor !== undefined && runs.length < most);
  return { runs, hasMore: cursor !== undefined };
}

export function recentRunsQuery(limit: number) {
  return queryOptions({
    queryKey: queryKeys.recentRuns(limit),
    queryFn: ({ signal }) => fetchRuns({ limit }, signal),
    refetchInterval: (query) =>
      query.state.status === 'error' || query.state.data?.runs.some((run) => run.status === 'running')
        ? impatientMs
        : calmMs,
    retry,
  });
}

/** Runs of one problem, newest first, as far as one page of the list holds them. */
export function runsOfProblemQuery(text: string) {
  return queryOptions({
    queryKey: queryKeys.runsOfProblem(text),
    // One that was started a moment ago is what is looked for.
    staleTime: 0,
    // The server looks for words; what is said in them is compared here.
    queryFn: ({ signal }) => fetchRuns({ text: text.slice(0, 200), limit: 200 }, signal),
    select: ({ runs }) => runs.filter((run) => run.status !== 'unreadable').filter((run) => run.problem.text === text),
    retry,
  });
}

export function olderRunsQuery(days: number) {
  return queryOptions({
    queryKey: queryKeys.olderRuns(days),
    queryFn: ({ signal }) => fetchOlderRuns(days, signal),
    retry,
  });
}

export function runQuery(id: string) {
  return queryOptions({ queryKey: queryKeys.run(id), queryFn: ({ signal }) => fetchRun(id, signal), retry });
}

export function backendsQuery() {
  return queryOptions({
    queryKey: queryKeys.backends,
    queryFn: ({ signal }) => fetchBackends({ signal }),
    // What a server can do is told some time after that it answers.
    refetchInterval: (query) =>
      query.state.data?.every(
        ({ isReachable, isChecking, capabilities }) =>
          isReachable && isChecking !== true && Object.keys(capabilities).length > 1,
      ) === true
        ? calmMs
        : impatientMs,
    retry,
  });
}

export function problemsQuery(query: ProblemQuery) {
  return queryOptions({
    queryKey: queryKeys.problems(query),
    queryFn: ({ signal }) => fetchProblems(query, signal),
    staleTime: Infinity,
    refetchInterval: (state) => (state.state.status === 'error' ? impatientMs : false),
    retry,
  });
}

export function templatesQuery() {
  return queryOptions({
    queryKey: queryKeys.templates,
    queryFn: ({ signal }) => fetchTemplates(signal),
    staleTime: Infinity,
    refetchInterval: (state) => (state.state.status === 'error' ? impatientMs : false),
    retry,
  });
}
