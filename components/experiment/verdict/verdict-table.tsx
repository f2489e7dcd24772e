import type { Verdict, VerdictMethod } from '@/lib/experiments/report/verdict-model';
import { formatAmount } from '@/components/ui/numbers';
import { formatP, formatPoints, formatShare } from '../curves/amounts';
import type { SeriesView } from '../curves/series-view';
import { useSay } from '@/components/ui/use-language';
import { axisTexts, curveWords, verdictOutcomes, verdictTexts, type Say } from '@/lib/words';
import { formatTimes } from './verdict-words';
import { ColumnHeads } from '@/components/ui/column-heads';

interface VerdictTableProps {
  readonly verdict: Verdict;
  readonly views: readonly SeriesView<VerdictMethod>[];
}

/** Every method against the baseline: where its line is above it, and its best point with what the test says. */
export function VerdictTable({ verdict: { methods, cost, axis, comparisons }, views }: VerdictTableProps) {
  const say = useSay();
  const written = (amount: number) => (cost === undefined ? formatAmount(amount) : formatTimes(amount / cost, say));
  return (
    <details className="mt-3" data-testid="verdict-methods">
      <summary className="w-fit text-sm text-mute hover:text-ink">{say(verdictTexts.everyMethod)}</summary>
      <div className="mt-2 overflow-auto" tabIndex={0} role="region" aria-label={say(verdictTexts.everyMethodTable)}>
        <table className="w-full text-sm whitespace-nowrap tabular-nums">
          <thead>
            <ColumnHeads
              heads={[
                say(verdictTexts.method),
                cost === undefined
                  ? say(verdictTexts.aboveFrom, { axis: say(axisTexts[axis].noun).trim() })
                  : say(verdictTexts.aboveFromTimes),
                say(verdictTexts.placeInterval),
                say(verdictTexts.beyondHead),
                say(verdictTexts.atItsBest),
                say(verdictTexts.differenceHead),
                say(verdictTexts.interval),
                say(verdictTexts.correctedHead, { count: comparisons }),
                say(verdictTexts.outcome),
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
                  <td className="pr-4">{startWords(method, written, say)}</td>
                  <td className="pr-4">{placeWords(method, written, say)}</td>
                  <td className="pr-4">
                    {sure === undefined ? '–' : say(verdictTexts.amountAtN, { amount: written(sure.cost), n: sure.n })}
                  </td>
                  <td className="pr-4">
                    {formatShare(best.accuracy)}{' '}
                    <span className="text-mute">{say(curveWords.budgetIs, { n: best.n })}</span>
                  </td>
                  <td className="pr-4">{formatPoints(best.difference)}</td>
                  <td className="pr-4">
                    {say(curveWords.range, { low: formatPoints(best.low), high: formatPoints(best.high) })}
                  </td>
                  <td className="pr-4">{formatP(best.pValue)}</td>
                  <td>{say(verdictOutcomes[best.outcome].short)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function startWords({ status, at, points }: VerdictMethod, written: (amount: number) => string, say: Say): string {
  switch (status) {
    case 'reached':
      return written(at ?? 0);
    case 'above-from-the-start':
      return say(curveWords.atMost, { high: written(points[0]!.cost) });
    case 'not-reached':
      return say(verdictTexts.notUpTo, { amount: written(points.at(-1)!.cost) });
  }
}

function placeWords({ low, high }: VerdictMethod, written: (amount: number) => string, say: Say): string {
  if (low === undefined && high === undefined) return '–';
  if (low === undefined) return say(curveWords.atMost, { high: written(high!) });
  return high === undefined
    ? say(curveWords.orMore, { low: written(low) })
    : say(curveWords.range, { low: written(low), high: written(high) });
}
