'use client';

import { useMemo } from 'react';
import type { Curves } from '@/lib/experiments/report/curve-model';
import { useSay } from '@/components/ui/use-language';
import { leadingOf } from '../curves/chart-data';
import type { ChangeCurvesForm, CurvesForm } from '../curves/curves-form';
import { shownByDefault, viewSeries, type SeriesView, type SeriesViews } from '../curves/series-view';

export type OptimalChoice = Curves['computeOptimal'][number];

/** The lines of an experiment, and which of them are shown. */
export interface Lines extends SeriesViews {
  readonly shown: readonly SeriesView[];
  /** Id of the line that stands out. */
  readonly leading: string | undefined;
  /** The best methods by the kinds of difficulty and bins that are looked at, where there are any. */
  readonly optimal: OptimalChoice | undefined;
  /** Shows or hides lines by their ids. */
  readonly toggle: (ids: readonly string[], isOn: boolean) => void;
}

export function useLines(
  data: Pick<Curves, 'series' | 'computeOptimal'>,
  form: Pick<CurvesForm, 'shown' | 'difficulty' | 'edges'>,
  change: ChangeCurvesForm,
): Lines {
  const say = useSay();
  const optimal = data.computeOptimal.find(
    ({ difficulty, edges }) => difficulty === form.difficulty && edges === form.edges,
  );
  const { all, rows } = useMemo(() => viewSeries(data, optimal?.curve, say), [data, optimal, say]);
  const shown = useMemo(
    () =>
      form.shown === undefined ? shownByDefault(all) : all.filter(({ series }) => form.shown?.includes(series.id)),
    [all, form.shown],
  );
  return {
    all,
    rows,
    shown,
    leading: leadingOf(shown),
    optimal,
    toggle: (ids, isOn) => {
      const before = shown.map(({ series }) => series.id);
      change({
        shown: isOn
          ? [...before, ...ids.filter((each) => !before.includes(each))]
          : before.filter((each) => !ids.includes(each)),
      });
    },
  };
}
