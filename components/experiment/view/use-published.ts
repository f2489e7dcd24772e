'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { AxisName, Benchmark, PublishedRow } from '@/lib/experiments/report/curve-model';
import { useSay } from '@/components/ui/use-language';
import type { CurvesForm } from '../curves/curves-form';
import { filterPublished, publishedLayer, usualMethods, usualModels, type PublishedLayer } from '../curves/published';

export type Figures = Pick<UseQueryResult<readonly PublishedRow[]>, 'data' | 'error'>;

/** What others published, and what of it is drawn. */
export interface Published {
  /** All there is. */
  readonly rows: readonly PublishedRow[];
  readonly error: Error | null;
  /** Models and methods that are chosen; no method chosen means every one. */
  readonly models: readonly string[];
  readonly methods: readonly string[];
  readonly drawn: readonly PublishedRow[];
  readonly layer: PublishedLayer;
}

/** `isEmpty`: nothing is measured yet, so that the usual figures stand there for orientation. */
export function usePublished(
  { data, error }: Figures,
  form: Pick<CurvesForm, 'published' | 'publishedMethods'> & {
    readonly axis: AxisName;
    readonly benchmark: Benchmark | undefined;
  },
  isEmpty: boolean,
): Published {
  const say = useSay();
  const isUsual = form.published === undefined && isEmpty;
  const models = useMemo(() => (isUsual ? usualModels : (form.published ?? [])), [form.published, isUsual]);
  const methods = isUsual ? usualMethods : form.publishedMethods;
  const drawn = useMemo(() => filterPublished(data ?? [], { models, methods }), [data, models, methods]);
  const layer = useMemo(
    () => publishedLayer(drawn, { hasBudgetAxis: form.axis === 'n', benchmark: form.benchmark, say }),
    [drawn, form.axis, form.benchmark, say],
  );
  return { rows: data ?? [], error, models, methods, drawn, layer };
}
