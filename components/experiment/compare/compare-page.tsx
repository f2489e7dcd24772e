'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { Ago } from '@/components/ui/ago';
import { Link } from '@/components/ui/link';
import { curvesQuery, experimentsQuery, pointProblemsQuery } from '@/lib/client';
import { useUrlForm } from '@/components/app/use-url-form';
import { LoadError, Placeholder } from '@/components/app/load-state';
import { LineChart } from '@/components/charts/line/line-chart';
import { Sized } from '@/components/charts/sized';
import { formatShare, usualAxis, axesOf } from '../curves/amounts';
import { ChartSection } from '@/components/ui/chart-section';
import { axisTexts, compareWords, curveWords, pointWords } from '@/lib/words';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { readCompareForm, writeCompareForm, type CompareForm } from './compare-form';
import { compareChart, compareWithFirst, linesOf, lookAt, mostCompared, namesApart, pointAt } from './compare-model';
import { CompareTable } from './compare-table';

/** Two to six experiments on one chart and in one table. */
export function ComparePage() {
  const say = useSay();
  const [form, change] = useUrlForm<CompareForm>(readCompareForm, writeCompareForm);
  const listed = useQuery(experimentsQuery());
  const queries = useQueries({
    queries: form.ids.map((id) => curvesQuery(id, { reference: undefined, isRunning: false, finished: undefined })),
  });
  const read = form.ids.flatMap((id, place) => {
    const curves = queries[place]?.data;
    if (curves === undefined) return [];
    const { all, usual } = linesOf(curves, say);
    const own = all.find(({ series }) => series.id === form.lines[place]) ?? usual;
    return own === undefined
      ? []
      : [{ id, place, curves, all, own, look: lookAt(place), point: pointAt(own.series, form.n) }];
  });
  const names = namesApart(read.map(({ curves }) => curves.experiment.name));
  const lines = read.map((line, i) => ({ ...line, name: names[i]! }));
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
        <h1 className="text-2xl">{say(compareWords.title)}</h1>
        <p className="mt-1 text-sm text-mute">{say(compareWords.about)}</p>
      </div>
      {error === undefined || error === null ? null : (
        <LoadError error={error} title={say(compareWords.unread)} onRetry={() => void listed.refetch()} />
      )}
      <fieldset className="panel p-4">
        <legend className="label px-1">{say(compareWords.experiments)}</legend>
        <div className="grid gap-x-6 gap-y-1 wrap-anywhere md:grid-cols-2 xl:grid-cols-3">
          {experiments.map(({ id, spec, createdAt }) => {
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
                  {spec.name}{' '}
                  <span className="text-mute">
                    {spec.problems.set} · <Ago at={createdAt} />
                  </span>
                </span>
              </label>
            );
          })}
        </div>
        {experiments.length < 2 && listed.isSuccess ? (
          <p className="mt-2 text-sm text-mute">
            <Said
              text={compareWords.onlyOne}
              parts={{
                link: (
                  <Link href="/experiments/new" className="link text-ink">
                    {say(compareWords.startAnother)}
                  </Link>
                ),
              }}
            />
          </p>
        ) : null}
      </fieldset>
      {lines.length < form.ids.length && error == null ? (
        <Placeholder rows={4} label={say(compareWords.reading)} />
      ) : null}
      {lines.length === 0 ? null : (
        <>
          <ChartSection
            title={say(pointWords.accuracyAgainst, { axis: say(axisTexts[axis].noun) })}
            testId="compare-chart"
            note={say(compareWords.aboutChart)}
            controls={
              <select
                className="field w-auto"
                aria-label={say(pointWords.horizontalAxis)}
                value={axis}
                onChange={(event) => change({ axis: shared.find((each) => each === event.target.value) })}
              >
                {shared.map((each) => (
                  <option key={each} value={each}>
                    {say(axisTexts[each].title)}
                  </option>
                ))}
              </select>
            }
          >
            <Sized>
              {({ width, rem }) => (
                <LineChart
                  data={compareChart(lines, axis, say)}
                  size={{ width, rem, height: Math.round(Math.min(30 * rem, Math.max(20 * rem, width * 0.4))) }}
                  title={say(compareWords.chart)}
                  description={lines
                    .map(({ name, point }) =>
                      say(compareWords.ofExperiment, {
                        experiment: name,
                        share: formatShare(point?.accuracy ?? 0),
                      }),
                    )
                    .join(say(curveWords.semicolon))}
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
                        <p className="font-medium">{line.name}</p>
                        <p>
                          {say(compareWords.lineAt, {
                            line: line.own.name,
                            n: key,
                            share: formatShare(point.accuracy),
                          })}
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
