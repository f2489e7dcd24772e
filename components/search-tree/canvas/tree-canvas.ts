/**
 * The picture of a scene on one canvas, on the main thread or in a worker. Keeps the settled part as a bitmap that is a
 * little larger than the screen: panning copies it, new nodes are drawn into it, and it is painted afresh only when
 * something in it has changed. Knows no DOM.
 */
import type { Camera } from './camera';
import { paintSettled, paintSlots } from './paint';
import { penFor, type Context } from './pen';
import { paintLive, type Marks } from './paint-live';
import { Scene, type SceneChange } from './scene';
import type { TreeTheme } from './theme';

export interface Surface {
  readonly context: Context;
  readonly createContext: (width: number, height: number) => Context;
}

export interface ScreenSize {
  readonly width: number;
  readonly height: number;
  readonly dpr: number;
  /** How large words are on the page, as a multiple of the usual 16 px; 1 at least. */
  readonly words: number;
}

/** Bitmap pixels beyond each edge of the screen, in CSS pixels. */
const overscan = 256;
/** From this many slots on a repaint costs more than a frame may, and is put off or stretched over. */
const heavyCount = 1500;
const repaintEveryMs = 100;
/** While zooming, an old bitmap is stretched as long as it stays within this factor. */
const stretchLimit = 1.3;

interface Bitmap {
  readonly context: Context;
  readonly camera: Camera;
  readonly size: ScreenSize;
}

export class TreeCanvas {
  readonly scene = new Scene();
  readonly #surface: Surface;
  #size: ScreenSize = { width: 0, height: 0, dpr: 1, words: 1 };
  #theme: TreeTheme | undefined;
  #marks: Marks = { selected: -1, hovered: -1, flagged: [], isLive: false, isMoving: true };
  #bitmap: Bitmap | undefined;
  #isStale = true;
  #paintedAt = -Infinity;

  constructor(surface: Surface) {
    this.#surface = surface;
  }

  resize(size: ScreenSize): void {
    const { canvas } = this.#surface.context;
    canvas.width = Math.max(1, Math.round(size.width * size.dpr));
    canvas.height = Math.max(1, Math.round(size.height * size.dpr));
    this.#size = size;
    this.#bitmap = undefined;
    this.#clear();
  }

  setTheme(theme: TreeTheme): void {
    this.#theme = theme;
    this.#isStale = true;
  }

  setMarks(marks: Marks): void {
    this.#marks = marks;
  }

  apply(change: SceneChange): void {
    const effect = this.scene.apply(change);
    if (effect === 'repaint') this.#isStale = true;
    else if (effect !== 'nothing') this.#append(effect);
  }

  /** Draws one frame; true when another one is wanted although nothing new came in. */
  draw(camera: Camera, now: number, isGesture: boolean): boolean {
    const theme = this.#theme;
    if (theme === undefined || this.#size.width === 0) return false;
    const { context } = this.#surface;
    const isFresh = this.#isUsable(camera, now, isGesture);
    const bitmap = isFresh ? this.#bitmap! : this.#repaint(theme, camera, now);
    this.#copy(context, theme, bitmap, camera);
    const { dpr } = this.#size;
    context.setTransform(dpr, 0, 0, dpr, 0, 0);
    const pen = penFor(camera, this.#size);
    paintLive(context, this.scene, theme, pen, this.#marks, now);
    const isPulsing = this.#marks.isLive && this.#marks.isMoving && this.scene.growing.size > 0 && pen.out === 0;
    return isPulsing || this.#isStale || bitmap.camera.ky !== camera.ky;
  }

  /** A canvas of another size is black until something is drawn. */
  #clear(): void {
    if (this.#theme === undefined) return;
    const { context } = this.#surface;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = this.#theme.bg;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  }

  #isUsable(camera: Camera, now: number, isGesture: boolean): boolean {
    const bitmap = this.#bitmap;
    if (bitmap === undefined) return false;
    const isHeavy = this.scene.count > heavyCount;
    if (this.#isStale && (!isHeavy || now - this.#paintedAt > repaintEveryMs)) return false;
    const scaleX = camera.kx / bitmap.camera.kx;
    const scaleY = camera.ky / bitmap.camera.ky;
    if (scaleX === 1 && scaleY === 1) {
      return Math.abs(camera.tx - bitmap.camera.tx) <= overscan && Math.abs(camera.ty - bitmap.camera.ty) <= overscan;
    }
    const isNear = (scale: number) => scale < stretchLimit && scale > 1 / stretchLimit;
    return isHeavy && isGesture && isNear(scaleX) && isNear(scaleY);
  }

  #repaint(theme: TreeTheme, camera: Camera, now: number): Bitmap {
    const { width, height, dpr } = this.#size;
    const context =
      this.#bitmap?.context ??
      this.#surface.createContext(Math.round((width + 2 * overscan) * dpr), Math.round((height + 2 * overscan) * dpr));
    context.setTransform(dpr, 0, 0, dpr, overscan * dpr, overscan * dpr);
    context.fillStyle = theme.bg;
    const view = { left: -overscan, top: -overscan, right: width + overscan, bottom: height + overscan };
    context.fillRect(view.left, view.top, view.right - view.left, view.bottom - view.top);
    paintSettled(context, this.scene, theme, penFor(camera, this.#size), view);
    this.#isStale = false;
    this.#paintedAt = now;
    this.#bitmap = { context, camera, size: this.#size };
    return this.#bitmap;
  }

  /** Positions never change, so what is new can be drawn over what is there. */
  #append(slots: readonly number[]): void {
    if (this.#bitmap === undefined || this.#theme === undefined) return;
    paintSlots(this.#bitmap.context, this.scene, this.#theme, penFor(this.#bitmap.camera, this.#size), slots);
  }

  #copy(context: Context, theme: TreeTheme, bitmap: Bitmap, camera: Camera): void {
    const { width, height, dpr } = this.#size;
    const scaleX = camera.kx / bitmap.camera.kx;
    const scaleY = camera.ky / bitmap.camera.ky;
    const isStretched = scaleX !== 1 || scaleY !== 1;
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (isStretched) {
      context.fillStyle = theme.bg;
      context.fillRect(0, 0, width * dpr, height * dpr);
    }
    context.imageSmoothingEnabled = isStretched;
    context.drawImage(
      bitmap.context.canvas,
      Math.round((camera.tx - (bitmap.camera.tx + overscan) * scaleX) * dpr * 1e3) / 1e3,
      Math.round((camera.ty - (bitmap.camera.ty + overscan) * scaleY) * dpr * 1e3) / 1e3,
      (width + 2 * overscan) * scaleX * dpr,
      (height + 2 * overscan) * scaleY * dpr,
    );
  }
}
