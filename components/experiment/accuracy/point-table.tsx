import type { Origin } from '@/lib/experiments/model';
import { amountOf, axisNames, type AxisName } from '@/lib/experiments/report/curve-model';
import { formatShare } from '../curves/amounts';
import { EstimateBadge } from './estimate-badge';
import type { SeriesView } from '../curves/series-view';
import { formatAmount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { axisTexts, comparisonWords, curveWords, pointWords } from '@/lib/words';

interface PointTableProps {
  readonly shown: readonly SeriesView[];
  /** Those that are known here. */
  readonly axes: readonly AxisName[];
  readonly origin: Origin;
}

/** Every point of the lines that are shown, as numbers. */
export function PointTable({ shown, axes, origin }: PointTableProps) {
  const say = useSay();
  const amounts = axisNames.filter((axis) => axis !== 'n' && axes.includes(axis));
  if (shown.length === 0) return null;
  return (
    <details className="mt-3">
      <summary className="w-fit text-sm text-mute hover:text-ink">{say(pointWords.asTable)}</summary>
      <div
        className="mt-2 max-h-120 overflow-auto"
        tabIndex={0}
        role="region"
        aria-label={say(pointWords.pointsAsTable)}
      >
        <table className="w-full text-sm whitespace-nowrap tabular-nums">
          <thead>
            <tr className="text-left text-xs text-mute">
              {[
                say(pointWords.line),
                say(curveWords.n),
                say(comparisonWords.solved),
                say(pointWords.interval),
                say(pointWords.estimate),
                ...amounts.map((axis) => say(axisTexts[axis].title)),
              ].map((head, i) => (
                <th key={head} scope="col" className={`py-1 pr-4 font-normal ${i === 0 ? '' : 'text-right'}`}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.flatMap(({ series, name }) =>
              series.points.map((point) => (
                <tr key={`${series.id} ${point.n}`} className="border-t border-line">
                  <th scope="row" className="py-1 pr-4 text-left font-normal">
                    {name}
                  </th>
                  <td className="pr-4 text-right">{point.n}</td>
                  <td className="pr-4 text-right font-medium">{formatShare(point.accuracy)}</td>
                  <td className="pr-4 text-right">
                    {say(curveWords.range, { low: formatShare(point.low), high: formatShare(point.high) })}
                  </td>
                  <td className="pr-4 text-right">
                    <EstimateBadge point={point} />
                  </td>
                  {amounts.map((axis) => {
                    const amount = amountOf(point, axis, origin);
                    return (
                      <td key={axis} className="pr-4 text-right">
                        {amount === undefined ? say(curveWords.unknown) : formatAmount(amount)}
                      </td>
                    );
                  })}
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
    </details>
  );
}
