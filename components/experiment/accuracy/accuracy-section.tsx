'use client';

import type { Curves } from '@/lib/experiments/report/curve-model';
import type { PointRef } from '@/components/charts/chart-types';
import { LineChart } from '@/components/charts/line-chart';
import { LineFigure } from '@/components/charts/line-figure';
import { SaveButtons } from '@/components/charts/save-buttons';
import { Sized } from '@/components/charts/sized';
import { plural } from '@/components/ui/numbers';
import { AxisControls } from './axis-controls';
import { fileNameOf } from '../curves/caption';
import { ChartSection } from '../view/chart-section';
import { CrossingSection } from './crossing-section';
import { LegendMatrix } from './legend-matrix';
import { PointPanel } from './point-panel';
import { PointTable } from './point-table';
import { PointTip } from './point-tip';
import { PublishedPicker } from './published-picker';
import type { CurvesView } from '../view/use-curves-view';
import { axisWords } from '../curves/words';

/** Accuracy against what was spent: the chart that the page is about, where its lines cross, its legend, and the point that is open. */
export function AccuracySection({ view, data }: { readonly view: CurvesView; readonly data: Curves }) {
  const { chart, form, change, leading, point } = view;
  const title = `Accuracy against ${axisWords[form.axis].noun}`;
  const pinned = point === undefined ? undefined : { series: point.view.series.id, key: String(point.point.n) };
  const onPin = (ref: PointRef | undefined) => {
    const isOurs = ref === undefined || view.views.all.some(({ series }) => series.id === ref.series);
    if (isOurs) change({ point: ref === undefined ? undefined : { series: ref.series, n: Number(ref.key) } });
  };
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_25rem] 3xl:grid-cols-[minmax(0,1fr)_29rem]">
      <div className="flex min-w-0 flex-col gap-6">
        <ChartSection
          title={title}
          testId="accuracy"
          note={
            <>
              {plural(data.problems, 'problem')}, {plural(data.seeds, 'seed')}, 95 % bands over problems. Filled marks
              are exact or measured, hollow ones resampled.
              {data.missing === 0 || view.isEmpty
                ? ''
                : ` ${plural(data.missing, 'problem')} still ${data.missing === 1 ? 'lacks' : 'lack'} runs and ${data.missing === 1 ? 'is' : 'are'} left out of some points.`}
            </>
          }
          controls={
            <>
              <AxisControls view={view} />
              <SaveButtons
                of={title}
                fileName={fileNameOf(data.experiment.name, 'accuracy')}
                renderFigure={() => (
                  <LineFigure
                    title={`${data.experiment.name}: accuracy against ${axisWords[form.axis].noun}`}
                    caption={view.captionOf(
                      [
                        'Accuracy is',
                        'Exact:',
                        'Resampled:',
                        'Bands are',
                        ...(form.axis.startsWith('flops') ? ['FLOPs are'] : []),
                      ],
                      true,
                    )}
                    data={chart}
                    emphasis={leading}
                  />
                )}
              />
            </>
          }
        >
          {view.isEmpty ? (
            <p role="status" className="mb-2 text-sm text-mute" data-testid="nothing-measured">
              Nothing is measured yet. The faint lines are figures that others published, for orientation.
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
                          `${name}: from ${chart.y.formatValue(points[0]!.y)} to ${chart.y.formatValue(points.at(-1)!.y)}`,
                        ],
                  )
                  .join('; ')}
                leading={leading}
                pinned={pinned}
                onPin={onPin}
                renderTip={(ref) => <PointTip view={view} target={ref} />}
              />
            )}
          </Sized>
          {form.axis === 'n' || view.publishedModels.length === 0 ? null : (
            <p className="text-xs text-mute">
              Published figures give n alone, so on this axis only single greedy answers are drawn.
            </p>
          )}
          <PointTable view={view} />
        </ChartSection>
        <CrossingSection view={view} data={data} />
      </div>
      <div className="grid gap-6 md:grid-cols-2 xl:grid-cols-1">
        <LegendMatrix view={view} />
        <PointPanel view={view} />
        <PublishedPicker view={view} />
      </div>
    </div>
  );
}
