/** Where an arrow key leads from a point: along its series, or to the series above and below it. Pure. */
import type { ChartSeries, PointRef } from '../chart-types';
import { pointActOf } from '../point-keys';

/** Undefined for keys that move nothing. */
export function moveFocus(series: readonly ChartSeries[], from: PointRef, key: string): PointRef | undefined {
  const own = series.find(({ id }) => id === from.series);
  const at = own?.points.findIndex((point) => point.key === from.key) ?? -1;
  const point = own?.points[at];
  if (own === undefined || point === undefined) return undefined;
  const along = (index: number): PointRef | undefined => {
    const next = own.points[Math.min(own.points.length - 1, Math.max(0, index))];
    return next === undefined ? undefined : { series: own.id, key: next.key };
  };
  const act = pointActOf(key);
  switch (act) {
    case 'next':
      return along(at + 1);
    case 'previous':
      return along(at - 1);
    case 'first':
      return along(0);
    case 'last':
      return along(own.points.length - 1);
    case 'above':
    case 'below': {
      const column = series
        .flatMap(({ id, points }) => {
          const near = nearestIn(points, point.x);
          return near === undefined ? [] : [{ id, key: near.key, y: near.y }];
        })
        .sort((one, other) => one.y - other.y);
      const rank = column.findIndex(({ id }) => id === own.id);
      const next = column[rank + (act === 'above' ? 1 : -1)] ?? column[rank];
      return next === undefined ? undefined : { series: next.id, key: next.id === own.id ? point.key : next.key };
    }
    case 'open':
    case 'let-go':
    case undefined:
      return undefined;
  }
}

function nearestIn<Point extends { readonly x: number }>(points: readonly Point[], x: number): Point | undefined {
  return points.reduce<Point | undefined>(
    (best, point) => (best === undefined || Math.abs(point.x - x) < Math.abs(best.x - x) ? point : best),
    undefined,
  );
}
