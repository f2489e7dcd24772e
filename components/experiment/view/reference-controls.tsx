'use client';

import type { Curves } from '@/lib/experiments/report/curve-model';
import type { ChangeCurvesForm } from '../curves/curves-form';
import type { SeriesView } from '../curves/series-view';
import { baselineName } from '../curves/words';

interface ReferenceControlsProps {
  readonly data: Pick<Curves, 'baselines' | 'reference'>;
  readonly all: readonly SeriesView[];
  readonly budgets: readonly number[];
  readonly budget: number;
  readonly change: ChangeCurvesForm;
}

/** What everything is compared with, and at which budget the numbers stand in the table. */
export function ReferenceControls({ data, all, budgets, budget, change }: ReferenceControlsProps) {
  return (
    <>
      <select
        className="field w-auto max-w-64"
        aria-label="Compare with"
        value={data.reference}
        onChange={(event) => change({ reference: event.target.value, versus: undefined })}
      >
        {all
          .filter(({ series }) => series.strategy !== 'compute-optimal')
          .map(({ series, name }) => (
            <option key={series.id} value={series.id}>
              {name}
            </option>
          ))}
        {data.baselines.map((baseline) => (
          <option key={baseline.id} value={baseline.id}>
            {baselineName(baseline)}
          </option>
        ))}
      </select>
      <select
        className="field w-auto"
        aria-label="Budget of the comparison"
        value={budget}
        onChange={(event) => change({ budget: Number(event.target.value) })}
      >
        {budgets.map((n) => (
          <option key={n} value={n}>
            n = {n}
          </option>
        ))}
      </select>
    </>
  );
}
