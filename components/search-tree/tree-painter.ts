/**
 * Keeps the canvas showing a view: on the main thread, and for large trees in a worker whenever no cards are drawn (cards
 * must not slip against the canvas). One frame per animation frame at most, none when nothing moves. Has a lifetime.
 */
import type { TreeView } from '@/lib/tree';
import type { CameraControl } from './camera-control';
import { cardShare } from './canvas/camera';
import { canDrawInWorker, startTreeWorker } from './canvas/canvas-worker';
import type { Marks } from './canvas/paint-live';
import { sceneChange } from './canvas/scene-change';
import { manySlots } from './canvas/scene';
import { readTheme } from './canvas/theme';
import type { ScreenSize } from './canvas/settled-picture';
import { TreeCanvas } from './canvas/tree-canvas';
import type { FromWorker, ToWorker } from './canvas/worker-messages';

/** Frames that a worker has been asked for. */
const mostUnderWay = 2;
/** Of a worker; one that is not there by then is not waited for. */
const longestStartMs = 1_000;
/** A large picture is not painted anew at every frame. */
const longestPrintMs = 600;

export class TreePainter {
  readonly #canvas: HTMLCanvasElement;
  readonly #picture: TreeCanvas;
  readonly #control: CameraControl;
  readonly #unsubscribe: () => void;
  #view: TreeView | undefined;
  #size: ScreenSize = { width: 0, height: 0, dpr: 1, words: 1 };
  #marks: Marks = { selected: -1, hovered: -1, flagged: [], isLive: false, isMoving: true };
  #frame: number | undefined;
  #later: ReturnType<typeof setTimeout> | undefined;
  #far: FarPicture | undefined;
  /** A tree that comes whole is not painted twice: there is nothing to show until the worker is there. */
  #waitsUntil = 0;

  constructor(host: HTMLElement, control: CameraControl) {
    this.#control = control;
    this.#canvas = newCanvas(host);
    const context = this.#canvas.getContext('2d', { alpha: false });
    if (context === null) throw new Error('This browser gives no 2D context.');
    this.#picture = new TreeCanvas({ context, createContext: newContext });
    this.#picture.setTheme(readTheme(host));
    this.#unsubscribe = control.subscribe(this.request);
    this.#host = host;
  }

  readonly #host: HTMLElement;

  get scene() {
    return this.#picture.scene;
  }

  /** More than where a search begins. */
  get showsSome(): boolean {
    return this.scene.count > 1;
  }

  show(view: TreeView): void {
    const change = sceneChange(this.#view, view);
    if (this.#view === view) return;
    const isFirst = !this.showsSome;
    this.#view = view;
    this.#picture.apply(change);
    this.#far?.send({ type: 'change', change });
    if (this.#far === undefined && view.layout.slots.length > manySlots && canDrawInWorker()) {
      this.#far = new FarPicture(this.#host, this.#requestIn);
      this.#far.send({ type: 'theme', theme: readTheme(this.#host) });
      this.#far.send({ type: 'size', size: this.#size });
      this.#far.send({ type: 'marks', marks: this.#marks });
      this.#far.send({ type: 'change', change: sceneChange(undefined, view) });
      if (isFirst) this.#waitsUntil = performance.now() + longestStartMs;
    }
    this.request();
  }

  setMarks(marks: Marks): void {
    this.#marks = marks;
    this.#picture.setMarks(marks);
    this.#far?.send({ type: 'marks', marks });
    this.request();
  }

  resize(size: ScreenSize): void {
    const { width, height, dpr, words } = this.#size;
    // A canvas is empty after it was given a size, its own too.
    if (size.width === width && size.height === height && size.dpr === dpr && size.words === words) return;
    this.#size = size;
    this.#picture.resize(size);
    this.#far?.send({ type: 'size', size });
    this.request();
  }

  retheme(): void {
    const theme = readTheme(this.#host);
    this.#picture.setTheme(theme);
    this.#far?.send({ type: 'theme', theme });
    this.request();
  }

  /** At once and whole, on the main thread: paper waits for no frame. */
  drawNow(): void {
    this.#picture.setTheme(readTheme(this.#host));
    this.#far?.setVisible(false);
    this.#canvas.style.visibility = 'visible';
    const { camera } = this.#control;
    const until = performance.now() + longestPrintMs;
    while (this.#picture.draw(camera, performance.now()) === 0 && performance.now() < until);
  }

  readonly request = (): void => {
    this.#frame ??= requestAnimationFrame(this.#draw);
  };

  /** Unless there is another reason to draw before. */
  readonly #requestIn = (ms: number): void => {
    if (ms === 0) return this.request();
    clearTimeout(this.#later);
    this.#later = setTimeout(this.request, ms);
  };

  close(): void {
    this.#unsubscribe();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#later);
    this.#far?.close();
    this.#canvas.remove();
  }

  readonly #draw = (now: number): void => {
    this.#frame = undefined;
    clearTimeout(this.#later);
    const { camera } = this.#control;
    const isFar = this.#far !== undefined && cardShare(camera) === 0;
    if (isFar) this.#far?.draw(camera, now);
    // Until the worker has drawn something its canvas is empty.
    const isThere = isFar && this.#far?.hasDrawn === true;
    this.#far?.setVisible(isThere);
    this.#canvas.style.visibility = isThere ? 'hidden' : 'visible';
    if (isThere) return;
    if (isFar && now < this.#waitsUntil) return this.#requestIn(this.#waitsUntil - now);
    const nextInMs = this.#picture.draw(camera, now);
    if (nextInMs !== undefined) this.#requestIn(nextInMs);
  };
}

/**
 * The picture that a worker draws. While it draws one frame the next may wait for it, so that it has no pause between two and
 * none is left out; beyond that the latest camera is next.
 */
class FarPicture {
  readonly #worker: Worker;
  readonly #canvas: HTMLCanvasElement;
  readonly #requestIn: (ms: number) => void;
  #underWay = 0;
  #isAgain = false;
  #hasDrawn = false;

  constructor(host: HTMLElement, requestIn: (ms: number) => void) {
    this.#requestIn = requestIn;
    this.#canvas = newCanvas(host);
    this.#worker = startTreeWorker();
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      this.#underWay--;
      const nextInMs = this.#isAgain || !this.#hasDrawn ? 0 : data.nextInMs;
      if (nextInMs !== undefined) this.#requestIn(nextInMs);
      this.#hasDrawn = true;
      this.#isAgain = false;
    });
    const canvas = this.#canvas.transferControlToOffscreen();
    this.#worker.postMessage({ type: 'start', canvas } satisfies ToWorker, [canvas]);
  }

  get hasDrawn(): boolean {
    return this.#hasDrawn;
  }

  send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  setVisible(isVisible: boolean): void {
    this.#canvas.style.visibility = isVisible ? 'visible' : 'hidden';
  }

  draw(camera: Extract<ToWorker, { type: 'draw' }>['camera'], now: number): void {
    if (this.#underWay >= mostUnderWay) {
      this.#isAgain = true;
      return;
    }
    this.#underWay++;
    this.send({ type: 'draw', camera, now });
  }

  close(): void {
    this.#worker.terminate();
    this.#canvas.remove();
  }
}

function newCanvas(host: HTMLElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  canvas.className = 'absolute inset-0 h-full w-full';
  host.append(canvas);
  return canvas;
}

function newContext(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('This browser gives no 2D context.');
  return context;
}
