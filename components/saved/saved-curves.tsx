'use client';

import { useUrlForm } from '@/components/app/use-url-form';
import { OriginBadge } from '@/components/app/origin-badge';
import { AccuracySection } from '@/components/experiment/accuracy/accuracy-section';
import { CrossingSection } from '@/components/experiment/accuracy/crossing-section';
import { LegendMatrix } from '@/components/experiment/accuracy/legend-matrix';
import { PointPanel } from '@/components/experiment/accuracy/point-panel';
import { PublishedPicker } from '@/components/experiment/accuracy/published-picker';
import { axesOf, usualAxis } from '@/components/experiment/curves/amounts';
import { readCurvesForm, writeCurvesForm, type CurvesForm } from '@/components/experiment/curves/curves-form';
import { openPointOf } from '@/components/experiment/curves/open-point';
import { ComparisonSection } from '@/components/experiment/sections/comparison-section';
import { MethodSection } from '@/components/experiment/sections/method-section';
import { OptimalSection } from '@/components/experiment/sections/optimal-section';
import { PublishedSection } from '@/components/experiment/sections/published-section';
import { SlicesSection } from '@/components/experiment/sections/slices-section';
import { VerdictSection } from '@/components/experiment/verdict/verdict-section';
import { useCurvesKeys } from '@/components/experiment/view/use-curves-keys';
import { useLines } from '@/components/experiment/view/use-lines';
import { usePublished } from '@/components/experiment/view/use-published';
import { KeysButton } from '@/components/ui/keys-overlay';
import { formatCount } from '@/components/ui/numbers';
import { Said } from '@/components/ui/said';
import { ThemeToggle } from '@/components/ui/theme-toggle';
import { useSay } from '@/components/ui/use-language';
import { experimentsWords, runWords } from '@/lib/words';
import { LanguageToggle } from '@/components/app/language-toggle';
import type { SavedExperiment } from '@/lib/saved';

interface SavedCurvesProps {
  readonly saved: SavedExperiment;
  readonly savedOn: string;
  /** Stands within another page, which has its own ways to change colours and to list keys. */
  readonly isEmbedded: boolean;
}

/** An experiment's curves in a page of their own: everything that asks no server for problems, trees or other comparisons. */
export function SavedCurves({ saved, savedOn, isEmbedded }: SavedCurvesProps) {
  const say = useSay();
  const { experiment, curves: data, verdict, published: rows } = saved;
  const [form, change] = useUrlForm<CurvesForm>(readCurvesForm, writeCurvesForm);
  const lines = useLines(data, form, change);
  const isEmpty = data.series.every(({ points }) => points.length === 0);
  const { origin } = data.experiment;
  const axes = axesOf(data.series, origin);
  const axis = form.axis ?? usualAxis(axes);
  const figures = { data: rows, error: null };
  const published = usePublished(figures, { ...form, axis, benchmark: data.experiment.benchmark }, isEmpty);
  const open = openPointOf(lines.all, form.point);
  const { status } = experiment;
  const chosen = verdict.against === undefined ? [] : [verdict.against];
  useCurvesKeys();
  const point = (
    <PointPanel experiment={experiment} origin={origin} open={open} onClose={() => change({ point: undefined })} />
  );
  return (
    <main id="main" className="mx-auto flex w-full max-w-[120rem] flex-1 flex-col gap-6 px-4 py-5 sm:px-6">
      <header className="flex flex-wrap items-start justify-between gap-3 wrap-anywhere">
        <div className="min-w-0">
          <h1 className="text-2xl text-balance">{data.experiment.name}</h1>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-mute">
            <OriginBadge experiment={experiment} />
            <span>
              <Said
                text={experimentsWords.problemsOf}
                parts={{
                  problems: formatCount(data.problems),
                  set: <span className="text-ink">{data.experiment.set}</span>,
                }}
              />
            </span>
            <span>{say(experimentsWords.seeds, { seeds: formatCount(data.seeds) })}</span>
            <span data-testid="origin">{say(runWords.savedOn, { date: savedOn })}</span>
          </p>
        </div>
        {isEmbedded ? null : (
          <div className="flex gap-1.5 print:hidden">
            <LanguageToggle />
            <KeysButton />
            <ThemeToggle />
          </div>
        )}
      </header>
      <VerdictSection
        experimentId={experiment.id}
        experiment={experiment}
        known={{ ...verdict, baselines: chosen }}
        form={form}
        change={change}
      />
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
          <CrossingSection data={data} shown={lines.shown} axis={axis} origin={origin} />
        </div>
        <div className="flex flex-col gap-6">
          {open === undefined ? null : point}
          <LegendMatrix
            rows={lines.rows}
            shown={lines.shown}
            onToggle={lines.toggle}
            onReset={form.shown === undefined ? undefined : () => change({ shown: undefined })}
          />
          {open === undefined ? point : null}
          <PublishedPicker published={published} change={change} />
        </div>
      </div>
      <ComparisonSection
        experimentId={undefined}
        data={data}
        status={status}
        all={lines.all}
        shown={lines.shown}
        leading={lines.leading}
        form={form}
        change={change}
      />
      <SlicesSection data={data} status={status} shown={lines.shown} leading={lines.leading} />
      <OptimalSection data={data} status={status} lines={lines} form={form} change={change} />
      <PublishedSection rows={published.drawn} />
      <MethodSection experiment={experiment} method={data.method} />
    </main>
  );
}
