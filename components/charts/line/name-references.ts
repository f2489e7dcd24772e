/**
 * Where the names of curves from elsewhere stand: along them, inside the plot. A name never lies over what was measured here, nor
 * over another text; it is left out where there is no such place, and told on hover. Pure: pixels in, pixels out.
 */
import type { ReferenceCurve } from '../chart-types';
import { placeFaintLabel, type Box, type Place } from './place-label';
import { referenceType, type PlacedPoint, type Plot } from './plot';
import { textWidth } from '../text-width';

interface Surroundings {
  readonly rem: number;
  readonly plot: Plot;
  /** Lines that were measured here, and those from elsewhere. */
  readonly own: readonly (readonly Place[])[];
  readonly faint: readonly (readonly Place[])[];
  /** Marks and texts. */
  readonly taken: readonly Box[];
}

/** In rem. */
const nameHeight = 0.95;

/** By curve; single marks have no name. */
export function nameReferences(
  curves: readonly { readonly curve: ReferenceCurve; readonly points: readonly PlacedPoint[] }[],
  { rem, plot, own, faint, taken }: Surroundings,
): readonly ({ readonly x: number; readonly y: number } | undefined)[] {
  const boxes = [...taken];
  const height = nameHeight * rem;
  return curves.map(({ curve, points }) => {
    const width = textWidth(curve.name, referenceType * rem);
    if (points.length < 2 || width > plot.right - plot.left) return undefined;
    const at = (left: number, top: number): Box => ({
      x: Math.max(plot.left, Math.min(plot.right - width, left)),
      y: Math.min(plot.bottom - height, Math.max(plot.top, top)),
      width,
      height,
    });
    const around = ({ x, y }: PlacedPoint) => {
      const [above, below] = [y - height - 0.2 * rem, y + 0.3 * rem];
      return [
        at(x - width, above),
        at(x - width, below),
        at(x, above),
        at(x, below),
        at(x - width / 2, above - 0.2 * rem),
        at(x - width / 2, below + 0.2 * rem),
      ];
    };
    const box = placeFaintLabel(points.toReversed().flatMap(around), { own, faint, boxes });
    if (box === undefined) return undefined;
    boxes.push(box);
    return { x: box.x, y: box.y + 0.75 * height };
  });
}
