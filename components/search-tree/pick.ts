/** Which slot lies under a point of the screen. Columns make it a look-up and a short scan. */
import { cardShare, cardWidth, columnWidth, laneHeight, type Camera } from './canvas/camera';
import { form, type Scene } from './canvas/scene';

/** Pixels around a dot that still count as the dot. */
const reach = 14;

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Index of the nearest visible slot within reach; -1 for none. */
export function pick(scene: Scene, camera: Camera, { x, y }: Place): number {
  const out = cardShare(camera) * cardWidth * camera.kx;
  const column = (x - camera.tx) / (columnWidth * camera.kx);
  let best = -1;
  let nearest = Infinity;
  for (const depth of new Set([Math.floor(column), Math.round(column)])) {
    for (const index of scene.columns[depth] ?? []) {
      if (scene.form[index] === form.hidden) continue;
      const nodeX = camera.tx + scene.column[index]! * columnWidth * camera.kx;
      const width = scene.form[index] === form.ahead ? 0 : out;
      const dx = x < nodeX ? nodeX - x : Math.max(0, x - nodeX - width);
      if (dx > reach) continue;
      const dy = Math.abs(camera.ty + scene.lane[index]! * laneHeight * camera.ky - y);
      if (dy > Math.max(reach, out > 0 ? laneHeight * camera.ky * 0.45 : 0)) continue;
      const distance = dx * dx + dy * dy;
      if (distance < nearest) {
        nearest = distance;
        best = index;
      }
    }
  }
  return best;
}
