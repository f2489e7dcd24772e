/**
 * Everything about a line chart that is decided before it is drawn: scales, margins, paths, and where texts go. Pure:
 * numbers in, pixels out; knows no pointer, no focus and no colour.
 */
import { area, line, range } from 'd3';
import type {
  ChartCrossing,
  ChartLevel,
  ChartPoint,
  ChartSeries,
  ChartSize,
  ReferenceCurve,
  XAxis,
  YAxis,
} from '../chart-types';
import { nameReferences } from './name-references';
import { referenceType, type PlacedPoint, type Plot } from './plot';
import { isCovering, placeFaintLabel, placeLabel, type Box, type FaintObstacles, type Place } from './place-label';
import { xAxisOf, yAxisOf, type Axis } from './scales';
import { spread } from './spread';
import { textWidth, wrapText } from '../text-width';

export interface LineChartData {
  readonly x: XAxis;
  readonly y: YAxis;
  readonly series: readonly ChartSeries[];
  readonly levels?: readonly ChartLevel[];
  readonly crossings?: readonly ChartCrossing[];
  readonly references?: readonly ReferenceCurve[];
  /** A sentence that belongs into the picture, at its upper right. */
  readonly note?: string;
  /** What repetitions are called where points have some. */
  readonly repeatName?: string;
}

export interface LineChartInput extends LineChartData {
  readonly size: ChartSize;
  /** Names at the ends of the lines; left out where the picture is too narrow for them. */
  readonly hasEndLabels?: boolean;
  /** Little room: no titles of the axes. */
  readonly isSmall?: boolean;
}

export interface PlacedSeries {
  readonly series: ChartSeries;
  readonly line: string;
  readonly band: string;
  /** A line for each repetition. */
  readonly repeats: readonly string[];
  readonly points: readonly PlacedPoint[];
  readonly label: { readonly x: number; readonly y: number; readonly width: number } | undefined;
}
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
export interface PlacedReference {
  readonly curve: ReferenceCurve;
  readonly line: string;
  readonly points: readonly PlacedPoint[];
  readonly label: { readonly x: number; readonly y: number } | undefined;
}

/** Beside the title of the y axis, its end at `x`, or on lines of its own below it that begin there. */
export interface PlacedNote {
  readonly lines: readonly string[];
  readonly x: number;
  readonly isBeside: boolean;
}

export interface LineLayout {
  readonly size: ChartSize;
  readonly plot: Plot;
  readonly x: Axis;
  readonly y: Axis;
  /** The title of the x axis: its lines and their middle. */
  readonly xTitle: { readonly x: number; readonly lines: readonly string[] };
  readonly note: PlacedNote;
  readonly series: readonly PlacedSeries[];
  readonly levels: readonly PlacedLevel[];
  readonly crossings: readonly PlacedCrossing[];
  readonly references: readonly PlacedReference[];
}

/** In rem: small type, the line of a label, and the least width that leaves room for labels beside the plot. */
export const typeSize = 0.8;
/** Of names at the ends of lines. */
export const endType = 0.85;
const labelGap = 1.2;
/** Of the marks of points, as far as no text comes near them. */
const markRadius = 0.35;
/** Where a level’s text may stand besides its ends and its middle. */
const levelPlaces = 7;
const wideEnough = 40;
export const titleLine = 1.1;

export function layoutLineChart(input: LineChartInput): LineLayout {
  const { size, series, levels = [], crossings = [], references = [], isSmall = false } = input;
  const { rem } = size;
  const titleLines = isSmall ? [] : wrapText(input.x.label, typeSize * rem, size.width - rem);
  const whole = plotOf(input, titleLines.length);
  const note = placeNote(input, whole);
  const plot = note.isBeside ? whole : { ...whole, top: whole.top + titleLine * note.lines.length * rem };
  const points = [...series, ...references].flatMap((each) => each.points);
  const amounts = [...points.map((point) => point.x), ...levels.flatMap(({ at }) => at ?? [])];
  const x = xAxisOf(amounts, input.x, {
    range: [plot.left + 0.5 * rem, plot.right - 0.5 * rem],
    least: tickRoom(input, amounts),
  });
  const heights = [
    ...points.flatMap(({ repeats = [] }) => repeats),
    ...[...points, ...levels.map(({ value, low, high }) => ({ y: value, low, high }))].flatMap(({ y, low, high }) => [
      y,
      low ?? y,
      high ?? y,
    ]),
  ];
  const y = yAxisOf(heights, input.y, { range: [plot.bottom, plot.top], least: (isSmall ? 2.2 : 3) * rem });
  const place = (point: ChartPoint): PlacedPoint => ({
    point,
    x: x.scale(point.x),
    y: y.scale(point.y),
    low: point.low === undefined ? undefined : y.scale(point.low),
    high: point.high === undefined ? undefined : y.scale(point.high),
    repeats: (point.repeats ?? []).map((value) => y.scale(value)),
  });
  // On a logarithmic axis there is no place for 0 and less.
  const placeAll = (each: { readonly points: readonly ChartPoint[] }) =>
    each.points.filter((point) => !input.x.isLog || point.x > 0).map(place);
  const placed = series.map((each) => ({ series: each, points: placeAll(each) }));
  const placedReferences = references.map((curve) => ({ curve, points: placeAll(curve) }));
  const ends = endLabels(
    placed.map((each) => each.points.at(-1)?.y),
    input,
    plot,
  );
  const faint = linesOf(placedReferences);
  const lines = [...linesOf(placed), ...faint];
  const own = [...linesOf(placed), ...leadersOf(placed, ends, plot)];
  const marks = marksOf(placed, markRadius * rem);
  const placedLevels = placeLevels(levels, {
    ...input,
    plot,
    lines,
    own,
    faint,
    marks,
    heightOf: y.scale,
    placeOf: (at) => (input.x.isLog && at <= 0 ? undefined : x.scale(at)),
  });
  const titleWidth = Math.max(0, ...titleLines.map((text) => textWidth(text, typeSize * rem)));
  const placedCrossings = placeCrossings(crossings, {
    size,
    plot,
    x,
    heightOf: y.scale,
    lines,
    taken: placedLevels.map(({ box }) => box),
  });
  const names = nameReferences(placedReferences, {
    rem,
    plot,
    own: [...own, ...levelLines(placedLevels, plot)],
    faint,
    taken: [...marks, ...[...placedLevels, ...placedCrossings].flatMap(({ box, isHidden }) => (isHidden ? [] : [box]))],
  });
  return {
    size,
    plot,
    x,
    y,
    note,
    xTitle: {
      lines: titleLines,
      x: Math.min(size.width - titleWidth / 2, Math.max(titleWidth / 2, (plot.left + plot.right) / 2)),
    },
    series: placed.map((each, i) => ({
      ...each,
      line: each.series.isUnjoined === true ? '' : linePath(each.points),
      band: each.series.isUnjoined === true ? '' : bandPath(each.points),
      repeats: each.series.isUnjoined === true ? [] : repeatPaths(each.points),
      label: ends[i],
    })),
    levels: placedLevels,
    crossings: placedCrossings,
    references: placedReferences.map((each, i) => ({
      ...each,
      line: each.points.length < 2 ? '' : linePath(each.points),
      label: names[i],
    })),
  };
}

function linesOf(placed: readonly { readonly points: readonly PlacedPoint[] }[]): readonly (readonly Place[])[] {
  return placed.map(({ points }) => points.map(({ x, y }): Place => [x, y]));
}

/** From the ends of lines to the names beside the plot. */
function leadersOf(
  placed: readonly { readonly points: readonly PlacedPoint[] }[],
  ends: readonly PlacedSeries['label'][],
  { right }: Plot,
): readonly (readonly Place[])[] {
  return placed.flatMap(({ points }, i) => {
    const last = points.at(-1);
    return last === undefined || ends[i] === undefined ? [] : [[[last.x, last.y] as const, [right, last.y] as const]];
  });
}

function marksOf(placed: readonly { readonly points: readonly PlacedPoint[] }[], radius: number): readonly Box[] {
  return placed.flatMap(({ points }) =>
    points.map(({ x, y }) => ({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius })),
  );
}

function levelLines(levels: readonly PlacedLevel[], { left, right }: Plot): readonly (readonly Place[])[] {
  return levels.map(({ y }) => [
    [left, y],
    [right, y],
  ]);
}

function plotOf(
  { size: { width, height, rem }, series, hasEndLabels = false, isSmall = false, y }: LineChartInput,
  titleLines: number,
): Plot {
  const figures = textWidth(y.format(0.88), typeSize * rem);
  const names =
    hasEndLabels && width >= wideEnough * rem
      ? Math.max(
          0,
          ...series.map(({ name, points }) => {
            const values = points.map((point) => textWidth(y.formatValue(point.y), endType * rem));
            return textWidth(name, endType * rem) + Math.max(0, ...values);
          }),
        )
      : 0;
  const labels = names === 0 ? 0 : Math.min(0.44 * width, names + 2.6 * rem);
  return {
    left: figures + 0.9 * rem,
    right: width - Math.max(labels, 0.8 * rem),
    top: (isSmall ? 0.6 : 2.4) * rem,
    bottom: height - (isSmall ? 1.6 : 2.2 + titleLine * titleLines) * rem,
  };
}

function placeNote({ note, y, size: { rem, width }, isSmall = false }: LineChartInput, plot: Plot): PlacedNote {
  if (note === undefined || isSmall) return { lines: [], x: 0, isBeside: true };
  const type = typeSize * rem;
  const room = plot.right - plot.left - textWidth(y.label, type) - rem;
  if (textWidth(note, type) <= room) return { lines: [note], x: plot.right, isBeside: true };
  const x = plot.left - 0.5 * rem;
  return { lines: wrapText(note, type, width - x - 0.5 * rem), x, isBeside: false };
}

function tickRoom({ x, size }: LineChartInput, values: readonly number[]): number {
  const longest = Math.max(0, ...(x.ticks ?? values).map((value) => textWidth(x.format(value), typeSize * size.rem)));
  return longest + 0.9 * size.rem;
}

function linePath(points: readonly Pick<PlacedPoint, 'x' | 'y'>[]): string {
  return (
    line<Pick<PlacedPoint, 'x' | 'y'>>(
      (point) => point.x,
      (point) => point.y,
    ).digits(2)([...points]) ?? ''
  );
}

/** As many as every point has. */
function repeatPaths(points: readonly PlacedPoint[]): readonly string[] {
  const count = Math.min(...points.map(({ repeats }) => repeats.length));
  return points.length < 2
    ? []
    : range(count).map((i) => linePath(points.map(({ x, repeats }) => ({ x, y: repeats[i]! }))));
}

/** Only where both ends are known. */
function bandPath(points: readonly PlacedPoint[]): string {
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

function endLabels(
  ends: readonly (number | undefined)[],
  { size: { width, rem }, hasEndLabels = false }: LineChartInput,
  plot: Plot,
): readonly PlacedSeries['label'][] {
  if (!hasEndLabels || width < wideEnough * rem) return ends.map(() => undefined);
  const known = ends.flatMap((y, i) => (y === undefined ? [] : [{ y, i }]));
  const spots = spread(
    known.map(({ y }) => y),
    labelGap * rem,
    [plot.top, plot.bottom],
  );
  const labels = new Array<PlacedSeries['label']>(ends.length).fill(undefined);
  known.forEach(({ i }, rank) => {
    labels[i] = { x: plot.right + 1.5 * rem, y: spots[rank]!, width: width - plot.right - 1.5 * rem };
  });
  return labels;
}

interface Surroundings {
  readonly size: ChartSize;
  readonly plot: Plot;
  readonly lines: readonly (readonly Place[])[];
  readonly heightOf: (value: number) => number;
}

interface LevelSurroundings extends Surroundings, Pick<LineChartInput, 'y'>, Omit<FaintObstacles, 'boxes'> {
  readonly marks: readonly Box[];
  readonly placeOf: (at: number) => number | undefined;
}

/** A level's text sits on its line or under it, at the end where no curve passes, and is a shorter one where there is no such place for the whole. */
function placeLevels(
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

function placeCrossings(
  crossings: readonly ChartCrossing[],
  {
    size: { rem },
    plot,
    x,
    heightOf,
    lines,
    taken,
  }: Surroundings & { readonly x: Axis; readonly taken: readonly Box[] },
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

/** Places on the way from one end of a level to the other. */
function between(left: number, right: number): readonly number[] {
  return left >= right ? [] : range(levelPlaces).map((i) => left + ((i + 1) / (levelPlaces + 1)) * (right - left));
}
