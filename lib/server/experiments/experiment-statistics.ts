/** Replies about an experiment's statistics. Knows how to answer, not where the results are kept. */
import type { PointQuery } from '@/lib/experiments/wire';
import {
  csvOf,
  jsonlOf,
  latexOf,
  pointProblemsOf,
  pointRows,
  problemGridOf,
  problemRows,
} from '@/lib/experiments/report';
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

export async function verdictReply(
  curves: ExperimentCurves,
  id: string,
  { against }: { readonly against?: string | undefined },
): Promise<Response> {
  return jsonReply(await curves.verdict(id, against));
}

export async function pointReply(source: ExperimentSource, id: string, { series, n }: PointQuery): Promise<Response> {
  const { data } = await source.experimentData(id);
  const point = pointProblemsOf(data, series, n);
  if (point === undefined) throw new ApiError('not-found', `This experiment has no point of ${series} at n = ${n}.`);
  return jsonReply(point);
}

export async function gridReply(
  source: ExperimentSource,
  id: string,
  { n }: { readonly n?: number | undefined },
): Promise<Response> {
  return jsonReply(problemGridOf((await source.experimentData(id)).data, n));
}

/** Points or per-problem results, as a file to keep. */
export async function exportReply(
  curves: ExperimentCurves,
  id: string,
  { of, format }: { readonly of: 'points' | 'problems'; readonly format: 'csv' | 'jsonl' },
): Promise<Response> {
  const { name, rows } = await rowsOf(curves, id, of);
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8';
  return new Response(format === 'csv' ? csvOf(rows) : jsonlOf(rows), {
    headers: {
      'content-type': type,
      'content-disposition': attachment(`${name} experiment-${of}.${format}`),
      'cache-control': 'no-store',
    },
  });
}

/** Points as a table for a paper. */
export async function latexReply(curves: ExperimentCurves, id: string): Promise<Response> {
  const found = await curves.at(id);
  return new Response(latexOf(found), {
    headers: {
      'content-type': 'application/x-tex; charset=utf-8',
      'content-disposition': attachment(`${found.experiment.name} experiment-points.tex`),
      'cache-control': 'no-store',
    },
  });
}

async function rowsOf(curves: ExperimentCurves, id: string, of: 'points' | 'problems') {
  if (of === 'points') {
    const found = await curves.at(id);
    return { name: found.experiment.name, rows: pointRows(found) };
  }
  const { data } = await curves.source.experimentData(id);
  return { name: data.spec.name, rows: problemRows(data) };
}

/** Of experiments that are kept side by side each has its own name; RFC 6266, with one of plain letters for old readers. */
function attachment(file: string): string {
  const safe = file.replaceAll(/[^\p{L}\p{N}._ -]+/gu, ' ').trim();
  const plain = safe
    .normalize('NFKD')
    .replaceAll(/[^\w. -]+/g, '')
    .trim()
    .replaceAll(' ', '-');
  const encoded = encodeURIComponent(safe.replaceAll(' ', '-'));
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
