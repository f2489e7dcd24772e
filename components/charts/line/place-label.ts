/** A text in a picture: of several places for its box, the one that covers the least of what is drawn there. Pure. */
import type { ChartSize } from '../chart-types';
import type { Plot } from './plot';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Place = readonly [x: number, y: number];

export interface Obstacles {
  /** Broken lines, ascending in x. */
  readonly lines: readonly (readonly Place[])[];
  readonly boxes: readonly Box[];
}

/** What stands where texts of a plot are placed. */
export interface Surroundings {
  readonly size: ChartSize;
  readonly plot: Plot;
  readonly lines: readonly (readonly Place[])[];
  readonly heightOf: (value: number) => number;
}

/** Room between a text and a line, in pixels. */
const margin = 2;

/** The first of the best places. */
export function placeLabel(candidates: readonly [Box, ...Box[]], obstacles: Obstacles): Box {
  let best = candidates[0];
  let least = Infinity;
  for (const box of candidates) {
    const covered = coverage(box, obstacles);
    if (covered < least) [best, least] = [box, covered];
    if (least === 0) break;
  }
  return best;
}

export interface FaintObstacles {
  /** What was measured here: no text that is about something else lies over it. */
  readonly own: readonly (readonly Place[])[];
  /** What is from elsewhere: a little of it may be covered. */
  readonly faint: readonly (readonly Place[])[];
  readonly boxes: readonly Box[];
}

/** Of a text’s width, the length of lines from elsewhere that it may lie over. */
const mostCovered = 0.4;

/** The best place for a text about something from elsewhere; undefined where none is good enough. */
export function placeFaintLabel(candidates: readonly Box[], { own, faint, boxes }: FaintObstacles): Box | undefined {
  const [first, ...others] = candidates.filter((box) => isClear(box, { lines: own, boxes }));
  if (first === undefined) return undefined;
  const lines = { lines: faint, boxes: [] };
  const best = placeLabel([first, ...others], lines);
  return coverage(best, lines) > mostCovered * best.width ? undefined : best;
}

/** Whether it lies over one of the boxes: a text there could be read by nobody. */
export function isCovering(box: Box, boxes: readonly Box[]): boolean {
  return coverage(box, { lines: [], boxes }) > 0;
}

/** Whether it lies over nothing at all. */
export function isClear(box: Box, obstacles: Obstacles): boolean {
  return coverage(box, obstacles) === 0;
}

function coverage(box: Box, { lines, boxes }: Obstacles): number {
  let covered = 0;
  for (const line of lines) for (let i = 1; i < line.length; i++) covered += lengthInside(line[i - 1]!, line[i]!, box);
  for (const other of boxes) {
    const across = Math.min(box.x + box.width, other.x + other.width) - Math.max(box.x, other.x);
    const down = Math.min(box.y + box.height, other.y + other.height) - Math.max(box.y, other.y);
    if (across > 0 && down > 0) covered += 10 * across;
  }
  return covered;
}

/** How much of a straight line lies in the box and its margin above and below, in pixels. */
function lengthInside(from: Place, to: Place, { x, y, width, height }: Box): number {
  const [fromX, fromY] = from;
  const [toX, toY] = to;
  if (Math.max(fromX, toX) <= x || Math.min(fromX, toX) >= x + width) return 0;
  if (Math.max(fromY, toY) <= y - margin || Math.min(fromY, toY) >= y + height + margin) return 0;
  const [first, last] = [shareBefore(x, fromX, toX), shareBefore(x + width, fromX, toX)];
  const [top, bottom] = [shareBefore(y - margin, fromY, toY), shareBefore(y + height + margin, fromY, toY)];
  const enter = Math.max(0, Math.min(first, last), Math.min(top, bottom));
  const leave = Math.min(1, Math.max(first, last), Math.max(top, bottom));
  return leave <= enter ? 0 : (leave - enter) * Math.hypot(toX - fromX, toY - fromY);
}

/** Share of the way from one end to the other after which `at` is reached; infinite where it never is. */
function shareBefore(at: number, from: number, to: number): number {
  if (from === to) return at <= from ? -Infinity : Infinity;
  return (at - from) / (to - from);
}
