import type { Origin } from '@/lib/experiments/model';
import { amountOf, type AxisName, type PublishedRow } from '@/lib/experiments/report/curve-model';
import type { PointRef } from '@/components/charts/chart-types';
import { formatShare } from '../curves/amounts';
import { seedWords } from '../curves/chart-data';
import { formatAmount } from '@/components/ui/numbers';
import { useSay } from '@/components/ui/use-language';
import { Said } from '@/components/ui/said';
import { curveWords, fateWords, pointWords } from '@/lib/words';
import { EstimateBadge } from './estimate-badge';
import {
  publishedConfidence,
  publishedKey,
  publishedMethod,
  publishedModel,
  publishedPrm,
  publishedSize,
  publishedTemperature,
  type PublishedLayer,
} from '../curves/published';
import { sourceWords } from '../curves/published-source';
import type { SeriesView } from '../curves/series-view';
import { axisAmount } from '../curves/words';

interface PointTipProps {
  readonly target: PointRef;
  readonly all: readonly SeriesView[];
  readonly published: PublishedLayer;
  readonly axis: AxisName;
  readonly origin: Origin;
}

/** What is said of a point beside it; a published one says where it is from. */
export function PointTip({ target, all, published, axis, origin }: PointTipProps) {
  const say = useSay();
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
          {say(curveWords.interval, { low: formatShare(point.low), high: formatShare(point.high) })}
        </span>
      </p>
      <p className="text-mute">
        {say(curveWords.budgetIs, { n: point.n })}
        {Math.round(point.cost.n) === point.n
          ? ''
          : say(pointWords.withEstimation, { amount: formatAmount(point.cost.n) })}
        {axis === 'n' || amount === undefined
          ? ''
          : say(pointWords.atAmount, { amount: axisAmount(amount, axis, say) })}
        {axis === 'seconds' && point.cost.searchesAtOnce !== undefined
          ? say(pointWords.amongSearches, { count: Math.round(point.cost.searchesAtOnce) })
          : ''}
      </p>
      <p className="flex items-center gap-2">
        <EstimateBadge point={point} />
        {point.bySeed === undefined ? null : <span className="text-mute">{seedWords(point.bySeed, say)}</span>}
      </p>
      <p className="text-xs text-mute">{say(pointWords.clickFor)}</p>
    </div>
  );
}

function PublishedTip({ row }: { readonly row: PublishedRow | undefined }) {
  const say = useSay();
  if (row === undefined) return null;
  return (
    <div className="flex flex-col gap-1">
      <p className="font-medium">
        {publishedModel(row, say)} <span className="font-normal text-mute">{publishedSize(row)}</span>
      </p>
      <p>
        <Said
          text={pointWords.publishedFigure}
          parts={{
            method: publishedMethod(row.method, say),
            n: row.n,
            share: <span className="font-semibold">{formatShare(row.accuracy)}</span>,
            set: row.dataset,
          }}
        />
      </p>
      <p className="text-mute">{[publishedPrm(row, say), publishedTemperature(row, say)].join(say(fateWords.comma))}</p>
      <p className="text-xs text-mute">
        {say(pointWords.publishedBy, {
          source: sourceWords(row, say),
          confidence: publishedConfidence(row, say),
        })}
      </p>
    </div>
  );
}
