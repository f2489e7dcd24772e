'use client';

import { useMemo } from 'react';
import type { AxisName, Curves } from '@/lib/experiments/report/curve-model';
import type { ExperimentDetail } from '@/lib/experiments/wire';
import { chartCsv } from '@/components/charts/line/chart-csv';
import type { PointRef } from '@/components/charts/chart-types';
import { LineChart } from '@/components/charts/line/line-chart';
import { LineFigure } from '@/components/charts/line/line-figure';
import { SaveButtons } from '@/components/charts/figure/save-buttons';
import { Sized } from '@/components/charts/sized';
import { Term } from '@/components/app/term';
import { formatCount } from '@/components/ui/numbers';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { axisTexts, curveWords, pointWords } from '@/lib/words';
import { AxisControls } from './axis-controls';
import { captionOf, fileNameOf } from '../curves/caption';
import { accuracyChart, hasSeeds } from '../curves/chart-data';
import type { ChangeCurvesForm } from '../curves/curves-form';
import type { OpenPoint } from '../curves/open-point';
import { ChartSection } from '@/components/ui/chart-section';
import type { Lines } from '../view/use-lines';
import type { Published } from '../view/use-published';
import { PointTable } from './point-table';
import { PointTip } from './point-tip';

interface AccuracySectionProps {
  readonly data: Curves;
  readonly status: ExperimentDetail['status'];
  readonly lines: Pick<Lines, 'all' | 'shown' | 'leading'>;
  readonly published: Pick<Published, 'models' | 'drawn' | 'layer'>;
  readonly open: OpenPoint | undefined;
  /** Those that are known here. */
  readonly axes: readonly AxisName[];
  /** Nothing is measured yet. */
  readonly isEmpty: boolean;
  readonly axis: AxisName;
  readonly isLog: boolean;
  readonly change: ChangeCurvesForm;
}

/** Accuracy against what was spent: the chart that the page is about. */
export function AccuracySection(props: AccuracySectionProps) {
  const { data, status, lines, published, open, axes, isEmpty, axis, isLog, change } = props;
  const say = useSay();
  const { all, shown, leading } = lines;
  const { layer } = published;
  const { origin } = data.experiment;
  const lead = shown.find(({ series }) => series.id === leading);
  const noun = say(axisTexts[axis].noun);
  const title = say(pointWords.accuracyAgainst, { axis: noun });
  const chart = useMemo(
    () => accuracyChart({ curves: data, shown, axis, isLog, origin, published: layer, say }),
    [data, shown, axis, isLog, origin, layer, say],
  );
  const pinned = open === undefined ? undefined : { series: open.own.series.id, key: String(open.point.n) };
  const onPin = (ref: PointRef | undefined) => {
    const isOurs = ref === undefined || all.some(({ series }) => series.id === ref.series);
    if (isOurs) change({ point: ref === undefined ? undefined : { series: ref.series, n: Number(ref.key) } });
  };
  return (
    <ChartSection
      title={title}
      testId="accuracy"
      note={
        <>
          <Said
            text={pointWords.about}
            parts={{
              problems: formatCount(data.problems),
              seeds: formatCount(data.seeds),
              bands: <Term name="band">{say(pointWords.bands)}</Term>,
            }}
          />
          {hasSeeds(shown) ? say(pointWords.hairlines) : ''}
          {data.missing === 0 || isEmpty ? '' : say(pointWords.lacking, { problems: formatCount(data.missing) })}
        </>
      }
      controls={
        <>
          <AxisControls axis={axis} isLog={isLog} axes={axes} change={change} />
          <SaveButtons
            of={title}
            fileName={fileNameOf(data.experiment.name, 'accuracy')}
            renderData={() => chartCsv(chart)}
            renderFigure={() => (
              <LineFigure
                title={say(pointWords.accuracyTitle, { experiment: data.experiment.name, axis: noun })}
                caption={captionOf({
                  curves: data,
                  status,
                  about: [
                    'accuracy',
                    'exact',
                    'resampled',
                    'bands',
                    ...(axis.startsWith('flops') ? (['flops'] as const) : []),
                    ...(axis === 'seconds' ? (['seconds'] as const) : []),
                  ],
                  published: published.drawn,
                  seedsOf: lead !== undefined && hasSeeds([lead]) ? lead.name : undefined,
                  say,
                })}
                data={chart}
                emphasis={leading}
              />
            )}
          />
        </>
      }
    >
      {isEmpty ? (
        <p role="status" className="mb-2 text-sm text-mute" data-testid="nothing-measured">
          {say(pointWords.nothingMeasured)}
        </p>
      ) : null}
      <Sized>
        {({ width, rem }) => (
          <LineChart
            data={chart}
            size={{ width, rem, height: Math.round(Math.min(36 * rem, Math.max(21 * rem, width * 0.56))) }}
            title={title}
            description={chart.series
              .flatMap(({ name, points }) =>
                points.length === 0
                  ? []
                  : [
                      say(pointWords.endsOf, {
                        line: name,
                        first: chart.y.formatValue(points[0]!.y),
                        last: chart.y.formatValue(points.at(-1)!.y),
                      }),
                    ],
              )
              .join(say(curveWords.semicolon))}
            leading={leading}
            pinned={pinned}
            onPin={onPin}
            renderTip={(ref) => <PointTip target={ref} all={all} published={layer} axis={axis} origin={origin} />}
          />
        )}
      </Sized>
      {axis === 'n' || published.models.length === 0 ? null : (
        <p className="text-xs text-mute">{say(pointWords.nAlone)}</p>
      )}
      <PointTable shown={shown} axes={axes} origin={origin} />
    </ChartSection>
  );
}
