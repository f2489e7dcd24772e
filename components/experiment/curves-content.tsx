'use client';

import dynamic from 'next/dynamic';
import type { Curves } from '@/lib/experiments/report/curve-model';
import type { ExperimentDetail } from '@/lib/experiments/wire';
import { AccuracySection } from './accuracy/accuracy-section';
import { CrossingSection } from './accuracy/crossing-section';
import { LegendMatrix } from './accuracy/legend-matrix';
import { PointPanel } from './accuracy/point-panel';
import { PublishedPicker } from './accuracy/published-picker';
import { axesOf, usualAxis } from './curves/amounts';
import type { ChangeCurvesForm, CurvesForm } from './curves/curves-form';
import { openPointOf } from './curves/open-point';
import { ComparisonSection } from './sections/comparison-section';
import { FailuresSection } from './sections/failures-section';
import { MethodSection } from './sections/method-section';
import { OptimalSection } from './sections/optimal-section';
import { PublishedSection } from './sections/published-section';
import { SlicesSection } from './sections/slices-section';
import { GridSection } from './grid/grid-section';
import { Later } from '@/components/ui/later';
import type { SendCommand } from './view/use-experiment';
import { useLines } from './view/use-lines';
import { usePublished, type Figures } from './view/use-published';

/** With the typesetting of formulas, which no other part of the page needs. */
const AnswersSection = dynamic(() => import('./sections/answers-section').then((part) => part.AnswersSection));

interface CurvesContentProps {
  readonly experimentId: string;
  readonly data: Curves;
  /** Undefined until it is read. */
  readonly experiment: ExperimentDetail | undefined;
  /** What others published. */
  readonly figures: Figures;
  readonly command: SendCommand;
  readonly form: CurvesForm;
  readonly change: ChangeCurvesForm;
}

/** The curves, the point of them that is open, and everything that they rest on. */
export function CurvesContent(props: CurvesContentProps) {
  const { experimentId, data, experiment, figures, command, form, change } = props;
  const lines = useLines(data, form, change);
  const isEmpty = data.series.every(({ points }) => points.length === 0);
  const { origin } = data.experiment;
  const axes = axesOf(data.series, origin);
  const axis = form.axis ?? usualAxis(axes);
  const published = usePublished(figures, { ...form, axis, benchmark: data.experiment.benchmark }, isEmpty);
  const { all, rows, shown, leading, toggle } = lines;
  const status = experiment?.status ?? 'finished';
  const open = openPointOf(all, form.point);
  const point = (
    <PointPanel
      experimentId={experimentId}
      experiment={experiment}
      origin={origin}
      open={open}
      onClose={() => change({ point: undefined })}
    />
  );
  return (
    <>
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_25rem] 3xl:grid-cols-[minmax(0,1fr)_29rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <AccuracySection
            data={data}
            status={status}
            lines={lines}
            published={published}
            open={open}
            axes={axes}
            isEmpty={isEmpty}
            axis={axis}
            isLog={form.isLog}
            change={change}
          />
          <CrossingSection data={data} shown={shown} axis={axis} origin={origin} />
        </div>
        {/* The open point stays beside the chart it belongs to. */}
        <div className="grid gap-6 md:grid-cols-2 xl:sticky xl:top-4 xl:max-h-[calc(100dvh-2rem)] xl:grid-cols-1 xl:overflow-y-auto">
          {open === undefined ? null : point}
          <LegendMatrix
            rows={rows}
            shown={shown}
            onToggle={toggle}
            onReset={form.shown === undefined ? undefined : () => change({ shown: undefined })}
          />
          {open === undefined ? point : null}
          <PublishedPicker published={published} change={change} />
        </div>
      </div>
      <Later>
        <ComparisonSection
          experimentId={experimentId}
          data={data}
          status={status}
          all={all}
          shown={shown}
          leading={leading}
          form={form}
          change={change}
        />
        <GridSection
          experimentId={experimentId}
          experiment={experiment}
          problems={data.problems}
          shown={shown}
          form={form}
          change={change}
        />
        <SlicesSection data={data} status={status} shown={shown} leading={leading} />
        <OptimalSection data={data} status={status} lines={lines} form={form} change={change} />
        <PublishedSection rows={published.drawn} />
        {experiment?.comparison === undefined ? null : <AnswersSection comparison={experiment.comparison} />}
        <FailuresSection experiment={experiment} command={command} />
        <MethodSection experimentId={experimentId} experiment={experiment} method={data.method} />
      </Later>
    </>
  );
}
