'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { curvesQuery, experimentsQuery, pointProblemsQuery } from '@/lib/client';
import { useUrlForm } from '@/components/app/use-url-form';
import { LoadError, Placeholder } from '@/components/app/load-state';
import { LineChart } from '@/components/charts/line-chart';
import { Sized } from '@/components/charts/sized';
import { formatShare, usualAxis, axesOf } from '../curves/amounts';
import { ChartSection } from '@/components/ui/chart-section';
import { axisWords } from '../curves/words';
import { readCompareForm, writeCompareForm, type CompareForm } from './compare-form';
import { compareChart, compareWithFirst, linesOf, lookAt, mostCompared, pointAt } from './compare-model';
import { CompareTable } from './compare-table';

/** Two to six experiments on one chart and in one table. */
export function ComparePage() {
  const [form, change] = useUrlForm<CompareForm>(readCompareForm, writeCompareForm);
  const listed = useQuery(experimentsQuery());
  const queries = useQueries({
    queries: form.ids.map((id) => curvesQuery(id, { reference: undefined, isRunning: false, finished: undefined })),
  });
  const lines = form.ids.flatMap((id, place) => {
    const curves = queries[place]?.data;
    if (curves === undefined) return [];
    const { all, usual } = linesOf(curves);
    const own = all.find(({ series }) => series.id === form.lines[place]) ?? usual;
    return own === undefined
      ? []
      : [{ id, place, curves, all, own, look: lookAt(place), point: pointAt(own.series, form.n) }];
  });
  const problems = useQueries({
    queries: lines.map(({ id, own, point }) =>
      pointProblemsQuery(id, point === undefined ? undefined : { series: own.series.id, n: point.n }),
    ),
  });
  const differences = compareWithFirst(problems.map(({ data }) => data));
  const axes = lines.map(({ own, curves }) => axesOf([own.series], curves.experiment.origin));
  const shared = (axes[0] ?? []).filter((axis) => axes.every((each) => each.includes(axis)));
  const axis = form.axis !== undefined && shared.includes(form.axis) ? form.axis : usualAxis(shared);
  const error = queries.find((query) => query.error !== null)?.error ?? listed.error;
  const setLine = (place: number, line: string) =>
    change({ lines: form.ids.map((_, i) => (i === place ? line : (form.lines[i] ?? ''))) });
  const experiments = (listed.data ?? []).flatMap((each) => (each.status === 'unreadable' ? [] : [each]));
  const toggle = (id: string) => {
    const place = form.ids.indexOf(id);
    change(
      place < 0
        ? { ids: [...form.ids, id], lines: [...form.ids.map((_, i) => form.lines[i] ?? ''), ''] }
        : {
            ids: form.ids.filter((_, i) => i !== place),
            lines: form.ids.map((_, i) => form.lines[i] ?? '').filter((_, i) => i !== place),
          },
    );
  };
  return (
    <main id="main" className="mx-auto flex w-full max-w-[120rem] flex-1 flex-col gap-6 px-4 py-5 sm:px-6">
      <div>
        <h1 className="text-2xl">Compare experiments</h1>
        <p className="mt-1 text-sm text-mute">
          Two to six on one chart and in one table. Differences are paired on the problems that both answered.
        </p>
      </div>
      {error === undefined || error === null ? null : (
        <LoadError error={error} title="An experiment could not be read" onRetry={() => void listed.refetch()} />
      )}
      <fieldset className="panel p-4">
        <legend className="label px-1">Experiments</legend>
        <div className="grid gap-x-6 gap-y-1 wrap-anywhere md:grid-cols-2 xl:grid-cols-3">
          {experiments.map(({ id, spec }) => {
            const isOn = form.ids.includes(id);
            return (
              <label key={id} className="flex items-start gap-2 py-1 text-sm">
                <input
                  type="checkbox"
                  className="mt-1"
                  checked={isOn}
                  disabled={!isOn && form.ids.length >= mostCompared}
                  onChange={() => toggle(id)}
                />
                <span>
                  {spec.name} <span className="text-mute">{spec.problems.set}</span>
                </span>
              </label>
            );
          })}
        </div>
        {experiments.length < 2 && listed.isSuccess ? (
          <p className="mt-2 text-sm text-mute">
            There is one experiment only.{' '}
            <Link href="/experiments/new" className="link text-ink">
              Start another
            </Link>
            .
          </p>
        ) : null}
      </fieldset>
      {lines.length < form.ids.length && error == null ? (
        <Placeholder rows={4} label="Reading the experiments" />
      ) : null}
      {lines.length === 0 ? null : (
        <>
          <ChartSection
            title={`Accuracy against ${axisWords[axis].noun}`}
            testId="compare-chart"
            note="One line of each experiment; which one is chosen in the table. Bands are 95 %, each over its own problems."
            controls={
              <select
                className="field w-auto"
                aria-label="Horizontal axis"
                value={axis}
                onChange={(event) => change({ axis: shared.find((each) => each === event.target.value) })}
              >
                {shared.map((each) => (
                  <option key={each} value={each}>
                    {axisWords[each].title}
                  </option>
                ))}
              </select>
            }
          >
            <Sized>
              {({ width, rem }) => (
                <LineChart
                  data={compareChart(lines, axis)}
                  size={{ width, rem, height: Math.round(Math.min(30 * rem, Math.max(20 * rem, width * 0.4))) }}
                  title="Experiments compared"
                  description={lines
                    .map(({ curves, point }) => `${curves.experiment.name}: ${formatShare(point?.accuracy ?? 0)}`)
                    .join('; ')}
                  leading={lines[0]?.curves.experiment.id}
                  pinned={undefined}
                  onPin={(ref) => {
                    if (ref !== undefined) change({ n: Number(ref.key) });
                  }}
                  renderTip={({ series, key }) => {
                    const line = lines.find(({ curves }) => curves.experiment.id === series);
                    const point = line?.own.series.points.find(({ n }) => String(n) === key);
                    return line === undefined || point === undefined ? null : (
                      <>
                        <p className="font-medium">{line.curves.experiment.name}</p>
                        <p>
                          {line.own.name}, n = {key}: {formatShare(point.accuracy)}
                        </p>
                      </>
                    );
                  }}
                />
              )}
            </Sized>
          </ChartSection>
          <CompareTable
            rows={lines.map(({ place, ...line }, i) => ({
              ...line,
              place,
              difference: i === 0 ? undefined : differences[i - 1],
            }))}
            n={form.n}
            onLineChange={setLine}
            onBudgetChange={(n) => change({ n })}
          />
        </>
      )}
    </main>
  );
}
