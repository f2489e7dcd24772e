/**
 * Everything about a line chart that is decided before it is drawn: scales, margins, paths, and where texts go. Pure:
 * numbers in, pixels out; knows no pointer, no focus and no colour.
 */
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
import { bandPath, linePath, repeatPaths } from './line-paths';
import { placeCrossings, type PlacedCrossing } from './place-crossings';
import type { Box, Place } from './place-label';
import { placeLevels, type PlacedLevel } from './place-levels';
import { endType, titleLine, typeSize, type PlacedPoint, type Plot } from './plot';
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

/** In rem: the line of a label, the marks of points as far as no text comes near them, and the least width that leaves room for labels beside the plot. */
const labelGap = 1.2;
const markRadius = 0.35;
const wideEnough = 40;

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
