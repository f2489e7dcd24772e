/**
 * Who holds the camera: the reader's gestures (d3-zoom), the buttons and keys, or the tree that is fitted while the
 * reader has not taken hold yet. It has a lifetime: attach it to the element that takes the gestures. Draws nothing.
 */
import { select, zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from 'd3';
import {
  between,
  cardShare,
  cardWidth,
  cardZoom,
  columnWidth,
  fitCamera,
  fitCards,
  followGesture,
  hasRoomForWords,
  laneHeight,
  maxZoom,
  zoomAt,
  type Box,
  type Camera,
  type Extent,
  type Frame,
  type Margin,
  type Stretch,
} from './canvas/camera';

const flightMs = 320;
/** Of what is shown close: its words are nearly as large as the page's, and two steps in a row still go in. */
const closeZoom = 0.9;
const zoomStep = 1.5;
/** Pixels beside a card that is brought into sight. */
const besideCard = 24;
/** Part of the width that answers may take at most. */
const mostRoom = 0.36;
/** How much smaller than fitted the tree may be made. */
const farthest = 0.6;

export class CameraControl {
  #camera: Camera = { kx: 1, ky: 1, tx: 0, ty: 0 };
  #stretch: Stretch = { kx: 1, ky: 1 };
  #frame: Frame = { width: 0, height: 0 };
  #extent: Extent = { depth: 1, top: 0, bottom: 1 };
  #margin: Margin = { top: 0, right: 0, bottom: 0, left: 0 };
  #room = 0;
  #box: Box | undefined;
  #words = 1;
  #isOwn = false;
  #gesture: ZoomTransform = zoomIdentity;
  #flight: number | undefined;
  #isStill = false;
  readonly #listeners = new Set<() => void>();
  readonly #zoom = zoom<HTMLElement, unknown>();
  #element: HTMLElement | undefined;

  get camera(): Camera {
    return this.#camera;
  }
  get frame(): Frame {
    return this.#frame;
  }
  /** True once the reader has moved the view: from then on nothing else moves it. */
  get isOwn(): boolean {
    return this.#isOwn;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes the gestures of `element` until the returned function is called. With `isStill` the view jumps instead of gliding. */
  attach(element: HTMLElement, isStill: boolean): () => void {
    this.#element = element;
    this.#isStill = isStill;
    const selection = select(element);
    this.#zoom
      .filter(
        (event: Event) =>
          !(event instanceof MouseEvent && event.button !== 0) && !(event instanceof WheelEvent && event.altKey),
      )
      .clickDistance(5)
      .on('start', (event: D3ZoomEvent<HTMLElement, unknown>) => {
        if (event.sourceEvent !== null) this.#land();
      })
      .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => this.#onZoom(event));
    selection.call(this.#zoom).on('dblclick.zoom', null);
    return () => {
      this.#land();
      selection.on('.zoom', null);
      this.#element = undefined;
    };
  }

  /** `words`: how large words are on the page, as a multiple of the usual 16 px. */
  setFrame(frame: Frame, margin: Margin, words: number): void {
    const { width, height } = this.#frame;
    if (width === frame.width && height === frame.height) return;
    this.#frame = frame;
    this.#margin = margin;
    this.#words = words;
    if (this.#isOwn && width > 0)
      this.#set({
        ...this.#camera,
        tx: this.#camera.tx + (frame.width - width) / 2,
        ty: this.#camera.ty + (frame.height - height) / 2,
      });
    else this.#refit(false);
  }

  /** Pixels that answers need to the right of the tree, where that is more than its margin. */
  setRoom(right: number): void {
    if (this.#room === right) return;
    this.#room = right;
    if (!this.#isOwn) this.#refit(true);
  }

  /** What there is to see. Until the reader takes hold, a larger extent is fitted again; at once where there was nothing to glide from. */
  setExtent(extent: Extent, isGliding: boolean): void {
    const { depth, top, bottom } = this.#extent;
    if (depth === extent.depth && top === extent.top && bottom === extent.bottom) return;
    this.#extent = extent;
    if (!this.#isOwn) this.#refit(isGliding);
  }

  /**
   * Shows these cards as large as they go in, or all of the tree where they would be too small, and keeps to them as the tree and
   * the frame change, until the reader takes hold. Undefined: all of the tree.
   */
  frameOn(box: Box | undefined): void {
    this.#box = box;
    this.#isOwn = false;
    this.#refit(true);
  }

  /** All of the tree; gives the view back to it. */
  fit(): void {
    this.#isOwn = false;
    this.#box = undefined;
    this.#refit(true);
  }

  /** All of the tree, at once, until the returned function is called: then the view is what it was. */
  lend(): () => void {
    const [camera, frame, margin, words] = [this.#camera, this.#frame, this.#margin, this.#words];
    const [isOwn, box] = [this.#isOwn, this.#box];
    this.#isOwn = false;
    this.#box = undefined;
    this.#refit(false);
    return () => {
      this.#frame = frame;
      this.#margin = margin;
      this.#words = words;
      this.#isOwn = isOwn;
      this.#box = box;
      this.#set(camera);
    };
  }

  zoomIn(): void {
    this.#zoomBy(zoomStep);
  }
  zoomOut(): void {
    this.#zoomBy(1 / zoomStep);
  }

  /** What stands in the middle of the picture, and how many lanes are as high as a column is wide. */
  middle(): { readonly column: number; readonly lane: number; readonly lanesPerColumn: number } {
    const { kx, ky, tx, ty } = this.#camera;
    return {
      column: (this.#frame.width / 2 - tx) / (columnWidth * kx),
      lane: (this.#frame.height / 2 - ty) / (laneHeight * ky),
      lanesPerColumn: (columnWidth * kx) / (laneHeight * ky),
    };
  }

  /** Follows what was moved down by so many lanes, at once. */
  moveLanes(lanes: number): void {
    this.#land();
    this.#set({ ...this.#camera, ty: this.#camera.ty - lanes * laneHeight * this.#camera.ky });
  }

  /** Brings a place into the middle, at card size with `isClose`, else only when it is out of sight. */
  show(depth: number, lane: number, isClose: boolean): void {
    const { width, height } = this.#frame;
    // A card that does not go in is not shown, whatever zoom there was.
    const widest = Math.max(cardZoom, (width - 2 * besideCard) / cardWidth);
    const ky = isClose ? Math.min(widest, Math.max(this.#camera.ky, closeZoom * this.#words)) : this.#camera.ky;
    const base =
      ky === this.#camera.ky ? this.#camera : zoomAt(this.#camera, this.#stretch, ky, { x: width / 2, y: height / 2 });
    const x = base.tx + depth * columnWidth * base.kx;
    const y = base.ty + lane * laneHeight * base.ky;
    const margin = 60;
    const isInside = x > margin && x < width - margin && y > margin && y < height - margin;
    if (!isClose && isInside) return;
    this.#isOwn = true;
    const card = cardShare(base) * cardWidth * base.kx;
    const left = Math.max(besideCard, Math.min(width * 0.4, width - besideCard - card));
    this.#fly({ ...base, tx: base.tx + left - x, ty: base.ty + height / 2 - y });
  }

  #zoomBy(factor: number): void {
    this.#isOwn = true;
    const ky = Math.max(this.#stretch.ky * farthest, Math.min(maxZoom, this.#camera.ky * factor));
    this.#fly(zoomAt(this.#camera, this.#stretch, ky, { x: this.#frame.width / 2, y: this.#frame.height / 2 }));
  }

  #refit(isGliding: boolean): void {
    if (this.#frame.width === 0) return;
    const { camera: whole, stretch } = this.#whole();
    const camera =
      (this.#box === undefined ? undefined : fitCards(this.#box, this.#frame, this.#margin, this.#words)) ?? whole;
    this.#stretch = stretch;
    this.#zoom.scaleExtent([stretch.ky * farthest, maxZoom]);
    if (isGliding) return this.#fly(camera);
    // What is still on its way goes to where all was fitted before.
    this.#land();
    this.#set(camera);
  }

  /** All of the tree, beside it the room for answers where lanes are far enough apart that these can be read. */
  #whole(): ReturnType<typeof fitCamera> {
    const fitted = (right: number) => fitCamera(this.#extent, this.#frame, { ...this.#margin, right });
    const { left, right } = this.#margin;
    const withAnswers = fitted(Math.max(right, Math.min(this.#room, this.#frame.width * mostRoom)));
    if (hasRoomForWords(withAnswers.camera, this.#words)) return withAnswers;
    const alone = fitted(Math.min(left, right));
    return hasRoomForWords(alone.camera, this.#words) ? withAnswers : alone;
  }

  #onZoom(event: D3ZoomEvent<HTMLElement, unknown>): void {
    const before = this.#gesture;
    this.#gesture = event.transform;
    if (event.sourceEvent === null) return;
    this.#isOwn = true;
    this.#camera = followGesture(this.#camera, this.#stretch, before, event.transform);
    this.#tell();
  }

  #fly(target: Camera): void {
    this.#land();
    if (this.#isStill) return this.#set(target);
    const from = this.#camera;
    const start = performance.now();
    const step = (now: number) => {
      const share = Math.min(1, (now - start) / flightMs);
      this.#flight = share < 1 ? requestAnimationFrame(step) : undefined;
      this.#set(between(from, target, this.#frame, 1 - (1 - share) ** 3));
    };
    this.#flight = requestAnimationFrame(step);
  }

  #land(): void {
    if (this.#flight !== undefined) cancelAnimationFrame(this.#flight);
    this.#flight = undefined;
  }

  #set(camera: Camera): void {
    this.#camera = camera;
    // The next gesture begins from here.
    this.#gesture = zoomIdentity.translate(camera.tx, camera.ty).scale(camera.ky);
    if (this.#element !== undefined) (this.#element as HTMLElement & { __zoom?: ZoomTransform }).__zoom = this.#gesture;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
