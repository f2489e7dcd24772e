/**
 * Calls about experiments from the browser: grids, their curves, what is behind a point, commands, estimates, and the
 * published figures that ship with the app. As in `api.ts`, every reply is checked and every failure is an ApiError.
 */
import { z } from 'zod';
import {
  createdExperimentSchema,
  experimentDetailSchema,
  experimentEstimateSchema,
  experimentListSchema,
  importedExperimentSchema,
  type ExperimentCommand,
  type ExperimentDetail,
  type ExperimentEstimate,
  type ExperimentList,
} from '@/lib/experiments/wire';
import {
  curvesSchema,
  pointProblemsSchema,
  problemGridSchema,
  type Curves,
  publishedRowSchema,
  type PublishedRow,
} from '@/lib/experiments/report/curve-model';
import { verdictSchema, type Verdict } from '@/lib/experiments/report/verdict-model';
import { importedSetSchema, problemSetListSchema, type ProblemSet } from '@/lib/problems/wire';
import type { ExperimentSpec } from '@/lib/experiments/model';
import type { ImportQuery } from '@/lib/problems/wire';
import type {
  CurvesQuery,
  ExportQuery,
  GridQuery,
  ImportExperimentQuery,
  PointQuery,
  VerdictQuery,
} from '@/lib/experiments/wire';
import { json, post, queryString, request } from './api';

export type ProblemGrid = z.infer<typeof problemGridSchema>;
export type PointProblems = z.infer<typeof pointProblemsSchema>;

export type ImportedSet = z.infer<typeof importedSetSchema>;
export type ImportedExperiment = z.infer<typeof importedExperimentSchema>;

function pathOf(id: string): string {
  return `/api/experiments/${encodeURIComponent(id)}`;
}

export async function fetchExperiments(signal?: AbortSignal): Promise<Readonly<ExperimentList>> {
  return (await json(experimentListSchema, '/api/experiments', { signal })).experiments;
}

export function fetchExperiment(id: string, signal?: AbortSignal): Promise<ExperimentDetail> {
  return json(experimentDetailSchema, pathOf(id), { signal });
}

export function createExperiment(spec: ExperimentSpec): Promise<{ id: string }> {
  return json(createdExperimentSchema, '/api/experiments', post(spec));
}

/** What the grid would cost, by the server's own measurements. Starts nothing. */
export function estimateExperiment(spec: ExperimentSpec, signal?: AbortSignal): Promise<ExperimentEstimate> {
  return json(experimentEstimateSchema, '/api/experiments/estimate', { ...post(spec), signal });
}

export async function commandExperiment(id: string, command: ExperimentCommand): Promise<void> {
  await request(`${pathOf(id)}/commands`, post(command));
}

export async function deleteExperiment(id: string): Promise<void> {
  await request(pathOf(id), { method: 'DELETE', keepalive: true });
}

/** `reference`: the series or baseline that differences are taken against; absent: as the server thinks best. */
export function fetchCurves(id: string, reference: string | undefined, signal?: AbortSignal): Promise<Curves> {
  return json(curvesSchema, `${pathOf(id)}/curves${queryString({ reference } satisfies CurvesQuery)}`, { signal });
}

/** `against`: the baseline; absent: the first there is. */
export function fetchVerdict(id: string, against: string | undefined, signal?: AbortSignal): Promise<Verdict> {
  return json(verdictSchema, `${pathOf(id)}/verdict${queryString({ against } satisfies VerdictQuery)}`, { signal });
}

export function fetchPointProblems(id: string, point: PointQuery, signal?: AbortSignal): Promise<PointProblems> {
  return json(pointProblemsSchema, `${pathOf(id)}/points${queryString(point satisfies PointQuery)}`, { signal });
}

/** Every series at its largest budget up to `n`, problem by problem. */
export function fetchProblemGrid(id: string, n: number | undefined, signal?: AbortSignal): Promise<ProblemGrid> {
  return json(problemGridSchema, `${pathOf(id)}/grid${queryString({ n } satisfies GridQuery)}`, { signal });
}

/** Where points or per-problem results are downloaded from. */
export function exportPath(id: string, of: ExportQuery['of'], format: 'csv' | 'jsonl'): string {
  return `${pathOf(id)}/export.${format}${queryString({ of } satisfies ExportQuery)}`;
}

/** Where the points are downloaded from as a table for a paper. */
/** Where the curves are had as a page that stands alone. */
export function experimentPagePath(id: string): string {
  return `/api/experiments/${encodeURIComponent(id)}/page`;
}

export function latexPath(id: string): string {
  return `${pathOf(id)}/export.tex`;
}

export async function fetchProblemSets(signal?: AbortSignal): Promise<readonly ProblemSet[]> {
  return (await json(problemSetListSchema, '/api/problems/sets', { signal })).sets;
}

/** A file of problems: JSONL, JSON, CSV or Parquet. Resolves to what became of it; a name in use is refused with 409. */
export function importProblemFile(
  file: File,
  wish: Pick<ImportQuery, 'set' | 'replace'>,
  signal: AbortSignal,
): Promise<ImportedSet> {
  return json(
    importedSetSchema,
    `/api/problems/import${queryString({ ...wish, file: file.name.slice(0, 200) } satisfies ImportQuery)}`,
    {
      method: 'POST',
      body: file,
      contentType: 'application/octet-stream',
      signal,
      limitMs: Infinity,
    },
  );
}

/** A dataset by its name, read by the server through the public rows interface. */
export function importDataset(
  dataset: Pick<ImportQuery, 'dataset' | 'config' | 'split'>,
  wish: Pick<ImportQuery, 'set' | 'replace'>,
  signal: AbortSignal,
): Promise<ImportedSet> {
  return json(importedSetSchema, `/api/problems/import${queryString({ ...wish, ...dataset } satisfies ImportQuery)}`, {
    method: 'POST',
    signal,
    limitMs: Infinity,
  });
}

/** A file of search-and-learn's output, as an experiment with trees and curves. */
export function importOutput(file: File, of: ImportExperimentQuery, signal: AbortSignal): Promise<ImportedExperiment> {
  return json(importedExperimentSchema, `/api/experiments/import${queryString(of satisfies ImportExperimentQuery)}`, {
    method: 'POST',
    body: file,
    contentType: 'application/octet-stream',
    signal,
    limitMs: Infinity,
  });
}

export async function deleteProblemSet(name: string): Promise<void> {
  await request(`/api/problems/sets/${encodeURIComponent(name)}`, { method: 'DELETE', keepalive: true });
}

export function fetchPublished(signal?: AbortSignal): Promise<readonly PublishedRow[]> {
  return json(z.array(publishedRowSchema), '/published-results.json', { signal });
}
