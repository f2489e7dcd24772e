'use client';

import { useMemo } from 'react';
import type { ExperimentDetail } from '@/lib/experiments/wire';
import type { Curves } from '@/lib/experiments/report/curve-model';
import { PanelsFigure } from '@/components/charts/line/panels-figure';
import { SaveButtons } from '@/components/charts/figure/save-buttons';
import { Sized } from '@/components/charts/sized';
import { SmallMultiples } from '@/components/charts/line/small-multiples';
import { captionOf, fileNameOf } from '../curves/caption';
import { ChartSection } from '@/components/ui/chart-section';
import { useLanguage, useSay } from '@/components/ui/use-language';
import { comparisonWords, curveWords } from '@/lib/words';
import { SliceTable } from './slice-table';
import { slicePanels } from '../curves/slice-panels';
import type { SeriesView } from '../curves/series-view';

const titles = {
  level: {
    own: comparisonWords.byLevel,
    printed: comparisonWords.byLevelOf,
    heard: comparisonWords.shareByLevel,
  },
  subject: {
    own: comparisonWords.bySubject,
    printed: comparisonWords.bySubjectOf,
    heard: comparisonWords.shareBySubject,
  },
} as const;

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
  const say = useSay();
  const language = useLanguage();
  const slices = useMemo(() => data.slices.filter((slice) => slice.by === by), [data.slices, by]);
  const panels = useMemo(() => slicePanels(slices, shown, language), [slices, shown, language]);
  const title = say(titles[by].own);
  const lead = shown.find(({ series }) => series.id === leading);
  return (
    <ChartSection
      title={title}
      testId={`by-${by}`}
      note={`${say(comparisonWords.sharesOfParts)}${lead === undefined ? '' : say(comparisonWords.topNumber, { line: lead.name })}`}
      controls={
        <SaveButtons
          of={title}
          fileName={fileNameOf(data.experiment.name, `by-${by}`)}
          renderFigure={() => (
            <PanelsFigure
              title={say(titles[by].printed, { experiment: data.experiment.name })}
              caption={captionOf({ curves: data, status, about: ['accuracy', 'bands'], say })}
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
            title={say(titles[by].heard)}
            description={panels.panels
              .map((panel) =>
                say(comparisonWords.partIs, {
                  part: panel.title,
                  lines: panel.series
                    .map((series) =>
                      say(comparisonWords.lineAt, {
                        line: series.name,
                        share: panels.y.formatValue(series.points.at(-1)?.y ?? 0),
                      }),
                    )
                    .join(say(curveWords.listComma)),
                }),
              )
              .join(say(curveWords.semicolon))}
            emphasis={leading}
          />
        )}
      </Sized>
      <SliceTable title={title} panels={panels} />
    </ChartSection>
  );
}
