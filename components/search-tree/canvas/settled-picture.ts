/**
 * The settled part of a scene as a bitmap that is a little larger than the screen. A large one is painted strip by strip, so that
 * whoever shows it can show the one before meanwhile. Knows no screen and no clock.
 */
import type { Camera } from './camera';
import { paintSettled } from './paint';
import { penFor, type Context } from './pen';
import type { Scene } from './scene';
import type { TreeTheme } from './theme';

export interface ScreenSize {
  readonly width: number;
  readonly height: number;
  readonly dpr: number;
  /** How large words are on the page, as a multiple of the usual 16 px; 1 at least. */
  readonly words: number;
}

export interface SettledPicture {
  readonly context: Context;
  readonly camera: Camera;
  readonly size: ScreenSize;
}

/** Bitmap pixels beyond each edge of the screen, in CSS pixels. */
export const overscan = 256;
/** Edges reach from one column to the next: across the picture each lies in one strip or two. */
const strips = 12;

/** Of the bitmap, in its own pixels. */
export function bitmapSize({ width, height, dpr }: ScreenSize): readonly [number, number] {
  return [Math.round((width + 2 * overscan) * dpr), Math.round((height + 2 * overscan) * dpr)];
}

/** In its own pixels. */
export function stripSize(size: ScreenSize): readonly [number, number] {
  const [width, height] = bitmapSize(size);
  return [Math.ceil(width / strips), height];
}

/** Paints all of it. */
export function paintPicture({ context, camera, size }: SettledPicture, scene: Scene, theme: TreeTheme): void {
  paintPart(context, 0, bitmapSize(size), { camera, size, scene, theme });
}

/**
 * Paints it from left to right, on `strip` and from there into the picture; stops after each. (A copy of so small a bitmap is drawn
 * at once: of a large one browsers put off what is drawn until somebody looks at it.)
 */
export function* paintInStrips(
  { context, camera, size }: SettledPicture,
  strip: Context,
  scene: Scene,
  theme: TreeTheme,
): Generator<void, void> {
  const [width] = bitmapSize(size);
  const part = stripSize(size);
  for (let left = 0; left < width; left += part[0]) {
    paintPart(strip, left, part, { camera, size, scene, theme });
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(strip.canvas, left, 0);
    yield;
  }
}

interface Painted {
  readonly camera: Camera;
  readonly size: ScreenSize;
  readonly scene: Scene;
  readonly theme: TreeTheme;
}

/** Fills `context` with the part of the bitmap that begins `from` its left edge. */
function paintPart(
  context: Context,
  from: number,
  [width, height]: readonly [number, number],
  { camera, size, scene, theme }: Painted,
): void {
  const { dpr } = size;
  const left = from / dpr - overscan;
  const view = { left, top: -overscan, right: left + width / dpr, bottom: height / dpr - overscan };
  context.setTransform(dpr, 0, 0, dpr, overscan * dpr - from, overscan * dpr);
  context.fillStyle = theme.bg;
  context.fillRect(view.left, view.top, width / dpr, height / dpr);
  paintSettled(context, scene, theme, penFor(camera, size), view);
}
