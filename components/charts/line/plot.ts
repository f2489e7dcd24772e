/** Where a plot lies in its picture, and a point in the plot, in pixels; and the sizes of type in it, in rem. */
import type { ChartPoint } from '../chart-types';

export const typeSize = 0.8;
/** Of names at the ends of lines. */
export const endType = 0.85;
/** Of what is from elsewhere. */
export const referenceType = 0.74;
/** From one line of a title to the next. */
export const titleLine = 1.1;

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
