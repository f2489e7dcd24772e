import type { Verdict, VerdictMethod } from '@/lib/experiments/report/verdict-model';
import { formatAmount } from '@/components/ui/numbers';
import { formatP, formatPoints, formatShare } from '../curves/amounts';
import type { SeriesView } from '../curves/series-view';
import { axisWords } from '../curves/words';
import { formatTimes } from './verdict-words';
import { ColumnHeads } from '@/components/ui/column-heads';

interface VerdictTableProps {
  readonly verdict: Verdict;
  readonly views: readonly SeriesView<VerdictMethod>[];
}

const outcomes = { better: 'better', worse: 'worse', tied: 'not told apart' } as const;

/** Every method against the baseline: where its line is above it, and its best point with what the test says. */
export function VerdictTable({ verdict: { methods, cost, axis, comparisons }, views }: VerdictTableProps) {
  const written = (amount: number) => (cost === undefined ? formatAmount(amount) : formatTimes(amount / cost));
  return (
    <details className="mt-3" data-testid="verdict-methods">
      <summary className="w-fit text-sm text-mute hover:text-ink">Every method against it</summary>
      <div className="mt-2 overflow-auto" tabIndex={0} role="region" aria-label="Every method against the baseline">
        <table className="w-full text-sm whitespace-nowrap tabular-nums">
          <thead>
            <ColumnHeads
              heads={[
                'Method',
                cost === undefined ? `Above it from (${axisWords[axis].noun})` : 'Above it from, × its cost',
                '95 % of that place',
                'Beyond chance from',
                'At its best',
                'Difference, points',
                '95 %',
                `p, corrected for ${comparisons}`,
                'Outcome',
              ]}
            />
          </thead>
          <tbody>
            {methods.map((method) => {
              const best = method.points.toSorted((one, other) => other.accuracy - one.accuracy)[0]!;
              const sure = method.points.find(({ outcome }) => outcome === 'better');
              return (
                <tr key={method.id} data-passes={method.passes} className="border-t border-line">
                  <th scope="row" className="py-1 pr-4 text-left font-normal">
                    {views.find(({ series }) => series.id === method.id)?.name ?? method.id}
                  </th>
                  <td className="pr-4">{startWords(method, written)}</td>
                  <td className="pr-4">{placeWords(method, written)}</td>
                  <td className="pr-4">{sure === undefined ? '–' : `${written(sure.cost)} (n = ${sure.n})`}</td>
                  <td className="pr-4">
                    {formatShare(best.accuracy)} <span className="text-mute">n = {best.n}</span>
                  </td>
                  <td className="pr-4">{formatPoints(best.difference)}</td>
                  <td className="pr-4">
                    {formatPoints(best.low)} to {formatPoints(best.high)}
                  </td>
                  <td className="pr-4">{formatP(best.pValue)}</td>
                  <td>{outcomes[best.outcome]}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function startWords({ status, at, points }: VerdictMethod, written: (amount: number) => string): string {
  switch (status) {
    case 'reached':
      return written(at ?? 0);
    case 'above-from-the-start':
      return `at most ${written(points[0]!.cost)}`;
    case 'not-reached':
      return `not up to ${written(points.at(-1)!.cost)}`;
  }
}

function placeWords({ low, high }: VerdictMethod, written: (amount: number) => string): string {
  if (low === undefined && high === undefined) return '–';
  if (low === undefined) return `at most ${written(high!)}`;
  return high === undefined ? `${written(low)} or more` : `${written(low)} to ${written(high)}`;
}
