'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useMemo } from 'react';
import {
  commandExperiment,
  curvesQuery,
  deleteExperiment,
  experimentQuery,
  publishedQuery,
  queryKeys,
} from '@/lib/client';
import { axisNames } from '@/lib/experiments/report/curve-model';
import type { ExperimentCommand } from '@/lib/experiments/wire';
import { useUrlForm } from '@/components/app/use-url-form';
import { amountOf } from '../curves/amounts';
import { captionOf } from '../curves/caption';
import { accuracyChart, leadingOf } from '../curves/chart-data';
import { readCurvesForm, writeCurvesForm, type CurvesForm } from '../curves/curves-form';
import { filterPublished, publishedLayer, usualMethods } from '../curves/published';
import { shownByDefault, viewSeries, type SeriesView } from '../curves/series-view';

/** Small against large, as the published figures are mostly asked for. */
const usualModels = [
  'Llama-3.2-1B-Instruct',
  'Llama-3.2-3B-Instruct',
  'Llama-3.1-8B-Instruct',
  'Llama-3.1-70B-Instruct',
  'Llama-3.1-405B-Instruct',
];

/** An experiment, its curves, what is shown of them (in the URL), and the commands. One of these stands behind each curves page. */
export function useCurvesView(id: string) {
  const [form, change] = useUrlForm<CurvesForm>(readCurvesForm, writeCurvesForm);
  const experiment = useQuery(experimentQuery(id));
  const curves = useQuery({
    ...curvesQuery(id, {
      reference: form.reference,
      isRunning: experiment.data?.status === 'running',
      finished: experiment.data?.runs.finished,
    }),
  });
  const published = useQuery(publishedQuery());
  const client = useQueryClient();
  const command = useMutation({
    mutationFn: (type: ExperimentCommand['type']) => commandExperiment(id, { type }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.experiment(id) }),
  });
  const router = useRouter();
  const remove = useMutation({
    mutationFn: () => deleteExperiment(id),
    onSuccess: () => {
      router.push('/experiments');
      client.removeQueries({ queryKey: queryKeys.experiment(id) });
    },
  });

  const data = curves.data;
  const origin = data?.experiment.origin ?? experiment.data?.origin ?? 'measured';
  const optimal = data?.computeOptimal.find(
    ({ difficulty, edges }) => difficulty === form.difficulty && edges === form.edges,
  );
  const views = useMemo(() => viewSeries(data ?? { series: [] }, optimal?.curve), [data, optimal]);
  const shown = useMemo(
    () =>
      form.shown === undefined
        ? shownByDefault(views.all)
        : views.all.filter(({ series }) => form.shown?.includes(series.id)),
    [views, form.shown],
  );
  const isEmpty = data !== undefined && data.series.every(({ points }) => points.length === 0);
  const isUsual = form.published === undefined && isEmpty;
  const models = useMemo(() => (isUsual ? usualModels : (form.published ?? [])), [form.published, isUsual]);
  const methods = isUsual ? usualMethods : form.publishedMethods;
  const rows = useMemo(
    () => filterPublished(published.data ?? [], { models, methods }),
    [published.data, models, methods],
  );
  const layer = useMemo(() => publishedLayer(rows, form.axis === 'n'), [rows, form.axis]);
  const chart = useMemo(
    () => accuracyChart({ curves: data, shown, axis: form.axis, isLog: form.isLog, origin, published: layer }),
    [data, shown, form.axis, form.isLog, origin, layer],
  );
  const axes = axisNames.filter(
    (axis) =>
      axis === 'n' ||
      data?.series.some(({ points }) => points.some((point) => amountOf(point, axis, origin) !== undefined)),
  );
  const chosen = views.all.find(({ series }) => series.id === form.point?.series);
  return {
    id,
    form,
    change,
    experiment,
    curves,
    published,
    command,
    remove,
    origin,
    optimal,
    views,
    shown,
    isEmpty,
    layer,
    chart,
    axes,
    publishedModels: models,
    publishedMethods: methods,
    publishedRows: rows,
    leading: leadingOf(shown),
    /** `about`: first words of the sentences of the method that belong to the chart; `hasPublished`: published figures are drawn in it. */
    captionOf: (about: readonly string[], hasPublished = false) =>
      data === undefined
        ? []
        : captionOf({
            curves: data,
            status: experiment.data?.status ?? 'finished',
            about,
            published: hasPublished ? rows : [],
          }),
    point: chosen === undefined ? undefined : pointOf(chosen, form.point?.n),
    toggle: (ids: readonly string[], isOn: boolean) => {
      const before = shown.map(({ series }) => series.id);
      change({
        shown: isOn
          ? [...before, ...ids.filter((each) => !before.includes(each))]
          : before.filter((each) => !ids.includes(each)),
      });
    },
  };
}

export type CurvesView = ReturnType<typeof useCurvesView>;

function pointOf(view: SeriesView, n: number | undefined) {
  const point = view.series.points.find((each) => each.n === n);
  return point === undefined ? undefined : { view, point };
}
