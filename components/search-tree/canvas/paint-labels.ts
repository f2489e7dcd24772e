/**
 * Words on the canvas: answers beside the ends of solutions, counts beside bundles. They are shortened where the next attempt
 * begins, and never where nothing follows. Knows no dots and no lines.
 */
import { hasRoomForWords } from './camera';
import { bundleRadius, type Context, type Pen } from './pen';
import { flag, form, type Scene } from './scene';
import type { TreeTheme } from './theme';

/** Answers beside the ends of solutions, with a mark where it is known whether they are right; beside bundles how many they hold. */
export function paintLabels(
  context: Context,
  scene: Scene,
  theme: TreeTheme,
  pen: Pen,
  slots: readonly number[],
): void {
  const size = letterSize(pen);
  context.font = `500 ${size}px ${theme.font}`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const begins = attemptsIn(scene);
  for (const index of slots) {
    const isBundle = scene.form[index] === form.bundle;
    if (scene.form[index] !== form.finished && !isBundle) continue;
    if (isBundle && countSize(pen, size) >= leastCount * pen.words) {
      paintCount(context, scene, theme, { pen, index, size });
      continue;
    }
    const out = 10 + 3 * pen.size + (isBundle ? 2 * bundleRadius(pen) : 0);
    const x = pen.camera.tx + scene.column[index]! * pen.stepX + out;
    const y = pen.camera.ty + scene.lane[index]! * pen.stepY;
    const flags = scene.flags[index]!;
    const isJudged = (flags & (flag.right | flag.wrong)) !== 0;
    const end = begins.get(scene.lane[index]!)?.find((column) => column > scene.column[index]!) ?? Infinity;
    const room = pen.camera.tx + end * pen.stepX - 10 - x - (isJudged ? size + 6 : 0);
    const text = shortened(context, scene.labels.get(index) ?? '', room);
    context.fillStyle = (flags & flag.chosen) !== 0 ? theme.ink : theme.mute;
    context.fillText(text, x, y);
    if (!isJudged) continue;
    const isRight = (flags & flag.right) !== 0;
    context.fillStyle = isRight ? theme.good : theme.bad;
    context.fillText(isRight ? '✓' : '✗', x + (text === '' ? 0 : context.measureText(text).width + 6), y);
  }
}

/** In pixels, where words are not larger than usual: letters that are too small to be read do not stand beneath the dots. */
const leastCount = 10;

/** Of a count beneath its dots: half a lane, as there are dots in the next one. */
function countSize({ stepY }: Pen, size: number): number {
  return Math.min(size, stepY / 2);
}

interface BundleLabel {
  readonly pen: Pen;
  readonly index: number;
  /** Of the letters of other labels, in pixels. */
  readonly size: number;
}

/** How many a bundle holds, beneath it: beside it run the ways to what follows its neighbours. */
function paintCount(context: Context, scene: Scene, theme: TreeTheme, { pen, index, size }: BundleLabel): void {
  const radius = bundleRadius(pen);
  const letters = countSize(pen, size);
  const x = pen.camera.tx + scene.column[index]! * pen.stepX + radius;
  const y = pen.camera.ty + scene.lane[index]! * pen.stepY + radius + 0.75 * letters;
  context.font = `500 ${letters}px ${theme.font}`;
  context.textAlign = 'center';
  context.fillStyle = theme.mute;
  context.fillText(scene.labels.get(index) ?? '', x, y);
  context.font = `500 ${size}px ${theme.font}`;
  context.textAlign = 'left';
}

/** In pixels: as the page's words are, within a lane; where lanes are close, most of one. */
function letterSize({ stepY, words }: Pen): number {
  return Math.min(15 * words, Math.max(Math.min(11 * words, stepY * 0.92), stepY * 0.72));
}

/** False where lanes are too close, and where answers stand on cards. */
export function haveRoomForLabels({ camera, words, out }: Pen): boolean {
  return out === 0 && hasRoomForWords(camera, words);
}

/** By lane, the columns in which attempts begin that saw others: an answer before one has the room up to it. */
function attemptsIn(scene: Scene): ReadonlyMap<number, readonly number[]> {
  const begins = new Map<number, number[]>();
  for (const index of scene.links.keys()) {
    const columns = begins.get(scene.lane[index]!);
    if (columns === undefined) begins.set(scene.lane[index]!, [scene.column[index]!]);
    else columns.push(scene.column[index]!);
  }
  for (const columns of begins.values()) columns.sort((a, b) => a - b);
  return begins;
}

/** `text`, or as much of its beginning as goes into `room` pixels; empty where that is not even two letters. */
function shortened(context: Context, text: string, room: number): string {
  if (room === Infinity || context.measureText(text).width <= room) return text;
  for (let length = text.replace(/…$/, '').length - 1; length >= 2; length--) {
    const shorter = `${text.slice(0, length).trimEnd()}…`;
    if (context.measureText(shorter).width <= room) return shorter;
  }
  return '';
}
