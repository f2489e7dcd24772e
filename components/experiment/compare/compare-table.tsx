'use client';

import { Link } from '@/components/ui/link';
import type { CurvePoint } from '@/lib/experiments/report/curve-model';
import { amountOf } from '@/lib/experiments/report/curve-model';
import { formatAmount, formatCount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { comparisonWords, compareWords, curveWords, pointWords, verdictOutcomes, verdictTexts } from '@/lib/words';
import { formatP, formatPoints, formatShare } from '../curves/amounts';
import type { SeriesView } from '../curves/series-view';
import { ChartSection } from '@/components/ui/chart-section';
import type { ComparedDifference, ComparedLine } from './compare-model';
import { ColumnHeads } from '@/components/ui/column-heads';

interface CompareRow extends ComparedLine {
  readonly place: number;
  readonly all: readonly SeriesView[];
  readonly point: CurvePoint | undefined;
  /** To the first; undefined for the first, and while its problems are read. */
  readonly difference: ComparedDifference | undefined;
}

interface CompareTableProps {
  readonly rows: readonly CompareRow[];
  readonly n: number | undefined;
  readonly onLineChange: (place: number, line: string) => void;
  readonly onBudgetChange: (n: number | undefined) => void;
}

/** One row an experiment: its line, its point, and the difference to the first. */
export function CompareTable({ rows, n, onLineChange, onBudgetChange }: CompareTableProps) {
  const say = useSay();
  const budgets = [...new Set(rows.flatMap(({ own }) => own.series.points.map((point) => point.n)))].toSorted(
    (one, other) => one - other,
  );
  return (
    <ChartSection
      title={say(compareWords.sideBySide)}
      testId="compare-table"
      note={say(compareWords.aboutTable)}
      controls={
        <select
          className="field w-auto"
          aria-label={say(comparisonWords.budget)}
          value={n ?? ''}
          onChange={(event) => onBudgetChange(event.target.value === '' ? undefined : Number(event.target.value))}
        >
          <option value="">{say(compareWords.largestN)}</option>
          {budgets.map((budget) => (
            <option key={budget} value={budget}>
              {say(curveWords.budgetIs, { n: budget })}
            </option>
          ))}
        </select>
      }
    >
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={say(compareWords.table)}>
        <table className="w-full text-sm tabular-nums">
          <thead>
            <ColumnHeads
              heads={[
                say(compareWords.experiment),
                say(pointWords.line),
                say(comparisonWords.problems),
                say(curveWords.n),
                say(comparisonWords.solved),
                say(verdictTexts.interval),
                say(compareWords.flops),
                say(compareWords.differenceHead),
                say(compareWords.pairing),
                say(verdictTexts.outcome),
              ]}
            />
          </thead>
          <tbody>
            {rows.map(({ name, curves: { experiment }, own, look, place, all, point, difference }) => {
              const flops = point === undefined ? undefined : amountOf(point, 'flops', experiment.origin);
              return (
                <tr key={experiment.id} className="border-t border-line align-baseline">
                  <th scope="row" className="min-w-48 py-1.5 pr-4 text-left font-normal wrap-anywhere">
                    <span
                      aria-hidden="true"
                      className="mr-2 inline-block size-2.5 rounded-full"
                      style={{ background: look.colour }}
                    />
                    <Link href={`/experiments/${encodeURIComponent(experiment.id)}`} className="link">
                      {name}
                    </Link>
                  </th>
                  <td className="pr-4">
                    <select
                      className="field w-auto max-w-56"
                      aria-label={say(compareWords.lineOf, { experiment: name })}
                      value={own.series.id}
                      onChange={(event) => onLineChange(place, event.target.value)}
                    >
                      {all.map(({ series, name }) => (
                        <option key={series.id} value={series.id}>
                          {name}
                        </option>
                      ))}
                    </select>
                  </td>
                  <td className="pr-4 whitespace-nowrap">
                    {point?.problems ?? 0}{' '}
                    <span className="text-mute">{say(compareWords.ofSet, { set: experiment.set })}</span>
                  </td>
                  <td className="pr-4">{point?.n ?? '–'}</td>
                  <td className="pr-4 font-medium whitespace-nowrap">
                    {point === undefined ? '–' : formatShare(point.accuracy)}
                  </td>
                  <td className="pr-4 whitespace-nowrap">
                    {point === undefined
                      ? '–'
                      : say(curveWords.range, { low: formatShare(point.low), high: formatShare(point.high) })}
                  </td>
                  <td className="pr-4 whitespace-nowrap">
                    {flops === undefined ? say(curveWords.unknown) : formatAmount(flops)}
                  </td>
                  <td className="pr-4 whitespace-nowrap" data-verdict={difference?.verdict}>
                    {difference === undefined
                      ? '–'
                      : say(compareWords.difference, {
                          difference: formatPoints(difference.difference),
                          low: formatPoints(difference.low),
                          high: formatPoints(difference.high),
                          p: formatP(difference.pValue),
                        })}
                  </td>
                  <td className="min-w-36 pr-4 text-mute">
                    {difference === undefined
                      ? ''
                      : difference.shared === 0
                        ? say(compareWords.unpaired)
                        : say(compareWords.paired, { problems: formatCount(difference.shared) })}
                  </td>
                  <td>{difference === undefined ? '' : say(verdictOutcomes[difference.verdict].short)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </ChartSection>
  );
}
