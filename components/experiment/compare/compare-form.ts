/** What is compared, and its place in the URL. Pure; what cannot be read falls back. */
import { z } from 'zod';
import { axisNameSchema, type AxisName } from '@/lib/experiments/report/curve-model';
import { mostCompared } from './compare-model';

export interface CompareForm {
  /** Of experiments; differences are to the first. */
  readonly ids: readonly string[];
  /** Ids of their lines, by place; empty: the usual one. */
  readonly lines: readonly string[];
  /** Undefined: what it costs, where all know that. */
  readonly axis: AxisName | undefined;
  /** Budget of the points in the table; undefined: the largest of each. */
  readonly n: number | undefined;
}

export function readCompareForm(params: URLSearchParams): CompareForm {
  const ids = [...new Set(params.getAll('id').filter((id) => id !== ''))].slice(0, mostCompared);
  const lines = params.getAll('line');
  return {
    ids,
    lines: ids.map((_, i) => lines[i] ?? ''),
    axis: axisNameSchema.safeParse(params.get('x')).data,
    n: z.coerce.number().int().min(1).max(1024).safeParse(params.get('n')).data,
  };
}

export function writeCompareForm({ ids, lines, axis, n }: CompareForm): URLSearchParams {
  const params = new URLSearchParams();
  for (const id of ids) params.append('id', id);
  if (lines.some((line) => line !== '')) for (const i of ids.keys()) params.append('line', lines[i] ?? '');
  if (axis !== undefined) params.set('x', axis);
  if (n !== undefined) params.set('n', String(n));
  return params;
}
