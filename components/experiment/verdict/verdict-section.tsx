'use client';

import { useQuery } from '@tanstack/react-query';
import { useId, useMemo } from 'react';
import { verdictQuery } from '@/lib/client';
import type { ExperimentDetail } from '@/lib/experiments/wire';
import type { Verdict } from '@/lib/experiments/report/verdict-model';
import { LineChart } from '@/components/charts/line/line-chart';
import { Sized } from '@/components/charts/sized';
import { LoadError } from '@/components/app/load-state';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { curveWords, verdictOutcomes, verdictTexts } from '@/lib/words';
import { formatShare } from '../curves/amounts';
import type { ChangeCurvesForm, CurvesForm } from '../curves/curves-form';
import { viewSeries } from '../curves/series-view';
import type { FirstLook } from '../view/first-look';
import { BaselineSelect } from './baseline-select';
import { verdictChart } from './verdict-chart';
import { VerdictTable } from './verdict-table';
import { differenceWords, formatTimes, verdictWords } from './verdict-words';

interface VerdictSectionProps {
  readonly experimentId: string;
  /** Undefined until it is read. */
  readonly experiment: Pick<ExperimentDetail, 'status' | 'runs'> | undefined;
  /** Where the page has it already, and no server to ask. */
  readonly known?: Verdict;
  /** What the page came with; a server can be asked for what follows. */
  readonly first?: FirstLook | undefined;
  readonly form: Pick<CurvesForm, 'against'>;
  readonly change: ChangeCurvesForm;
}

/** The question that the page answers, in one sentence and one picture: does search pass the baseline, and from which cost on? */
export function VerdictSection({ experimentId, experiment, known, first, form, change }: VerdictSectionProps) {
  const say = useSay();
  const isAsked = first !== undefined && first.against === form.against;
  const verdict = useQuery({
    ...verdictQuery(experimentId, {
      against: form.against,
      isRunning: experiment?.status === 'running',
      finished: experiment?.runs.finished,
    }),
    enabled: known === undefined,
    ...(isAsked ? { initialData: first.verdict, initialDataUpdatedAt: first.at } : {}),
  });
  const judged = known ?? verdict.data;
  if (judged !== undefined) return <Judged verdict={judged} change={change} />;
  return verdict.error === null ? (
    <div role="status" aria-label={say(verdictTexts.reading)} className="panel breathing h-84 bg-ink/3" />
  ) : (
    <LoadError
      error={verdict.error}
      title={say(verdictTexts.unread)}
      onRetry={() => {
        if (form.against === undefined) void verdict.refetch();
        else change({ against: undefined });
      }}
    />
  );
}

type JudgedProps = Pick<VerdictSectionProps, 'change'> & { readonly verdict: Verdict };

function Judged({ verdict, change }: JudgedProps) {
  const say = useSay();
  const id = useId();
  const views = useMemo(() => viewSeries({ series: verdict.methods }, undefined, say).all, [verdict, say]);
  const nameOf = (series: string) => views.find((view) => view.series.id === series)?.name ?? series;
  const { headline, facts, caveats } = verdictWords(verdict, nameOf, say);
  const chart = useMemo(() => verdictChart(verdict, views, say), [verdict, views, say]);
  return (
    <section aria-labelledby={id} data-testid="verdict" data-outcome={verdict.outcome} className="panel p-4 sm:p-5">
      <div className="grid items-start gap-x-8 gap-y-3 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:grid-rows-[auto_1fr]">
        <div className="flex min-w-0 flex-col gap-3 wrap-anywhere">
          <h2 id={id} className="text-xl leading-snug" aria-live="polite">
            {say(verdictTexts.sentence, { headline })}
          </h2>
          <BaselineSelect verdict={verdict} onChange={(against) => change({ against })} />
        </div>
        {chart === undefined ? null : (
          <div className="min-h-74 min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1">
            <Sized>
              {({ width, rem }) => (
                <>
                  <LineChart
                    data={chart}
                    size={{ width, rem, height: Math.round(18.5 * rem) }}
                    title={say(verdictTexts.picture)}
                    description={headline}
                    leading={chart.series[0]?.id}
                    pinned={undefined}
                    onPin={(ref) => {
                      if (ref === undefined) return;
                      change({ point: { series: ref.series, n: Number(ref.key) } });
                      // It opens beside the large chart.
                      document.querySelector('[data-testid="accuracy"]')?.scrollIntoView({ block: 'start' });
                    }}
                    renderTip={({ series, key }) => (
                      <VerdictTip verdict={verdict} series={series} n={key} nameOf={nameOf} />
                    )}
                  />
                  {width >= 40 * rem ? null : (
                    <p className="mt-1 flex flex-wrap gap-x-4 text-xs text-mute" aria-hidden="true">
                      {chart.series.map((each) => (
                        <span key={each.id} className="inline-flex items-center gap-1.5">
                          <span className="size-2 rounded-full" style={{ background: each.look.colour }} />
                          {each.name}
                        </span>
                      ))}
                    </p>
                  )}
                </>
              )}
            </Sized>
          </div>
        )}
        <div className="flex min-w-0 flex-col gap-3 wrap-anywhere">
          <ul className="flex flex-col gap-1.5 text-sm tabular-nums">
            {facts.map(({ term, text }) => (
              <li key={term}>
                <Said text={verdictTexts.fact} parts={{ term: <span className="text-mute">{term}</span>, text }} />
              </li>
            ))}
          </ul>
          <p className="text-xs text-mute">{caveats.join(' ')}</p>
        </div>
      </div>
      {verdict.methods.length === 0 ? null : <VerdictTable verdict={verdict} views={views} />}
    </section>
  );
}

interface VerdictTipProps {
  readonly verdict: Verdict;
  readonly series: string;
  readonly n: string;
  readonly nameOf: (id: string) => string;
}

function VerdictTip({ verdict: { methods, cost }, series, n, nameOf }: VerdictTipProps) {
  const say = useSay();
  const point = methods.find(({ id }) => id === series)?.points.find((each) => String(each.n) === n);
  if (point === undefined) return null;
  return (
    <>
      <p className="font-medium">{say(curveWords.atBudget, { line: nameOf(series), n })}</p>
      <p>
        <span className="text-lg font-semibold">{formatShare(point.accuracy)}</span>
        {cost === undefined ? '' : say(verdictTexts.atTimesCost, { times: formatTimes(point.cost / cost, say) })}
      </p>
      <p className="text-mute">
        {say(verdictTexts.tip, {
          outcome: say(verdictOutcomes[point.outcome].whole),
          difference: differenceWords(point, say),
        })}
      </p>
    </>
  );
}
