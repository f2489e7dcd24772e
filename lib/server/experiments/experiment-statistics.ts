/** Replies about an experiment's statistics. Knows how to answer, not where the results are kept. */
import type { PointQuery } from '@/lib/experiments/wire';
import { csvOf, jsonlOf, pointProblemsOf, pointRows, problemRows } from '@/lib/experiments/report';
import { ApiError } from '../http/api-error';
import type { ExperimentCurves, ExperimentSource } from './experiment-curves';
import { jsonReply } from '../http/json-reply';

export async function curvesReply(
  curves: ExperimentCurves,
  id: string,
  { reference }: { readonly reference?: string | undefined },
): Promise<Response> {
  return jsonReply(await curves.at(id, reference));
}

export async function pointReply(source: ExperimentSource, id: string, { series, n }: PointQuery): Promise<Response> {
  const { data } = await source.experimentData(id);
  const point = pointProblemsOf(data, series, n);
  if (point === undefined) throw new ApiError('not-found', `This experiment has no point of ${series} at n = ${n}.`);
  return jsonReply(point);
}

/** Points or per-problem results, as a file to keep. */
export async function exportReply(
  curves: ExperimentCurves,
  id: string,
  { of, format }: { readonly of: 'points' | 'problems'; readonly format: 'csv' | 'jsonl' },
): Promise<Response> {
  const rows =
    of === 'points' ? pointRows(await curves.at(id)) : problemRows((await curves.source.experimentData(id)).data);
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8';
  return new Response(format === 'csv' ? csvOf(rows) : jsonlOf(rows), {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="experiment-${of}.${format}"`,
      'cache-control': 'no-store',
    },
  });
}
