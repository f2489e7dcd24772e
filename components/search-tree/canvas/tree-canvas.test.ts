/** The picture on its canvas, as far as it can be told without one: what it is filled with, and which bitmap it shows. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Camera } from './camera';
import type { Context } from './pen';
import { form, manySlots, stride, type SceneChange } from './scene';
import type { TreeTheme } from './theme';
import { TreeCanvas } from './tree-canvas';

const size = { width: 40, height: 30, dpr: 2, words: 1 };
const colours = Array.from({ length: 25 }, () => '#808080');
const theme = { bg: '#123456', score: colours, twig: colours, twigDot: colours } as unknown as TreeTheme;
const near: Camera = { kx: 0.1, ky: 0.1, tx: 5, ty: 5 };
const closer: Camera = { ...near, kx: 0.12, ky: 0.12 };

/** Draws nothing; counts what is drawn. */
class NoContext {
  readonly canvas: { width: number; height: number; readonly of: NoContext };
  fillStyle = '';
  readonly fills: unknown[] = [];
  /** Pieces of paths. */
  pieces = 0;
  /** What was copied to it, and how wide. */
  readonly copies: (readonly [NoContext, number | undefined])[] = [];
  constructor(width = 0, height = 0) {
    this.canvas = { width, height, of: this };
  }
  setTransform = () => undefined;
  beginPath = () => undefined;
  moveTo = () => undefined;
  lineTo = () => this.pieces++;
  bezierCurveTo = () => this.pieces++;
  rect = () => undefined;
  arc = () => undefined;
  fill = () => undefined;
  stroke = () => undefined;
  setLineDash = () => undefined;
  fillRect = (...box: readonly number[]) => this.fills.push([this.fillStyle, ...box]);
  drawImage = (canvas: NoContext['canvas'], _x: number, _y: number, width?: number) =>
    this.copies.push([canvas.of, width]);
}

function picture() {
  const screen = new NoContext();
  const made: NoContext[] = [];
  // What a canvas is asked for, and nothing else.
  const asContext = (context: NoContext) => context as unknown as Context;
  const canvas = new TreeCanvas({
    context: asContext(screen),
    createContext: (width, height) => {
      const context = new NoContext(width, height);
      made.push(context);
      return asContext(context);
    },
  });
  canvas.setTheme(theme);
  canvas.resize(size);
  return { canvas, screen, made, shown: () => screen.copies.at(-1)! };
}

/** So many slots in columns of ten, each after the one before it. */
function slots(count: number, from = 0): SceneChange {
  const records = new Float32Array(count * stride);
  for (let i = 0; i < count; i++) {
    const index = from + i;
    records.set([index, index % 10, Math.floor(index / 10), index - 1, form.twig, 3, 0, 0, 1], i * stride);
  }
  return { isReset: from === 0, records, labels: [], links: [] };
}
/** Every look at the clock takes so long. */
function slowClock(ms: number): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += ms));
}
afterEach(() => vi.restoreAllMocks());

describe('a canvas of another size', () => {
  it('shows the colour of the page at once, and no black until the next frame', () => {
    expect(picture().screen.fills).toEqual([['#123456', 0, 0, 80, 60]]);
  });
  it('does so where it has no room yet, for it is stretched when it gets some', () => {
    const { canvas, screen } = picture();
    canvas.resize({ ...size, width: 0 });
    expect(screen.fills.at(-1)).toEqual(['#123456', 0, 0, 1, 60]);
  });
});

describe('a small tree', () => {
  it('is painted anew in the frame that shows it at another scale', () => {
    const { canvas, made, shown } = picture();
    canvas.apply(slots(100));
    expect(canvas.draw(near, 0)).toBeUndefined();
    expect(canvas.draw(closer, 16)).toBeUndefined();
    expect(shown()[1]).toBe(made[0]!.canvas.width);
  });
});

describe('a large tree', () => {
  it('is stretched while a sharper picture of it is made, over several frames', () => {
    const { canvas, made, shown } = picture();
    canvas.apply(slots(manySlots + 1));
    expect(canvas.draw(near, 0)).toBeUndefined();
    slowClock(4);
    let frames = 0;
    while (canvas.draw(closer, 16 * ++frames) === 0) {
      expect(shown()[0]).toBe(made[0]);
      expect(shown()[1]).toBeCloseTo(made[0]!.canvas.width * 1.2);
    }
    expect(frames).toBeGreaterThan(5);
    expect(shown()).toEqual([made[1], made[1]!.canvas.width]);
    // All of it lies there, strip by strip.
    expect(made[1]!.copies.length * made[2]!.canvas.width).toBeGreaterThanOrEqual(made[1]!.canvas.width);
    // The next ones are painted on what is there.
    while (canvas.draw(near, 16 * ++frames) === 0);
    expect(shown()[0]).toBe(made[0]);
    expect(made).toHaveLength(3);
  });

  it('is painted at once where what there is shows another part of it', () => {
    const { canvas, made, shown } = picture();
    canvas.apply(slots(manySlots + 1));
    canvas.draw(near, 0);
    slowClock(100);
    const far = { ...near, ty: -5_000 };
    expect(canvas.draw(far, 16)).toBeUndefined();
    expect(shown()[1]).toBe(made[0]!.canvas.width);
  });

  it('is painted at once in other colours', () => {
    const { canvas, made } = picture();
    canvas.apply(slots(manySlots + 1));
    canvas.draw(near, 0);
    slowClock(100);
    canvas.setTheme({ ...theme, bg: '#ffffff' });
    expect(canvas.draw(near, 16)).toBeUndefined();
    expect(made[0]!.fills.map((fill) => (fill as readonly unknown[])[0])).toEqual(['#123456', '#ffffff']);
    expect(made).toHaveLength(1);
  });

  it('is painted at once where everything has another place', () => {
    const { canvas, made } = picture();
    canvas.apply(slots(manySlots + 1));
    canvas.draw(near, 0);
    slowClock(100);
    canvas.apply(slots(manySlots + 2));
    expect(canvas.draw(near, 16)).toBeUndefined();
    expect(made[0]!.fills).toHaveLength(2);
  });

  it('has what grows meanwhile, in the picture that is shown and in the next one', () => {
    const { canvas, made } = picture();
    canvas.apply(slots(manySlots + 1));
    canvas.draw(near, 0);
    slowClock(4);
    canvas.draw(closer, 16);
    const [shown, next] = [made[0]!.pieces, made[1]!.pieces];
    canvas.apply(slots(2, manySlots + 1));
    expect([made[0]!.pieces - shown, made[1]!.pieces - next]).toEqual([2, 2]);
  });
});
