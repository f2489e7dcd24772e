/**
 * What charts are given: numbers, names and looks. Numbers in, picture out: no file of this folder knows what its numbers
 * stand for. Colours are CSS, by preference variables of the theme, so that pictures follow it by themselves.
 */
export type Shape = 'circle' | 'square' | 'triangle' | 'diamond';

/** How a series is told from others; colour is never the only difference between two looks. */
export interface Look {
  readonly colour: string;
  /** SVG dash pattern; undefined: unbroken. */
  readonly dash: string | undefined;
  readonly shape: Shape;
  readonly isThin?: boolean;
}

export interface ChartPoint {
  /** Unique in its series. */
  readonly key: string;
  readonly x: number;
  readonly y: number;
  /** Ends of the interval of y. */
  readonly low?: number;
  readonly high?: number;
  /** What repetitions of it came to, each alone; the same ones at all points of a series. */
  readonly repeats?: readonly number[];
  /** Its mark is drawn as an outline. */
  readonly isHollow?: boolean;
  /** The whole point in words, for those who do not see the picture. */
  readonly words: string;
}

export interface ChartSeries {
  readonly id: string;
  readonly name: string;
  readonly look: Look;
  /** Ascending in x. */
  readonly points: readonly ChartPoint[];
  /** Marks alone: their order along x is not the one in which they belong together. */
  readonly isUnjoined?: boolean;
}

/** A horizontal line with its interval, and a mark where it was measured. */
export interface ChartLevel {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
  /** Its place on the x axis, where it has one. */
  readonly at?: number;
  /** What it may be called where there is no room for its name. */
  readonly short?: readonly string[];
  /** Thin and grey: a figure from elsewhere. */
  readonly isFaint?: boolean;
}

/** Where a series passes a level; an end that is undefined lies outside the picture. */
export interface ChartCrossing {
  readonly series: string;
  readonly level: string;
  readonly x: number;
  readonly y: number;
  readonly low?: number;
  readonly high?: number;
  readonly label: string;
}

/** Drawn faintly behind everything: figures from elsewhere. One point makes a mark, more make a line. */
export interface ReferenceCurve {
  readonly id: string;
  readonly name: string;
  /** Of its marks; a cross when nothing is said. */
  readonly shape?: Shape | 'star' | 'wye' | 'plus' | 'cross';
  readonly points: readonly ChartPoint[];
}

export interface XAxis {
  readonly label: string;
  readonly isLog: boolean;
  readonly format: (value: number) => string;
  /** Where to put marks, as far as there is room; absent: round numbers. */
  readonly ticks?: readonly number[];
}

export interface YAxis {
  readonly label: string;
  /** Of ticks. */
  readonly format: (value: number) => string;
  /** Of the values of points and levels. */
  readonly formatValue: (value: number) => string;
  /** The axis does not leave these. */
  readonly limits?: readonly [low: number, high: number];
  /** The axis reaches at least so far. */
  readonly reach?: readonly [low: number, high: number];
}

/** Pixels; `rem` is the size of the page's type, which all type in the picture follows. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
  readonly rem: number;
}

export interface PointRef {
  readonly series: string;
  readonly key: string;
}

export function isSamePoint(one: PointRef | undefined, other: PointRef | undefined): boolean {
  return one?.series === other?.series && one?.key === other?.key;
}
