'use client';

import type { Curves } from '@/lib/experiments/report/curve-model';
import { comparisonWords } from '@/lib/words';
import { useSay } from '@/components/ui/use-language';
import type { ChangeCurvesForm } from '../curves/curves-form';
import type { SeriesView } from '../curves/series-view';
import { baselineName } from '../curves/words';

interface ReferenceSelectProps {
  readonly data: Pick<Curves, 'baselines' | 'reference'>;
  readonly all: readonly SeriesView[];
  readonly change: ChangeCurvesForm;
}

/** What everything is compared with: the server takes the differences anew. */
export function ReferenceSelect({ data, all, change }: ReferenceSelectProps) {
  const say = useSay();
  return (
    <select
      className="field w-auto max-w-64"
      aria-label={say(comparisonWords.compareWith)}
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
          {baselineName(baseline, say)}
        </option>
      ))}
    </select>
  );
}
