/** Where the counts of bundles stand: on no dot of their column and in no column but their own. */
import { expect, it } from 'vitest';
import { laneHeight } from './camera';
import { paintLabels } from './paint-labels';
import { penFor, type Context } from './pen';
import { flag, form, Scene, stride } from './scene';
import type { TreeTheme } from './theme';

/** Of every letter, in parts of its height. */
const letterWidth = 0.6;

interface Slot {
  readonly lane: number;
  readonly form: number;
  readonly flags?: number;
}

/** What is written beside the first of these slots of one column, and how far from it; columns and lanes are so many pixels apart. */
function countOf(
  slots: readonly Slot[],
  text: string,
  { stepX, stepY }: { readonly stepX: number; readonly stepY: number },
) {
  const scene = new Scene();
  const records = Float32Array.from(
    slots.flatMap(({ lane, form, flags = 0 }, index) => [index, 1, lane, -1, form, 0, 0, flags, 0]),
  );
  expect(records).toHaveLength(slots.length * stride);
  scene.apply({ isReset: true, records, labels: [[0, text]], links: [] });
  const written: { readonly x: number; readonly y: number }[] = [];
  const context = {
    font: '',
    measureText: (words: string) => ({
      width: words.length * letterWidth * Number(/([\d.]+)px/.exec(context.font)![1]),
    }),
    strokeText: () => undefined,
    fillText: (words: string, x: number, y: number) => words === text && written.push({ x, y }),
  };
  const camera = { kx: stepX / 360, ky: stepY / laneHeight, tx: -stepX, ty: -slots[0]!.lane * stepY };
  const pen = penFor(camera, { dpr: 1, words: 1 });
  paintLabels(context as unknown as Context, scene, { font: 'sans' } as TreeTheme, pen, [0]);
  return written[0];
}

const bundle = { lane: 0, form: form.bundle };

it('is beneath where nothing follows in its column, however close the lanes are', () => {
  const at = countOf([bundle], '×255', { stepX: 38, stepY: 15 })!;
  expect(at.y).toBeGreaterThan(10);
  expect(at.x).toBeLessThan(10);
});

it('is above where the chosen step is right beneath', () => {
  const chosen = { lane: 1, form: form.river, flags: flag.chosen };
  expect(countOf([bundle, chosen], '×246', { stepX: 80, stepY: 22 })!.y).toBeLessThan(-8);
});

it('is beside where it has no room but there, and nowhere where it would reach the next column', () => {
  const slots = [
    { ...bundle, lane: 1 },
    { lane: 0, form: form.bundle },
    { lane: 2, form: form.bundle },
  ];
  const at = countOf(slots, '×4', { stepX: 60, stepY: 15 })!;
  expect([at.y, at.x > 10]).toEqual([0, true]);
  expect(countOf(slots, '×203', { stepX: 38, stepY: 15 })).toBeUndefined();
});
