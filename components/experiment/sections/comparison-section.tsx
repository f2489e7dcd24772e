'use client';

import { useMemo } from 'react';
import type { ExperimentDetail } from '@/lib/experiments/wire';
import type { Curves } from '@/lib/experiments/report/curve-model';
import { chartCsv } from '@/components/charts/line/chart-csv';
import { LineChart } from '@/components/charts/line/line-chart';
import { LineFigure } from '@/components/charts/line/line-figure';
import { SaveButtons } from '@/components/charts/figure/save-buttons';
import { Sized } from '@/components/charts/sized';
import { formatPoints, formatP } from '../curves/amounts';
import { captionOf, fileNameOf } from '../curves/caption';
import { correctedAt, correctedWords } from '../curves/corrected';
import { differenceChart } from '../curves/chart-data';
import { baselineName } from '../curves/words';
import type { ChangeCurvesForm, CurvesForm } from '../curves/curves-form';
import type { SeriesView } from '../curves/series-view';
import { ChartSection } from '@/components/ui/chart-section';
import { Said } from '@/components/ui/said';
import { useSay } from '@/components/ui/use-language';
import { comparisonWords, curveWords, outcomeTexts, type Say } from '@/lib/words';
import { DifferenceTable } from './difference-table';
import { BudgetSelect } from '../view/budget-select';
import { ReferenceSelect } from '../view/reference-select';
import { SolvedLists } from './solved-lists';

interface ComparisonSectionProps {
  /** Undefined where there is no server to ask for problems or for another reference. */
  readonly experimentId: string | undefined;
  readonly data: Curves;
  readonly status: ExperimentDetail['status'];
  readonly all: readonly SeriesView[];
  readonly shown: readonly SeriesView[];
  /** Id of the line that stands out. */
  readonly leading: string | undefined;
  readonly form: Pick<CurvesForm, 'budget' | 'versus'>;
  readonly change: ChangeCurvesForm;
}

/** Every line against one of them, problem by problem: how much better, how sure, and on which problems. */
export function ComparisonSection(props: ComparisonSectionProps) {
  const { experimentId, data, status, all, shown, leading, form, change } = props;
  const say = useSay();
  const reference = referenceName(all, data, say);
  const compared = useMemo(() => shown.filter(({ series }) => series.id !== data.reference), [shown, data.reference]);
  const chart = useMemo(() => differenceChart(data.differences, compared, say), [data.differences, compared, say]);
  const budgets = [...new Set(data.differences.map(({ n }) => n))].sort((one, other) => one - other);
  const budget = form.budget !== undefined && budgets.includes(form.budget) ? form.budget : budgets.at(-1);
  if (data.reference === undefined || budget === undefined) return null;
  const versus = compared.find(({ series }) => series.id === form.versus);
  const title = say(comparisonWords.differenceTo, { reference });
  return (
    <ChartSection
      title={title}
      testId="comparison"
      note={say(comparisonWords.about)}
      controls={
        <>
          {experimentId === undefined ? null : <ReferenceSelect data={data} all={all} change={change} />}
          <BudgetSelect budgets={budgets} budget={budget} change={change} />
          <SaveButtons
            of={title}
            fileName={fileNameOf(data.experiment.name, 'differences')}
            renderData={() => chartCsv(chart)}
            renderFigure={() => (
              <LineFigure
                title={say(comparisonWords.differenceTitle, { experiment: data.experiment.name, reference })}
                caption={captionOf({ curves: data, status, about: ['differences', 'bands'], say })}
                data={chart}
                emphasis={leading}
              />
            )}
          />
        </>
      }
    >
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <Sized>
          {({ width, rem }) => (
            <LineChart
              data={chart}
              size={{ width, rem, height: 22 * rem }}
              title={title}
              description={say(comparisonWords.atBudget, {
                n: budget,
                lines: data.differences
                  .filter(({ n }) => n === budget)
                  .flatMap((each) => {
                    const own = compared.find(({ series }) => series.id === each.series);
                    return own === undefined
                      ? []
                      : [
                          say(comparisonWords.lineDiffers, {
                            line: own.name,
                            difference: formatPoints(each.difference),
                            outcome: say(outcomeTexts[each.verdict]),
                          }),
                        ];
                  })
                  .join(say(curveWords.semicolon)),
              })}
              leading={leading}
              pinned={form.versus === undefined ? undefined : { series: form.versus, key: String(budget) }}
              onPin={(ref) =>
                change(ref === undefined ? { versus: undefined } : { versus: ref.series, budget: Number(ref.key) })
              }
              renderTip={(ref) => {
                const rows = correctedAt(Number(ref.key), data.differences, compared);
                const row = rows.find(({ own: { series } }) => series.id === ref.series);
                if (row === undefined) return null;
                const { own, found, corrected } = row;
                return (
                  <>
                    <p className="font-medium" style={{ color: own.look.colour }}>
                      {say(curveWords.atBudget, { line: own.name, n: found.n })}
                    </p>
                    <p>
                      <Said
                        text={comparisonWords.points}
                        parts={{
                          difference: <span className="text-lg font-semibold">{formatPoints(found.difference)}</span>,
                        }}
                      />{' '}
                      <span className="text-mute">
                        {say(curveWords.interval, { low: formatPoints(found.low), high: formatPoints(found.high) })}
                      </span>
                    </p>
                    <p className="text-mute">
                      {say(comparisonWords.outcomeAndP, {
                        outcome: say(outcomeTexts[found.verdict]),
                        p: formatP(found.pValue),
                        corrected: correctedWords({ corrected, comparisons: rows.length }, say),
                      })}
                    </p>
                  </>
                );
              }}
            />
          )}
        </Sized>
        <DifferenceTable
          differences={data.differences}
          compared={compared}
          budget={budget}
          reference={reference}
          versus={form.versus}
          onVersusChange={experimentId === undefined ? undefined : (next) => change({ versus: next })}
        />
      </div>
      {versus === undefined || experimentId === undefined ? null : (
        <SolvedLists
          experimentId={experimentId}
          versus={versus}
          reference={{
            id: data.reference,
            name: reference,
            n: data.baselines.find(({ id }) => id === data.reference)?.point.n ?? budget,
          }}
          budget={budget}
          onClose={() => change({ versus: undefined })}
        />
      )}
    </ChartSection>
  );
}

function referenceName(all: readonly SeriesView[], { reference, baselines }: Curves, say: Say): string {
  const baseline = baselines.find(({ id }) => id === reference);
  return baseline === undefined
    ? (all.find(({ series }) => series.id === reference)?.name ?? say(comparisonWords.theReference))
    : baselineName(baseline, say);
}
