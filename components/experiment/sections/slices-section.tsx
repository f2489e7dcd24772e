'use client';

import { useMemo } from 'react';
import type { ExperimentDetail } from '@/lib/experiments/wire';
import type { Curves } from '@/lib/experiments/report/curve-model';
import { PanelsFigure } from '@/components/charts/panels-figure';
import { SaveButtons } from '@/components/charts/save-buttons';
import { Sized } from '@/components/charts/sized';
import { SmallMultiples } from '@/components/charts/small-multiples';
import { captionOf, fileNameOf } from '../curves/caption';
import { ChartSection } from '@/components/ui/chart-section';
import { SliceTable } from './slice-table';
import { slicePanels } from '../curves/slice-panels';
import type { SeriesView } from '../curves/series-view';

const titles = { level: 'By level', subject: 'By subject' } as const;

interface SlicesSectionProps {
  readonly data: Curves;
  readonly status: ExperimentDetail['status'];
  readonly shown: readonly SeriesView[];
  /** Id of the line that stands out. */
  readonly leading: string | undefined;
}

/** The lines again for a part of the problems: where does the extra thinking help? */
export function SlicesSection(props: SlicesSectionProps) {
  return (
    <>
      {(['level', 'subject'] as const).map((by) =>
        props.data.slices.some((slice) => slice.by === by && slice.series.some(({ points }) => points.length > 0)) ? (
          <Slices key={by} by={by} {...props} />
        ) : null,
      )}
    </>
  );
}

function Slices({ by, data, status, shown, leading }: SlicesSectionProps & { readonly by: 'level' | 'subject' }) {
  const slices = useMemo(() => data.slices.filter((slice) => slice.by === by), [data.slices, by]);
  const panels = useMemo(() => slicePanels(slices, shown), [slices, shown]);
  const title = titles[by];
  const lead = shown.find(({ series }) => series.id === leading);
  return (
    <ChartSection
      title={title}
      testId={`by-${by}`}
      note={`Share of problems solved against n, on the same axes everywhere. ${lead === undefined ? '' : `The number at the top is that of ${lead.name} at its largest n, or at the n under the pointer.`}`}
      controls={
        <SaveButtons
          of={title}
          fileName={fileNameOf(data.experiment.name, `by-${by}`)}
          renderFigure={() => (
            <PanelsFigure
              title={`${data.experiment.name}: ${title.toLowerCase()}`}
              caption={captionOf({ curves: data, status, about: ['Accuracy is', 'Bands are'] })}
              data={panels}
              emphasis={leading}
            />
          )}
        />
      }
    >
      <Sized>
        {(size) => (
          <SmallMultiples
            data={panels}
            size={size}
            title={`Share solved ${title.toLowerCase()}`}
            description={panels.panels
              .map(
                (panel) =>
                  `${panel.title}: ${panel.series.map((series) => `${series.name} ${panels.y.formatValue(series.points.at(-1)?.y ?? 0)}`).join(', ')}`,
              )
              .join('; ')}
            emphasis={leading}
          />
        )}
      </Sized>
      <SliceTable title={title} panels={panels} />
    </ChartSection>
  );
}
