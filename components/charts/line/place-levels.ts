/** Where the texts of levels stand: where no curve passes, nor another text. Pure: numbers in, pixels out. */
import { range } from 'd3';
import type { ChartLevel, YAxis } from '../chart-types';
import { textWidth } from '../text-width';
import { placeFaintLabel, placeLabel, type Box, type FaintObstacles, type Surroundings } from './place-label';
import { referenceType, typeSize } from './plot';

/** Where a level’s text may stand besides its ends and its middle. */
const levelPlaces = 7;

export interface PlacedLevel {
  readonly level: ChartLevel;
  readonly y: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly at: number | undefined;
  readonly text: string;
  readonly box: Box;
  readonly isHidden: boolean;
}

interface LevelSurroundings extends Surroundings, Omit<FaintObstacles, 'boxes'> {
  readonly y: YAxis;
  readonly marks: readonly Box[];
  readonly placeOf: (at: number) => number | undefined;
}

/** A level's text sits on its line or under it, at the end where no curve passes, and is a shorter one where there is no such place for the whole. */
export function placeLevels(
  levels: readonly ChartLevel[],
  { size: { rem }, plot, lines, own, faint, marks, heightOf, placeOf, y: { formatValue } }: LevelSurroundings,
): readonly PlacedLevel[] {
  const taken: Box[] = [];
  return levels.map((level) => {
    const y = heightOf(level.value);
    const height = 1.05 * rem;
    const type = (level.isFaint === true ? referenceType : typeSize) * rem;
    const [above, below] = [y - height - 0.15 * rem, y + 0.25 * rem];
    const placesOf = (text: string): readonly [Box, ...Box[]] => {
      const width = textWidth(text, type);
      const at = (x: number, top: number): Box => ({ x, y: top, width, height });
      const [left, middle, right] = [
        plot.left + 0.4 * rem,
        (plot.left + plot.right - width) / 2,
        plot.right - width - 0.4 * rem,
      ];
      return [
        at(right, below),
        at(left, above),
        at(right, above),
        at(left, below),
        at(middle, above),
        at(middle, below),
        ...between(left, right).flatMap((x) => [at(x, below), at(x, above)]),
      ];
    };
    const [whole, ...shorter] = [level.name, ...(level.short ?? [])].map(
      (name) => `${name} ${formatValue(level.value)}`,
    );
    const boxes = [...taken, ...marks];
    const [found] = [whole!, ...shorter].flatMap((words) => {
      const inside = placesOf(words).filter(({ x, width }) => x >= plot.left && x + width <= plot.right);
      const spot = placeFaintLabel(inside, { own, faint, boxes });
      return spot === undefined ? [] : [{ text: words, box: spot }];
    });
    // Of figures from elsewhere some may go without; what was measured here never does.
    const isHidden = found === undefined && level.isFaint === true;
    const least = shorter.at(-1) ?? whole!;
    const { text, box } = found ?? { text: least, box: placeLabel(placesOf(least), { lines, boxes: taken }) };
    if (!isHidden) taken.push(box);
    return {
      level,
      isHidden,
      y,
      low: level.low === undefined ? undefined : heightOf(level.low),
      high: level.high === undefined ? undefined : heightOf(level.high),
      at: level.at === undefined ? undefined : placeOf(level.at),
      text,
      box,
    };
  });
}

/** Places on the way from one end of a level to the other. */
function between(left: number, right: number): readonly number[] {
  return left >= right ? [] : range(levelPlaces).map((i) => left + ((i + 1) / (levelPlaces + 1)) * (right - left));
}
