/** Where a plot lies in its picture, and a point in the plot, in pixels; and the size of type for what is from elsewhere, in rem. */
import type { ChartPoint } from '../chart-types';

export const referenceType = 0.74;

export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}
export interface PlacedPoint {
  readonly point: ChartPoint;
  readonly x: number;
  readonly y: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly repeats: readonly number[];
}
