/**
 * What every stroke of the tree has in common: the scale it is drawn at, how wide a river is, and the way of an edge from a
 * parent to its child. Knows no colour.
 */
import { cardShare, cardWidth, columnWidth, laneHeight, type Camera } from './camera';
import { form, widthSteps, type Scene } from './scene';

export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Below this many pixels per lane an edge is a bent line and a dot a square: nobody can tell. */
const coarseLane = 5;
/** Everything a stroke needs to know about the scale it is drawn at. */
export interface Pen {
  readonly camera: Camera;
  readonly stepX: number;
  readonly stepY: number;
  /** Pixels from a node to where its outgoing edges begin. */
  readonly out: number;
  /** Size of strokes and dots relative to a tree whose lanes are 14 px apart. */
  readonly size: number;
  readonly isCoarse: boolean;
  /** One device pixel. */
  readonly hair: number;
  /** How large words are on the page, as a multiple of the usual; 1 at least. */
  readonly words: number;
}

export function penFor(camera: Camera, { dpr, words }: { readonly dpr: number; readonly words: number }): Pen {
  const stepY = laneHeight * camera.ky;
  return {
    camera,
    stepX: columnWidth * camera.kx,
    stepY,
    out: cardShare(camera) * cardWidth * camera.kx,
    size: Math.max(0.4, Math.min(1.7, Math.sqrt(stepY / 14))),
    isCoarse: stepY < coarseLane,
    hair: 1 / dpr,
    words,
  };
}

/** Width of a river in pixels; `step` is the scene's quantised root of the share of all answers. */
export function riverWidth(pen: Pen, step: number): number {
  return (1.3 + 6.2 * (step / (widthSteps - 1))) * pen.size;
}

/** Adds the edge into slot `index` to the current path. */
export function traceEdge(context: Context, scene: Scene, pen: Pen, index: number): void {
  const parent = scene.parent[index]!;
  if (parent < 0) return;
  const { tx, ty } = pen.camera;
  const x1 = tx + scene.column[index]! * pen.stepX;
  const y1 = ty + scene.lane[index]! * pen.stepY;
  // The root is a ring, not a card.
  const x0 = tx + scene.column[parent]! * pen.stepX + (scene.form[parent] === form.root ? 0 : pen.out);
  const y0 = ty + scene.lane[parent]! * pen.stepY;
  const middle = (x0 + x1) / 2;
  context.moveTo(x0, y0);
  if (pen.isCoarse) {
    context.lineTo(x0 + (x1 - x0) * 0.35, y0 + (y1 - y0) * 0.5);
    context.lineTo(x1, y1);
  } else {
    context.bezierCurveTo(middle, y0, middle, y1, x1, y1);
  }
}

/** Of each of the dots that stand for several, in pixels. */
export function bundleRadius(pen: Pen): number {
  return Math.max(2.2, 2.6 * pen.size);
}

/** Part of the way between two columns at which a run left another, before the step that is its own. */
const seamShare = 0.2;

/** Where the seam before `column` stands; between cards where there are cards. */
export function seamX(pen: Pen, column: number): number {
  return pen.camera.tx + column * pen.stepX - seamShare * (pen.stepX - pen.out);
}
