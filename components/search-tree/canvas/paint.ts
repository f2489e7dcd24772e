/**
 * Draws the settled part of a scene: twigs, rivers, dots. Strokes of one colour and width go out together, thin before
 * thick; at overview scale a thin stroke is one device pixel (measured: 5 to 10 times cheaper than 1.4). What changes
 * every frame is drawn over this by `paint-live.ts`.
 */
import { paintAhead, paintLinks } from './paint-faint';
import { haveRoomForLabels, paintLabels } from './paint-labels';
import { paintSeams } from './paint-origin';
import { bundleRadius, riverWidth, traceEdge, type Context, type Pen } from './pen';
import { flag, form, manySlots, widthSteps, type Scene } from './scene';
import { scoreBuckets, type TreeTheme } from './theme';

/** Screen rectangle in CSS pixels. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const colours = scoreBuckets + 1;
/** Pixels between columns below which lines that mark them would be all that is seen. */
const guideRoom = 20;
/** In pixels, where words have their usual size. */
const longestLabel = 480;
const fullCircle = Math.PI * 2;

/** Buckets of slots to stroke or fill together, as linked lists in typed arrays. */
class Batches {
  #next = new Int32Array(0);
  #heads = new Int32Array(0);

  start(count: number, buckets: number): void {
    if (this.#next.length < count) this.#next = new Int32Array(Math.max(1024, count * 2));
    if (this.#heads.length !== buckets) this.#heads = new Int32Array(buckets);
    this.#heads.fill(-1);
  }

  add(bucket: number, index: number): void {
    this.#next[index] = this.#heads[bucket]!;
    this.#heads[bucket] = index;
  }

  head(bucket: number): number {
    return this.#heads[bucket]!;
  }

  next(index: number): number {
    return this.#next[index]!;
  }
}

const batches = new Batches();

/** Draws all settled slots that touch `view`. */
export function paintSettled(context: Context, scene: Scene, theme: TreeTheme, pen: Pen, view: Rect): void {
  paintGuides(context, scene, theme, pen, view);
  const seen = slotsIn(scene, pen, view);
  paintSlots(context, scene, theme, pen, seen);
  if (!haveRoomForLabels(pen)) return;
  // Words of what lies to the left reach in.
  paintLabels(context, scene, theme, pen, slotsIn(scene, pen, { ...view, left: view.left - longestLabel * pen.words }));
}

/** Draws the given slots only, on top of what is there: for slots that are new. */
export function paintSlots(context: Context, scene: Scene, theme: TreeTheme, pen: Pen, slots: readonly number[]): void {
  context.lineCap = pen.isCoarse ? 'butt' : 'round';
  context.lineJoin = 'round';
  paintLinks(context, scene, theme, pen, slots);
  paintAhead(context, scene, theme, pen, slots);
  paintTwigs(context, scene, theme, pen, slots);
  paintRivers(context, scene, theme, pen, slots);
  paintSeams(context, scene, theme, pen, slots);
  paintDots(context, scene, theme, pen, slots);
}

/** Slots whose edge or dot may touch the rectangle. */
function slotsIn(scene: Scene, pen: Pen, view: Rect): number[] {
  const { tx, ty } = pen.camera;
  const first = Math.max(0, Math.floor((view.left - tx) / pen.stepX));
  const last = Math.min(scene.columns.length - 1, Math.ceil((view.right - tx) / pen.stepX) + 1);
  const top = (view.top - ty) / pen.stepY - 1;
  const bottom = (view.bottom - ty) / pen.stepY + 1;
  const seen: number[] = [];
  for (let depth = first; depth <= last; depth++) {
    const column = scene.columns[depth];
    if (column === undefined) continue;
    for (const index of column) {
      if (scene.form[index] === form.hidden) continue;
      const lane = scene.lane[index]!;
      const parent = scene.parent[index]!;
      const from = parent < 0 ? lane : scene.lane[parent]!;
      if ((lane < top && from < top) || (lane > bottom && from > bottom)) continue;
      seen.push(index);
    }
  }
  return seen;
}

function paintGuides(context: Context, scene: Scene, theme: TreeTheme, pen: Pen, view: Rect): void {
  if (pen.out > 0 || pen.stepX < guideRoom) return;
  context.strokeStyle = theme.line;
  context.lineWidth = pen.hair;
  context.beginPath();
  for (let depth = 1; depth < scene.columns.length; depth++) {
    const x = Math.round(pen.camera.tx + depth * pen.stepX) + pen.hair / 2;
    if (x < view.left || x > view.right) continue;
    context.moveTo(x, view.top);
    context.lineTo(x, view.bottom);
  }
  context.stroke();
}

function isTwig(shape: number): boolean {
  return shape === form.twig || shape === form.stub || shape === form.bundle;
}

function paintTwigs(context: Context, scene: Scene, theme: TreeTheme, pen: Pen, slots: readonly number[]): void {
  batches.start(scene.count, colours);
  for (const index of slots) if (isTwig(scene.form[index]!)) batches.add(scene.bucket[index]!, index);
  // Thousands of wider strokes take five times as long.
  const isHair = pen.isCoarse || scene.count > manySlots;
  context.lineWidth = isHair ? pen.hair : Math.max(pen.hair, Math.min(1.4, pen.size));
  for (let colour = 0; colour < colours; colour++) {
    if (batches.head(colour) < 0) continue;
    context.strokeStyle = theme.twig[colour]!;
    context.beginPath();
    for (let index = batches.head(colour); index >= 0; index = batches.next(index))
      traceEdge(context, scene, pen, index);
    context.stroke();
  }
}

/** A settled edge that carries something: its width step, or -1 where there is nothing to stroke. */
function strokeOf(scene: Scene, index: number): number {
  switch (scene.form[index]) {
    case form.living:
      return 0;
    case form.river:
    case form.finished:
      return scene.width[index]!;
    default:
      return -1;
  }
}

function paintRivers(context: Context, scene: Scene, theme: TreeTheme, pen: Pen, slots: readonly number[]): void {
  batches.start(scene.count, widthSteps * colours);
  for (const index of slots) {
    const width = strokeOf(scene, index);
    if (width >= 0) batches.add(width * colours + scene.bucket[index]!, index);
  }
  for (let bucket = 0; bucket < widthSteps * colours; bucket++) {
    if (batches.head(bucket) < 0) continue;
    const step = Math.floor(bucket / colours);
    const colour = bucket % colours;
    context.strokeStyle = theme.score[colour]!;
    context.lineWidth = thinned(pen, step === 0 ? pen.size : riverWidth(pen, step));
    context.beginPath();
    for (let index = batches.head(bucket); index >= 0; index = batches.next(index)) {
      traceEdge(context, scene, pen, index);
      // Between dots and cards the river runs on across the place where the card is going to be.
      if (pen.out > 0) traceThrough(context, scene, pen, index);
    }
    context.stroke();
  }
}

/** Part of a card that a river runs under: its round end is not to stick out. */
export const withinCard = 0.96;

function traceThrough(context: Context, scene: Scene, pen: Pen, index: number): void {
  const x = pen.camera.tx + scene.column[index]! * pen.stepX;
  const y = pen.camera.ty + scene.lane[index]! * pen.stepY;
  context.moveTo(x, y);
  context.lineTo(x + pen.out * withinCard, y);
}

/** Strokes between one and two device pixels are the slowest there are; at overview scale they become hairlines. */
function thinned(pen: Pen, width: number): number {
  if (!pen.isCoarse) return Math.max(pen.hair, width);
  return width < 2 * pen.hair ? pen.hair : width;
}

function paintDots(context: Context, scene: Scene, theme: TreeTheme, pen: Pen, slots: readonly number[]): void {
  const isCards = pen.out > 0;
  batches.start(scene.count, colours * 3);
  for (const index of slots) {
    const shape = scene.form[index]!;
    // Bundles are drawn over all of these.
    if (shape === form.bundle) continue;
    if (shape === form.reserved) batches.add(colours * 2, index);
    else if (isTwig(shape) || shape === form.ahead) batches.add(scene.bucket[index]!, index);
    else if (shape >= form.living && (!isCards || shape === form.river))
      batches.add(colours + scene.bucket[index]!, index);
    else if (shape === form.root) paintRoot(context, scene, theme, pen, index);
  }
  for (let bucket = 0; bucket <= colours * 2; bucket++) {
    if (batches.head(bucket) < 0) continue;
    const isReserved = bucket === colours * 2;
    const isTwig = bucket < colours;
    if (isReserved || isTwig) {
      context.fillStyle = isReserved ? theme.line : theme.twigDot[bucket]!;
      fillDots(context, scene, pen, bucket, () => 1.7 * pen.size);
      continue;
    }
    const radius = (index: number) =>
      (scene.form[index] === form.river ? 2.4 + 2.1 * (scene.width[index]! / (widthSteps - 1)) : 2.4) * pen.size;
    if (!pen.isCoarse) {
      context.fillStyle = theme.bg;
      fillDots(context, scene, pen, bucket, (index) => radius(index) + 1.3 * pen.size);
    }
    context.fillStyle = theme.score[bucket - colours]!;
    fillDots(context, scene, pen, bucket, radius);
  }
  if (!pen.isCoarse) paintStubs(context, scene, theme, pen, slots);
  paintBundles(context, scene, theme, pen, slots);
}

function fillDots(context: Context, scene: Scene, pen: Pen, bucket: number, radiusOf: (index: number) => number): void {
  context.beginPath();
  for (let index = batches.head(bucket); index >= 0; index = batches.next(index)) {
    const x = pen.camera.tx + scene.column[index]! * pen.stepX;
    const y = pen.camera.ty + scene.lane[index]! * pen.stepY;
    const radius = Math.max(radiusOf(index), pen.hair * 0.6);
    if (radius < 2.2) {
      context.rect(x - radius, y - radius, 2 * radius, 2 * radius);
    } else {
      context.moveTo(x + radius, y);
      context.arc(x, y, radius, 0, fullCircle);
    }
  }
  context.fill();
}

/** Ended without a result (empty, token limit, lost): a small bar across the end, so it is not taken for a cut. */
function paintStubs(context: Context, scene: Scene, theme: TreeTheme, pen: Pen, slots: readonly number[]): void {
  context.strokeStyle = theme.mute;
  context.lineWidth = Math.max(pen.hair, 1.2 * pen.size);
  context.beginPath();
  for (const index of slots) {
    if (scene.form[index] !== form.stub) continue;
    const x = pen.camera.tx + scene.column[index]! * pen.stepX;
    const y = pen.camera.ty + scene.lane[index]! * pen.stepY;
    context.moveTo(x + 3 * pen.size, y - 3 * pen.size);
    context.lineTo(x + 3 * pen.size, y + 3 * pen.size);
  }
  context.stroke();
}

/** Several in the place of one: a dot with two more behind it, whatever the zoom. */
function paintBundles(context: Context, scene: Scene, theme: TreeTheme, pen: Pen, slots: readonly number[]): void {
  const radius = bundleRadius(pen);
  for (const index of slots) {
    if (scene.form[index] !== form.bundle || pen.out > 0) continue;
    const x = pen.camera.tx + scene.column[index]! * pen.stepX;
    const y = pen.camera.ty + scene.lane[index]! * pen.stepY;
    context.lineWidth = Math.max(pen.hair, 1.2);
    for (const behind of [2, 1, 0]) {
      context.beginPath();
      context.arc(x + behind * radius, y, radius, 0, fullCircle);
      context.fillStyle = behind === 0 ? theme.score[scene.bucket[index]!]! : theme.bg;
      context.fill();
      context.strokeStyle = theme.score[scene.bucket[index]!]!;
      context.stroke();
    }
  }
}

/** The problem: an open ring. */
export function paintRoot(context: Context, scene: Scene, theme: TreeTheme, pen: Pen, index: number): void {
  const isChosen = (scene.flags[index]! & flag.chosen) !== 0;
  const radius = Math.max(5, Math.min(9, 7 * pen.size));
  context.beginPath();
  context.arc(pen.camera.tx, pen.camera.ty + scene.lane[index]! * pen.stepY, radius, 0, fullCircle);
  context.fillStyle = theme.bg;
  context.fill();
  context.lineWidth = 2.5;
  context.strokeStyle = isChosen ? theme.gold : theme.ink;
  context.stroke();
}
