'use client';

import Link from 'next/link';
import type { CurvePoint } from '@/lib/experiments/report/curve-model';
import { amountOf } from '@/lib/experiments/report/curve-model';
import { formatAmount, plural } from '@/components/ui/numbers';
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

const verdicts = { better: 'better', worse: 'worse', tied: 'not told apart' } as const;

/** One row an experiment: its line, its point, and the difference to the first. */
export function CompareTable({ rows, n, onLineChange, onBudgetChange }: CompareTableProps) {
  const budgets = [...new Set(rows.flatMap(({ own }) => own.series.points.map((point) => point.n)))].toSorted(
    (one, other) => one - other,
  );
  return (
    <ChartSection
      title="Side by side"
      testId="compare-table"
      note="Differences in percentage points to the first row: paired by problem where name and text of problems agree, else unpaired. p-values are corrected for all rows (Holm)."
      controls={
        <select
          className="field w-auto"
          aria-label="Budget of the comparison"
          value={n ?? ''}
          onChange={(event) => onBudgetChange(event.target.value === '' ? undefined : Number(event.target.value))}
        >
          <option value="">largest n of each</option>
          {budgets.map((budget) => (
            <option key={budget} value={budget}>
              n = {budget}
            </option>
          ))}
        </select>
      }
    >
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Experiments side by side">
        <table className="w-full text-sm tabular-nums">
          <thead>
            <ColumnHeads
              heads={[
                'Experiment',
                'Line',
                'Problems',
                'n',
                'Solved',
                '95 %',
                'FLOPs a problem',
                'Difference',
                'Pairing',
                'Outcome',
              ]}
            />
          </thead>
          <tbody>
            {rows.map(({ curves: { experiment }, own, look, place, all, point, difference }) => {
              const flops = point === undefined ? undefined : amountOf(point, 'flops', experiment.origin);
              return (
                <tr key={experiment.id} className="border-t border-line align-baseline">
                  <th scope="row" className="py-1.5 pr-4 text-left font-normal wrap-anywhere">
                    <span
                      aria-hidden="true"
                      className="mr-2 inline-block size-2.5 rounded-full"
                      style={{ background: look.colour }}
                    />
                    <Link href={`/experiments/${encodeURIComponent(experiment.id)}`} className="link">
                      {experiment.name}
                    </Link>
                  </th>
                  <td className="pr-4">
                    <select
                      className="field w-auto max-w-56"
                      aria-label={`Line of ${experiment.name}`}
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
                    {point?.problems ?? 0} <span className="text-mute">of {experiment.set}</span>
                  </td>
                  <td className="pr-4">{point?.n ?? '–'}</td>
                  <td className="pr-4 font-medium whitespace-nowrap">
                    {point === undefined ? '–' : formatShare(point.accuracy)}
                  </td>
                  <td className="pr-4 whitespace-nowrap">
                    {point === undefined ? '–' : `${formatShare(point.low)} to ${formatShare(point.high)}`}
                  </td>
                  <td className="pr-4">{flops === undefined ? 'unknown' : formatAmount(flops)}</td>
                  <td className="pr-4 whitespace-nowrap" data-verdict={difference?.verdict}>
                    {difference === undefined
                      ? '–'
                      : `${formatPoints(difference.difference)} (${formatPoints(difference.low)} to ${formatPoints(difference.high)}, ${formatP(difference.pValue)})`}
                  </td>
                  <td className="pr-4 text-mute">
                    {difference === undefined
                      ? ''
                      : difference.shared === 0
                        ? 'unpaired: no problem in common'
                        : `paired on ${plural(difference.shared, 'problem')}`}
                  </td>
                  <td>{difference === undefined ? '' : verdicts[difference.verdict]}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </ChartSection>
  );
}
