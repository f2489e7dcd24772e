import type { Origin } from '@/lib/experiments/model';
import { amountOf, type AxisName, type PublishedRow } from '@/lib/experiments/report/curve-model';
import type { PointRef } from '@/components/charts/chart-types';
import { formatShare } from '../curves/amounts';
import { formatAmount } from '@/components/ui/numbers';
import { EstimateBadge } from './estimate-badge';
import {
  publishedKey,
  publishedMethod,
  publishedSize,
  publishedTemperature,
  type PublishedLayer,
} from '../curves/published';
import { sourceWords } from '../curves/published-source';
import type { SeriesView } from '../curves/series-view';
import { axisWords } from '../curves/words';

interface PointTipProps {
  readonly target: PointRef;
  readonly all: readonly SeriesView[];
  readonly published: PublishedLayer;
  readonly axis: AxisName;
  readonly origin: Origin;
}

/** What is said of a point beside it; a published one says where it is from. */
export function PointTip({ target, all, published, axis, origin }: PointTipProps) {
  const own = all.find(({ series }) => series.id === target.series);
  const point = own?.series.points.find(({ n }) => String(n) === target.key);
  if (own === undefined || point === undefined)
    return <PublishedTip row={published.rowOf.get(publishedKey(target.series, target.key))} />;
  const amount = amountOf(point, axis, origin);
  return (
    <div className="flex flex-col gap-1">
      <p className="font-medium" style={{ color: own.look.colour }}>
        {own.name}
      </p>
      <p>
        <span className="text-lg font-semibold">{formatShare(point.accuracy)}</span>{' '}
        <span className="text-mute">
          95 %: {formatShare(point.low)} to {formatShare(point.high)}
        </span>
      </p>
      <p className="text-mute">
        n = {point.n}
        {Math.round(point.cost.n) === point.n
          ? ''
          : `, ${formatAmount(point.cost.n)} with the estimation of difficulty`}
        {axis === 'n' || amount === undefined ? '' : `, ${axisWords[axis].format(amount)} ${axisWords[axis].noun}`}
        {axis === 'seconds' && point.cost.searchesAtOnce !== undefined
          ? ` among about ${Math.round(point.cost.searchesAtOnce)} searches at once`
          : ''}
      </p>
      <p className="flex items-center gap-2">
        <EstimateBadge point={point} />
      </p>
      <p className="text-xs text-mute">Click or Enter: what it cost, and its problems</p>
    </div>
  );
}

function PublishedTip({ row }: { readonly row: PublishedRow | undefined }) {
  if (row === undefined) return null;
  return (
    <div className="flex flex-col gap-1">
      <p className="font-medium">
        {row.model} <span className="font-normal text-mute">{publishedSize(row)}</span>
      </p>
      <p>
        {publishedMethod(row.method)}, n = {row.n}: <span className="font-semibold">{formatShare(row.accuracy)}</span>{' '}
        on {row.dataset}
      </p>
      <p className="text-mute">
        {row.prm === undefined ? 'no PRM named' : `PRM ${row.prm}`}, {publishedTemperature(row)}
      </p>
      <p className="text-xs text-mute">
        Published by {sourceWords(row)}; confidence {row.confidence}
      </p>
    </div>
  );
}
