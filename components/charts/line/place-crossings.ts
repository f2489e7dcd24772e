/** Where the texts of crossings stand beside their points, and which find no room. Pure: numbers in, pixels out. */
import type { ChartCrossing } from '../chart-types';
import { textWidth } from '../text-width';
import { isCovering, placeLabel, type Box, type Surroundings } from './place-label';
import { typeSize } from './plot';
import type { Axis } from './scales';

export interface PlacedCrossing {
  readonly crossing: ChartCrossing;
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly isOpenLow: boolean;
  readonly isOpenHigh: boolean;
  readonly box: Box;
  /** There is no room for its text that is not another’s. */
  readonly isHidden: boolean;
}

interface CrossingSurroundings extends Surroundings {
  readonly x: Axis;
  readonly taken: readonly Box[];
}

export function placeCrossings(
  crossings: readonly ChartCrossing[],
  { size: { rem }, plot, x, heightOf, lines, taken }: CrossingSurroundings,
): readonly PlacedCrossing[] {
  const boxes = [...taken];
  return crossings.map((crossing) => {
    const [at, y] = [x.scale(crossing.x), heightOf(crossing.y)];
    const width = textWidth(crossing.label, typeSize * rem);
    const height = 1.05 * rem;
    const inside = (left: number) => Math.min(plot.right - width, Math.max(plot.left, left));
    const [above, below] = [y - height - 0.6 * rem, y + 0.6 * rem];
    const box = placeLabel(
      [
        { x: inside(at + 0.4 * rem), y: below, width, height },
        { x: inside(at - width - 0.4 * rem), y: above, width, height },
        { x: inside(at - width / 2), y: above, width, height },
        { x: inside(at - width / 2), y: below, width, height },
        { x: inside(at + 0.4 * rem), y: below + height, width, height },
        { x: inside(at - width - 0.4 * rem), y: above - height, width, height },
        { x: inside(at + 0.4 * rem), y: above - height, width, height },
      ],
      { lines, boxes },
    );
    const isHidden = isCovering(box, boxes);
    if (!isHidden) boxes.push(box);
    return {
      crossing,
      x: at,
      y,
      box,
      isHidden,
      low: crossing.low === undefined ? plot.left : x.scale(crossing.low),
      high: crossing.high === undefined ? plot.right : x.scale(crossing.high),
      isOpenLow: crossing.low === undefined,
      isOpenHigh: crossing.high === undefined,
    };
  });
}
