/**
 * The picture of a scene on one canvas, on the main thread or in a worker. Keeps the settled part as a bitmap that is a
 * little larger than the screen: panning copies it, new nodes are drawn into it, and it is painted afresh only when
 * something in it has changed or is to be seen at another scale; a large one over several frames, in which the one before is
 * stretched. Knows no DOM.
 */
import type { Camera } from './camera';
import { paintSlots } from './paint';
import { penFor, type Context } from './pen';
import { paintLive, type Marks } from './paint-live';
import { manySlots, Scene, type SceneChange } from './scene';
import {
  bitmapSize,
  overscan,
  paintInStrips,
  paintPicture,
  stripSize,
  type ScreenSize,
  type SettledPicture,
} from './settled-picture';
import type { TreeTheme } from './theme';

export interface Surface {
  readonly context: Context;
  readonly createContext: (width: number, height: number) => Context;
}

const repaintEveryMs = 100;
/** A pulse of two pixels in 1.6 seconds is as smooth at twenty frames a second as at sixty. */
const pulseStepMs = 50;
/** Of a frame, for a picture in the making. */
const sliceMs = 7;
/** A picture is stretched within this factor while the next one is made. */
const stretchLimit = 4;

/** What is painted of a picture so far lies behind the one that is shown. */
interface Making {
  readonly picture: SettledPicture;
  readonly strips: Iterator<void, void>;
}

export class TreeCanvas {
  readonly scene = new Scene();
  readonly #surface: Surface;
  #size: ScreenSize = { width: 0, height: 0, dpr: 1, words: 1 };
  #theme: TreeTheme | undefined;
  #marks: Marks = { selected: -1, hovered: -1, flagged: [], isLive: false, isMoving: true };
  #shown: SettledPicture | undefined;
  #making: Making | undefined;
  /** For the next picture, and for its strips; as large as the screen wants them. */
  #spare: Context | undefined;
  #strip: Context | undefined;
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
    this.#shown = this.#making = this.#spare = this.#strip = undefined;
    this.#clear();
  }

  setTheme(theme: TreeTheme): void {
    this.#theme = theme;
    this.#forget();
  }

  setMarks(marks: Marks): void {
    this.#marks = marks;
  }

  apply(change: SceneChange): void {
    if (change.isReset) this.#forget();
    const effect = this.scene.apply(change);
    if (effect === 'repaint') this.#isStale = true;
    else if (effect !== 'nothing') this.#append(effect);
  }

  /** Draws one frame; returns in how many milliseconds another one is wanted although nothing new came in, if one is. */
  draw(camera: Camera, now: number): number | undefined {
    const theme = this.#theme;
    if (theme === undefined || this.#size.width === 0) return undefined;
    const { context } = this.#surface;
    const picture = this.#settled(theme, camera, now);
    this.#copy(context, theme, picture, camera);
    const { dpr } = this.#size;
    context.setTransform(dpr, 0, 0, dpr, 0, 0);
    const pen = penFor(camera, this.#size);
    paintLive(context, this.scene, theme, pen, this.#marks, now);
    if (this.#isStale || this.#making !== undefined || picture.camera.ky !== camera.ky) return 0;
    const isPulsing = this.#marks.isLive && this.#marks.isMoving && this.scene.growing.size > 0 && pen.out === 0;
    return isPulsing ? pulseStepMs : undefined;
  }

  /** What has other colours, or other places, is not shown in between. */
  #forget(): void {
    this.#spare ??= this.#shown?.context;
    this.#shown = this.#making = undefined;
  }

  /** A canvas of another size is black until something is drawn. */
  #clear(): void {
    if (this.#theme === undefined) return;
    const { context } = this.#surface;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = this.#theme.bg;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  }

  /** The picture to show: of a large tree it may be stretched, or miss what has just changed, while the next one is made. */
  #settled(theme: TreeTheme, camera: Camera, now: number): SettledPicture {
    const shown = this.#shown;
    const isHeavy = this.scene.count > manySlots;
    const isWanted = shown === undefined || this.#isStale || !isSharp(shown, camera, overscan);
    if (shown === undefined || (isWanted && !(isHeavy && isWithinReach(shown, camera)))) {
      const picture = this.#next(camera, now);
      this.#making = undefined;
      paintPicture(picture, this.scene, theme);
      return this.#show(picture);
    }
    if (!isHeavy) return shown;
    const isDue = this.#isStale && now - this.#paintedAt > repaintEveryMs;
    if (isDue || !isSharp(shown, camera, overscan / 2)) this.#making ??= this.#begin(theme, camera, now);
    const until = performance.now() + sliceMs;
    while (this.#making !== undefined && performance.now() < until)
      if (this.#making.strips.next().done === true) return this.#show(this.#making.picture);
    return shown;
  }

  #begin(theme: TreeTheme, camera: Camera, now: number): Making {
    const picture = this.#next(camera, now);
    this.#strip ??= this.#surface.createContext(...stripSize(this.#size));
    return { picture, strips: paintInStrips(picture, this.#strip, this.scene, theme) };
  }

  /** What changes from here on is not in it for sure. */
  #next(camera: Camera, now: number): SettledPicture {
    this.#isStale = false;
    this.#paintedAt = now;
    const context =
      this.#making?.picture.context ?? this.#spare ?? this.#surface.createContext(...bitmapSize(this.#size));
    this.#spare = undefined;
    return { context, camera, size: this.#size };
  }

  #show(picture: SettledPicture): SettledPicture {
    this.#spare = this.#shown?.context;
    this.#making = undefined;
    this.#shown = picture;
    return picture;
  }

  /** Positions never change, so what is new can be drawn over what is there. */
  #append(slots: readonly number[]): void {
    const theme = this.#theme;
    if (theme === undefined) return;
    for (const picture of [this.#shown, this.#making?.picture]) {
      if (picture === undefined) continue;
      const { context, camera, size } = picture;
      context.setTransform(size.dpr, 0, 0, size.dpr, overscan * size.dpr, overscan * size.dpr);
      paintSlots(context, this.scene, theme, penFor(camera, size), slots);
    }
  }

  #copy(context: Context, theme: TreeTheme, picture: SettledPicture, camera: Camera): void {
    const { width, height, dpr } = this.#size;
    const scaleX = camera.kx / picture.camera.kx;
    const scaleY = camera.ky / picture.camera.ky;
    const isStretched = scaleX !== 1 || scaleY !== 1;
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (isStretched) {
      context.fillStyle = theme.bg;
      context.fillRect(0, 0, width * dpr, height * dpr);
    }
    context.imageSmoothingEnabled = isStretched;
    context.drawImage(
      picture.context.canvas,
      Math.round((camera.tx - (picture.camera.tx + overscan) * scaleX) * dpr * 1e3) / 1e3,
      Math.round((camera.ty - (picture.camera.ty + overscan) * scaleY) * dpr * 1e3) / 1e3,
      (width + 2 * overscan) * scaleX * dpr,
      (height + 2 * overscan) * scaleY * dpr,
    );
  }
}

/** True where it shows this view as it is, so many pixels beyond its edges at most. */
function isSharp({ camera: { kx, ky, tx, ty } }: SettledPicture, camera: Camera, reach: number): boolean {
  return kx === camera.kx && ky === camera.ky && Math.abs(camera.tx - tx) <= reach && Math.abs(camera.ty - ty) <= reach;
}

/** True where it can stand in for a sharper one: most of the screen is in it, at a scale that is not too far off. */
function isWithinReach({ camera: { kx, ky, tx, ty }, size }: SettledPicture, camera: Camera): boolean {
  const across = { scale: camera.kx / kx, from: tx, to: camera.tx, screen: size.width };
  const down = { scale: camera.ky / ky, from: ty, to: camera.ty, screen: size.height };
  return [across, down].every(({ scale, from, to, screen }) => {
    const left = to - (from + overscan) * scale;
    const right = left + (screen + 2 * overscan) * scale;
    const seen = Math.min(screen, right) - Math.max(0, left);
    return scale < stretchLimit && scale > 1 / stretchLimit && seen >= screen / 2;
  });
}
