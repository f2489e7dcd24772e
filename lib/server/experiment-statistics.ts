/** Replies about an experiment's statistics. Knows how to answer, not where the results are kept. */
import { z } from 'zod';
import { csvOf, curvesOf, jsonlOf, pointProblemsOf, pointRows, problemRows } from '@/lib/experiments/report';
import type { Curves, ExperimentData } from '@/lib/experiments/wire';
import { ApiError } from './api-error';
import { jsonReply } from './route';

/** Where results come from; refuses an id that it does not know. */
export interface ExperimentSource {
  experimentData(id: string): Promise<{ readonly data: ExperimentData; readonly origin: Curves['experiment']['origin'] }>;
}

export const exportQuerySchema = z.strictObject({ of: z.enum(['points', 'problems']).default('points') });
export const pointQuerySchema = z.strictObject({ series: z.string().min(1).max(400), n: z.coerce.number().int().min(1) });

/** Curves of so many references are kept beside each other. */
const maxReferences = 20;
/** By reference, of the results they were made from: those of a finished experiment never change. */
const madeCurves = new WeakMap<ExperimentData, Map<string, Curves>>();

export async function curvesReply(source: ExperimentSource, id: string, { reference }: { readonly reference?: string | undefined }): Promise<Response> {
  return jsonReply(await curvesAt(source, id, reference));
}

async function curvesAt(source: ExperimentSource, id: string, reference?: string): Promise<Curves> {
  const { data, origin } = await source.experimentData(id);
  const made = madeCurves.get(data) ?? new Map<string, Curves>();
  madeCurves.set(data, made);
  const key = reference ?? '';
  const curves = made.get(key) ?? curvesOf(data, { id, origin, reference });
  if (made.size < maxReferences) made.set(key, curves);
  return curves;
}

export async function pointReply(source: ExperimentSource, id: string, { series, n }: z.infer<typeof pointQuerySchema>): Promise<Response> {
  const { data } = await source.experimentData(id);
  const point = pointProblemsOf(data, series, n);
  if (point === undefined) throw new ApiError('not-found', `This experiment has no point of ${series} at n = ${n}.`);
  return jsonReply(point);
}

/** Points or per-problem results, as a file to keep. */
export async function exportReply(source: ExperimentSource, id: string, { of, format }: { readonly of: 'points' | 'problems'; readonly format: 'csv' | 'jsonl' }): Promise<Response> {
  const rows = of === 'points' ? pointRows(await curvesAt(source, id)) : problemRows((await source.experimentData(id)).data);
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8';
  return new Response(format === 'csv' ? csvOf(rows) : jsonlOf(rows), {
    headers: { 'content-type': type, 'content-disposition': `attachment; filename="experiment-${of}.${format}"`, 'cache-control': 'no-store' },
  });
}
