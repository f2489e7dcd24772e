/** The paths of a line, of its repetitions and of its band, from points in pixels. */
import { area, line, range } from 'd3';
import type { PlacedPoint } from './plot';

export function linePath(points: readonly Pick<PlacedPoint, 'x' | 'y'>[]): string {
  return (
    line<Pick<PlacedPoint, 'x' | 'y'>>(
      (point) => point.x,
      (point) => point.y,
    ).digits(2)([...points]) ?? ''
  );
}

/** As many as every point has. */
export function repeatPaths(points: readonly PlacedPoint[]): readonly string[] {
  const count = Math.min(...points.map(({ repeats }) => repeats.length));
  return points.length < 2
    ? []
    : range(count).map((i) => linePath(points.map(({ x, repeats }) => ({ x, y: repeats[i]! }))));
}

/** Only where both ends are known. */
export function bandPath(points: readonly PlacedPoint[]): string {
  return (
    area<PlacedPoint>(
      (point) => point.x,
      (point) => point.low ?? point.y,
      (point) => point.high ?? point.y,
    )
      .digits(2)
      .defined((point) => point.low !== undefined && point.high !== undefined)([...points]) ?? ''
  );
}
