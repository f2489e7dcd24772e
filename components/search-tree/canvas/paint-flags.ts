/** Draws a little flag at each step that somebody holds on to: of one size in pixels, and upright, whatever else marks the step. */
import type { Context, Pen } from './pen';
import { form, type Scene } from './scene';
import type { TreeTheme } from './theme';

/** In pixels, at the usual size of words. */
const pole = 15;
const cloth = 8;

export function paintFlags(
  context: Context,
  scene: Scene,
  theme: TreeTheme,
  pen: Pen,
  flagged: readonly number[],
): void {
  const size = Math.max(1, pen.size);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const index of flagged) {
    if (index < 0 || index >= scene.count || scene.form[index] === form.hidden) continue;
    const x = pen.camera.tx + scene.column[index]! * pen.stepX;
    const y = pen.camera.ty + scene.lane[index]! * pen.stepY;
    const top = y - pole * size;
    context.beginPath();
    context.moveTo(x, y - 3 * size);
    context.lineTo(x, top);
    context.lineTo(x + cloth * size, top + (cloth / 2) * size * 0.75);
    context.lineTo(x, top + cloth * size * 0.75);
    context.strokeStyle = theme.bg;
    context.lineWidth = 4.5;
    context.stroke();
    context.strokeStyle = theme.ink;
    context.lineWidth = 1.5;
    context.stroke();
    context.fillStyle = theme.ink;
    context.fill();
  }
}
