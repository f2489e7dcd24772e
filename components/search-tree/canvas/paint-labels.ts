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
    if (scene.form[index] === form.bundle) {
      paintCount(context, scene, theme, { pen, index, size });
      continue;
    }
    if (scene.form[index] !== form.finished) continue;
    const out = 10 + 3 * pen.size;
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
/** Between a count and what stands in the next column. */
const countGap = 6;
/** Around letters that lines may run under, in pixels. */
const countHalo = 3;

interface BundleLabel {
  readonly pen: Pen;
  readonly index: number;
  /** Of the letters of other labels, in pixels. */
  readonly size: number;
}

/**
 * How many a bundle holds: beneath it, or above it where the next dot leaves no room, for beside it run the ways to what follows its
 * neighbours. Beside it where it is short enough; nothing where it would stand on other dots.
 */
function paintCount(context: Context, scene: Scene, theme: TreeTheme, { pen, index, size }: BundleLabel): void {
  const radius = bundleRadius(pen);
  const x = pen.camera.tx + scene.column[index]! * pen.stepX;
  const y = pen.camera.ty + scene.lane[index]! * pen.stepY;
  const text = scene.labels.get(index) ?? '';
  const { beneath, above } = roomAround(scene, pen, index);
  const side = [beneath, above].findIndex((room) => lettersIn(room, pen, size) >= leastCount * pen.words);
  const letters = side < 0 ? size : lettersIn(side === 0 ? beneath : above, pen, size);
  context.font = `500 ${letters}px ${theme.font}`;
  context.textAlign = side < 0 ? 'left' : 'center';
  const out = side < 0 ? 10 + 3 * pen.size + 2 * radius : radius;
  const down = side < 0 ? 0 : (radius + 0.75 * letters) * (side === 0 ? 1 : -1);
  if (side >= 0 || out + context.measureText(text).width + countGap <= pen.stepX) {
    context.strokeStyle = theme.bg;
    context.lineWidth = countHalo;
    context.lineJoin = 'round';
    context.strokeText(text, x + out, y + down);
    context.fillStyle = theme.mute;
    context.fillText(text, x + out, y + down);
  }
  context.font = `500 ${size}px ${theme.font}`;
  context.textAlign = 'left';
}

/** Of a count within `room` pixels, up to the next dot: half of a lane, as there are dots in the next one; no less where none is near. */
function lettersIn(room: number, { stepY, words }: Pen, size: number): number {
  const usual = Math.min(size, Math.max(leastCount * words, stepY / 2));
  return Math.min(usual, room < 2 * stepY ? room / 2 : usual);
}

/** Pixels between a bundle and the next dots of its column; the thick ring of a chosen one takes most of a lane. */
function roomAround(scene: Scene, { stepY }: Pen, index: number) {
  let beneath = Infinity;
  let above = Infinity;
  const lane = scene.lane[index]!;
  for (const other of scene.columns[Math.floor(scene.column[index]!)] ?? []) {
    if (other === index || scene.form[other] === form.hidden || scene.column[other] !== scene.column[index]) continue;
    const lanes = Math.abs(scene.lane[other]! - lane) - ((scene.flags[other]! & flag.chosen) === 0 ? 0 : 0.4);
    if (scene.lane[other]! > lane) beneath = Math.min(beneath, lanes * stepY);
    else above = Math.min(above, lanes * stepY);
  }
  return { beneath, above };
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
