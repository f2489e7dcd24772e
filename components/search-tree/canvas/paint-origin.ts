/**
 * Draws where the run left another one, and which steps a person changed. Sizes in pixels, so that both are seen at any zoom.
 * Knows no words.
 */
import { seamX, type Context, type Pen } from './pen';
import { flag, form, type Scene } from './scene';
import type { TreeTheme } from './theme';

/** Of the shortest piece of a seam. */
const leastSeam = 9;

/** A line across the way into each step that is the first of the run's own; those of neighbours make one line. */
export function paintSeams(context: Context, scene: Scene, theme: TreeTheme, pen: Pen, slots: readonly number[]): void {
  const half = Math.max(leastSeam, pen.stepY) / 2;
  context.strokeStyle = theme.mute;
  context.lineWidth = Math.max(pen.hair, 1.5);
  context.lineCap = 'butt';
  context.beginPath();
  for (const index of slots) {
    if ((scene.flags[index]! & flag.seam) === 0 || scene.form[index] === form.hidden) continue;
    const x = seamX(pen, scene.column[index]!);
    const y = pen.camera.ty + scene.lane[index]! * pen.stepY;
    context.moveTo(x, y - half);
    context.lineTo(x, y + half);
  }
  context.stroke();
  context.lineCap = pen.isCoarse ? 'butt' : 'round';
}

/** A diamond around the dot, which no other mark is. */
export function paintEdited(context: Context, scene: Scene, theme: TreeTheme, pen: Pen): void {
  const radius = Math.max(11, 10 * pen.size);
  for (const index of scene.edited) {
    const x = pen.camera.tx + scene.column[index]! * pen.stepX;
    const y = pen.camera.ty + scene.lane[index]! * pen.stepY;
    context.beginPath();
    context.moveTo(x - radius, y);
    context.lineTo(x, y - radius);
    context.lineTo(x + radius, y);
    context.lineTo(x, y + radius);
    context.closePath();
    context.lineJoin = 'miter';
    context.strokeStyle = theme.bg;
    context.lineWidth = 4;
    context.stroke();
    context.strokeStyle = theme.ink;
    context.lineWidth = 1.75;
    context.stroke();
  }
}
