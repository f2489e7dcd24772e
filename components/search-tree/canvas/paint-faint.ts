/**
 * Draws what is no part of a solution: what only looks ahead, and which solutions a later one was written in sight of. Thin,
 * broken lines beneath everything else.
 */
import { traceEdge, type Context, type Pen } from './pen';
import { form, type Scene } from './scene';
import type { TreeTheme } from './theme';

/** What looks ahead: dashed, faint, and straight on from what it judges. */
export function paintAhead(context: Context, scene: Scene, theme: TreeTheme, pen: Pen, slots: readonly number[]): void {
  const dash = Math.max(2, 2.5 * pen.size);
  context.strokeStyle = theme.dim;
  context.lineWidth = Math.max(pen.hair, Math.min(1.2, pen.size));
  context.setLineDash(pen.isCoarse ? [] : [dash, dash]);
  context.beginPath();
  for (const index of slots) if (scene.form[index] === form.ahead) traceEdge(context, scene, pen, index);
  context.stroke();
  context.setLineDash([]);
}

/** From the ends of earlier solutions to what was written in sight of them. */
export function paintLinks(context: Context, scene: Scene, theme: TreeTheme, pen: Pen, slots: readonly number[]): void {
  if (scene.links.size === 0) return;
  context.strokeStyle = theme.dim;
  context.lineWidth = Math.max(pen.hair, Math.min(1, pen.size));
  context.setLineDash([1, Math.max(3, 3 * pen.size)]);
  context.beginPath();
  for (const index of slots) traceLinks(context, scene, pen, index);
  context.stroke();
  context.setLineDash([]);
}

/** Adds the links into slot `index` to the current path. */
export function traceLinks(context: Context, scene: Scene, pen: Pen, index: number): void {
  for (const from of scene.links.get(index) ?? []) {
    const x0 = pen.camera.tx + scene.column[from]! * pen.stepX + pen.out;
    const y0 = pen.camera.ty + scene.lane[from]! * pen.stepY;
    const x1 = pen.camera.tx + scene.column[index]! * pen.stepX;
    const y1 = pen.camera.ty + scene.lane[index]! * pen.stepY;
    const middle = (x0 + x1) / 2;
    context.moveTo(x0, y0);
    context.bezierCurveTo(middle, y0, middle, y1, x1, y1);
  }
}
